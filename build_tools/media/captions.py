"""Caption tracks: WebVTT read, checked and written again bare (comments and styles stay behind)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

_TAG = re.compile(r"<[^>]*>")


class CaptionError(Exception):
    """Why a caption track cannot be used; ``line`` counts from 1, 0 where it is unknown."""

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(problem)
        self.line = line


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: start and end in seconds, and its text (lines by newlines)."""

    start: float
    end: float
    text: str


def read_captions(data: bytes) -> list[Cue]:
    """The cues of a WebVTT file, in order.

    Raises:
        CaptionError: not UTF-8, not WebVTT, a cue that ends before it starts, or cues out of order.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaptionError("it is not UTF-8 text", data[: error.start].count(b"\n") + 1) from error
    if not text.startswith("WEBVTT"):
        raise CaptionError("the first line is not “WEBVTT”", 1)
    try:
        track = webvtt.from_string(text)
    except (MalformedCaptionError, MalformedFileError, ValueError) as error:
        raise CaptionError(str(error) or "a cue is malformed") from error
    cues = [Cue(c.start_in_seconds + c.start_time.milliseconds / 1000,
                c.end_in_seconds + c.end_time.milliseconds / 1000, _TAG.sub("", c.text)) for c in track]  # fmt: skip
    if not cues:
        raise CaptionError("it has no cues")
    for before, cue in zip([None, *cues], cues, strict=False):
        if cue.end <= cue.start or (before and cue.start < before.start):
            raise CaptionError("a cue ends before it starts, or stands before an earlier one", _line(text, cue))
    return cues


def _line(text: str, cue: Cue) -> int:
    position = text.find(cue.text.split("\n")[0])
    return text[:position].count("\n") + 1 if position >= 0 else 0


def write_captions(cues: list[Cue]) -> str:
    """The cues as WebVTT."""
    out = io.StringIO()
    out.write("WEBVTT\n")
    for cue in cues:
        out.write(f"\n{_time(cue.start)} --> {_time(cue.end)}\n{cue.text.strip()}\n")
    return out.getvalue()


def _time(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
