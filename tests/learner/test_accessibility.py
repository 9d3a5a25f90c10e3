"""axe-core finds nothing; nothing scrolls sideways; targets are large enough."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from build_tools.formats.pages import render_catalogue
from tests.learner.conftest import NODE_MODULES
from tests.learner.sample import ROOT
from tests.learner.test_pages import catalogue_context

PAGES = ["index.html", "01-uno.html", "01-uno.html#senales", "01-uno.html#tabla", "01-uno.html#video",
         "01-uno.html#_end", "01-uno.html#glosario", "salida.html", "../catalogue.html"]  # fmt: skip
PAGES += [f"../act/standalone/01-uno.html#{lesson}" for lesson in ("practica", "caso", "diario", "prueba")]
# Chromium's own player has its own axe rules that need a person (captions are tested elsewhere).
RUN = """() => axe.run(document, {resultTypes: ['violations']})
  .then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html))"""


@cache
def axe() -> str:
    return (NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(site: Path) -> Path:
    page = render_catalogue(ROOT / "conf/templates/catalogue.html.j2", catalogue_context())
    (site / "catalogue.html").write_text(page, encoding="utf-8")
    return site / "web"


def _answer(page: Page) -> None:
    for start in page.locator(".current").get_by_role("button", name="Empezar").all():
        start.evaluate("button => button.click()")  # an opened note may lie over it
    for question in page.locator(".current form.question").all():
        for choice in question.locator("input[type=radio], input[type=checkbox]").all()[:1]:
            choice.evaluate("input => input.click()")
        for check in question.locator(".check").all():
            check.evaluate("button => button.click()")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, folder: Path, scheme: str, width: int) -> None:
    # The script of the tests is not of the page: its policy would refuse it.
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    context.set_offline(True)  # the exit's page must stay
    page = context.new_page()
    found = {}
    for name in PAGES:
        page.goto(f"{folder.as_uri()}/{name}")
        _answer(page)
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe())
        found[name] = page.evaluate(RUN)
    context.close()
    assert found == {name: [] for name in PAGES}


@pytest.mark.parametrize("height", [180, 640])
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, folder: Path, height: int) -> None:
    context = browser.new_context(viewport={"width": 320, "height": height})
    context.set_offline(True)
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{folder.as_uri()}/{name}")
        _answer(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    context.close()


def test_main_controls_are_large_enough(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/01-uno.html#senales")
    page.locator("#_lessons summary").click()
    controls = (
        ".exit-button, .exit-note summary, #_lessons a, #_lessons summary, #_next, #_previous, .check, .answer label"
    )
    for control in page.locator(controls).all():
        if control.is_visible():
            box = control.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44, control.evaluate("e => e.outerHTML")
    context.close()


def test_the_bar_hides_no_focus(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/01-uno.html#senales")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        hidden = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector('.bar');
              const cover = bar.getBoundingClientRect();
              return !bar.contains(document.activeElement) && box.top >= cover.top && box.bottom <= cover.bottom;
            }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")
    context.close()


def test_paper_is_white_even_if_the_screen_is_dark(browser: Browser, folder: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/01-uno.html#senales")
    colours = """() => ['--paper', '--ink', '--brand-ink', '--brand-tint'].map(
      name => getComputedStyle(document.documentElement).getPropertyValue(name).trim())"""
    dark = page.evaluate(colours)
    page.emulate_media(media="print")
    paper = page.evaluate(colours)
    page.emulate_media(media="null", color_scheme="light")
    assert paper == page.evaluate(colours)
    assert all(one != other for one, other in zip(dark, paper, strict=True))
    context.close()


def test_forced_colours_keep_the_signs(browser: Browser, folder: Path) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/01-uno.html#senales")
    colour = page.locator(".current .box-title").first.evaluate("e => getComputedStyle(e, '::before').backgroundColor")
    assert colour != "rgba(0, 0, 0, 0)"
    context.close()
