"""The repository's own kits: complete, for each audience different, and fit to hand out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from build_tools.learner.bundle import HERE, install
from build_tools.load import load
from build_tools.model import Catalogue
from tests.print.pdf_pages import LABELS, collisions
from tests.print.pdf_structure import page_texts, tags
from tests.support.project import REPOSITORY, kits

AUDIENCES = ("policia", "judicial", "trabajo", "sociedad-civil", "cicesct")
OTHERS = (
    ("judicial", "entrevista-centrada-en-la-victima"), ("policia", "proceso-judicial"),
    ("trabajo", "inspeccion-laboral"), ("sociedad-civil", "comunidad-que-protege"), ("cicesct", "coordinacion"),
)  # fmt: skip
"""The other kits, each as one of its audiences gets it."""
EDITIONS = (*((a, "fundamentos", "es") for a in AUDIENCES), *((a, kit, "es") for a, kit in OTHERS),
            ("policia", "fundamentos", "en"))  # fmt: skip


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(REPOSITORY)[0]


@pytest.fixture(scope="session")
def axe() -> str:
    install()
    return (HERE / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def test_the_kits_have_no_findings() -> None:
    done = kits(REPOSITORY, "check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", ["index.html", "facilitator/index.html"])
def test_no_two_downloads_have_one_name(dist: Path, page: str) -> None:
    document = html.parse(dist / "policia" / page)
    kits_ = document.xpath("//section[@class='kit']")
    assert {"fundamentos", "entrevista-centrada-en-la-victima", "proceso-judicial"} == {k.get("id") for k in kits_}
    for kit in kits_:
        names = [(li.findtext(".//h3"), li.xpath(".//p[@class='facts']")[0].text) for li in kit.iter("li")]
        wanted = {"index.html": "Ayudas de trabajo (papel A4)", "facilitator/index.html": "Diapositivas"}[page]
        assert wanted in {name for name, _ in names}
        assert len(set(names)) == len(names)


def test_audiences_differ_in_what_they_read(dist: Path) -> None:
    names = ("01-que-es-la-trata", "02-indicadores", "03-no-danar", "04-ruta-de-derivacion", "05-cuidar-a-quien-ayuda")
    for name in names:
        pages = [html.parse(str(dist / a / f"es/fundamentos/web/{name}.html")) for a in AUDIENCES]
        titles = {tuple(p.xpath("//section[contains(@class, 'lesson')]/h2/text()")) for p in pages}
        assert len(titles) == len(AUDIENCES), titles


def _pages(dist: Path, audience: str, kit: str, language: str) -> Iterator[Path]:
    if (kit, language) == ("fundamentos", "es"):
        yield dist / audience / "index.html"
        yield dist / audience / "facilitator/index.html"
    yield from sorted((dist / audience / language / kit / "web").glob("[0-9i]*.html"))


def _axe(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    # All rules run; of what passed them, a page of notes each time, nothing is written down.
    violations = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
    return [f"{v['id']}: {n['html'][:120]}" for v in violations for n in v["nodes"]]


@pytest.mark.parametrize("edition", EDITIONS, ids="-".join)
def test_axe_finds_nothing_on_any_page(browser: Browser, dist: Path, axe: str, edition: tuple[str, str, str]) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda r: asked.append(r.url))
    for file in _pages(dist, *edition):
        page.goto(file.as_uri())
        assert _axe(page, axe) == [], file
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), file
    assert all(url.startswith((dist.as_uri(), "data:", "blob:")) for url in asked), asked
    context.close()


def test_every_lesson_of_a_module_passes_axe_in_the_dark_and_wide(browser: Browser, dist: Path, axe: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark", bypass_csp=True)
    page = context.new_page()
    file = dist / "trabajo/es/fundamentos/web/03-no-danar.html"
    page.goto(file.as_uri())
    for ident in page.evaluate("[...document.querySelectorAll('section.lesson, section.extra')].map(s => s.id)"):
        page.goto(f"{file.as_uri()}#{ident}")
        assert _axe(page, axe) == [], ident
    context.close()


@pytest.mark.parametrize("edition", EDITIONS, ids="-".join)
@pytest.mark.parametrize("guide", ["participant-guide", "facilitator-guide"])
def test_guides_are_tagged_and_full_and_their_labels_legible(
    dist: Path, edition: tuple[str, str, str], guide: str
) -> None:
    audience, kit, language = edition
    part = "facilitator/" if guide.startswith("facilitator") else ""
    (file,) = (dist / audience / f"{part}{language}/{kit}").glob(f"*.{guide}.pdf")
    found = list(tags(file))
    levels = [int(t.kind[2]) for t in found if re.fullmatch(r"/H[1-6]", t.kind)]
    assert levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(t.alt for t in found if t.kind == "/Figure")
    assert any(t.kind == "/TH" for t in found)
    assert all(len(text.split()) > 8 for text in page_texts(file))
    assert collisions(file, LABELS) == []


def test_each_recording_of_the_kit_is_in_every_website_with_its_captions(dist: Path) -> None:
    for audience in AUDIENCES:
        folder = dist / audience / "es/fundamentos/web"
        assert list(folder.glob("media-*.html")), audience
        for page in folder.glob("media-*.html"):
            text = page.read_text(encoding="utf-8")
            files = re.findall(r'<source src="([^"]+)"', text)
            assert files, page
            assert all((folder / name).stat().st_size > 1000 for name in files)
            assert "<video" not in text or '<track kind="captions" srclang="es"' in text
            assert 'class="transcript"' in text
            assert not re.search(r"\{(?:contact|cite|term|legal|audience)\}", text)


def test_the_inventories_are_equal_in_what_all_may_have(dist: Path) -> None:
    formats = {}
    for audience in AUDIENCES:
        listed = json.loads((dist / audience / "inventory.json").read_text(encoding="utf-8"))["artifacts"]
        formats[audience] = sorted(a["format"] for a in listed if (a["kit"], a["language"]) == ("fundamentos", "es"))
    assert len(set(map(tuple, formats.values()))) == 1, formats
