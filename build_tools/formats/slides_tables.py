"""Small tables as tables; of large ones a slide says where they are."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from build_tools.formats.numbers import label_of
from build_tools.formats.slides_context import Context, Own, Part
from build_tools.formats.slides_layouts import AREA, CELL, SPACING
from build_tools.formats.slides_measure import line_count
from build_tools.formats.slides_model import MOST_ROWS, Line, Slide, Table
from build_tools.formats.slides_pages import Text, headline
from build_tools.formats.slides_text import cell_text, notes_of, shown
from build_tools.sphinx_ext.ast_pandoc import Block

_MOST_SLIDES = 3
_MOST_COLUMNS = 4
_NARROWEST = 0.14
"""Share of a column in the table, at least."""

Rows = Sequence[tuple[str, ...]]


def table_part(block: Block, context: Context) -> Part:
    """A table on its own slides; as a line that points to the notes where it is too large for that."""
    _, caption, columns, head, bodies, _ = block["c"]
    heads = [_row(row) for row in head[1]]
    rows = [_row(row) for body in bodies for row in (*body[2], *body[3])]
    title = " ".join(shown(b["c"]) for b in caption[1] if b["t"] in ("Plain", "Para")) or context.lesson
    tables = _tables(heads[0] if heads else (), rows, len(columns))
    notes = tuple(notes_of([*caption[1], block]))
    if not tables or len(heads) > 1 or _merged(block):
        return Text((Line(context.words["slides-large-table"]),), notes)
    label = label_of(block, context.words)
    slides = [
        Slide("table", headline(title), kicker=f"{context.kicker} · {label}" if label else context.kicker, table=table,
              notes=notes,
              size=AREA.size, module=context.module)
        for table in tables
    ]  # fmt: skip
    return Own(tuple(slides))


def row_heights(table: Table) -> list[float]:
    """The heights of a table's rows in points, the header first: every cell as many lines as its text takes."""
    return [_height(row, table.widths) for row in (table.head, *table.rows)]


def two_columns(head: tuple[str, str], rows: Rows) -> list[Table]:
    """Tables of pairs; none where a pair alone is too large."""
    return _tables(head, rows, 2)


def _tables(head: tuple[str, ...], rows: Rows, columns: int) -> list[Table]:
    if not rows or not 1 < columns <= _MOST_COLUMNS:
        return []
    head = head or ("",) * columns
    widths = _widths([head, *rows])
    parts = _parted(head, rows, widths, MOST_ROWS)
    evener = _parted(head, rows, widths, ceil(len(rows) / len(parts)))
    tables = [Table(head, part, widths) for part in (evener if len(evener) == len(parts) else parts)]
    return tables if len(tables) <= _MOST_SLIDES and all(map(_fits, tables)) else []


def _parted(
    head: tuple[str, ...], rows: Rows, widths: tuple[float, ...], most: int
) -> list[tuple[tuple[str, ...], ...]]:
    """The rows in parts that fit, none of more than ``most``."""
    found: list[tuple[tuple[str, ...], ...]] = [()]
    for row in rows:
        longer = (*found[-1], row)
        if found[-1] and (len(longer) > most or not _fits(Table(head, longer, widths))):
            found.append((row,))
        else:
            found[-1] = longer
    return found


def _fits(table: Table) -> bool:
    return sum(row_heights(table)) <= AREA.height


def _height(row: tuple[str, ...], widths: tuple[float, ...]) -> float:
    lines = max(
        line_count(text, width - 2 * CELL, AREA.size, bold=True) for text, width in zip(row, widths, strict=True)
    )
    return lines * AREA.size * SPACING + 2 * CELL


def _widths(rows: Rows) -> tuple[float, ...]:
    """Shares of the width by what columns hold: the square root keeps short ones from being crushed."""
    weights = [max(sum(len(row[n]) for row in rows), 1) ** 0.5 for n in range(len(rows[0]))]
    shares = [max(weight / sum(weights), _NARROWEST) for weight in weights]
    return tuple(round(AREA.width * share / sum(shares), 1) for share in shares)


def _row(row: list[Any]) -> tuple[str, ...]:
    return tuple(cell_text(cell, shown) for cell in row[1])


def _merged(block: Block) -> bool:
    _, _, columns, head, bodies, _ = block["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]
    return any(len(row[1]) != len(columns) or any(cell[2:4] != [1, 1] for cell in row[1]) for row in rows)
