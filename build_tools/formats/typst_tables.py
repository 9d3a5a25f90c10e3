"""Tables as calls of the template's ``data-table``: heads that can come again, columns to write in, room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from build_tools.formats.typst_parts import CALLS, anchor
from build_tools.formats.typst_splice import Source, block, content, line_content, named, quoted
from build_tools.formats.walk import changed, classes, elements
from build_tools.sphinx_ext.ast_pandoc import Block, attr, plain_text, span

_OPEN = frozenset({"session-plan", "recordings"})
"""Divs that are as wide as the text: what is in them can run over the label column too."""
_FREE = "free"
_IDENTIFIED = frozenset({"Div", "Span", "Image", "Figure"})

Called = Callable[[list[Block]], list[Block]]


def with_room(blocks: list[Block]) -> list[Block]:
    """The same blocks, with class ``free`` at tables in the text itself: one in a box is never wider than that.

    Args:
        blocks: of a document, not of a part of it.
    """
    return [_with_room(item) for item in blocks]


def _with_room(item: Block) -> Block:
    if item["t"] == "Table":
        (ident, names, pairs), *rest = item["c"]
        return {"t": "Table", "c": [[ident, [*names, _FREE], pairs], *rest]}
    names = classes(item)
    if item["t"] == "Div" and not (names & CALLS.keys()) - _OPEN:
        return {"t": "Div", "c": [item["c"][0], with_room(item["c"][1])]}
    return item


def table_call(item: Block, called: Called) -> list[Block]:
    """A table.

    Args:
        item: the table of a pandoc document.
        called: `typst_blocks.called`, for what is in its cells.
    """
    (ident, names, pairs), (_, caption), columns, (_, head), bodies, _ = item["c"]
    rows = [row for body in bodies for row in body[3]]
    repeats = not _has_notes(head)
    before, head = _repeatable(head) if repeats else ("", head)
    blanks = _blank_columns(columns, rows)
    return block(
        f"{before}#data-table(",
        *named(
            [
                ("columns", f"({', '.join(map(_width, columns))},)"),
                ("header", _cells(head, called)),
                ("repeats", None if repeats else "false"),
                ("stubs", str(bodies[0][1] if bodies else 0)),
                ("blanks", f"({', '.join(map(str, blanks))},)" if blanks else None),
                ("free", "true" if _FREE in names else None),
                ("caption", line_content(called(caption)) if caption else None),
                ("ident", quoted(ident) if ident else None),
                ("number", dict(pairs).get("number")),
            ]
        ),
        ", ..",
        *_cells(rows, called, blanks),
        ")",
    )


def _has_notes(head: list[Any]) -> bool:
    """Whether a note belongs to the head, as to each address: it cannot be repeated then."""
    addresses = (link for link in elements(head, "Link") if link["c"][2][0].startswith("http"))
    return any(elements(head, "Note")) or any(addresses)


def _repeatable(head: list[Any]) -> tuple[str, list[Any]]:
    """Source of what can stand before a table only, and its head without that.

    On each further page the head is an artifact, which PDF/UA-1 lets hold no link (ISO 14289-1, 7.1), and comes again
    with all of its names, while Typst wants each name once.
    """
    before: list[str] = []

    def bare(item: Block) -> Block:
        if item["t"] == "Link":
            return _unlinked(item, before)
        if item["t"] in _IDENTIFIED and item["c"][0][0]:
            (ident, names, pairs), *rest = item["c"]
            before.append(anchor(ident))
            return {"t": item["t"], "c": [["", names, pairs], *rest]}
        return item

    found = changed(head, bare)
    return "".join(f"{source}\n" for source in before), found


def _unlinked(link: Block, before: list[str]) -> Block:
    (_, names, pairs), text, (target, _) = link["c"]
    if "term" in names:
        before.append(f"#term-use({quoted(target[1:])})")
    about = dict(pairs)
    if "numbered" in names:
        return span([], attr("", ["numbered-name"], kind=about["kind"], number=about["number"]))
    return span(text, attr())


def _blank_columns(columns: list[Any], rows: list[Any]) -> list[int]:
    """The columns that people write in: no row has anything there, and the author gave no widths."""
    given = any(width["t"] == "ColWidth" for _, width in columns)
    merged = any(cell[2:4] != [1, 1] for _, cells in rows for cell in cells)
    if given or merged or not rows:
        return []
    return [n for n in range(len(columns)) if all(_is_empty(cells[n][4]) for _, cells in rows)]


def _is_empty(blocks: list[Block]) -> bool:
    return not blocks or (not plain_text(blocks).strip() and not any(elements(blocks, "Image")))


def _width(column: Any) -> str:  # noqa: ANN401 - JSON
    width = column[1]
    return f"{width['c'] * 100:.4f}fr" if width["t"] == "ColWidth" else "auto"


def _cells(rows: list[Any], called: Called, blanks: list[int] | None = None) -> Source:
    found: Source = []
    for _, cells in rows:
        for place, (_, _, tall, wide, inside) in enumerate(cells):
            spans = named([("colspan", str(wide) if wide > 1 else None), ("rowspan", str(tall) if tall > 1 else None)])
            held: Source = ["[#blank]"] if blanks and place in blanks else content(called(inside))
            found += [", " if found else "", "table.cell(", *spans, ")", *held]
    return ["(", *found, ",)" if found else ")"]
