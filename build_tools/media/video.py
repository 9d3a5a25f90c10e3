"""The step ``media/<id>/<language>/<rung>``: one video rendition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.media.sound import source_of
from build_tools.tools import ffmpeg


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Makes one rendition of a recording; none where a lower one is as high as the source.

    Args:
        options: the rung, as `plan_media` gives it.
        workspace: holds ``source`` and ``sound/`` (what the step ``sound`` made).
        out: gets ``<rung>.json`` and, unless it is left out, ``<rung>.mp4``.

    Raises:
        JobError: the source cannot be read or converted.
    """
    source, name = source_of(workspace), options["name"]
    stream = next((s for s in ffmpeg.probe(source)["streams"] if s["codec_type"] == "video"), None)
    if stream is None:
        raise JobError("{name} has no picture", "Declare it as “kind: audio”, or export it again.", name=options["id"])
    said: dict[str, Any] = {}
    if stream["height"] > options["below"]:
        target = out / f"{name}.mp4"
        codecs: dict[str, Any] = {"c:v": "libx264", "c:a": "aac"}
        ffmpeg.run(source, target, vf=f"scale=-2:{min(stream['height'], options['height'])}", crf=30, threads=1,
                   pix_fmt="yuv420p", movflags="+faststart", **codecs)  # fmt: skip
        made = next(s for s in ffmpeg.probe(target)["streams"] if s["codec_type"] == "video")
        said = {"width": made["width"], "height": made["height"]}
    (out / f"{name}.json").write_text(json.dumps(said, sort_keys=True), encoding="utf-8")
