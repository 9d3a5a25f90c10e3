"""Tables on standard error: a terminal gets them drawn, a pipe gets them whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from build_tools.findings import shown

Row = tuple[str, ...]
_MEGABYTE = 1_000_000
_KILOBYTE = 1000
_GIGABYTE = 1_000_000_000


def table(head: Row, rows: Iterable[Row], numbers: Sequence[int] = (), title: str = "") -> None:
    """Prints a table to standard error.

    On a terminal it is drawn to fit; in a pipe nothing is cut and columns are apart by two blanks.

    Args:
        head: names of the columns.
        rows: their texts.
        numbers: columns (from 0) that are flush right.
        title: stands above.
    """
    console = Console(stderr=True, highlight=False)
    body = [tuple(shown(cell) for cell in row) for row in rows]
    if not console.is_terminal:
        widths = [max(len(row[i]) for row in (head, *body)) for i in range(len(head))]
        lines = [title] if title else []
        for row in (head, *body):
            cells = (
                c.rjust(w) if i in numbers else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
            )
            lines.append("  ".join(cells).rstrip())
        console.file.write("\n".join(lines) + "\n")
        return
    drawn = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", title_style="bold", header_style="dim",
                  pad_edge=False, padding=(0, 1, 0, 0))  # fmt: skip
    for index, name in enumerate(head):
        if index in numbers:
            drawn.add_column(name, justify="right", no_wrap=True)
        else:
            drawn.add_column(name, overflow="fold")  # an id that is cut short names nothing
    for row in body:
        drawn.add_row(*(Text(cell) for cell in row))
    console.print(drawn)


def size_text(size: float) -> str:
    """Bytes as people read them: ``1.2 GB``, ``2.1 MB`` or ``3 kB``."""
    if size >= _GIGABYTE:
        return f"{size / _GIGABYTE:.1f} GB"
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE / 10 else f"{max(size / _KILOBYTE, 1):.0f} kB"


def time_text(seconds: float) -> str:
    """Seconds as ``2:05``."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
