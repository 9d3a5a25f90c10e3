"""What a recording is: how long, how large once it stands upright, how fast; and whether it is within the limits."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.tools import ffmpeg

_MOST_FRAMES = 30
"""Per second; what is filmed faster loses every second frame or more."""
_SLACK = 0.5
"""Frames per second over that, which a telephone's uneven clock may have on average."""
_UNKNOWN = Fraction(25)
_FINEST = 1001
"""Denominator of 29.97 and its like."""
_ESTIMATED = ("mp3", "aac")
"""Formats that do not say how long they are."""
_TOLERANCE = 1.0
"""Seconds."""
_REMEDY = "Make it shorter or smaller, or divide it into several media assets. The limits stand in conf/media.yml."


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that can be used."""

    file: Path
    duration: float
    """Seconds, as its header says."""
    picture: int | None
    """The stream that is seen; None: nothing is."""
    sound: int | None
    """The stream that is heard; None: nothing is."""
    announced: bool = True
    """Whether the header knows the length; else it is an estimate."""
    width: int = 0
    """In square pixels, upright."""
    height: int = 0
    rate: Fraction = _UNKNOWN
    """Frames per second that renditions have at most."""

    @property
    def shorter(self) -> int:
        """Pixels of the shorter side: what a rung's height is compared with."""
        return min(self.width, self.height)

    def must_last(self, seconds: float, name: str) -> None:
        """Compares what was made with what the header says.

        Args:
            seconds: that a rendition lasts.
            name: of the media asset.

        Raises:
            JobError: they differ by more than a second.
        """
        if self.announced and abs(seconds - self.duration) > _TOLERANCE:
            raise JobError("{name} says that it lasts {said} s, but {real} s can be played",
                           "Play the source to check it, and export it again as MP4.",
                           name=name, said=f"{self.duration:.1f}", real=f"{seconds:.1f}")  # fmt: skip


def source_of(workspace: Path) -> Path:
    """The recording in a workspace: the source, or the master that was made of a storyboard."""
    source = workspace / "source"
    return source / "master.mkv" if source.is_dir() else source


def recording(options: Mapping[str, Any], file: Path) -> Recording:
    """Looks at the header of a recording.

    Args:
        options: ``id``, and the limits ``minutes`` and ``megapixels``.
        file: the recording.

    Raises:
        JobError: it cannot be read, is too long, or its frames are too large.
    """
    facts = ffmpeg.probe(file)
    found = {kind: _first(facts["streams"], kind) for kind in ("video", "audio")}
    duration = float(facts["format"].get("duration", 0))
    if duration > options["minutes"] * 60:
        raise JobError("{name} lasts {size} minutes; at most {limit} are allowed", _REMEDY,
                       name=options["id"], size=f"{duration / 60:.1f}", limit=options["minutes"])  # fmt: skip
    sound = found["audio"]["index"] if found["audio"] else None
    announced = facts["format"]["format_name"] not in _ESTIMATED
    seen = found["video"]
    if seen is None:
        return Recording(file, duration, None, sound, announced)
    megapixels = seen["width"] * seen["height"] / 1_000_000
    if megapixels > options["megapixels"]:
        raise JobError("{name} has frames of {size} megapixels; at most {limit} are allowed", _REMEDY,
                       name=options["id"], size=f"{megapixels:.1f}", limit=options["megapixels"])  # fmt: skip
    return Recording(file, duration, seen["index"], sound, announced, *_upright(seen), _rate(seen))


def _first(streams: list[dict[str, Any]], kind: str) -> dict[str, Any] | None:
    """The first stream of a kind; a cover picture is none."""
    of_kind = (s for s in streams if s["codec_type"] == kind)
    return next((s for s in of_kind if not s["disposition"]["attached_pic"]), None)


def _upright(stream: Mapping[str, Any]) -> tuple[int, int]:
    """Width and height as they are seen: with square pixels, and turned as the camera was held."""
    across, _, down = stream.get("sample_aspect_ratio", "1:1").partition(":")
    shape = Fraction(int(across), int(down)) if int(across) and int(down) else Fraction(1)
    width, height = round(stream["width"] * shape), stream["height"]
    turned = next((s["rotation"] for s in stream.get("side_data_list", ()) if "rotation" in s), 0)
    return (height, width) if turned % 180 else (width, height)


def _rate(stream: Mapping[str, Any]) -> Fraction:
    """The average of the source, or a half, a third … of it."""
    said = (_fraction(stream[name]) for name in ("avg_frame_rate", "r_frame_rate"))
    average = next((rate for rate in said if rate), _UNKNOWN)
    thinned = average / max(math.ceil(average / (_MOST_FRAMES + Fraction(_SLACK))), 1)
    return min(thinned, Fraction(_MOST_FRAMES)).limit_denominator(_FINEST)


def _fraction(text: str) -> Fraction | None:
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below)) if int(above) and int(below) else None
