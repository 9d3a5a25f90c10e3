"""A translation that a machine can check: every word of a message gets a mark, every mark of its text stays."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from tests.canary.search import BEGIN, END

_MARKS = re.compile(
    r"\{(?:cite|contact)\}`[^`]*`|\{(?:ref|term)\}`[^`<]*`(?!`)|\{[a-z]+\}|<[^>]*>|\]\([^)\s]*|\[\^[^\]]*\]|\\."
)
_LEGAL = re.compile(r"\{legal\}`(?P<ref>[^`<]+)`")
_CANARY = re.compile(f"{BEGIN}(?P<middle>[a-z]+?){END}")
_WORD = re.compile(r"[^\W\d_]+")
MARK = "xx"


def marked(text: str, *, literal: bool) -> str:
    """A message with a mark at each of its words; a canary word becomes another one.

    Args:
        text: the message.
        literal: whether it is plain text.
    """
    if literal:
        return _words(text)
    text = _LEGAL.sub(lambda m: f"{{legal}}`{_words(m['ref'])} <{m['ref']}>`", text)
    found, at = "", 0
    for mark in _MARKS.finditer(text):
        found += _words(text[at : mark.start()]) + mark[0]
        at = mark.end()
    return found + _words(text[at:])


def marked_word(word: str) -> str:
    """A word with its mark."""
    canary = _CANARY.fullmatch(word)
    return f"{BEGIN}{MARK}{canary['middle']}{END}" if canary else f"{MARK}{word}"


def _words(text: str) -> str:
    return _WORD.sub(lambda m: marked_word(m[0]), text)


def translate_all(root: Path, language: str) -> dict[str, str]:
    """Fills all translation files of a project; gives what was translated, and into what."""
    found: dict[str, str] = {}
    for file in sorted(root.glob(f"*/*/locale/{language}/LC_MESSAGES/*.po")):
        catalogue = read_po(io.BytesIO(file.read_bytes()))
        for message in catalogue:
            if message.id:
                message.string = marked(message.id, literal=any("plain text" in c for c in message.auto_comments))
                message.flags.discard("fuzzy")
                found[message.id] = message.string
        out = io.BytesIO()
        write_po(out, catalogue, width=-1, omit_header=True)  # babel forgets who has read the file
        head = file.read_bytes().partition(b"\n\n")[0]
        file.write_bytes(head + b"\n\n" + out.getvalue())
    return found
