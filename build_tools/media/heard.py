"""When something is heard in a recording: from the loudness of each tenth of a second."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PER_SECOND = 10
"""Windows."""
FILTER = (
    "aformat=sample_rates=16000:channel_layouts=mono,asetnsamples=n=1600:p=0,"
    "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level,"
    "ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-"
)
"""ffmpeg prints the level of each window."""
_LEVEL = re.compile(r"RMS_level=(-?[0-9.]+|-inf)")
_BELOW = 20.0
"""Decibels below the loud parts: what is softer counts as silence, so that a noisy room is not taken for speech."""
_FLOOR = -60.0
"""dBFS; nothing softer is heard by anybody."""
_LOUD = 0.9
"""The loud parts: nine of ten windows are softer."""
_PAUSE = 7
"""Windows of silence that still belong to what is said around them."""
_SHORTEST = 3
"""Windows; something shorter is a click."""


def seconds_of(lines: Iterable[str]) -> float:
    """How long the sound was whose levels ffmpeg's `FILTER` has printed, in seconds."""
    return sum(1 for line in lines if _LEVEL.search(line)) / _PER_SECOND


def heard(lines: Iterable[str]) -> list[tuple[float, float]]:
    """The stretches in which something is heard, as (start, end) in seconds.

    A window counts where its level is at most 20 dB below that of the loud parts (the 90th percentile of all
    windows over -60 dBFS); pauses up to 0.7 s are bridged, and less than 0.3 s is left out.

    Args:
        lines: what ffmpeg's `FILTER` has printed.
    """
    levels = [float(match[1]) for line in lines if (match := _LEVEL.search(line))]
    audible = sorted(level for level in levels if level > _FLOOR)
    if not audible:
        return []
    least = max(audible[int(len(audible) * _LOUD)] - _BELOW, _FLOOR)
    found: list[tuple[int, int]] = []
    for place in (place for place, level in enumerate(levels) if level >= least):
        start = place
        if found and start - found[-1][1] <= _PAUSE:
            start, _ = found.pop()
        found.append((start, place + 1))
    return [(start / _PER_SECOND, end / _PER_SECOND) for start, end in found if end - start >= _SHORTEST]
