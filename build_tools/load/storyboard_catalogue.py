"""The translations of a storyboard: one gettext file for each language beside the one it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.findings import Finding
from build_tools.load.po_file import load_catalogue
from build_tools.load.storyboard_inline import plain
from build_tools.load.storyboard_script import Passage, Script, Speech, Version
from build_tools.media.narration import digest, sentences
from build_tools.model import Contact, Location

DOMAIN = "storyboard"


def original(script: Script, contacts: Mapping[str, Contact]) -> Version:
    """A storyboard in the language that it is written in."""
    texts = {passage.text: passage.text for passage in script.passages}
    places = {passage.text: Location(script.path, passage.line, 1) for passage in script.passages}
    return Version(texts, places, (), _speeches(script, texts, contacts))


def translated(
    root: Path, script: Script, path: str, contacts: Mapping[str, Contact], findings: list[Finding]
) -> Version:
    """A storyboard in another language; what is not translated stays as it is, and is named as missing.

    Args:
        root: the project's folder.
        script: in the language that it is written in.
        path: of the translation file, which need not be there.
        contacts: whose numbers are said.
        findings: gets what is wrong with the file.
    """
    catalogue = load_catalogue(root, path, findings) if (root / path).is_file() else None
    texts, places = {}, {}
    for message in catalogue or ():
        if isinstance(message.id, str) and isinstance(message.string, str) and message.string and not message.fuzzy:
            texts[message.id] = " ".join(message.string.split())
            places[message.id] = Location(path, message.lineno or 1, 1)
    missing = tuple(p for p in _each_once(script) if p.text not in texts)
    return Version(texts, places, missing, _speeches(script, texts, contacts))


def _speeches(script: Script, texts: Mapping[str, str], contacts: Mapping[str, Contact]) -> tuple[Speech, ...]:
    found = []
    for slide in script.slides:
        said = [plain(texts.get(p.text, p.text), contacts) for p in slide.narration]
        if said:
            found.append(Speech(slide.id, sentences(said), digest(said)))
    return tuple(found)


def _each_once(script: Script) -> tuple[Passage, ...]:
    return tuple({passage.text: passage for passage in reversed([*script.passages])}.values())[::-1]
