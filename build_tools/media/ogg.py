"""Ogg Opus files without the names of the programs that wrote them."""

from __future__ import annotations

import struct
from pathlib import Path

_PAGE = b"OggS"
_HEAD = 26
"""Bytes of a page's header before the number of its segments (RFC 3533, 6)."""
_CHECKSUM = slice(22, 26)
_TAGS = b"OpusTags"
_BARE = _TAGS + bytes(8)
"""No vendor and no comments (RFC 7845, 5.2)."""
_POLYNOMIAL = 0x04C11DB7


def without_tags(file: Path) -> None:
    """Empties the comments of an Ogg Opus file; they fill its second page (RFC 7845, 3).

    Args:
        file: as ffmpeg writes it; written anew.
    """
    data = file.read_bytes()
    start = data.index(_PAGE, 1)
    body = start + _HEAD + 1 + data[start + _HEAD]
    end = body + sum(data[start + _HEAD + 1 : body])
    if not data.startswith(_TAGS, body):
        raise ValueError(file.name)
    page = bytearray(data[start : start + _HEAD]) + bytes([1, len(_BARE)]) + _BARE
    page[_CHECKSUM] = bytes(4)
    page[_CHECKSUM] = struct.pack("<I", _crc(page))
    file.write_bytes(data[:start] + page + data[end:])


def _crc(page: bytearray) -> int:
    """The checksum of a page, with zeros where it will stand."""
    register = 0
    for byte in page:
        register ^= byte << 24
        for _ in range(8):
            register = (register << 1) ^ (_POLYNOMIAL if register & 0x80000000 else 0)
            register &= 0xFFFFFFFF
    return register
