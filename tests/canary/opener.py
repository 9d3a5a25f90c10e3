"""Opens any artifact down to its last part and gives every text in it.

Whatever a reader, an LMS or a curious person could get out of a file must come out here: names,
contents, metadata, and what lies in archives inside archives. A file that this module does not know
how to open is an error, so a new format cannot be published unseen.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.canary import open_media, open_pdf, open_text


class UnknownArtifactError(Exception):
    """Nobody can say what a file holds, so it must not be published."""


class Found(NamedTuple):
    """A text; ``path`` leads to it through all archives, e.g. ``kit.zip!uno.html!data:1.vtt``."""

    path: str
    kind: str
    text: str


Part = tuple[str, str]
"""What a handler finds in one file: kind and text."""

_ARCHIVES = frozenset({".zip", ".docx", ".pptx", ".xlsx", ".epub", ".imscc"})
_TEXTS = frozenset({".html", ".htm", ".css", ".js", ".json", ".xml", ".xsd", ".dtd", ".vtt", ".txt", ".svg",
                    ".rels", ".opf", ".ncx", ".xhtml"})  # fmt: skip
_BINARIES: dict[str, Callable[[bytes], Iterator[Part]]] = {
    ".pdf": open_pdf.parts,
    ".png": open_media.picture,
    ".jpg": open_media.picture,
    ".jpeg": open_media.picture,
    ".webp": open_media.picture,
    ".avif": open_media.picture,
    ".mp4": open_media.recording,
    ".m4a": open_media.recording,
    ".opus": open_media.recording,
}
_NAMES = {"mimetype": ".txt", ".rels": ".rels"}
"""Files that are known by their whole name: EPUB Open Container Format 3.3, 4.3; ECMA-376-2, 6.5.2."""

_SIGNS = (
    ((b"PK\x03\x04", b"PK\x05\x06"), _ARCHIVES),
    ((b"%PDF-",), {".pdf"}),
    ((b"\x89PNG",), {".png"}),
    ((b"\xff\xd8\xff",), {".jpg", ".jpeg"}),
    ((b"OggS",), {".opus"}),
)
"""How files begin, and the endings that they then have."""
_DEPTH = 8


def open_path(path: Path) -> Iterator[Found]:
    """All texts of a file, or of a folder and everything below it; paths are relative to its parent."""
    for file in sorted(p for p in (path.rglob("*") if path.is_dir() else [path]) if not p.is_dir()):
        name = file.relative_to(path.parent).as_posix()
        yield from open_bytes(name, file.read_bytes())


def open_bytes(name: str, data: bytes) -> Iterator[Found]:
    """All texts of a file, its name among them.

    Raises:
        UnknownArtifactError: its ending is not known, or it is not what its ending says.
    """
    yield Found(name, "name", name)
    ending = _NAMES.get(PurePosixPath(name).name, PurePosixPath(name).suffix.lower())
    try:
        inside = _opened(ending, data, 0)
    except UnknownArtifactError as error:
        raise UnknownArtifactError(f"{name}: {error}") from error
    yield from (found._replace(path=name + found.path) for found in inside)


@lru_cache(maxsize=4096)
def _opened(ending: str, data: bytes, depth: int) -> tuple[Found, ...]:
    """The same file lies in many artifacts (folder, archive, package): each content is opened once."""
    if depth > _DEPTH:
        raise UnknownArtifactError("archives lie too deep in each other")
    _look_at_signs(ending, data)
    if ending in _ARCHIVES:
        return tuple(_archive(data, depth))
    if ending in _TEXTS:
        return tuple(_text(data, depth))
    if ending in _BINARIES:
        return (*_raw(data), *(Found("", kind, text) for kind, text in _BINARIES[ending](data)))
    raise UnknownArtifactError(f"nobody knows how to open “{ending}”")


def _look_at_signs(ending: str, data: bytes) -> None:
    for signs, endings in _SIGNS:
        if data.startswith(signs) != (ending in endings):
            raise UnknownArtifactError(f"it is not what its ending “{ending}” says")


def _raw(data: bytes) -> Iterator[Found]:
    """The bare bytes: what stands there uncompressed is found even where no library looks."""
    yield Found("", "bytes", data.decode("latin-1"))
    for shift in (0, 1):  # Windows writes its EXIF fields in UTF-16
        yield Found("", "bytes", data[shift:].decode("utf-16-le", errors="replace"))


def _archive(data: bytes, depth: int) -> Iterator[Found]:
    yield Found("", "bytes", data.decode("latin-1"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Found("", "comment", archive.comment.decode("latin-1"))
        for entry in archive.infolist():
            yield Found(f"!{entry.filename}", "name", entry.filename)
            yield Found(f"!{entry.filename}", "comment", (entry.comment + entry.extra).decode("latin-1"))
            if not entry.is_dir():
                yield from _inside(entry.filename, archive.read(entry), depth)


def _inside(name: str, data: bytes, depth: int) -> Iterator[Found]:
    ending = _NAMES.get(PurePosixPath(name).name, PurePosixPath(name).suffix.lower())
    try:
        found = _opened(ending, data, depth + 1)
    except UnknownArtifactError as error:
        raise UnknownArtifactError(f"{name}: {error}") from error
    yield from (one._replace(path=f"!{name}{one.path}") for one in found)


def _text(data: bytes, depth: int) -> Iterator[Found]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnknownArtifactError("it is not UTF-8 text") from error
    yield Found("", "text", text)
    yield from (Found("", "decoded", reading) for reading in open_text.readings(text))
    for number, (ending, inner) in enumerate(open_text.data_urls(text)):
        yield from _inside(f"data-{number}{ending}", inner, depth)
