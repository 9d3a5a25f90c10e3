"""A picture in the sizes that pages need: AVIF and WebP for small bills, JPEG for old browsers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import Image

from build_tools.errors import JobError
from build_tools.media.pictures import PictureError, cleaned

# One thread each: the bytes must not depend on the machine.
_FORMATS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("avif", {"quality": 55, "speed": 5, "max_threads": 1}),
    ("webp", {"quality": 76, "method": 6}),
    ("jpg", {"quality": 78, "optimize": True, "progressive": True}),
)
_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "svg": "image/svg+xml"}
_FOLDER = "pictures"


def sizes(source: str, data: bytes, widths: Sequence[int], out: Path) -> list[dict[str, Any]]:
    """Writes a picture in each width that is not larger than it is.

    Args:
        source: its file name.
        data: its bytes.
        widths: in pixels; one that is narrower than the next width is given as wide as it is too.
        out: gets ``pictures/<width>.avif``, ``.webp`` and ``.jpg``; a drawing stays ``pictures/picture.svg``.

    Returns:
        ``file``, ``type``, ``bytes``, ``width`` and ``height`` (not of drawings) of each; the largest JPEG last.

    Raises:
        JobError: the picture cannot be used.
    """
    try:
        bare = cleaned(source, data)
    except PictureError as error:
        raise JobError("{name} cannot be used as a picture: {problem}", "Export it again as plain SVG, PNG or JPEG.",
                       name=source, problem=str(error)) from error  # fmt: skip
    (out / _FOLDER).mkdir()
    if PurePosixPath(source).suffix.lower() == ".svg":
        return [_written(out, "picture.svg", bare)]
    with Image.open(io.BytesIO(bare)) as image:
        image.load()
        return [found for width in _widths(image.width, widths) for found in _formats(image, width, out)]


def _widths(own: int, widths: Sequence[int]) -> list[int]:
    return sorted({min(width, own) for width in widths})


def _formats(image: Image.Image, width: int, out: Path) -> list[dict[str, Any]]:
    height = max(round(image.height * width / image.width), 1)
    sized = image.resize((width, height), Image.Resampling.LANCZOS)
    sized.info.clear()
    found = []
    for ending, options in _FORMATS:
        buffer = io.BytesIO()
        (_on_white(sized) if ending == "jpg" else sized).save(buffer, _TYPES[ending].partition("/")[2], **options)
        entry = _written(out, f"{width}.{ending}", buffer.getvalue())
        found.append({**entry, "width": width, "height": height})
    return found


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows no transparency."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _written(out: Path, name: str, data: bytes) -> dict[str, Any]:
    (out / _FOLDER / name).write_bytes(data)
    return {"file": f"{_FOLDER}/{name}", "type": _TYPES[name.rpartition(".")[2]], "bytes": len(data)}
