"""The boxes of MP4 (ISO/IEC 14496-12, 4.2) and the chunks of WAV and AVI files: whole, with nothing elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from build_tools.media.probe import SourceError

_HOLDERS = (b"moov", b"trak", b"mdia", b"minf", b"dinf")
"""Boxes around the data references."""
_MOST = 20_000
"""Boxes that are looked at: real files have some hundred."""
_DEPTH = 8
_SELF = 1
"""The flag of a data reference that means: in this very file (ISO/IEC 14496-12, 8.7.2)."""
_FULL, _HEAD, _LONG = 4, 8, 16
_ENDLESS = 0xFFFF_FFFF
"""What programs write that do not know the length of a WAV file beforehand."""
_CUT = "it is cut off: it ends before what it announces"
_DAMAGED = "its index is damaged"
_ELSEWHERE = "it points at other files"


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    body: int
    """Where its content starts and ends, in bytes from the file's start."""
    end: int


def inspect_riff(file: Path) -> None:
    """Looks at the outermost chunk of a WAV or AVI file.

    Raises:
        SourceError: it is cut off.
    """
    with file.open("rb") as stream:
        announced = int.from_bytes(stream.read(_HEAD)[4:], "little")
    if announced != _ENDLESS and announced + _HEAD > file.stat().st_size:
        raise SourceError(_CUT)


def inspect(file: Path) -> None:
    """Looks at the boxes of an MP4 or QuickTime file.

    Raises:
        SourceError: it is cut off, its index is missing, damaged or packed, or media data lie elsewhere.
    """
    size = file.stat().st_size
    count = 0
    indexed = False
    with file.open("rb") as stream:
        for box, top in _walk(stream, 0, size, 0):
            count += 1
            indexed = indexed or (top and box.name in (b"moov", b"moof"))
            if count > _MOST:
                raise SourceError(_DAMAGED)
            if box.name == b"dref":
                _references(stream, box)
            elif box.name == b"rmra":
                raise SourceError(_ELSEWHERE)
            elif box.name == b"cmov":
                raise SourceError("its index is packed")
    if not indexed:
        raise SourceError("it has no index: the recording was not finished, or is cut off")


def _walk(stream: BinaryIO, start: int, end: int, depth: int) -> Iterator[tuple[_Box, bool]]:
    """Every box between two places, with those inside holders; and whether it stands at the top."""
    while start < end:
        box = _box(stream, start, end, depth)
        yield box, not depth
        if box.name in _HOLDERS and depth < _DEPTH:
            yield from _walk(stream, box.body, box.end, depth + 1)
        start = box.end


def _box(stream: BinaryIO, start: int, end: int, depth: int) -> _Box:
    stream.seek(start)
    head = stream.read(_LONG)
    length, body = int.from_bytes(head[:4]), start + _HEAD
    if length == 1:
        length, body = int.from_bytes(head[8:16]), start + _LONG
    elif length == 0:  # to the end
        length = end - start
    wrong = _DAMAGED if depth else _CUT
    if len(head) < _HEAD or body > start + length or start + length > end:
        raise SourceError(wrong)
    return _Box(head[4:8], body, start + length)


def _references(stream: BinaryIO, box: _Box) -> None:
    for entry, _ in _walk(stream, box.body + _FULL + 4, box.end, 1):  # behind version, flags and the number of entries
        stream.seek(entry.body)
        if not int.from_bytes(stream.read(_FULL)) & _SELF:
            raise SourceError(_ELSEWHERE)
