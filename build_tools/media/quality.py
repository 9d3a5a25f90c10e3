"""As small as the floor of quality allows, and never over the limit: slides get less than faces."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from build_tools.media.encoder import Effort, Shape, encode, sample
from build_tools.media.recording import Recording

_PARTS, _SECONDS = 3, 2.0
"""What the quality is tried on: so many parts of so many seconds."""
_SAMPLED = 10.0
"""Seconds; what is shorter is tried as a whole."""
_TRIES = 4
_SLOPE = 0.17
"""How much the logarithm of what is lost grows with the constant rate factor; measured on slides and on faces."""
_STEP = 1.0
"""Of the constant rate factor: finer ones cannot be seen."""
_RESERVE = 0.05
"""Share of the allowed loss that a sample leaves to the rest of the recording."""
_ROOM = 0.97
"""What is aimed at below the limit once it was passed."""
_BOUND = 0.9
"""From this share of the limit on the limit decides, not the factor."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a rendition must be like."""

    ssim: float
    """At least, mean over the rendition."""
    crf: tuple[float, float]
    """From the smallest file to the best picture."""
    most: float
    """Kilobits per second, at most; it counts more than ``ssim``."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What was made."""

    ssim: float
    crf: float
    seconds: float
    """How long it was meant to be."""


def best(source: Recording, shape: Shape, wanted: Wanted, target: Path) -> Encoded:
    """Encodes a recording with the largest constant rate factor that keeps the floor.

    Args:
        source: the recording.
        shape: of the rendition.
        wanted: floor and limit.
        target: the MP4 file to write, without sound.

    Raises:
        JobError: it cannot be decoded or encoded.
    """
    crf, most = _tried(source, shape, wanted, target.with_name("sample.mkv")), wanted.most
    for _ in range(_TRIES):
        ssim = encode(source, shape, Effort(crf, most), target, source.end)
        rate = target.stat().st_size * 8 / 1000 / source.duration
        if rate > wanted.most:
            most *= min(wanted.most / rate, 1) * _ROOM
        elif ssim >= wanted.ssim or crf <= wanted.crf[1] or rate > wanted.most * _BOUND:
            break
        else:
            crf = _finer(crf, ssim, wanted.ssim, wanted.crf[1])
    return Encoded(ssim, crf, source.duration)


def _tried(source: Recording, shape: Shape, wanted: Wanted, file: Path) -> float:
    """The factor that keeps the floor on a sample."""
    part = _sample(source, shape, file)
    floor = wanted.ssim + (1 - wanted.ssim) * _RESERVE
    crf, finest = wanted.crf
    for _ in range(_TRIES):
        ssim = encode(part, shape, Effort(crf), file.with_suffix(".mp4"), part.duration)
        if ssim >= floor or crf <= finest:
            break
        crf = _finer(crf, ssim, floor, finest)
    return crf


def _sample(source: Recording, shape: Shape, file: Path) -> Recording:
    if source.duration <= _SAMPLED:
        return sample(source, shape, [0.0], source.duration, file)
    starts = [source.duration * (2 * place + 1) / (2 * _PARTS) - _SECONDS / 2 for place in range(_PARTS)]
    return sample(source, shape, starts, _SECONDS, file)


def _finer(crf: float, ssim: float, floor: float, finest: float) -> float:
    """The next factor to try, by what is lost now and may be lost."""
    away = math.log(max(1 - ssim, 1e-6) / (1 - floor)) / _SLOPE
    return max(crf - max(math.ceil(away / _STEP) * _STEP, _STEP), finest)
