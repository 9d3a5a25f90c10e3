"""The bench's chart: budgets as bars, time against modules as lines; 360 units wide, so a phone shows it in full."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

_WIDTH, _ROW, _LEFT, _RIGHT = 360, 36, 8, 352
_MOST = 2.0
"""Where the bars end: twice the budget; what takes longer is cut there and its number says how long."""
_GOOD, _BAD, _INK, _PALE = "#1d5c4d", "#9c2f1f", "#1b1b1b", "#d9d9d9"
_COLOURS = {"cold": "#1f3a5f", "changed": "#b35900"}
_NAMES = {"cold": "from nothing", "changed": "one word changed"}


def draw(budgets: Sequence[Mapping[str, Any]], lines: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """The picture as SVG.

    Args:
        budgets: rows of `engine.budgets`.
        lines: modules and seconds, by `_NAMES`.
    """
    bars = 52 + _ROW * len(budgets)
    height = bars + 270
    parts = [_text(_LEFT, 20, "Time of a build as a share of its budget", bold=True), *_bars(budgets, bars),
             _text(_LEFT, bars + 32, "Website of one edition: seconds by modules", bold=True),
             *_curves(lines, bars + 52, height - 34)]  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-family="sans-serif" font-size="12" fill="{_INK}">\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join(parts) + "\n</svg>\n"
    )  # fmt: skip


def _bars(budgets: Sequence[Mapping[str, Any]], bottom: int) -> list[str]:
    aim = _LEFT + (_RIGHT - _LEFT) / _MOST
    parts = [f'<line x1="{aim}" x2="{aim}" y1="30" y2="{bottom - 12}" stroke="{_INK}" stroke-dasharray="3 3"/>',
             _text(aim, bottom, "budget", anchor="middle")]  # fmt: skip
    for index, row in enumerate(budgets):
        share = row["ours"] / row["theirs"] / row["aim"]
        top = 32 + index * _ROW
        wide = (_RIGHT - _LEFT) * min(share, _MOST) / _MOST
        parts += [
            f'<rect x="{_LEFT}" y="{top + 16}" width="{wide:.1f}" height="10" fill="{_GOOD if share <= 1 else _BAD}"/>',
            _text(_LEFT, top + 12, row["what"], size=11, halo=True),
            _text(_RIGHT, top + 26, f"{share:.0%}", anchor="end", halo=True),
        ]
    return parts


def _curves(lines: Mapping[str, Sequence[tuple[int, float]]], top: int, bottom: int) -> list[str]:
    """Both axes are logarithmic: what grows with modules is a straight line at 45 degrees there."""
    points = [point for line in lines.values() for point in line]
    left, right = 48, _RIGHT - 16
    modules, seconds = zip(*points, strict=True)
    low, high = _decades(modules)
    bottom_value, top_value = _decades(seconds)

    def at(point: tuple[float, float]) -> tuple[float, float]:
        x = left + (right - left) * (math.log10(point[0]) - low) / (high - low)
        return x, bottom - (bottom - top) * (math.log10(point[1]) - bottom_value) / (top_value - bottom_value)

    parts = []
    for power in range(bottom_value, top_value + 1):
        y = at((10**low, 10.0**power))[1]
        parts += [f'<line x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_PALE}"/>',
                  _text(left - 6, y + 4, f"{10.0**power:g} s", anchor="end")]  # fmt: skip
    for count in sorted(set(modules)):
        parts.append(_text(at((count, 10.0**bottom_value))[0], bottom + 18, f"{count:,}", anchor="middle"))
    for order, (name, line) in enumerate(lines.items()):
        places = [at(point) for point in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts += [
            f'<polyline points="{path}" fill="none" stroke="{_COLOURS[name]}" stroke-width="2"/>',
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{_COLOURS[name]}"/>' for x, y in places),
            _text(left + 8, top + 14 + 16 * order, _NAMES[name], colour=_COLOURS[name], halo=True),
        ]
    return parts


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _text(x: float, y: float, text: str, **looks: Any) -> str:
    """A line of text; ``looks``: ``anchor``, ``bold``, ``size``, ``colour``, ``halo`` (readable on anything)."""
    more = f' text-anchor="{looks["anchor"]}"' if "anchor" in looks else ""
    more += ' font-weight="bold"' if looks.get("bold") else ""
    more += f' font-size="{looks["size"]}"' if "size" in looks else ""
    more += f' fill="{looks["colour"]}"' if "colour" in looks else ""
    more += ' stroke="#fff" stroke-width="3" paint-order="stroke"' if looks.get("halo") else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(text)}</text>'
