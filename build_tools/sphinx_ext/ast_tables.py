"""Doctree tables -> pandoc tables, with header rows, row headers, spans and column widths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes

from .ast_inlines import Context, inlines
from .ast_pandoc import Block, anchors, attr, cell, plain, row, table


def table_blocks(context: Context, node: nodes.Element) -> list[Block]:
    """A table with its caption; further identifiers become anchors before it."""
    group = next(child for child in node.children if isinstance(child, nodes.tgroup))
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    idents = context.idents(node)
    return [
        *anchors(idents[1:]),
        table(
            _widths(node, columns),
            _rows(context, group.findall(nodes.thead)),
            _rows(context, group.findall(nodes.tbody)),
            caption=[plain(inlines(context, title.children))] if title is not None else None,
            attributes=attr(idents[0] if idents else "", number=str(node.get("number", ""))),
            stubs=sum(1 for column in columns if column.get("stub")),
        ),
    ]


def _widths(node: nodes.Element, columns: list[nodes.colspec]) -> list[float | None]:
    """Widths only where the author gave them: those that a parser made up read badly in print."""
    shares = [float(column.get("colwidth") or 0) for column in columns]
    if "colwidths-given" not in node["classes"] or not sum(shares):
        return [None] * len(columns)
    return [round(share / sum(shares), 4) for share in shares]


def _rows(context: Context, parts: Iterable[nodes.Element]) -> list[Any]:
    return [
        row([_cell(context, entry) for entry in line.children if isinstance(entry, nodes.entry)])
        for part in parts
        for line in part.children
        if isinstance(line, nodes.row)
    ]


def _cell(context: Context, entry: nodes.Element) -> list[Any]:
    blocks = context.blocks(context, entry.children)
    if len(blocks) == 1 and blocks[0]["t"] == "Para":
        blocks = [plain(blocks[0]["c"])]
    return cell(blocks, entry.get("morerows", 0) + 1, entry.get("morecols", 0) + 1)
