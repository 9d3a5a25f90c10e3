"""The translations of a storyboard: one gettext file for each language beside the one it is written in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.findings import Finding
from build_tools.load.po_file import load_catalogue
from build_tools.load.storyboard_inline import plain
from build_tools.load.storyboard_script import Passage, Script, Speech, Version
from build_tools.media.narration import digest, sentences
from build_tools.model import Contact, Location

if TYPE_CHECKING:
    from babel.messages.catalog import Message

LOCALE = "locale"

_HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def catalogue_path(folder: str, language: str) -> str:
    """The translation file of a storyboard.

    Args:
        folder: of the media asset.
        language: a code.
    """
    return f"{folder}/{LOCALE}/{language}/LC_MESSAGES/storyboard.po"


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


def update_catalogue(root: Path, script: Script, folder: str, language: str) -> tuple[Passage, ...]:
    """Writes a storyboard's translation file: all its texts in their order, with the translations that there are.

    Texts that the storyboard no longer has go; header fields of the file stay.

    Args:
        root: the project's folder.
        script: the storyboard.
        folder: of the media asset, relative to ``root``.
        language: of the translation.

    Returns:
        What is not translated yet.

    Raises:
        OSError: the file cannot be written.
    """
    path = catalogue_path(folder, language)
    old = load_catalogue(root, path, []) if (root / path).is_file() else None
    kept = {str(m.id): m for m in old or () if m.id and m.string}
    target = root / path
    head = _head(target.read_text(encoding="utf-8-sig")) if old is not None else _HEAD.format(language=language)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".part")
    beside.write_text(head + _messages(script, kept, language), encoding="utf-8", newline="\n")
    beside.replace(target)
    return tuple(p for p in _each_once(script) if p.text not in kept or kept[p.text].fuzzy)


def _each_once(script: Script) -> tuple[Passage, ...]:
    return tuple({passage.text: passage for passage in reversed([*script.passages])}.values())[::-1]


def _head(text: str) -> str:
    """What stands before the first message: the header, with whatever its translators have noted there."""
    header = text.index("msgid")
    end = text.find("\n\n", header)
    return text[: end + 2] if end >= 0 else f"{text.rstrip()}\n\n"


def _messages(script: Script, kept: Mapping[str, Message], language: str) -> str:
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - slow, and seldom needed
    from babel.messages.pofile import write_po  # noqa: PLC0415

    catalogue = Catalog(locale=language)
    for passage in _each_once(script):
        before = kept.get(passage.text)
        said = (before.string, before.flags, before.user_comments) if before else ("", (), ())
        message = catalogue.add(passage.text, said[0], flags=said[1], user_comments=said[2])
        message.flags -= {"python-format", "python-brace-format"}  # babel takes a role for a place to fill
    out = io.BytesIO()
    write_po(out, catalogue, width=-1, omit_header=True)
    return out.getvalue().decode().rstrip("\n") + "\n"
