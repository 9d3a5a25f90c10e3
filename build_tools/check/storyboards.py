"""Checks of storyboards: what they name exists, what they show can be read, what they say can be captioned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.check.pictures import faults
from build_tools.check.texts import typed_numbers
from build_tools.check.translations import check_translation
from build_tools.check.wording import avoided_words
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element
from build_tools.load.places import Places
from build_tools.load.po_file import catalogue_file
from build_tools.load.roles import source_ids
from build_tools.load.scan import scan
from build_tools.load.storyboard_catalogue import DOMAIN
from build_tools.load.storyboard_inline import plain
from build_tools.load.storyboard_parse import DIRECTIVES, ROLES
from build_tools.load.storyboard_script import Passage, Script, Slide, Version
from build_tools.load.storyboard_telling import sources_of
from build_tools.media.cues import LINE, PACE, long_word, pace
from build_tools.media.texts_told import captions_told
from build_tools.media.timeline import timeline
from build_tools.model import Catalogue, Location, visible
from build_tools.model_media import MediaAsset, Storyboard

TITLE_LIMIT = 50
"""Characters of a slide's title."""
TEXT_LIMITS = {True: 120, False: 220}
"""Characters of everything else on a slide, with a picture and without."""
ITEM_LIMITS = {True: 4, False: 6}
"""Points or steps of a slide, with a picture and without."""
SOURCES_LIMIT = 130
"""Characters of the sources in a slide's foot: two lines."""

_FAULTS = {
    "mark": (Code.MARK_WITHOUT_EFFECT, "mark"),
    "fence": (Code.STRAY_FENCE, "mark"),
    "glued": (Code.GLUED_MARK, "mark"),
    "unclosed": (Code.UNCLOSED_BLOCK, "name"),
    "html": (Code.RAW_HTML, "tag"),
}
_LONG_TITLE = Phrase("its title has {count} characters, at most {limit} fit")
_LONG_TEXT = Phrase("it has {count} characters beside its title, at most {limit} fit")
_LONG_SOURCES = Phrase("the names of its sources have {count} characters, at most {limit} fit")
_MANY_POINTS = Phrase("it has {count} points or steps, at most {limit} fit")


@dataclass(frozen=True, slots=True)
class _Board:
    """A storyboard in its catalogue."""

    catalogue: Catalogue
    asset: MediaAsset
    storyboard: Storyboard

    @property
    def script(self) -> Script:
        return self.storyboard.script  # type: ignore[no-any-return]

    def at(self, line: int, column: int = 1) -> Location:
        return Location(self.script.path, line, column)

    def finding(self, code: Code, element: Element, **values: object) -> Finding:
        return Finding(code, self.at(element.line, element.column), values)


def check_storyboards(catalogue: Catalogue) -> Iterator[Finding]:
    """Every storyboard, in all its languages."""
    for asset in catalogue.media.values():
        yield from check_storyboard(catalogue, asset)


def check_storyboard(catalogue: Catalogue, asset: MediaAsset) -> Iterator[Finding]:
    """The storyboard of a media asset that has one, in all its languages."""
    if asset.storyboard is not None:
        board = _Board(catalogue, asset, asset.storyboard)
        yield from _marks(board)
        yield from _names(board)
        yield from typed_numbers(catalogue, board.script.path, board.script.text)
        yield from avoided_words(catalogue.avoided, board.script.path, board.script.text)
        for slide in board.script.slides:
            yield from _slide(board, slide)
        for language, version in board.storyboard.versions.items():
            yield from _version(board, language, version)


def _marks(board: _Board) -> Iterator[Finding]:
    """What looks like a mark is one of a storyboard's marks."""
    found = scan(board.script.text)
    for element in found.elements:
        if element.kind in _FAULTS:
            code, name = _FAULTS[element.kind]
            yield board.finding(code, element, **{name: element.value})
    for element in found.of("directive"):
        if element.value not in DIRECTIVES:
            yield board.finding(Code.UNKNOWN_DIRECTIVE, element, name=element.value, known=", ".join(DIRECTIVES))
    for element in found.of("role"):
        if element.value not in ROLES:
            yield board.finding(Code.UNKNOWN_ROLE, element, name=element.value, known=", ".join(ROLES))


def _names(board: _Board) -> Iterator[Finding]:
    """Contacts and sources are registered, and for everyone who may see the asset."""
    for element in scan(board.script.text).of("role", *ROLES):
        cites = element.value == "cite"
        for name in source_ids(element.argument) if cites else [element.argument.strip()]:
            yield from _name(board, element, name, cites=cites)


