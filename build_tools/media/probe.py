"""A first look at a recording without starting a tool: is it what its ending says?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_HEAD = 16
_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
"""What the first box of an MP4 or QuickTime file can be."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"<svg")
_ENDINGS = {
    "mp4": (".mp4", ".m4v", ".mov", ".m4a", ".3gp"), "matroska": (".mkv", ".mka", ".webm"),
    "ogg": (".ogg", ".oga", ".ogv", ".opus"), "flac": (".flac",), "mp3": (".mp3",), "aac": (".aac",),
    "wave": (".wav",), "avi": (".avi",),
}  # fmt: skip
_OTHER = "its ending says “{ending}”, but its content is {container}"
_PICTURE = "it is a picture, whatever its ending says"
_NONE = "it is not a media file, whatever its ending says"


class SourceError(Exception):
    """Why a media source is refused: ``problem`` is a message id for its author, ``values`` fill it."""

    def __init__(self, problem: str, *, large: bool = False, **values: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.large = large
        """Whether it is sound, but larger than allowed."""
        self.values: Mapping[str, str] = {name: str(value) for name, value in values.items()}


def container(file: Path) -> str:
    """What kind of container a recording is, e.g. ``mp4`` or ``ogg``.

    Raises:
        SourceError: it is none of these, or not what its ending says.
    """
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise SourceError("it is empty")
    if head.startswith(_PICTURES) or (head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"heic", b"mif1")):
        raise SourceError(_PICTURE)
    found = _named(head)
    if not found:
        raise SourceError(_NONE)
    ending = file.suffix.lower()
    if ending not in _ENDINGS[found]:
        raise SourceError(_OTHER, ending=ending or "–", container=found.upper())
    return found


def _named(head: bytes) -> str:
    starts = {
        "matroska": (b"\x1a\x45\xdf\xa3",), "ogg": (b"OggS",), "flac": (b"fLaC",), "aac": (b"\xff\xf1", b"\xff\xf9"),
        "mp3": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3"),
    }  # fmt: skip
    if head[4:8] in _BOXES:
        return "mp4"
    if head.startswith(b"RIFF"):
        return {b"WAVE": "wave", b"AVI ": "avi"}.get(head[8:12], "")
    return next((name for name, marks in starts.items() if head.startswith(marks)), "")
