"""The words of a storyboard's texts: as they are drawn, as they are said, and what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from build_tools.load.markdown import parser
from build_tools.load.roles import source_ids
from build_tools.model import Contact

if TYPE_CHECKING:
    from markdown_it.token import Token

Run = dict[str, Any]
"""A piece of text as JSON: ``text``, and ``bold``, ``italic`` or ``contact`` where it is."""

_STYLES = {"strong": "bold", "em": "italic"}


@lru_cache(maxsize=4096)
def inline(text: str) -> tuple[Token, ...]:
    """The inline tokens of one text."""
    return tuple(child for token in parser().parseInline(text, {}) for child in token.children or [])


def runs(text: str, contacts: Mapping[str, Contact]) -> list[Run]:
    """A text's pieces as they are drawn: contacts are numbers, and sources stay away (the slide's foot names them)."""
    found: list[Run] = []
    styles: dict[str, bool] = {}
    for token in inline(text):
        name, _, edge = token.type.partition("_")
        if name in _STYLES:
            styles = {k: v for k, v in styles.items() if k != _STYLES[name]}
            if edge == "open":
                styles[_STYLES[name]] = True
        elif token.type == "myst_role" and token.meta["name"] == "cite":
            if found:
                found[-1]["text"] = found[-1]["text"].rstrip()
        else:
            named = {"contact": True} if token.type == "myst_role" else {}
            found.append({"text": _words(token, contacts), **styles, **named})
    return _joined(found)


def _words(token: Token, contacts: Mapping[str, Contact]) -> str:
    if token.type == "myst_role":
        contact = contacts.get(token.content.strip())
        return contact.number if contact else token.content
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _joined(pieces: list[Run]) -> list[Run]:
    found: list[Run] = []
    for piece in pieces:
        styles = {k: v for k, v in piece.items() if k != "text"}
        if found and styles == {k: v for k, v in found[-1].items() if k != "text"}:
            found[-1]["text"] += piece["text"]
        elif piece["text"]:
            found.append(piece)
    if found:
        found[0]["text"] = found[0]["text"].lstrip()
        found[-1]["text"] = found[-1]["text"].rstrip()
    return [{**piece, "text": re.sub(r"\s+", " ", piece["text"])} for piece in found]


def plain(text: str, contacts: Mapping[str, Contact]) -> str:
    """A text as it is said: no marks, contacts as numbers, no sources."""
    return "".join(run["text"] for run in runs(text, contacts))


def roles(text: str, *names: str) -> Iterator[tuple[str, str]]:
    """The roles of a text with one of the names: name and content."""
    for token in inline(text):
        if token.type == "myst_role" and token.meta["name"] in names:
            yield str(token.meta["name"]), token.content.strip()


def cited(text: str) -> list[str]:
    """The sources that a text names, in their order."""
    return [source for _, content in roles(text, "cite") for source in source_ids(content)]