def _name(board: _Board, element: Element, name: str, *, cites: bool) -> Iterator[Finding]:
    catalogue = board.catalogue
    register = catalogue.sources if cites else catalogue.contacts
    code = Code.UNKNOWN_SOURCE if cites else Code.UNKNOWN_CONTACT
    entry = register.get(name)
    if entry is None:
        file = ("conf/sources.yml", "sources") if cites else ("conf/contacts.yml", "contacts")
        if Places(catalogue.root).count(*file) == len(register):  # else the register has a fault of its own
            yield board.finding(code, element, name=name, audience=Phrase("any audience"))
        return
    for audience in catalogue.audiences:
        if visible(board.asset.audiences, audience) and not visible(entry.audiences, audience):
            yield board.finding(code, element, name=name, audience=audience)
            return


def _slide(board: _Board, slide: Slide) -> Iterator[Finding]:
    if not slide.narration and slide.pause is None:
        yield Finding(Code.SLIDE_SILENT, board.at(slide.line), {"title": slide.title.text})
    for picture in slide.pictures[1:]:
        yield Finding(Code.SLIDE_CONTENT, board.at(picture.alternative.line), {"what": Phrase("A second picture")})
    for picture in slide.pictures:
        folder = board.catalogue.root / "media" / board.asset.id
        for code, values in faults(folder, picture.path, picture.alternative.text):
            yield Finding(code, board.at(picture.alternative.line), values)


def _version(board: _Board, language: str, version: Version) -> Iterator[Finding]:
    catalogue = board.catalogue
    if catalogue.languages and language not in catalogue.languages:
        values = {"name": language, "known": ", ".join(catalogue.languages)}
        yield Finding(Code.UNKNOWN_LANGUAGE, board.at(1), values)
    path = catalogue_file(f"media/{board.asset.id}", language, DOMAIN)
    if language != board.asset.language and (catalogue.root / path).is_file():
        yield from check_translation(catalogue, path)
        yield from typed_numbers(catalogue, path, (catalogue.root / path).read_text(encoding="utf-8", errors="replace"))
    for slide in board.script.slides:
        yield from _too_full(board, slide, version)
        for passage in slide.narration:
            word = long_word(plain(version.texts.get(passage.text, ""), catalogue.contacts))
            if word:
                yield Finding(Code.NARRATION_WORD, version.places[passage.text], {"word": word, "limit": LINE})
    yield from _too_fast(board, language, version)


def _too_full(board: _Board, slide: Slide, version: Version) -> Iterator[Finding]:
    drawn, contacts = bool(slide.pictures), board.catalogue.contacts
    body = [p for block in slide.blocks for p in block.passages]
    points = [p for block in slide.blocks for p in block.passages if block.kind != "paragraph"]

    def length(*passages: Passage) -> int:
        return sum(len(plain(version.texts.get(p.text, ""), contacts)) for p in passages)

    for first, count, limit, problem in (
        (slide.title, length(slide.title), TITLE_LIMIT, _LONG_TITLE),
        (next(iter(body), slide.title), length(*body), TEXT_LIMITS[drawn], _LONG_TEXT),
        (next(iter(points), slide.title), len(points), ITEM_LIMITS[drawn], _MANY_POINTS),
        (slide.title, len(" · ".join(sources_of(slide, board.catalogue.sources))), SOURCES_LIMIT, _LONG_SOURCES),
    ):
        if count > limit:
            place = version.places.get(first.text, board.at(first.line))
            said = Phrase(problem.text, {"count": count, "limit": limit})
            yield Finding(Code.SLIDE_TOO_FULL, place, {"problem": said})


def _too_fast(board: _Board, language: str, version: Version) -> Iterator[Finding]:
    """Captions that nobody can read in the time in which they are heard."""
    telling = board.storyboard.tellings.get(language)
    if telling is None:
        return
    slides = list(telling.slides)
    times = timeline(slides, [slide["times"][-1][1] if slide["times"] else 0.0 for slide in slides])
    places = {slide.id: version.places[slide.title.text] for slide in board.script.slides}
    for slide in times["slides"]:
        for cue in captions_told({"duration": slide["end"], "slides": [slide]}):
            if pace(cue) > PACE + 0.5:  # half a character is a matter of rounding
                values = {"slide": slide["id"], "text": cue.text.replace("\n", " "), "speed": round(pace(cue)),
                          "limit": round(PACE)}  # fmt: skip
                yield Finding(Code.NARRATION_FAST, places[slide["id"]], values)
