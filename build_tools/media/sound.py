"""The step ``media/<id>/<language>/sound``: what is heard, equally loud everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_tools.tools import ffmpeg

FACTS = "sound.json"


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Makes the sound renditions of a recording.

    Args:
        options: names and limits, as `plan_media` gives them.
        workspace: holds ``source`` (or the master, as ``source/master.mkv``).
        out: gets ``sound.json`` (``{}`` where nothing is heard), ``audio.m4a`` and ``audio.opus``.

    Raises:
        JobError: the source cannot be read or converted.
    """
    source = source_of(workspace)
    facts = ffmpeg.probe(source)
    said: dict[str, Any] = {}
    if any(s["codec_type"] == "audio" for s in facts["streams"]):
        kinds = {"m4a": ("audio.m4a", "aac"), "opus": ("audio.opus", "libopus")}
        for name, (file, codec) in kinds.items():
            options_: dict[str, Any] = {"c:a": codec, "b:a": f"{options['sound'][name]}k", "ar": 48_000}
            ffmpeg.run(source, out / file, vn=None, ac=1, threads=1, **options_)
        said = {"duration": float(facts["format"]["duration"])}
    (out / FACTS).write_text(json.dumps(said, sort_keys=True), encoding="utf-8")


def source_of(workspace: Path) -> Path:
    """The recording in a workspace: the source, or the master that was made of a storyboard."""
    source = workspace / "source"
    return source / "master.mkv" if source.is_dir() else source
