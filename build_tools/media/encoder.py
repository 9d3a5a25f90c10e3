"""H.264 of one size: one call of the encoder, which tells how near it came to what it was given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg as graph

from build_tools.errors import JobError
from build_tools.media.recording import Recording
from build_tools.tools import ffmpeg

# Slides stand still: a fast search finds that, and more B-frames only cost time.
_FOOTAGE: dict[str, tuple[str, str, str]] = {
    "slides": ("veryfast", "stillimage", "bframes=1:b-adapt=0"),
    "filmed": ("medium", "film", "bframes=3"),
}
"""Preset, tune, and further parameters of x264."""
# The same bytes on any processor, here and in the scaler.
_SAME = "cpu-independent=1"
_SCALER = "bicubic+accurate_rnd+bitexact"
_SSIM = re.compile(r"SSIM Mean Y:([\d.]+)")
_BUFFER = 2.0
"""Seconds that a player may gather before it begins; a quarter of a short recording."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a rendition is like, whatever its quality."""

    width: int
    height: int
    rate: Fraction
    """Frames per second, constant."""
    keyframes: float
    """Seconds between two of them, at most."""
    footage: str


@dataclass(frozen=True, slots=True)
class Effort:
    """How good a rendition shall be: the constant rate factor, and the most kbit/s (None: as it comes)."""

    crf: float
    most: float | None = None


def encode(source: Recording, shape: Shape, effort: Effort, target: Path, seconds: float) -> float:
    """Encodes the picture of a recording, without sound.

    Args:
        source: the recording.
        shape: of the rendition.
        effort: quality and largest rate.
        target: the MP4 file to write.
        seconds: where a longer recording is cut off.

    Returns:
        SSIM of the luma, mean over all frames, against the source at the same size and rate (as x264 computes it).

    Raises:
        JobError: it cannot be decoded or encoded.
    """
    preset, tune, more = _FOOTAGE[shape.footage]
    options: dict[str, Any] = {
        "c:v": "libx264", "preset": preset, "tune": tune, "crf": effort.crf, "ssim": 1, "profile:v": "high",
        "g": max(int(shape.rate * Fraction(shape.keyframes)), 1), "x264-params": f"{more}:{_SAME}",
    }  # fmt: skip
    if effort.most is not None:
        buffer = effort.most * min(_BUFFER, source.duration / 4)
        options |= {"maxrate": f"{effort.most:.1f}k", "bufsize": f"{max(buffer, 1):.1f}k"}
    said = ffmpeg.make([shaped(source, shape)], target, total=source.duration, t=seconds, **options)
    found = _SSIM.findall(said)
    if not found:
        raise JobError("{name}: nothing is seen in it", "Play the source to check it, and export it again as MP4.",
                       name=target.name)  # fmt: skip
    return float(found[-1])


def shaped(source: Recording, shape: Shape, **where: float) -> Any:  # noqa: ANN401 - a node of ffmpeg-python
    """The frames of a recording in a rendition's size and rate, from its very beginning.

    Args:
        source: the recording; ffmpeg turns it upright.
        shape: of the rendition.
        where: ``ss`` and ``t`` in seconds, for a part of it.
    """
    seen = ffmpeg.opened(source.file, **where)[str(source.picture)]
    even = seen.filter("fps", fps=str(shape.rate), start_time=0)
    sized = even.filter("scale", shape.width, shape.height, flags=_SCALER, out_range="tv")
    return sized.filter("setsar", "1").filter("format", "yuv420p")


def sample(source: Recording, shape: Shape, starts: list[float], seconds: float, target: Path) -> Recording:
    """Some parts of a recording, in a rendition's size, without loss: what the quality is tried on.

    Args:
        source: the recording.
        shape: of the rendition.
        starts: where the parts begin, in seconds.
        seconds: that each part lasts.
        target: the Matroska file to write.

    Raises:
        JobError: it cannot be decoded.
    """
    parts = [shaped(source, shape, ss=start, t=seconds) for start in starts]
    lossless: dict[str, Any] = {"c:v": "libx264", "preset": "ultrafast", "qp": 0}
    ffmpeg.make([graph.concat(*parts)], target, **lossless)
    return Recording(target, seconds * len(starts), 0, None, True, shape.width, shape.height, shape.rate)  # noqa: FBT003
