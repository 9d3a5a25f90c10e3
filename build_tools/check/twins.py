"""Checks of translated pictures: a drawing that holds words has a twin in each language, which is as sound as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from build_tools import recalling
from build_tools.check.pictures import faults
from build_tools.findings import Code, Finding
from build_tools.load.elements import Element
from build_tools.load.files import file_at
from build_tools.load.twins import twin_of
from build_tools.model import Catalogue, Kit, Location

_WORDS = re.compile(r"<(text|title|desc)\b[^>]*>(?P<words>.*?)</\1\s*>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LIMIT = 2_000_000
"""Bytes of a drawing; a larger one is refused anyway."""


def check_twins(catalogue: Catalogue, kit: Kit) -> Iterator[Finding]:
    """Each drawing of a kit's texts, at the first place that shows it."""
    places: dict[str, Location] = {}
    for text in kit.texts if len(kit.languages) > 1 else ():
        for element in (*text.scan.of("image"), *text.scan.of("directive", "figure")):
            places.setdefault(_path(element), Location(text.path, element.line, element.column))
    for path, place in places.items():
        yield from _check(catalogue.root / kit.folder, path, kit.languages[1:], place)


def _path(element: Element) -> str:
    return unquote(element.value) if element.kind == "image" else element.argument


def _check(folder: Path, path: str, languages: tuple[str, ...], place: Location) -> Iterator[Finding]:
    missing = []
    for language in languages:
        twin = twin_of(path, language)
        if not isinstance(file_at(folder, folder, path), Path):
            return  # a finding of its own
        if (folder / twin).exists():
            yield from (Finding(code, place, values) for code, values in faults(folder, twin, path))
        else:
            missing.append(language)
    if missing and _has_words(folder / path):
        values = {"path": path, "languages": ", ".join(missing), "twin": twin_of(path, missing[0])}
        yield Finding(Code.PICTURE_UNTRANSLATED, place, values)


def _has_words(file: Path) -> bool:
    """Whether a drawing holds letters; what photos and other pixels hold is not known."""
    if file.suffix.lower() != ".svg" or file.stat().st_size > _LIMIT:
        return False

    def look() -> bool:
        found = _WORDS.finditer(file.read_text(encoding="utf-8", errors="replace"))
        return any(c.isalpha() for match in found for c in _TAG.sub("", match["words"]))

    known = recalling.sha256(file)
    return recalling.value("picture-words", known, look) if known else look()
