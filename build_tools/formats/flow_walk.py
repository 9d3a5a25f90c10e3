"""Small shapes of a text that flows."""

from __future__ import annotations

from typing import Any

from build_tools.formats.walk import LEAVES
from build_tools.sphinx_ext.ast_pandoc import Block, Inline, attr, div, element, para, plain, span, words

_MIDDOT = " \u00b7 "
_ATTR_PARTS = 3
"""Identifier, classes, pairs."""
KEPT = frozenset({"lang", "width", "height", "custom-style"})
"""What a file for readers may say of an element besides its class; states, keys and sources are not among it."""


def bare(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    """The same content without the attributes that only builds need: a reader could see them in the file."""
    if isinstance(value, dict):
        if value["t"] in LEAVES:
            return value
        return {name: bare(item) for name, item in value.items()}
    if not isinstance(value, list):
        return value
    if _is_attr(value):
        ident, names, pairs = value
        return [ident, names, [pair for pair in pairs if pair[0] in KEPT]]
    return [bare(item) for item in value]


def _is_attr(value: list[Any]) -> bool:
    if len(value) != _ATTR_PARTS or not isinstance(value[0], str):
        return False
    _, names, pairs = value
    return isinstance(names, list) and isinstance(pairs, list) and all(isinstance(name, str) for name in names)


def styled(name: str, blocks: list[Block], ident: str = "") -> Block:
    """Blocks of a class."""
    return div(blocks, attr(ident, name.split()))


def inlines_of(blocks: list[Block]) -> list[Block]:
    """The text of paragraphs as one line."""
    found: list[Block] = []
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            found += [*([element("Space")] if found else []), *block["c"]]
    return found


def tight(blocks: list[Block]) -> list[Block]:
    """The content of a list's item: its first paragraph is text of the item."""
    first, *rest = blocks or [para([])]
    return [plain(first["c"]), *rest] if first["t"] == "Para" else blocks


def labelled(name: str, rest: list[Inline]) -> list[Inline]:
    """What something is, and what it is called: ``Case · Rosa``."""
    label = span(words(name), attr("", ["label"]))
    return [label, *(words(_MIDDOT) if rest else []), *rest]
