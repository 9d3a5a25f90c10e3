"""What all planners of slides need to know, and what they give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.formats.guides_media import Asset
from build_tools.formats.slides_model import Note, Slide
from build_tools.formats.slides_pages import Text

_GAP = re.compile("%[sd]")
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Context:
    """Where in a kit we are: the words of its language, its media assets, the lesson and the module.

    ``tall`` are the files of pictures that are larger beside their text, ``aids`` the module's job aids in their order.
    """

    words: Mapping[str, str]
    assets: Mapping[str, Asset]
    lesson: str = ""
    kicker: str = ""
    module: int = 0
    tall: frozenset[str] = frozenset()
    aids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """Slides of their own among a lesson's text; ``keeps``: what facilitators read after it belongs to it."""

    slides: tuple[Slide, ...]
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """What only the notes tell."""

    notes: tuple[Note, ...]


Part = Text | Own | Aside


def filled(text: str, *values: Any) -> str:  # noqa: ANN401 - shown as text
    """A word of the templates with its ``%s`` and ``%d`` filled, in their order, as Typst does it there."""
    given = iter(values)
    return _GAP.sub(lambda gap: str(next(given, gap[0])), text)


def minutes_text(minutes: int, words: Mapping[str, str]) -> str:
    """``90`` as ``1 h 30 min``."""
    hours, rest = divmod(minutes, _HOUR)
    parts = [f"{hours}\u00a0h"] * bool(hours) + [f"{rest}\u00a0{words['minutes']}"] * bool(rest or not hours)
    return "\u00a0".join(parts)
