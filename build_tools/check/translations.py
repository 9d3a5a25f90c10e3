"""Checks of the translation files: they can be read, and say the same with the same marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from build_tools import recalling
from build_tools.check.wording import avoided_words
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element
from build_tools.load.files import read_text
from build_tools.load.po_file import catalogue_file, parse_catalogue
from build_tools.load.roles import find_term, text_and_target
from build_tools.load.scan import scan
from build_tools.model import Avoided, Catalogue, Kit, Location

if TYPE_CHECKING:
    from babel.messages.catalog import Message

MARKS = (
    "role",
    "link",
    "image",
    "note",
    "html",
    "directive",
    "heading",
    "label",
    "mark",
    "fence",
    "glued",
    "unclosed",
)
BARE = re.compile(r"[^\W\d_][^\W_]*(?:[ .,;?¿¡«»“”‘’–—…]+[^\W_]+)*[ .,;?¿«»“”‘’–—…]*")
"""One line of words: whatever is a mark has another sign in it."""
_TERM = re.compile(r"\{term\}`(?P<content>[^`]+)`")
_FIXED_TARGET = frozenset({"cite", "contact", "legal", "ref"})


def check_translations(catalogue: Catalogue, kit: Kit) -> Iterator[Finding]:
    """Every translation file of a kit's modules and languages."""
    for language in kit.languages:
        for module in kit.texts:
            path = catalogue_file(kit.folder, language, module.id)
            if (catalogue.root / path).exists():
                yield from check_translation(catalogue, path)
                yield from _terms(catalogue, path)


def _terms(catalogue: Catalogue, path: str) -> Iterator[Finding]:
    """Glossary terms that a translation names and nobody has defined."""
    text = read_text(catalogue.root, path, []) if catalogue.terms else None  # without any, their file has a fault
    for number, line in enumerate((text or "").split("\n"), start=1):
        for role in _TERM.finditer(line) if not line.startswith("#") else ():
            name = text_and_target(role["content"])[1]
            if find_term(catalogue.terms, name) is None:
                values = {"name": name, "audience": Phrase("any audience")}
                yield Finding(Code.UNKNOWN_TERM, Location(path, number, role.start() + 1), values)


def check_translation(catalogue: Catalogue, path: str) -> Iterator[Finding]:
    """One translation file: it can be read, each translation has the marks of its text, and no word to avoid."""
    findings: list[Finding] = []
    text = read_text(catalogue.root, path, findings)
    yield from findings
    if text is not None:
        avoided = catalogue.avoided
        parts = [path, text, [asdict(a) for a in avoided]]
        yield from recalling.value("translation", parts, lambda: list(_checked(path, text, avoided)))


def _checked(path: str, text: str, avoided: tuple[Avoided, ...]) -> Iterator[Finding]:
    findings: list[Finding] = []
    catalogue = parse_catalogue(path, text, findings)
    yield from findings
    for message in catalogue or ():
        if message.id and message.string and not message.fuzzy:
            yield from _same_marks(path, message)
            yield from _wording(path, message, avoided)


def _wording(path: str, message: Message, avoided: tuple[Avoided, ...]) -> Iterator[Finding]:
    # Where the text itself has such a word, as a wrong answer does, so may its translation.
    if any(avoided_words(avoided, path, str(message.id))):
        return
    for finding in avoided_words(avoided, path, str(message.string)):
        yield replace(finding, location=Location(path, message.lineno or 1, 1))


def _same_marks(path: str, message: Message) -> Iterator[Finding]:
    # A translation is parsed as the text is, and no other check sees it: a link, a picture or a
    # directive that only stands there would come into the kit unchecked.
    if not isinstance(message.id, str) or not isinstance(message.string, str):
        return
    before, after = _marks(message.id), _marks(message.string)
    if before != after:
        other = sorted(((before - after) + (after - before)).elements())
        place = Location(path, message.lineno or 1, 1)
        yield Finding(Code.TRANSLATION_DIFFERS, place, {"marks": ", ".join(other)})


def _marks(text: str) -> Counter[str]:
    if BARE.fullmatch(text):
        return Counter()  # most texts; reading one takes half a millisecond
    lines = text.replace("\r\n", "\n").replace("\r", "\n")  # as the parser cuts them
    return Counter(_mark(e) for e in scan(lines).elements if e.kind in MARKS)


def _mark(element: Element) -> str:
    if element.kind != "role":
        return {"heading": "##", "note": f"[^{element.value}]"}.get(element.kind, element.value)
    target = text_and_target(element.argument)[1] if element.value in _FIXED_TARGET else ""
    return f"{{{element.value}}} {target}".strip()
