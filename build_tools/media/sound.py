"""The step ``media/<id>/<language>/sound``: what is heard, equally loud everywhere."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.media.loudness import METER, Encoder, Loudness, heard, levelled
from build_tools.media.ogg import without_tags
from build_tools.media.recording import Recording, recording, source_of
from build_tools.tools import ffmpeg

FACTS = "sound.json"
_FORMATS = {
    "m4a": Encoder({"c:a": "aac", "movflags": "+faststart"}, rises=3.0),
    "opus": Encoder({"c:a": "libopus"}, rises=1.2),
}
# A stream that begins late gets silence before it, and gaps are filled: it stays with the picture. Left and right
# become one, never louder than either was.
_TOGETHER = "aresample=48000:async=1:first_pts=0:rematrix_maxval=1:out_chlayout=mono:out_sample_fmt=flt"


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Makes the sound renditions of a recording: speech, so one channel.

    Args:
        options: names and limits, as `plan_media` gives them.
        workspace: holds ``source`` (or the master, as ``source/master.mkv``).
        out: gets ``sound.json`` (``{}`` where nothing is heard; else ``duration`` in seconds, and how loud each
            file is), ``audio.m4a`` and ``audio.opus``.

    Raises:
        JobError: the source cannot be read or converted, or its sound ends before its header says.
    """
    source = recording(options, source_of(workspace))
    if source.sound is None and options["kind"] == "audio":
        raise JobError("Nothing is heard in {name}", "Export the recording again with its sound.", name=options["id"])
    facts = {} if source.sound is None else _made(source, options, workspace, out)
    (out / FACTS).write_text(json.dumps(facts, sort_keys=True), encoding="utf-8")


def _made(source: Recording, options: dict[str, Any], workspace: Path, out: Path) -> dict[str, Any]:
    bare = workspace / "heard.wav"
    stream = ffmpeg.opened(source.file)[str(source.sound)]
    most = options["minutes"] * 60 + 1
    said = ffmpeg.make([stream], bare, total=source.duration, af=f"{_TOGETHER},{METER}", t=most,
                       ar=48_000, **{"c:a": "pcm_f32le"})  # fmt: skip
    before, wanted = heard(said), Loudness(options["integrated"], options["peak"])
    loud = {}
    for name, usual in _FORMATS.items():
        rate = {"b:a": f"{options['sound'][name]}k", "ar": 48_000}
        encoder = replace(usual, options={**usual.options, **rate})
        loud[name] = asdict(levelled(bare, before, out / f"audio.{name}", wanted, encoder))
    without_tags(out / "audio.opus")
    duration = float(ffmpeg.probe(out / "audio.m4a")["format"]["duration"])
    if source.picture is None:
        source.must_last(duration, options["id"])
    return {"duration": duration, "loudness": loud}
