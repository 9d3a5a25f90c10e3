"""Every text that somebody can see can be translated: with all messages marked, no word of the source is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from pptx import Presentation

from build_tools.formats.registry import FORMATS
from tests.canary.places import KIT, expected
from tests.canary.search import BEGIN
from tests.translate.conftest import AUDIENCES, Translated
from tests.translate.pseudo import MARK

_FILES_AND_IDS = (
    "figurename footnotelabel label linkurl page picture figured drawing photo asset objectiveid termid exit number "
    "question match order short numeric likert bank assessment scenario step reflection jobaid facquestion"
)
_SOURCES = "source sourcetitle sourcepublisher sourcewhere asked askedtitle askedpublisher askedwhere"
_IN_YAML = (
    "assettitle assetalt phototitle photoalt term termdefinition facterm factermdefinition contactlabel audiencetitle"
)
_CAPTIONS = "cue cueenglish"
_DRAWN = "svgtext svgtitle svgdesc svgid"
NO_MESSAGES = frozenset({
    *_FILES_AND_IDS.split(), *_CAPTIONS.split(), *_DRAWN.split(), *_SOURCES.split(), *(f"fac{name}" for name in _SOURCES.split()),
    *(f"{name}english" for name in _IN_YAML.split()),
})  # fmt: skip
"""What an edition shows and no translation file holds: names, sources as they are called, drawings (whose twins
`test_review` sees), and what YAML translates."""
AS_IDS = frozenset({"heading", "subheading", "roleheading", "pagetitle", "pagelesson"})
"""Headings give links their ids in the source language: a translation that is mended breaks no link."""
REPLACED = frozenset({"originalenglish", "pageoriginalenglish", "facoriginalenglish"})
"""Words of translations that the canary project has and this one has not."""

for_each_format = pytest.mark.parametrize(
    ("audience", "format_"), [(audience, f.id) for audience in AUDIENCES for f in FORMATS]
)


@for_each_format
def test_every_text_of_an_edition_is_a_message(translated: Translated, audience: str, format_: str) -> None:
    shown = expected(audience, KIT, "en", format_)
    assert {place for _, place in shown - translated.translated()} <= NO_MESSAGES | REPLACED


@for_each_format
def test_an_edition_shows_its_translated_texts(translated: Translated, audience: str, format_: str) -> None:
    job = f"{KIT}/{audience}/en/{format_}"
    wanted = expected(audience, KIT, "en", format_) & translated.translated()
    assert wanted - translated.places(job, marked=True) == set()


@for_each_format
def test_no_word_of_the_source_is_left(translated: Translated, audience: str, format_: str) -> None:
    left = translated.places(f"{KIT}/{audience}/en/{format_}", marked=False) & translated.translated()
    assert {place for _, place in left} <= AS_IDS


@for_each_format
def test_no_translation_reaches_another_audience(translated: Translated, audience: str, format_: str) -> None:
    seen = translated.places(f"{KIT}/{audience}/en/{format_}", marked=True)
    assert {owner for owner, _ in seen} & {a for a in AUDIENCES if a != audience} == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_participants_get_no_translation_of_what_is_for_facilitators(translated: Translated, audience: str) -> None:
    told = {key for key in translated.translated() if key[1].startswith("fac")}
    assert told
    for format_ in (f for f in FORMATS if not f.facilitator):
        assert translated.places(f"{KIT}/{audience}/en/{format_.id}", marked=True) & told == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_all_words_that_are_read_are_marked(translated: Translated, audience: str) -> None:
    """Not the planted words alone: no other word of a message either, on a page or on a slide with its notes."""
    source = {word for message in translated.messages for word in _words(message)}
    folder = translated.root / "dist" / audience
    pages = [p for p in folder.glob("en/zz-canario/web/*.html") if not p.stem.startswith(("media-", "salida"))]
    slides = next(folder.glob("facilitator/en/zz-canario/*.pptx"))
    assert len(pages) > 2
    for name, texts in [*((page.name, _read_page(page)) for page in pages), ("slides", _read_slides(slides))]:
        read = {word for text in texts for word in _words(text)}
        assert any(word.startswith(MARK) for word in read), name
        assert read & source - _also_english() == set(), name


def _also_english() -> set[str]:
    """Words of the messages that English words on screen have as well, or the names of the project's sources."""
    return {"example", "fuente", "legal"}


def _words(text: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]{4,}", text.casefold()):
        if not word.startswith(BEGIN):
            yield word


def _read_page(page: Path) -> Iterator[str]:
    tree = lxml.html.parse(page).getroot()
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        yield element.text or ""
        yield from (element.get(name, "") for name in ("alt", "title", "aria-label", "placeholder"))
        yield from (child.tail or "" for child in element)


def _read_slides(file: Path) -> Iterator[str]:
    for slide in Presentation(str(file)).slides:
        shapes = [*slide.shapes, *(slide.notes_slide.shapes if slide.has_notes_slide else [])]
        for shape in shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
