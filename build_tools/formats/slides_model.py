"""What a slide holds, before any file is written: frozen values between planning and writing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONTROLS = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")
MOST_LINES = 6
"""Lines of a slide, as they are shown: a paragraph over two of them counts twice."""
MOST_ROWS = 6
"""Rows of a table, without its header."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a slide; ``lead`` is how its text begins, in bold.

    ``mark`` is what stands before it: ``bullet``, ``letter``, ``number`` (of ``start``) or ``none``.
    """

    text: str
    lead: str = ""
    level: int = 0
    mark: str = "none"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file, relative to the workspace, and its alternative text."""

    file: str
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table's texts; every row is as long as the head, ``widths`` are points."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph of the speaker's notes, or a ``label`` over the next ones."""

    text: str
    label: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; ``layout`` names one of `slides_layouts.LAYOUTS`, ``size`` is that of its lines in points.

    ``module`` is the number of its module, 0 outside of any.
    """

    layout: str
    title: str
    lines: tuple[Line, ...] = ()
    kicker: str = ""
    picture: Picture | None = None
    table: Table | None = None
    notes: tuple[Note, ...] = ()
    size: int = 28
    module: int = 0


def printable(text: str) -> str:
    """A text with spaces for what no XML holds (XML 1.0, 2.2)."""
    return _CONTROLS.sub(" ", text)
