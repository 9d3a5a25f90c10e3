"""Words on screen, through gettext catalogues: message ids are English, catalogues hold the rest.

The ``.po`` files are read as they are: authors and translators edit one file, and no
compiled twin can go stale.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"

_ENTRY = re.compile(
    r'^(?P<notes>(?:#[^\n]*\n)*)msgid (?P<id>(?:"[^\n]*"\n)+)msgstr (?P<text>(?:"[^\n]*"(?:\n|\Z))+)', re.MULTILINE
)
_PREVIOUS = re.compile(r'^#\| msgid (?P<text>"[^\n]*"\n(?:#\| "[^\n]*"\n)*)', re.MULTILINE)
_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}

Translator = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Said:
    """A translation, and the line of its file (from 1) in which its message begins."""

    text: str
    line: int


@lru_cache
def _messages(language: str, domain: str) -> dict[str, str]:
    path = LOCALE_DIR / language / f"{domain}.po"
    return read_messages(path.read_text(encoding="utf-8")) if path.is_file() else {}


def read_messages(text: str) -> dict[str, str]:
    """The translations of a catalogue by message id: those that are there, and not doubtful."""
    return {name: said.text for name, said in read_said(text).items()}


def read_said(text: str, *, every: bool = False) -> dict[str, Said]:
    """The messages of a catalogue that are translated, by their ids.

    Our catalogues have no contexts and no plurals, so this gives what Babel gives, in a tenth of its time: each
    command of an author who reads Spanish begins with it, and each module of a translated edition.

    Args:
        text: of the file, with LF line ends.
        every: also those that are empty or doubtful.
    """
    return {name: said for name, said in _entries(text, every=every) if name and (said.text or every)}


def read_proposals(text: str) -> dict[str, str]:
    """The old texts that doubtful translations were made for, by the ids of their messages; Babel does not read them.

    Args:
        text: of the file, with LF line ends.
    """
    found = {}
    for entry in _ENTRY.finditer(text):
        if old := _PREVIOUS.search(entry["notes"]):
            found[_text(entry["id"])] = _text(old["text"].replace("#| ", ""))
    return found


def _entries(text: str, *, every: bool) -> Iterator[tuple[str, Said]]:
    line, at = 1, 0
    for entry in _ENTRY.finditer(text):
        if every or not _FUZZY.search(entry["notes"]):
            line, at = line + text.count("\n", at, entry.start("id")), entry.start("id")
            yield _text(entry["id"]), Said(_text(entry["text"]), line)


def _text(lines: str) -> str:
    joined = "".join(line[1:-1] for line in lines.splitlines())
    return _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), joined)


def translator(language: str, domain: str) -> Translator:
    """A function from an English message id to its text in ``language``.

    Args:
        language: ``es``, ``en`` or ``fr``; unknown ones and missing messages give the id itself.
        domain: ``learner`` (theme, runtime), ``print`` (guides) or ``authors`` (command line).
    """
    messages = _messages(language, domain)
    return lambda text: messages.get(text, text)


def author_language() -> str:
    """The language for messages to authors: Spanish where the locale says so, else English."""
    for name in ("KITS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "es" if value.lower().startswith("es") else "en"
    return "en"
