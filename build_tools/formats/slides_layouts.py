"""The layouts of the slides: where things stand and how large their text is, in points of a 16:9 page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 960, 540
"""13.333 by 7.5 inches."""
SPACING = 1.2
"""Height of a line of Arial for its size, with what Office adds (its ascent and descent are 1.15)."""
GAP = 10
"""Points before a paragraph."""
INDENT = 38
"""Points from a bullet to its text, for each level."""
TABLE_SIZE = 20
CELL = 6
"""Points between a cell's edge and its text."""
TITLE, BODY, PICTURE, KICKER = 0, 1, 2, 13
"""Indices of placeholders, the same in each layout."""
FOOTER_ID, NUMBER_ID = 11, 12


@dataclass(frozen=True, slots=True)
class Box:
    """A placeholder: its place, the size and weight of its text, where that stands (``t``, ``ctr``, ``b``)."""

    x: float
    y: float
    width: float
    height: float
    size: int
    bold: bool = False
    anchor: str = "t"

    @property
    def lines(self) -> int:
        """How many lines of its text it holds."""
        return int(self.height // (self.size * SPACING))


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: its name in Office, its kind there, its placeholders by index, and what lies behind them.

    ``ground`` is ``white``, ``tint`` or ``accent``.
    """

    name: str
    kind: str
    boxes: Mapping[int, Box]
    ground: str = "white"


_X, _W = 48, 864
_TITLE = Box(_X, 46, _W, 82, 32, bold=True, anchor="b")
_KICKER = Box(_X, 22, _W, 22, 14)
_BODY = Box(_X, 156, _W, 328, 28)
_HEAD = {TITLE: _TITLE, KICKER: _KICKER}
FOOTER = Box(_X, 502, 744, 20, 12, anchor="ctr")
NUMBER = Box(812, 502, 100, 20, 12, anchor="ctr")

LAYOUTS: Mapping[str, Layout] = {
    "title": Layout(
        "Title Slide", "title",
        {TITLE: Box(72, 130, 816, 150, 44, bold=True, anchor="b"), BODY: Box(72, 300, 816, 150, 24)}, "accent",
    ),
    "module": Layout(
        "Section Header", "secHead",
        {TITLE: Box(72, 150, 816, 130, 40, bold=True, anchor="b"), BODY: Box(72, 300, 816, 130, 24)}, "accent",
    ),
    "text": Layout("Title and Content", "obj", {**_HEAD, BODY: _BODY}),
    "activity": Layout("Activity", "obj", {**_HEAD, BODY: _BODY}, "tint"),
    "table": Layout("Title Only", "titleOnly", _HEAD),
    "picture": Layout(
        "Picture with Caption", "picTx",
        {**_HEAD, PICTURE: Box(_X, 150, _W, 284, 20), BODY: Box(_X, 442, _W, 50, 20)},
    ),
    "media": Layout(
        "Picture and Text", "picTx", {**_HEAD, PICTURE: Box(_X, 156, 480, 270, 20), BODY: Box(552, 150, 360, 330, 22)},
    ),
    "tall": Layout(
        "Text and Tall Picture", "picTx",
        {TITLE: Box(_X, 46, 420, 160, 32, bold=True, anchor="b"), KICKER: Box(_X, 22, 420, 22, 14),
         PICTURE: Box(500, 24, 412, 466, 20), BODY: Box(_X, 232, 420, 252, 24)},
    ),
}  # fmt: skip
AREA = Box(_X, 156, _W, 332, TABLE_SIZE)
"""Where a table stands."""
