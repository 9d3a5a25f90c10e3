"""What renditions cost and how good they are, beside a plain ``ffmpeg -crf 23`` at the same height."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tests.media.clips import recorded, tool
from tests.media.facts import duration, likeness, stream
from tests.media.rendered import HIGHER, heard, rung, workspace

_CLIPS = {"slides": "slides", "filmed": "filmed"}
"""Footage of each clip."""


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time that the tools of a piece of work take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure() -> list[dict[str, Any]]:
    """A row for each rendition of each clip."""
    found = []
    for name, footage in _CLIPS.items():
        with tempfile.TemporaryDirectory() as folder:
            source = recorded(name, Path(folder))
            found += _of(source, footage, Path(folder))
    return found


def _of(source: Path, footage: str, folder: Path) -> Iterable[dict[str, Any]]:
    inside, minutes = workspace(source, folder / "workspace"), duration(source) / 60
    sound = _seconds(lambda: heard("video", inside))
    both = sum((inside / "sound" / name).stat().st_size for name in ("audio.m4a", "audio.opus"))
    yield {"clip": footage, "name": "m4a + opus", "seconds": round(sound / minutes, 1),
           "megabytes": round(both / minutes / 1e6, 2), "ssim": None, "plain": None}  # fmt: skip
    for name in HIGHER:
        taken = _seconds(partial(rung, name, footage, inside))
        file = inside / "parts" / f"{name}.mp4"
        if file.is_file():
            plain = _plain(source, file, folder / f"plain-{name}.mp4", minutes)
            yield {"clip": footage, "name": name, **_row(file, source, taken, minutes), "plain": plain}


def _plain(source: Path, like: Path, target: Path, minutes: float) -> dict[str, float]:
    height = stream(like, "video")["height"]
    arguments = ["-i", source, "-vf", f"scale=-2:{height}", "-crf", "23", "-pix_fmt", "yuv420p", target]
    return _row(target, source, _seconds(lambda: tool(*arguments)), minutes)


def _row(file: Path, source: Path, seconds: float, minutes: float) -> dict[str, float]:
    return {"seconds": round(seconds / minutes, 1), "megabytes": round(file.stat().st_size / minutes / 1e6, 2),
            "ssim": round(likeness(file, source), 3)}  # fmt: skip


def table(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The figures as the README shows them."""
    lines = ["| for each minute of a recording | processor seconds | MB | SSIM | `ffmpeg -crf 23`: seconds | MB | SSIM |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]  # fmt: skip
    for row in rows:
        ours = [row["seconds"], row["megabytes"], row["ssim"] or ""]
        plain = row["plain"] or {}
        theirs = [plain.get(name, "") for name in ("seconds", "megabytes", "ssim")]
        lines.append(f"| {row['clip']}, {row['name']} | {' | '.join(str(cell) for cell in [*ours, *theirs])} |")
    return lines
