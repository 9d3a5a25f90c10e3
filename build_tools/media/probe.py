"""A first look at a media source without starting a tool: is it what its kind says?"""

from __future__ import annotations

from pathlib import Path

SOURCE_LIMIT = 2_000_000_000
"""Bytes of a source."""
_HEAD = 16


def sniff(file: Path, kind: str) -> str | None:
    """Why a media source cannot be what it is declared to be, in a message id; None: it can.

    Args:
        file: the source.
        kind: ``video`` or ``audio``.
    """
    size = file.stat().st_size
    if size > SOURCE_LIMIT:
        return "it is larger than 2 GB"
    if size == 0:
        return "it is empty"
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    if kind in ("video", "audio") and not _known(head):
        return "it is not a media file, whatever its ending says"
    return None


def _known(head: bytes) -> bool:
    mp4 = head[4:8] == b"ftyp"
    matroska = head.startswith(b"\x1a\x45\xdf\xa3")
    sound = head.startswith((b"OggS", b"fLaC", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1"))
    wave = head.startswith(b"RIFF") and head[8:12] in (b"WAVE", b"AVI ")
    return mp4 or matroska or sound or wave
