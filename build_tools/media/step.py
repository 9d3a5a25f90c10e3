"""The step ``media``: from one source to what pages and guides use of a media asset."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image

from build_tools.errors import JobError
from build_tools.media.captions import read_captions, write_captions
from build_tools.media.pictures import cleaned
from build_tools.tools import ffmpeg

_SPEECH: dict[str, Any] = {"c:a": "aac", "b:a": "64k", "threads": 1}


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Makes the rendition, poster, caption tracks and transcript of one media asset.

    Args:
        options: the asset as in `model.MediaAsset`, with paths relative to ``workspace``.
        workspace: holds the source and the caption tracks.
        out: gets ``media.json`` and the files that it names.

    Raises:
        JobError: the source cannot be read or converted.
    """
    source = workspace / options["source"]
    facts = ffmpeg.probe(source)
    said: dict[str, Any] = {
        "id": options["id"], "kind": options["kind"], "title": options["title"], "alt": options["alt"],
        "synthetic_speech": options["synthetic_speech"], "duration": round(float(facts["format"]["duration"]), 1),
    }  # fmt: skip
    if options["kind"] == "video":
        said["video"] = _video(source, facts, out)
        said["poster"] = _poster(source, said["duration"], out)
    else:
        said["audio"] = _audio(source, out)
    said["captions"], said["transcript"] = _captions(options["captions"], workspace, out)
    (out / "media.json").write_text(json.dumps(said, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _video(source: Path, facts: dict[str, Any], out: Path) -> dict[str, Any]:
    stream = next((s for s in facts["streams"] if s["codec_type"] == "video"), None)
    if stream is None:
        raise JobError("{name} has no picture", "Declare it as “kind: audio”, or export it again.", name=source.name)
    target = out / "video.mp4"
    plays = stream["codec_name"] == "h264" and stream.get("pix_fmt") == "yuv420p"
    # A source that browsers play already is only stripped: encoding again would cost quality.
    again: dict[str, Any] = {"c:v": "libx264", "crf": 24, "pix_fmt": "yuv420p", "c:a": "aac", "threads": 1}
    codec: dict[str, Any] = {"c": "copy"} if plays else again
    ffmpeg.run(source, target, movflags="+faststart", **codec)
    made = next(s for s in ffmpeg.probe(target)["streams"] if s["codec_type"] == "video")
    return {"file": target.name, "bytes": target.stat().st_size, "width": made["width"], "height": made["height"]}


def _audio(source: Path, out: Path) -> dict[str, Any]:
    target = out / "audio.m4a"
    ffmpeg.run(source, target, vn=None, movflags="+faststart", **_SPEECH)
    return {"file": target.name, "bytes": target.stat().st_size}


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
        name = f"captions.{language}.vtt"
        (out / name).write_text(write_captions(cues), encoding="utf-8", newline="\n")
        files.append({"language": language, "file": name})
        transcript[language] = [{"start": c.start, "end": c.end, "text": c.text} for c in cues]
    return files, transcript
