"""The step ``media/<id>/<language>``: gathers what pages and guides use of a media asset."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.media.picture_sizes import sizes
from build_tools.media.poster import poster
from build_tools.media.recording import recording
from build_tools.media.texts import Texts, recorded
from build_tools.media.texts_told import told
from build_tools.tools import ffmpeg

_SOUNDS = {"m4a": ("audio.m4a", "audio/mp4"), "opus": ("audio.opus", "audio/ogg; codecs=opus")}
_COVER = 0.3
"""The second in which a storyboard's cover is seen alone."""


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Gathers the renditions of one media asset, with its poster, caption tracks and transcript.

    Args:
        options: the asset, as `plan_media` gives it; paths are relative to ``workspace``.
        workspace: holds the source, the caption tracks and ``parts/`` (what the other steps made).
        out: gets ``media.json`` and the files that it names.

    Raises:
        JobError: the source cannot be read or converted.
    """
    said: dict[str, Any] = {name: options[name] for name in ("id", "kind", "language", "title", "alt")}
    said["synthetic_speech"] = options["synthetic_speech"]
    if said["kind"] == "picture":
        source = options["source"]
        said["pictures"] = sizes(source, (workspace / source).read_bytes(), options["pictures"], out)
        said |= {"renditions": [], **_told(Texts([], [], {}))}
    else:
        said |= _played(options, workspace, out)
    (out / "media.json").write_text(json.dumps(said, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _played(options: Mapping[str, Any], workspace: Path, out: Path) -> dict[str, Any]:
    parts = workspace / "parts"
    found = [*_videos(options["rungs"], parts, out), *_sounds(parts, out)]
    longest = out / found[0]["file"]
    video = found[0]["kind"] == "video"
    said: dict[str, Any] = {"kind": "video" if video else "audio", "renditions": found}
    said["duration"] = round(float(ffmpeg.probe(longest)["format"]["duration"]), 1)
    if options["told"]:
        said |= _told(told(parts / "timeline.json", out))
    else:
        said |= _told(recorded(options["captions"], options["descriptions"], workspace, out))
    if video:
        said["poster"] = _poster(options, workspace, out)
    return said


def _poster(options: Mapping[str, Any], workspace: Path, out: Path) -> dict[str, Any]:
    if not options["told"]:
        return poster(recording(options, workspace / options["source"]), options["poster"], out)
    cover = _COVER if options["poster"] is None else options["poster"]
    return poster(recording(options, workspace / "parts" / "master.mkv"), cover, out)


def _told(texts: Texts) -> dict[str, Any]:
    return {"captions": texts.captions, "descriptions": texts.descriptions, "transcript": texts.transcript}


def _videos(rungs: list[str], parts: Path, out: Path) -> list[dict[str, Any]]:
    found = []
    for name in rungs:
        file = parts / f"{name}.mp4"
        if file.is_file():
            shutil.copyfile(file, out / file.name)
            facts = json.loads((parts / f"{name}.json").read_text(encoding="utf-8"))
            found.append({"name": name, "kind": "video", "file": file.name, "type": "video/mp4",
                          "bytes": file.stat().st_size, **facts})  # fmt: skip
    return found


def _sounds(parts: Path, out: Path) -> list[dict[str, Any]]:
    found = []
    for name, (file, type_) in _SOUNDS.items():
        if (parts / file).is_file():
            shutil.copyfile(parts / file, out / file)
            size = (parts / file).stat().st_size
            found.append({"name": name, "kind": "audio", "file": file, "type": type_, "bytes": size})
    return found
