"""Numbers with what they count."""

from __future__ import annotations

from collections.abc import Mapping

_ONE = "1"
_PLURALS = ("s", "x")
"""How plurals end in Spanish, English and French; symbols such as “%” and “kg” do not."""


def unit_after(number: str, unit: str) -> str:
    """The unit of a number as it stands behind it: authors give it in the plural, which “1” takes in brackets only.

    Args:
        number: as its author wrote it.
        unit: the same for all answers of a question, e.g. ``personas``.
    """
    plural = len(unit) > 1 and unit.endswith(_PLURALS)
    return f"({unit})" if plural and number.strip() == _ONE else unit


def points_in_all(points: int, texts: Mapping[str, str]) -> str:
    """``12 points in all``, ``1 point in all``."""
    return texts["one-point-sum"] if points == 1 else texts["points-sum"].replace("%d", str(points))
