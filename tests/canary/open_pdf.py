"""PDF: the text of its pages, and every string and every stream of every object.

Walking all objects finds metadata, XMP, outlines, alternative texts and titles in the structure tree,
embedded files, addresses of links and named destinations, and also what no page refers to any more.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf

_COMPRESSED_PICTURES = ("/DCTDecode", "/JPXDecode")


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Kind and text of everything in a PDF."""
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        yield "page", page.extract_text()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        strings: list[str] = []
        for entry in (*pdf.objects, pdf.trailer):
            strings += _strings(entry)
            if isinstance(entry, pikepdf.Stream):
                yield "stream", _content(entry).decode("latin-1")
        yield "objects", "\n".join(strings)


def _strings(value: Any) -> Iterator[str]:
    """The strings and names in an object; others that it refers to come in their own turn."""
    if isinstance(value, pikepdf.String | pikepdf.Name):
        yield str(value)
        yield bytes(value).decode("latin-1") if isinstance(value, pikepdf.String) else ""
    elif isinstance(value, pikepdf.Array):
        for item in value:
            yield from () if _elsewhere(item) else _strings(item)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, item in value.items():
            yield key
            yield from () if _elsewhere(item) else _strings(item)


def _elsewhere(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def _content(stream: pikepdf.Stream) -> bytes:
    filters = stream.get("/Filter", pikepdf.Array())
    named = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if any(str(name) in _COMPRESSED_PICTURES for name in named):
        return stream.read_raw_bytes()
    return stream.read_bytes()
