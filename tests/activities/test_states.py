"""Every state of every activity: accessible, in the reader's language, on any screen, in large type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page

from build_tools.learner import bundle
from tests.activities.walk import ready, states
from tests.support.project import REPOSITORY

RUN = """() => axe.run(document, {resultTypes: ['violations']})
  .then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html))"""
WORDS = """() => {
  const found = new Set();
  const seen = (element) => element.checkVisibility?.({visibilityProperty: true}) ?? true;
  for (const element of document.querySelectorAll('body, body *')) {
    if (!seen(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.add(element.getAttribute(name) ?? '');
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.add(node.data);
  }
  return [...found].map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""
SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter((control) => {
  const own = control.closest('label')?.getBoundingClientRect() ?? control.getBoundingClientRect();
  const inText = control.matches('a') && getComputedStyle(control).display === 'inline';
  return own.width && !inText && !control.closest('.visually-hidden, .skip') && Math.min(own.width, own.height) < 24;
}).map((control) => control.outerHTML)"""
SPOKEN = """() => {
  window.spoken = [];
  new MutationObserver((changes) => {
    const regions = new Set(changes.map(({target}) =>
      (target.nodeType === Node.TEXT_NODE ? target.parentElement : target).closest('[role=status]')));
    for (const region of regions) {
      const text = region?.textContent.trim();
      if (text && region.getAttribute('aria-live') !== 'off') window.spoken.push(text);
    }
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


@pytest.fixture
def open_page(browser: Browser, spoken: Path) -> Iterator[Callable[..., Page]]:
    """Opens the module with all activities in a language, in a context of its own."""
    contexts = []

    def opened(language: str, **settings: object) -> Page:
        context = browser.new_context(bypass_csp=True, **settings)  # type: ignore[arg-type]
        context.set_offline(True)
        contexts.append(context)
        page = context.new_page()
        ready(page, (spoken / f"policia/{language}/prueba/web/02-dos.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("es", "light", 360), ("en", "dark", 1280), ("fr", "light", 1280)]
)
def test_axe_finds_nothing_in_any_state(open_page: Callable[..., Page], language: str, scheme: str, width: int) -> None:
    page = open_page(language, color_scheme=scheme, viewport={"width": width, "height": 800})
    page.evaluate((bundle.HERE / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = {state: page.evaluate(RUN) for state in states(page)}
    assert len(found) > 40
    assert {state: problems for state, problems in found.items() if problems} == {}


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (360, "200%"), (1280, "200%")])
def test_no_state_is_wider_than_the_screen(open_page: Callable[..., Page], width: int, size: str) -> None:
    """Reflow (WCAG 2.2, 1.4.10) and text at twice its size (1.4.4); targets stay large enough (2.5.8)."""
    page = open_page("fr", viewport={"width": width, "height": 700})
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    for state in states(page):
        if "printed" not in state:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, state
            assert page.evaluate(SMALL) == [], state


def test_each_step_is_announced_once(open_page: Callable[..., Page]) -> None:
    page = open_page("es", viewport={"width": 1280, "height": 800})
    page.evaluate(SPOKEN)
    for state in states(page):
        said = page.evaluate("() => new Promise(done => setTimeout(() => done(window.spoken.splice(0))))")
        moves = [text for text in said if "ahora en el lugar" in text]
        others = [text for text in said if text not in moves and not text.startswith("Lección")]
        assert len(others) == len(set(others)), state
        told = state.endswith(("not answered", "wrong", "right", "warned", "a consequence", "the path", "no name"))
        assert len(others) == int(told), (state, said)


def test_nothing_moves_for_who_wants_less_motion(open_page: Callable[..., Page]) -> None:
    page = open_page("es", reduced_motion="reduce")
    still = """() => [...document.querySelectorAll('*')].every((element) => {
      const style = getComputedStyle(element);
      return style.transitionDuration === '0s' && style.animationName === 'none' && style.scrollBehavior === 'auto';
    })"""
    assert page.evaluate(still)


def _messages(language: str) -> dict[str, str]:
    """The texts of pages in a language by their English ones."""
    texts: dict[str, str] = {}
    for domain in ("learner", "content"):
        with (REPOSITORY / f"build_tools/locale/{language}/{domain}.po").open("rb") as file:
            texts |= {str(m.id): str(m.string) for m in read_po(file) if m.id}
    return texts


def _pattern(text: str) -> re.Pattern[str]:
    """What a message can become: all its values but `{text}` are numbers."""
    parts = re.split(r"(\{\w+\})", text)
    values = {part: ".+" if part == "{text}" else r"[\d\s.,%]+" for part in parts[1::2]}
    return re.compile("".join(values.get(part, re.escape(part)) for part in parts))


def test_a_french_page_says_nothing_in_spanish_or_english(open_page: Callable[..., Page]) -> None:
    page = open_page("fr", viewport={"width": 1280, "height": 800})
    words = {word for _ in states(page) for word in page.evaluate(WORDS)}
    french, spanish = _messages("fr"), _messages("es")
    assert {text for text in spanish if text not in french} == set()
    own = [_pattern(text) for text in french.values()]
    foreign = [
        _pattern(text) for text in (*spanish, *spanish.values()) if re.search(r"[a-z]{2}", re.sub(r"\{\w+\}", "", text))
    ]
    for word in words:
        if any(pattern.fullmatch(word) for pattern in foreign):
            assert any(pattern.fullmatch(word) for pattern in own), word
    assert {"Vérifier", "Terminer", "Réessayer", "Attestation de participation"} <= words
