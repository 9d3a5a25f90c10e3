"""A module's running text in blocks, without its marks: what checks of language look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from build_tools.load.front_matter import without_front_matter
from build_tools.load.markdown import parsed
from build_tools.load.roles import text_and_target
from build_tools.load.walker import LITERAL, directive_of, split_options

if TYPE_CHECKING:
    from markdown_it.token import Token

_SILENT = frozenset({"cite", "contact", "ref", "numref", "doc"})
"""Roles whose content is a name, or a text that stands elsewhere."""
_BOX = re.compile(r"^\[[ xX]\] ")
_BEFORE_POINT = re.compile(r"\s+([.,;:)])")
_OPEN = {"paragraph_open": "paragraph", "heading_open": "heading", "table_open": "table", "bullet_list_open": "list",
         "ordered_list_open": "list", "blockquote_open": "quote", "dl_open": "list"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentences:
    """The words of one paragraph, list item, cell or heading; ``line`` counts from 1 in the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: a paragraph, heading, list, table or quotation.

    ``roles`` are the names of the roles in it, ``inside`` those of the directives around it, outermost first.
    """

    kind: str
    parts: tuple[Sentences, ...]
    roles: frozenset[str]
    inside: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a module's text (front matter and all), nested directives included."""
    return _blocks(without_front_matter(text), 0, ())


def _blocks(text: str, offset: int, inside: tuple[str, ...]) -> Iterator[Block]:
    env: dict[str, Any] = {}
    held: list[Token] = []
    for token in parsed(text, env):
        if token.type in ("fence", "colon_fence") and token.map:
            yield from _directive(token, offset, inside)
        elif token.level == 0 and token.type in _OPEN:
            held = [token]
        elif held:
            held.append(token)
            if token.level == 0:
                yield _block(held, offset, inside)
                held = []


def _directive(token: Token, offset: int, inside: tuple[str, ...]) -> Iterator[Block]:
    name = directive_of(token.info)[0]
    if name is None or name in LITERAL or token.map is None:
        return
    taken = split_options(token.content)[1]
    body = "\n".join(token.content.split("\n")[taken:])
    yield from _blocks(body, offset + token.map[0] + 1 + taken, (*inside, name))


def _block(tokens: Sequence[Token], offset: int, inside: tuple[str, ...]) -> Block:
    inlines = [t for t in tokens if t.type == "inline"]
    parts = (Sentences(offset + (t.map or [0])[0] + 1, _words(t.children or [])) for t in inlines)
    roles = {str(c.meta["name"]) for t in inlines for c in t.children or [] if c.type == "myst_role"}
    return Block(_OPEN[tokens[0].type], tuple(p for p in parts if p.text), frozenset(roles), inside)


def _words(children: Sequence[Token]) -> str:
    """What is read of inline Markdown: code is a name, and so is what some roles hold."""
    said = []
    for child in children:
        if child.type == "myst_role":
            said.append("" if child.meta["name"] in _SILENT else text_and_target(child.content)[0])
        elif child.type in ("softbreak", "hardbreak"):
            said.append(" ")
        elif child.type == "text":
            said.append(child.content)
    text = re.sub(r"\s+", " ", "".join(said)).strip()
    return _BEFORE_POINT.sub(r"\1", _BOX.sub("", text))
