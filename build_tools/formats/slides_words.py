"""The words that slides show, in one language."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.formats.guides_words import guide_words

_HOUR = 60


def slides_words(language: str) -> dict[str, str]:
    """The words of the print templates in a language, as facilitators read them.

    Args:
        language: its code, e.g. ``es``.
    """
    return guide_words(language, "facilitator")


def minutes_text(minutes: int, words: Mapping[str, str]) -> str:
    """``90`` as ``1 h 30 min``."""
    hours, rest = divmod(minutes, _HOUR)
    parts = [f"{hours}\u00a0h"] * bool(hours) + [f"{rest}\u00a0{words['minutes']}"] * bool(rest or not hours)
    return "\u00a0".join(parts)
