"""The step ``media/<id>/<language>/<rung>``: one video rendition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.media.encoder import Shape
from build_tools.media.quality import Wanted, best
from build_tools.media.recording import Recording, recording, source_of
from build_tools.tools import ffmpeg

_NO_SEI = "filter_units=remove_types=6"
"""H.264 7.4.1, table 7-1: what the encoder says of itself."""
_FRAME_BYTES = 12
"""That an MP4 spends to find one frame."""


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Makes one rendition of a recording; none where a lower one is as high as the source.

    A rung's height is that of the shorter side, so that a recording made with an upright telephone has as many
    pixels as any other. Nothing is made larger than the source; sides are even (H.264 has half the colour).

    Args:
        options: the rung, as `plan_media` gives it.
        workspace: holds ``source`` and ``sound/`` (what the step ``sound`` made).
        out: gets ``<rung>.json`` (``width``, ``height``, ``ssim`` as `encoder.encode`, ``floor_met``; ``{}`` where
            it is left out) and ``<rung>.mp4``.

    Raises:
        JobError: the source cannot be read or converted, or ends before its header says.
    """
    source = recording(options, source_of(workspace))
    if source.picture is None:
        raise JobError("{name} has no picture", "Declare it as “kind: audio”, or export it again.", name=options["id"])
    made = source.shorter > options["below"]
    facts = _made(source, options, workspace, out) if made else {}
    (out / f"{options['name']}.json").write_text(json.dumps(facts, sort_keys=True), encoding="utf-8")


def _made(source: Recording, options: dict[str, Any], workspace: Path, out: Path) -> dict[str, Any]:
    width, height = size_at(source, options["height"])
    shape = Shape(width, height, source.rate, options["keyframes"], options["footage"])
    sound, bare = workspace / "sound" / "audio.m4a", workspace / "seen.mp4"
    beside = sound.stat().st_size * 8 / 1000 / source.duration if sound.is_file() else 0.0
    room = options["most"] - beside - float(source.rate) * _FRAME_BYTES * 8 / 1000
    wanted = Wanted(options["ssim"], (options["crf"][0], options["crf"][1]), room)
    encoded = best(source, shape, wanted, bare)
    target = out / f"{options['name']}.mp4"
    parts = [ffmpeg.opened(bare).video, *([ffmpeg.opened(sound).audio] if sound.is_file() else [])]
    copied: dict[str, Any] = {"c": "copy", "movflags": "+faststart", "bsf:v": _NO_SEI}
    ffmpeg.make(parts, target, **copied)
    source.must_last(float(ffmpeg.probe(target)["format"]["duration"]), options["id"])
    return {"width": width, "height": height, "ssim": round(encoded.ssim, 4), "floor_met": encoded.ssim >= wanted.ssim}


def size_at(source: Recording, height: int) -> tuple[int, int]:
    """Width and height of a rendition whose shorter side is at most ``height``; all in pixels."""
    part = min(1.0, height / source.shorter)
    width, height = (max(round(side * part / 2) * 2, 2) for side in (source.width, source.height))
    return width, height
