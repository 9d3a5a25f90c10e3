"""Equally loud everywhere: EBU R 128 in two passes, and measured again from what was encoded.

The first pass measures (ITU-R BS.1770: integrated loudness and true peak); the second changes the volume by one
factor, so that what is soft and what is loud keep their distance, and only peaks over the limit are held down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.tools import ffmpeg

METER = "ebur128=peak=true:framelog=quiet"
"""The filter that measures what passes."""
_SILENCE = -60.0
"""LUFS; nothing softer is made louder: it would be noise."""
_MOST_GAIN = 40.0
"""Decibels."""
_NEAR = 0.7
"""Loudness units that a rendition may differ; the standard for broadcasting allows 1 (EBU R 128, f)."""
_TIGHTER = 0.3
_TRIES = 6
_HELD = 0.3
"""Loudness units that speech loses with each decibel that its peaks are held down: measured, to begin well."""
_INTEGRATED = re.compile(r"\bI:\s+(-?[\d.]+|-?inf|-?nan) LUFS")
_PEAK = re.compile(r"Peak:\s+(-?[\d.]+|-?inf|-?nan) dBFS")


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud something is."""

    integrated: float
    """LUFS."""
    peak: float
    """dBTP."""

    @property
    def silent(self) -> bool:
        """Whether nobody would hear it, or it is too short to be measured (0.4 s)."""
        return not self.integrated > _SILENCE


@dataclass(frozen=True, slots=True)
class Encoder:
    """A lossy encoder."""

    options: Mapping[str, Any]
    """As ffmpeg-python takes them."""
    rises: float
    """Decibels by which it lets peaks rise: measured on speech at low rates, to begin well."""


def heard(said: str) -> Loudness:
    """What `METER` has measured.

    Args:
        said: what ffmpeg said.
    """
    return Loudness(float(_INTEGRATED.findall(said)[-1]), float(_PEAK.findall(said)[-1]))


def measured(file: Path) -> Loudness:
    """How loud a sound file is, decoded as a player does.

    Raises:
        JobError: it cannot be decoded.
    """
    return heard(ffmpeg.make([ffmpeg.opened(file).audio], None, af=METER))


def levelled(sound: Path, before: Loudness, target: Path, wanted: Loudness, encoder: Encoder) -> Loudness:
    """Encodes a sound as loud as wanted.

    Where both cannot be had, as with a single bang, the peak counts.

    Args:
        sound: a file without loss.
        before: how loud it is.
        target: the file to write.
        wanted: the loudness to meet within 0.7 units, and the peak not to reach.
        encoder: what encodes it.

    Returns:
        How loud the target is.

    Raises:
        JobError: it cannot be encoded.
    """
    ceiling = wanted.peak - encoder.rises
    gain = 0.0 if before.silent else _first_gain(before, wanted, ceiling)
    for _ in range(_TRIES):
        ffmpeg.make([ffmpeg.opened(sound).audio], target, af=_filters(gain, ceiling, before.peak), **encoder.options)
        got = measured(target)
        off, over = wanted.integrated - got.integrated, got.peak - wanted.peak
        fits = before.silent or abs(off) <= _NEAR
        if fits and over < 0:
            return got
        gain = gain if fits else min(gain + off, _MOST_GAIN)
        ceiling -= over + _TIGHTER if over >= 0 else 0
    return got


def _first_gain(before: Loudness, wanted: Loudness, ceiling: float) -> float:
    gain = wanted.integrated - before.integrated
    return min(gain + _HELD * max(before.peak + gain - ceiling, 0), _MOST_GAIN)


def _filters(gain: float, ceiling: float, peak: float) -> str:
    louder = f"volume={gain:.2f}dB"
    held = f",alimiter=limit={10 ** (ceiling / 20):.4f}:level=false:latency=true"
    return louder + held if peak + gain > ceiling else louder
