"""The still that stands for a video before it plays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageStat

from build_tools.media.recording import Recording
from build_tools.tools import ffmpeg

_SIDE = 640
"""Pixels of the longer side: learners pay for it before they choose."""
_QUALITY = 75
_EARLY = 1.5
"""Seconds; before that recordings fade in."""
_PARTS = (1 / 2, 2 / 3, 1 / 10, 0.0)
"""Of the length: where else a frame is looked for."""
_PLAIN = 8.0
"""Standard deviation of the brightness (of 255) below which a frame shows nothing."""


def poster(source: Recording, second: float | None, out: Path) -> dict[str, Any]:
    """Makes the poster of a video.

    Args:
        source: the recording.
        second: whose frame it is; None: an early one that shows something.
        out: gets ``poster.jpg``, at most 640 pixels wide and high.

    Returns:
        ``file``, ``bytes``, ``width`` and ``height``.

    Raises:
        JobError: the recording cannot be read there.
    """
    last = max(source.duration - 0.2, 0.0)
    usual = [min(_EARLY, source.duration / 3), *(source.duration * part for part in _PARTS)]
    asked = usual if second is None else [second]
    frames = (_frame(source, min(at, last), out) for at in asked)
    found = next((frame for frame in frames if _shows(frame)), None) or _frame(source, min(asked[0], last), out)
    target = out / "poster.jpg"
    found.save(target, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return {"file": target.name, "bytes": target.stat().st_size, "width": found.width, "height": found.height}


def _frame(source: Recording, at: float, folder: Path) -> Image.Image:
    part = min(1.0, _SIDE / max(source.width, source.height))
    size = [max(round(side * part), 1) for side in (source.width, source.height)]
    file = folder / "frame.bmp"  # the static ffmpeg has no PNG encoder
    seen = ffmpeg.opened(source.file, ss=round(at, 3))[str(source.picture)]
    sized = seen.filter("scale", *size, flags="area+accurate_rnd+bitexact")
    ffmpeg.make([sized], file, vframes=1, update=1)
    with Image.open(file) as image:
        frame = image.convert("RGB")
    file.unlink()
    frame.info.clear()
    return frame


def _shows(frame: Image.Image) -> bool:
    return ImageStat.Stat(frame.convert("L")).stddev[0] > _PLAIN
