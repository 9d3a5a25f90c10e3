"""How many lines a text takes on a slide.

Slides are shown in Arial, or in Liberation Sans, which is as wide; neither comes in a package of ours. So
texts are measured in Source Sans 3 and taken for wider.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import fontpkg_source_sans_3
from PIL import ImageFont

from build_tools.formats.slides_layouts import INDENT
from build_tools.formats.slides_model import Line

WIDER = 1.15
"""Liberation Sans against Source Sans 3: at most 1.142 (1.148 bold) over the 1,838 runs of 30 characters of our kit."""
_UNIT = 100
_WEIGHTS = {False: 400, True: 700}


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Lines of a text, broken between words as Office does it; at least 1.

    Args:
        text: one paragraph.
        width: of a line, in points.
        size: of the font, in points.
        bold: whether it is set bold.
    """
    return max(1, len(wrapped(text, width, size, bold=bold)))


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text; a word that is longer than a line is broken where the line ends."""
    room = width / size / WIDER
    found: list[str] = []
    at, used = "", 0.0
    for word in [piece for part in text.split() for piece in _fitting(part, room, bold=bold)]:
        wide = _width(word, bold)
        together = used + _width(" ", bold) + wide
        if at and together <= room:
            at, used = f"{at} {word}", together
        else:
            found += [at] if at else []
            at, used = word, wide
    return [*found, at] if at else found


def lines_of(line: Line, width: float, size: float) -> int:
    """Lines that a paragraph of a slide takes; one with a bold lead is measured bold."""
    indent = (line.level + (line.mark != "none")) * INDENT
    return line_count(line.text, width - indent, size, bold=bool(line.lead))


def total(lines: Iterable[Line], width: float, size: float) -> int:
    """Lines that paragraphs take together."""
    return sum(lines_of(line, width, size) for line in lines)


def _fitting(word: str, room: float, *, bold: bool) -> list[str]:
    if _width(word, bold) <= room:
        return [word]
    pieces, at = [], ""
    for letter in word:
        if at and _width(at, bold) + _width(letter, bold) > room:
            pieces.append(at)
            at = ""
        at += letter
    return [*pieces, at]


@lru_cache(maxsize=20_000)
def _width(text: str, bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    return float(_font(bold).getlength(text)) / _UNIT


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - a key of the cache
    file = fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf"
    font = ImageFont.truetype(file, _UNIT, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([_WEIGHTS[bold]])
    return font
