"""Constructors of pandoc's document model (pandoc-types 1.23) as plain JSON values.

Only the shapes that our documents need; see https://hackage.haskell.org/package/pandoc-types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
Inline = dict[str, Any]
Attr = list[Any]

API_VERSION = [1, 23, 1, 1]
"""Of the pandoc that `pypandoc_binary` brings; `tools.pandoc` refuses one that speaks another."""

_SPACES = re.compile(r"[ \t\r\n]+")
_APART = re.compile(r"(^ | (?=[-+=/])|(?<=\d[.)]) | $)")
"""Spaces at the ends, and beside what begins a list or heading in Typst: pandoc escapes that in strings of its own."""


def element(kind: str, *content: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A pandoc element; one argument is the content itself, several become a list, none no content."""
    if not content:
        return {"t": kind}
    return {"t": kind, "c": content[0] if len(content) == 1 else list(content)}


def attr(ident: str = "", classes: Sequence[str] = (), **pairs: str) -> Attr:
    """An attribute triple; underscores in names become hyphens, empty values are left out."""
    return [ident, list(classes), [[k.replace("_", "-"), v] for k, v in pairs.items() if v != ""]]


def words(text: str) -> list[Inline]:
    """Plain text as inlines: runs of white space are a space; one at an end is an element, for what stands beside it.

    Pandoc's readers make an element of each word; its writers take a string of many as well, in a fraction of the time.
    """
    parts = _APART.split(_SPACES.sub(" ", text))
    return [element("Space") if part == " " else element("Str", part) for part in parts if part]


def para(inlines: list[Inline]) -> Block:
    """A paragraph."""
    return element("Para", inlines)


def plain(inlines: list[Inline]) -> Block:
    """Text that is no paragraph: in tight lists and table cells."""
    return element("Plain", inlines)


def div(blocks: list[Block], attributes: Attr) -> Block:
    """Blocks with an identifier, classes and attributes."""
    return element("Div", attributes, blocks)


def span(inlines: list[Inline], attributes: Attr) -> Inline:
    """Inlines with an identifier, classes and attributes."""
    return element("Span", attributes, inlines)


def anchors(idents: Iterable[str]) -> list[Block]:
    """Empty blocks that only carry identifiers, for link targets."""
    return [div([], attr(ident, ["anchor"])) for ident in idents]


def cell(blocks: list[Block], rows: int = 1, columns: int = 1) -> list[Any]:
    """A table cell over that many rows and columns."""
    return [attr(), element("AlignDefault"), rows, columns, blocks]


def row(cells: list[Any]) -> list[Any]:
    """A table row."""
    return [attr(), cells]


def table(
    widths: Sequence[float | None],
    head: list[Any],
    body: list[Any],
    *,
    caption: list[Block] | None = None,
    attributes: Attr | None = None,
    stubs: int = 0,
) -> Block:
    """A table.

    Args:
        widths: the share of each column in the whole width; None: as wide as its content wants.
        head: the header rows.
        body: the other rows.
        caption: the caption's blocks.
        attributes: identifier, classes and attributes.
        stubs: how many columns at the left are row headers.
    """
    columns = [
        [element("AlignDefault"), element("ColWidthDefault") if w is None else element("ColWidth", w)] for w in widths
    ]
    return element(
        "Table",
        attributes or attr(),
        [None, caption or []],
        columns,
        [attr(), head],
        [[attr(), stubs, [], body]],
        [attr(), []],
    )


def plain_text(value: Any) -> str:  # noqa: ANN401 - any part of a document
    """The text of blocks or inlines, without marks."""
    if isinstance(value, list):
        return "".join(plain_text(item) for item in value)
    if not isinstance(value, dict):
        return ""
    match value["t"]:
        case "Str":
            return str(value["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code":
            return str(value["c"][1])
        case _:
            return plain_text(value.get("c"))
