"""When each slide of a storyboard is seen, and each of its sentences said."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

RATE = 10
"""Frames per second of a master."""
LEAD = 0.5
"""Seconds that a slide is seen before somebody speaks."""
TAIL = 0.7
"""Seconds that a slide stays when everything is said."""
FADE = 0.4
"""Seconds in which one slide becomes the next, half of them before the next one's start."""

_CENT = 2


def timeline(slides: Sequence[Mapping[str, Any]], lengths: Sequence[float]) -> dict[str, Any]:
    """The times of a storyboard's slides and sentences, in seconds from the beginning.

    Args:
        slides: as `model.Telling.slides`.
        lengths: seconds of each slide's sound; 0 where nothing is said.

    Returns:
        ``duration``, and ``slides`` with ``start``, ``end``, ``sound`` (when it begins), what is seen on each, and
        its ``sentences`` with ``start``, ``end`` and ``text``. Slides begin and end with a frame.
    """
    start, found = 0, []
    for slide, length in zip(slides, lengths, strict=True):
        frames = math.ceil(round((LEAD + length + slide["pause"] + TAIL) * RATE, 3))
        found.append(_placed(slide, start / RATE, (start + frames) / RATE))
        start += frames
    return {"duration": start / RATE, "slides": found}


def _placed(slide: Mapping[str, Any], start: float, end: float) -> dict[str, Any]:
    spoken = start + LEAD
    said = [
        {"start": round(spoken + first, _CENT), "end": round(spoken + last, _CENT), "text": text}
        for (first, last), text in zip(slide["times"], slide["sentences"], strict=True)
    ]
    picture = slide["picture"]
    return {
        "id": slide["id"], "start": start, "end": end, "sound": spoken, "title": slide["title"],
        "blocks": slide["blocks"], "alt": picture["alt"] if picture else "", "sentences": said,
    }  # fmt: skip
