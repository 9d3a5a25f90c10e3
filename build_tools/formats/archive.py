"""Reproducible archives: sorted names, fixed times, the same bytes on every machine.

Python's `zipfile` compresses with whatever zlib a machine has, and zlib-ng, in several Linux distributions
and newer Pythons, gives other bytes than zlib. libdeflate comes with its wheel, the same everywhere; it
takes 3 % less room than zlib at its best, which is 1.2 KB of a module's package. `zipfile` cannot be given
data that is compressed already, so the few records of a zip are written here (APPNOTE 4.3, 6.3.10).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import SEEK_END
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import deflate

from build_tools import memo
from build_tools.errors import JobError
from build_tools.program import tool_version

# Recordings and photos are compressed by their own formats: a second pass costs time and gains little.
STORED = frozenset(
    {".mp4", ".webm", ".m4a", ".mp3", ".ogg", ".jpg", ".jpeg", ".png", ".webp", ".woff2", ".pdf", ".zip"}
)
BEST = 12
QUICK = 9
"""For documents: hardly larger than at its best, in a fraction of the time."""
_REMEMBERED = 8192
"""Bytes from which it takes longer to compress a file than to look up what it was compressed to before."""
CHUNK = 1 << 20
LARGEST = 0xFFFFFFFF
MOST_FILES = 0xFFFF
_DATE = 1 << 5 | 1  # 1 January 1980, at midnight: the earliest that a zip knows
_MODE = 0o100644 << 16
_UNIX = 3
_UTF8 = 0x800
_VERSION = 20
_DEFLATED = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    method: int
    crc: int
    packed: int
    size: int
    at: int

    @property
    def common(self) -> bytes:
        """What a file's two headers have in common (4.3.7, 4.3.12)."""
        flags = 0 if self.name.isascii() else _UTF8
        return struct.pack(
            "<5H3L2H", _VERSION, flags, self.method, 0, _DATE, self.crc, self.packed, self.size, len(self.name), 0
        )

    @property
    def local(self) -> bytes:
        """The header before the file's data."""
        return b"PK\3\4" + self.common + self.name

    @property
    def central(self) -> bytes:
        """The entry in the directory at the end."""
        made_by = struct.pack("<BB", _VERSION, _UNIX)
        return b"PK\1\2" + made_by + self.common + struct.pack("<3H2L", 0, 0, 0, _MODE, self.at) + self.name


def write_zip(path: Path, folder: Path) -> None:
    """Zips a folder's files so that the same content gives the same bytes.

    Args:
        path: the archive to write.
        folder: its files go in with their names relative to it, in sorted order.

    Raises:
        JobError: more than a zip holds that every LMS can read (4 GiB, 65,535 files).
    """
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    if len(files) > MOST_FILES or sum(p.stat().st_size for p in files) > LARGEST - CHUNK:
        message = "The archive {name} would be larger than 4 GiB"
        raise JobError(message, "Make the recordings shorter, or divide the kit.", name=path.name)
    with path.open("wb") as archive:
        entries = [_add(archive, file, file.relative_to(folder).as_posix()) for file in files]
        _end(archive, entries)


def write_files(path: Path, files: Mapping[str, bytes], *, plain: frozenset[str] = frozenset()) -> None:
    """Zips files in the order given, so that the same content gives the same bytes.

    Args:
        path: the archive to write.
        files: the content of each file by its name in the archive, with slashes.
        plain: names of files that are stored as they are, e.g. an EPUB's ``mimetype`` (EPUB 3.3 OCF 4.3.2).
    """
    with path.open("wb") as archive:
        entries = []
        for name, data in files.items():
            stored = name in plain or PurePosixPath(name).suffix.lower() in STORED
            packed = data if stored else bytes(deflate.deflate_compress(data, QUICK))
            entries.append(_put(archive, name, data, packed))
        _end(archive, entries)


def _end(archive: BinaryIO, entries: list[_Entry]) -> None:
    directory = b"".join(entry.central for entry in entries)
    count, start = len(entries), archive.tell()
    archive.write(directory + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, count, count, len(directory), start, 0))


def _add(archive: BinaryIO, file: Path, name: str) -> _Entry:
    at, size = archive.tell(), file.stat().st_size
    if file.suffix.lower() in STORED:
        archive.write(_Entry(name.encode(), 0, 0, size, size, at).local)
        entry = _Entry(name.encode(), 0, _copied(file, archive), size, size, at)
        archive.seek(at)
        archive.write(entry.local)
        archive.seek(0, SEEK_END)
        return entry
    data = file.read_bytes()
    return _put(archive, name, data, _deflated(data))


def _put(archive: BinaryIO, name: str, data: bytes, packed: bytes) -> _Entry:
    method = 0 if packed is data else _DEFLATED
    entry = _Entry(name.encode(), method, zlib.crc32(data), len(packed), len(data), archive.tell())
    archive.write(entry.local + packed)
    return entry


def _deflated(data: bytes) -> bytes:
    """The runtime, styles and schema files lie in every package, and most pages are those of the build before."""
    if len(data) < _REMEMBERED:
        return bytes(deflate.deflate_compress(data, BEST))
    parts = [hashlib.sha256(data).hexdigest(), BEST, tool_version("deflate")]
    return memo.recall("deflated", parts, lambda: bytes(deflate.deflate_compress(data, BEST)))


def _copied(file: Path, archive: BinaryIO) -> int:
    """Appends a file, read once; gives its checksum."""
    found = 0
    for chunk in _chunks(file):
        archive.write(chunk)
        found = zlib.crc32(chunk, found)
    return found


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
