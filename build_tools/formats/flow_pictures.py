"""Pictures inside of the document: pandoc, sandboxed, opens no file, so each comes as its own address (RFC 2397)."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from lxml import etree
from PIL import Image, UnidentifiedImageError

from build_tools.errors import JobError
from build_tools.formats.rasters import as_png
from build_tools.formats.walk import changed, changed_blocks, elements
from build_tools.sphinx_ext.ast_pandoc import Block, element

_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_BEGINNINGS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
"""What pandoc knows a file's type by."""
_DRAWN = 1200
"""Pixels of a drawing's width: 180 dots per inch across the text of a page."""
_DOTS = 96
"""Pixels of an inch (CSS Values 3, 5.2)."""
_WIDEST, _HIGHEST = 6.3, 4.4
"""Inches: the width of the text on A4, and somewhat more than a third of the page."""
_LINE = 0.22
"""Inches: the height of a picture within a line."""
_SHARE = re.compile(r"([\d.]+)%")
_NUMBER = re.compile(r"\s*([\d.]+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a file: its content, its media type, and its size in inches."""

    data: bytes
    type: str
    width: float
    height: float

    @property
    def address(self) -> str:
        """The whole picture as an address."""
        return f"data:{self.type};base64,{base64.b64encode(self.data).decode()}"


def pictures_of(blocks: list[Block], workspace: Path, *, drawings: bool) -> dict[str, Picture]:
    """The pictures that a document shows, by the name it has for them.

    Args:
        blocks: the document; names are paths in the workspace or in its ``reading/``.
        workspace: holds the files.
        drawings: whether SVG stays SVG; else it becomes PNG.

    Raises:
        JobError: a picture is missing or cannot be drawn.
    """
    names = sorted({image["c"][2][0] for image in elements(blocks, "Image")})
    files = {name: _file(workspace, name) for name in names}
    drawn = [str(file) for file in files.values() if file.suffix.lower() == ".svg" and not drawings]
    sizes = {name: _size(workspace / file) for name, file in files.items()}
    pixels = as_png(workspace, sorted(set(drawn)), _DRAWN)
    return {name: _picture(workspace, file, pixels, *sizes[name]) for name, file in files.items()}


def _file(workspace: Path, name: str) -> Path:
    file = Path(name if name.startswith("media/") else f"reading/{name}")
    if not (workspace / file).is_file() or file.suffix.lower() not in _TYPES:
        raise JobError(f"The picture {PurePosixPath(name).name} cannot be found", "Run “kits check”.")
    return file


def _picture(workspace: Path, file: Path, pixels: Mapping[str, bytes], width: float, height: float) -> Picture:
    if str(file) in pixels:
        return Picture(pixels[str(file)], "image/png", width, height)
    return Picture((workspace / file).read_bytes(), _TYPES[file.suffix.lower()], width, height)


def _size(file: Path) -> tuple[float, float]:
    """Width and height in inches."""
    try:
        width, height = _drawn_size(file) if file.suffix.lower() == ".svg" else _pixels(file)
        return width / _DOTS, height / _DOTS
    except (etree.XMLSyntaxError, UnidentifiedImageError, ValueError) as error:
        message = f"The picture {file.name} cannot be read."
        raise JobError(message, "Export it again.") from error


def _pixels(file: Path) -> tuple[float, float]:
    with Image.open(file) as picture:
        return picture.width, picture.height


def _drawn_size(file: Path) -> tuple[float, float]:
    root = etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    *_, wide, high = (float(part) for part in root.get("viewBox", "0 0 0 0").replace(",", " ").split())
    width, height = (_NUMBER.fullmatch(root.get(name, "").removesuffix("px")) for name in ("width", "height"))
    found = (float(width[1]), float(height[1])) if width and height else (wide, high)
    if min(found) <= 0:
        message = "a drawing without a size"
        raise ValueError(message)
    return found


def stand_ins(pictures: Mapping[str, Picture]) -> tuple[dict[str, Picture], dict[bytes, bytes]]:
    """Short pictures in place of the real ones, and the content of the real ones by that of the short ones.

    Pandoc reads an address letter by letter: of its time for a DOCX, two fifths. It lists pictures in the order of
    their addresses, so those of the short ones have the same order.

    Args:
        pictures: PNG and JPEG, with their sizes.
    """
    real = {picture.address: picture for picture in pictures.values()}
    short: dict[str, Picture] = {}
    for type_, begin in _BEGINNINGS.items():
        ordered = sorted(address for address, picture in real.items() if picture.type == type_)
        made = [Picture(b"%b%06d" % (begin, number), type_, 0, 0) for number in range(len(ordered))]
        short |= dict(zip(ordered, sorted(made, key=lambda one: one.address), strict=True))
    found = {name: replace(one, data=short[one.address].data) for name, one in pictures.items()}
    return found, {short[address].data: picture.data for address, picture in real.items()}


def placed(blocks: list[Block], pictures: Mapping[str, Picture], *, sized: bool) -> list[Block]:
    """The same document with each picture in it.

    Args:
        blocks: the document.
        pictures: see `pictures_of`.
        sized: whether each gets its size on a page; else it is as wide as the screen allows.
    """

    def replaced(block: Block) -> Block:
        return _with_picture(block, pictures, sized=sized) if block["t"] == "Image" else block

    found: list[Block] = changed(changed_blocks(blocks, _marked), replaced)
    return found


def _marked(block: Block) -> Block:
    """A paragraph that is one picture: the picture gets the class ``alone``."""
    if block["t"] not in {"Para", "Plain"} or [part["t"] for part in block["c"]] != ["Image"]:
        return block
    (ident, names, pairs), alt, target = block["c"][0]["c"]
    return element(block["t"], [element("Image", [ident, [*names, "alone"], pairs], alt, target)])


def _with_picture(block: Block, pictures: Mapping[str, Picture], *, sized: bool) -> Block:
    (ident, names, pairs), alt, (name, _) = block["c"]
    picture = pictures[name]
    width, height = _fitted(picture, dict(pairs).get("width", ""), alone="alone" in names)
    size = [["width", f"{width:.3f}in"], ["height", f"{height:.3f}in"]] if sized else []
    return element("Image", [ident, names, size], alt, [picture.address, ""])


def _fitted(picture: Picture, wanted: str, *, alone: bool) -> tuple[float, float]:
    """Inches, as in ``conf/print/pictures.typ``: as large as it is or was asked for, and no larger than its place."""
    if not alone:
        return picture.width * _LINE / picture.height, _LINE
    share = _SHARE.fullmatch(wanted)
    width = _WIDEST * float(share[1]) / 100 if share else min(picture.width, _WIDEST)
    scale = min(1.0, _HIGHEST / (picture.height * width / picture.width))
    return width * scale, picture.height * width / picture.width * scale
