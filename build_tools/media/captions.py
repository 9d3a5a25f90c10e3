"""Caption tracks: WebVTT read, checked and written again bare (comments and styles stay behind)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

CAPTIONS_LIMIT = 2_000_000
"""Bytes; hours of speech take less."""

_TAG = re.compile(r"<[^>]*>")
_TIMES = re.compile(r"(?m)^[^\n]*-->[^\n]*$")
_GOOD_TIMES = re.compile(r"^(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3} +--> +(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}(?: .*)?$")


class CaptionError(Exception):
    """Why a caption track cannot be used; ``line`` counts from 1, 0 where it is unknown.

    ``problem`` is a message id of the ``authors`` catalogue.
    """

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
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
        CaptionError: not UTF-8, not WebVTT, a cue without text or that ends before it starts, or cues
            out of order.
    """
    text = _decoded(data)
    lines = _time_lines(text)
    try:
        track = webvtt.from_string(text)
    except (MalformedCaptionError, MalformedFileError, ValueError, IndexError) as error:
        raise CaptionError("a cue is malformed") from error
    cues = [_cue(caption) for caption in track.captions]
    if not cues:
        raise CaptionError("it has no cues", 1)
    if len(cues) != len(lines):
        raise CaptionError("a cue has a time but no text, as if the file were cut off", lines[-1])
    for index, cue in enumerate(cues):
        if not cue.text.strip():
            raise CaptionError("a cue has a time but no text, as if the file were cut off", lines[index])
        if cue.end <= cue.start or (index and cue.start < cues[index - 1].start):
            raise CaptionError("a cue ends before it starts, or stands before an earlier one", lines[index])
    return cues


def _cue(caption: webvtt.Caption) -> Cue:
    return Cue(
        start=caption.start_in_seconds + caption.start_time.milliseconds / 1000,
        end=caption.end_in_seconds + caption.end_time.milliseconds / 1000,
        text=_TAG.sub("", caption.text),
    )


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise CaptionError("it is not UTF-8 text", data[: error.start].count(b"\n") + 1) from error
    if text.split("\n", 1)[0].split(" ")[0].strip() != "WEBVTT":
        raise CaptionError("the first line is not “WEBVTT”", 1)
    return text


def _time_lines(text: str) -> list[int]:
    """The lines (from 1) that hold the times of a cue.

    Raises:
        CaptionError: one of them is malformed.
    """
    lines = []
    for match in _TIMES.finditer(text):
        lines.append(text[: match.start()].count("\n") + 1)
        if not _GOOD_TIMES.match(match[0].strip()):
            raise CaptionError("times are written as 00:01.000 --> 00:04.500", lines[-1])
    return lines


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
