"""Checks of the translation files: they can be read, and say the same with the same marks."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element
from build_tools.load.files import read_text
from build_tools.load.roles import text_and_target
from build_tools.load.scan import scan
from build_tools.model import Catalogue, Kit, Location

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_NOT_UTF8 = "its header does not say “charset=UTF-8”"
_WRONG_LINE = "this line is no part of a translation file"
_LINE = re.compile(r'^(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*"\s*$')
_MARKS = ("role", "link", "image", "html", "directive", "heading", "label", "mark", "fence", "glued", "unclosed")
_FIXED_TARGET = frozenset({"cite", "contact", "legal", "ref"})


def check_translations(catalogue: Catalogue, kit: Kit) -> Iterator[Finding]:
    """Every translation file of a kit's modules and languages."""
    for language in kit.languages:
        for module in kit.texts:
            path = f"{kit.folder}/locale/{language}/LC_MESSAGES/{module.id}.po"
            if (catalogue.root / path).exists():
                yield from _translation(catalogue, path)


def _translation(catalogue: Catalogue, path: str) -> Iterator[Finding]:
    findings: list[Finding] = []
    text = read_text(catalogue.root, path, findings)
    yield from findings
    if text is None:
        return
    read = _read(path, text)
    if isinstance(read, Finding):
        yield read
        return
    for message in read:
        if message.id and message.string and not message.fuzzy:
            yield from _same_marks(path, message)


def _read(path: str, text: str) -> Catalog | Finding:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - slow, and most kits have none

    # babel takes a line without quotes as it comes, and cuts off its first and last letter.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#") and not _LINE.match(line):
            return _broken(path, number, _WRONG_LINE)
    try:
        found = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except PoFileError as error:
        return _broken(path, error.lineno + 1, _WRONG_LINE)
    except (ValueError, LookupError, TypeError, AttributeError):  # babel's own checks are thin
        return _broken(path, 1, _WRONG_LINE)
    return found if found.charset.lower() in ("utf-8", "utf8") else _broken(path, 1, _NOT_UTF8)


def _broken(path: str, line: int, problem: str) -> Finding:
    return Finding(Code.CATALOGUE_BROKEN, Location(path, line, 1), {"problem": Phrase(problem)})


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
    lines = text.replace("\r\n", "\n").replace("\r", "\n")  # as the parser cuts them
    return Counter(_mark(e) for e in scan(lines).elements if e.kind in _MARKS)


def _mark(element: Element) -> str:
    if element.kind != "role":
        return "##" if element.kind == "heading" else element.value
    target = text_and_target(element.argument)[1] if element.value in _FIXED_TARGET else ""
    return f"{{{element.value}}} {target}".strip()
