"""Caption tracks: WebVTT and SubRip read and checked, and written again as bare WebVTT (comments and styles stay)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

CAPTIONS_LIMIT = 2_000_000
"""Bytes; hours of speech take less."""

_TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")
_TIMES = re.compile(r"(?m)^[^\n]*-->[^\n]*$")
_NUMBERED = re.compile(r"\A\s*\d+ *\n[^\n]*-->")
_VTT_TIMES = re.compile(r"^(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3} +--> +(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}(?: .*)?$")
_SRT_TIMES = re.compile(r"^\d{1,2}:[0-5]\d:[0-5]\d[,.]\d{3} +--> +\d{1,2}:[0-5]\d:[0-5]\d[,.]\d{3}(?: .*)?$")


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
    line: int = field(default=0, compare=False)
    """Where its times stand in the file it was read from, from 1."""


def read_captions(data: bytes) -> list[Cue]:
    """The cues of a WebVTT or SubRip file, in order.

    WebVTT is what starts with ``WEBVTT`` (W3C WebVTT, 4.1); SubRip starts with a numbered cue.

    Raises:
        CaptionError: not UTF-8, neither of both, a cue without text or that ends before it starts, or
            cues out of order.
    """
    text = _decoded(data)
    numbered = _NUMBERED.match(text) is not None
    if not numbered and text.split("\n", 1)[0].split(" ")[0].strip() != "WEBVTT":
        raise CaptionError("the first line is neither “WEBVTT” nor the number of a SubRip cue", 1)
    lines = _time_lines(text, numbered=numbered)
    captions = _captions(text, numbered=numbered)
    if not captions:
        raise CaptionError("it has no cues", 1)
    if len(captions) != len(lines):
        raise CaptionError("a cue has a time but no text, as if the file were cut off", lines[-1])
    cues = [_cue(caption, line) for caption, line in zip(captions, lines, strict=True)]
    _in_order(cues)
    return cues


def _captions(text: str, *, numbered: bool) -> list[webvtt.Caption]:
    try:
        track = webvtt.from_buffer(io.BytesIO(text.encode()), format="srt" if numbered else "vtt")
    except (MalformedCaptionError, MalformedFileError, ValueError, IndexError) as error:
        raise CaptionError("a cue is malformed") from error
    return list(track.captions)


def _cue(caption: webvtt.Caption, line: int) -> Cue:
    return Cue(
        start=caption.start_in_seconds + caption.start_time.milliseconds / 1000,
        end=caption.end_in_seconds + caption.end_time.milliseconds / 1000,
        text=_TAG.sub("", caption.text),
        line=line,
    )


def _in_order(cues: list[Cue]) -> None:
    before = 0.0
    for cue in cues:
        if not cue.text.strip():
            raise CaptionError("a cue has a time but no text, as if the file were cut off", cue.line)
        if cue.end <= cue.start or cue.start < before:
            raise CaptionError("a cue ends before it starts, or stands before an earlier one", cue.line)
        before = cue.start


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise CaptionError("it is not UTF-8 text", data[: error.start].count(b"\n") + 1) from error


def _time_lines(text: str, *, numbered: bool) -> list[int]:
    """The lines (from 1) that hold the times of a cue.

    Raises:
        CaptionError: one of them is malformed.
    """
    lines = []
    for match in _TIMES.finditer(text):
        lines.append(text[: match.start()].count("\n") + 1)
        if numbered and not _SRT_TIMES.match(match[0].strip()):
            raise CaptionError("in a SubRip file times are written as 00:00:01,000 --> 00:00:04,500", lines[-1])
        if not numbered and not _VTT_TIMES.match(match[0].strip()):
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
