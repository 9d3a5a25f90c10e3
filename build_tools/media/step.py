"""The step ``media/<id>/<language>``: gathers what pages and guides use of a media asset."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from PIL import Image

from build_tools.media.captions import read_captions, write_captions
from build_tools.media.pictures import cleaned
from build_tools.tools import ffmpeg

_SOUNDS = {"m4a": ("audio.m4a", "audio/mp4"), "opus": ("audio.opus", "audio/ogg; codecs=opus")}


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
    said["kind"] = "video" if said["kind"] == "storyboard" else said["kind"]
    said["synthetic_speech"] = options["synthetic_speech"]
    parts = workspace / "parts"
    said["renditions"] = [*_videos(options["rungs"], parts, out), *_sounds(parts, out)]
    if said["kind"] == "video":
        first = out / said["renditions"][-1]["file"]
        said["duration"] = round(float(ffmpeg.probe(first)["format"]["duration"]), 1)
        said["poster"] = _poster(workspace / options["source"], said["duration"], out)
    said["captions"], said["transcript"] = _captions(options["captions"], workspace, out)
    said["descriptions"] = []
    (out / "media.json").write_text(json.dumps(said, ensure_ascii=False, sort_keys=True), encoding="utf-8")


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


def _poster(source: Path, duration: float, out: Path) -> dict[str, Any]:
    frame = out / "frame.jpg"  # the static ffmpeg has no PNG encoder
    ffmpeg.run(source, frame, before={"ss": round(min(1.5, duration / 3), 3)}, vframes=1,
               vf="scale='min(960,iw)':-2", **{"q:v": 2})  # fmt: skip
    target = out / "poster.jpg"
    with Image.open(frame) as image:
        image.convert("RGB").save(target, "JPEG", quality=82, optimize=True)
        width, height = image.size
    frame.unlink()
    target.write_bytes(cleaned(target.name, target.read_bytes()))
    return {"file": target.name, "bytes": target.stat().st_size, "width": width, "height": height}


def _captions(tracks: dict[str, str], workspace: Path, out: Path) -> tuple[list[dict[str, str]], dict[str, Any]]:
    files, transcript = [], {}
    for language, path in sorted(tracks.items()):
        cues = read_captions((workspace / path).read_bytes())
        target = out / "captions" / f"{language}.vtt"
        target.parent.mkdir(exist_ok=True)
        target.write_text(write_captions(cues), encoding="utf-8", newline="\n")
        files.append({"language": language, "file": f"captions/{language}.vtt"})
        transcript[language] = [{"start": c.start, "end": c.end, "text": c.text, "kind": "speech"} for c in cues]
    return files, transcript
