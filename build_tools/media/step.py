"""The last steps of a media asset: ``media/<id>/<language>``, and ``…/texts`` for what has no player."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.media.picture_sizes import sizes
from build_tools.media.poster import poster
from build_tools.media.recording import recording
from build_tools.media.texts import Texts, recorded
from build_tools.media.texts_told import told
from build_tools.tools import ffmpeg

_SOUNDS = {"m4a": ("audio.m4a", "audio/mp4"), "opus": ("audio.opus", "audio/ogg; codecs=opus")}
_FACTS = "media.json"
_COVER = 0.3
"""The second in which a storyboard's cover is seen alone."""


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Gathers all that pages use of a media asset: its renditions, and what the step ``texts`` made.

    Args:
        options: the asset, as `plan_media` gives it; paths are relative to ``workspace``.
        workspace: holds ``texts/`` and ``parts/`` (what the other steps made); for a picture its source.
        out: gets ``media.json`` and the files that it names.

    Raises:
        JobError: the source cannot be read or converted.
    """
    if options["kind"] == "picture":
        source = options["source"]
        found = sizes(source, (workspace / source).read_bytes(), options["pictures"], out)
        _write(out, {**_named(options), "kind": "picture", "pictures": found, **_told(Texts([], [], {}))})
        return
    shutil.copytree(workspace / "texts", out, dirs_exist_ok=True)
    said = json.loads((out / _FACTS).read_text(encoding="utf-8"))
    parts = workspace / "parts"
    _write(out, said | {"renditions": [*_videos(options["rungs"], parts, out), *_sounds(parts, out)]})


def build_texts(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """The step ``media/<id>/<language>/texts``: what documents show of a recording, which need no rendition of it.

    Args:
        options: the asset, as `plan_media` gives it; paths are relative to ``workspace``.
        workspace: holds the source and the caption tracks, or ``parts/`` (of a storyboard what the step ``master``
            made, of an audio its sound).
        out: gets ``media.json`` without any rendition, caption tracks and poster.

    Raises:
        JobError: the source cannot be read.
    """
    said = _of_storyboard(options, workspace, out) if options["told"] else _of_recording(options, workspace, out)
    _write(out, _named(options) | said)


def _named(options: Mapping[str, Any]) -> dict[str, Any]:
    names = ("id", "language", "title", "alt", "synthetic_speech")
    return {**{name: options[name] for name in names}, "renditions": []}


def _write(out: Path, said: Mapping[str, Any]) -> None:
    (out / _FACTS).write_text(json.dumps(said, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _of_storyboard(options: Mapping[str, Any], workspace: Path, out: Path) -> dict[str, Any]:
    parts = workspace / "parts"
    times = json.loads((parts / "timeline.json").read_text(encoding="utf-8"))
    said = _told(told(parts / "timeline.json", out)) | {"duration": round(times["duration"], 1), "kind": "audio"}
    if times["drawn"]:
        cover = _COVER if options["poster"] is None else options["poster"]
        said |= {"kind": "video", "poster": poster(recording(options, parts / "master.mkv"), cover, out)}
    return said


def _of_recording(options: Mapping[str, Any], workspace: Path, out: Path) -> dict[str, Any]:
    said = _told(recorded(options["captions"], options["descriptions"], workspace, out)) | {"kind": options["kind"]}
    if options["kind"] == "audio":
        # The headers of some sounds do not know how long they are.
        seconds = float(ffmpeg.probe(workspace / "parts" / "audio.m4a")["format"]["duration"])
    else:
        source = recording(options, workspace / options["source"])
        if source.picture is None:
            raise JobError("{name} has no picture", "Declare it as “kind: audio”, or export it again.",
                           name=options["id"])  # fmt: skip
        seconds = source.duration
        said["poster"] = poster(source, options["poster"], out)
    return said | {"duration": round(seconds, 1)}


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
