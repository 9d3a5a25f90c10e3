"""The step ``media/<id>/<language>/master``: a storyboard as one recording without loss."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from build_tools.errors import JobError
from build_tools.media.slides import drawn
from build_tools.media.spoken_file import decoded
from build_tools.media.timeline import FADE, RATE, timeline
from build_tools.tools.ffmpeg_slides import Still, show
from build_tools.tools.speech import Sound, wav

SAMPLES = 48_000
"""Samples per second of the sound; one channel of 16 bits."""


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Draws the slides and lays the narration under them.

    Args:
        options: names, as `plan_media` gives them.
        workspace: holds ``slides.json``, the pictures, the sounds and ``conf/slides/``.
        out: gets ``master.mkv`` (10 frames a second, 1280 x 720; without slides sound alone) and ``timeline.json``.

    Raises:
        JobError: there is nothing to tell, a sound cannot be read, or a slide cannot be drawn.
    """
    slides = json.loads((workspace / "slides.json").read_text(encoding="utf-8"))
    if not slides:
        raise JobError("The storyboard is not complete", "Run “kits check” to see what is missing.")
    sounds = [_samples(workspace, slide["sound"]) for slide in slides]
    times = timeline(slides, [len(sound) / SAMPLES for sound in sounds])
    track = workspace / "track.wav"
    track.write_bytes(wav(_track(sounds, times)))
    pictures = drawn(slides, options["language"], workspace) if options["drawn"] else []
    stills, fade = _stills(pictures, times, workspace), round(FADE * RATE)
    show(stills, track, out / "master.mkv", RATE, fade, total=times["duration"])
    text = json.dumps(
        {"language": options["language"], "drawn": options["drawn"], **times}, ensure_ascii=False, sort_keys=True
    )
    (out / "timeline.json").write_text(text, encoding="utf-8")


def _samples(workspace: Path, sound: str | None) -> array[int]:
    return decoded(workspace / sound, SAMPLES).samples if sound else array("h")


def _track(sounds: Sequence[array[int]], times: dict[str, Any]) -> Sound:
    """All that is said, each sound at its time, and silence between."""
    track = array("h", bytes(round(times["duration"] * SAMPLES) * 2))
    for sound, slide in zip(sounds, times["slides"], strict=True):
        begin = round(slide["sound"] * SAMPLES)
        track[begin : begin + len(sound)] = sound
    return Sound(track, SAMPLES)


def _stills(pictures: Sequence[Image.Image], times: dict[str, Any], folder: Path) -> list[Still]:
    found = []
    for place, picture in enumerate(pictures):
        slide, file = times["slides"][place], folder / f"slide-{place}.bmp"
        picture.save(file, "BMP")
        found.append(Still(file, round(slide["start"] * RATE), round(slide["end"] * RATE)))
    return found
