"""Pictures as they may leave the house: no metadata, no scripts, nothing that calls out.

A photo can name the place and the phone it was taken with; an SVG can carry scripts, comments and
editor data. What cannot be cleaned is refused.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree
from PIL import Image, ImageOps, UnidentifiedImageError

BYTE_LIMIT = 20_000_000
"""Bytes of a source picture."""
PIXEL_LIMIT = 50_000_000
"""Pixels of a source picture: more is a decompression bomb or a mistake."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath "
    "linearGradient radialGradient stop clipPath mask pattern marker style switch "
    "filter feBlend feColorMatrix feComponentTransfer feComposite feFlood feGaussianBlur feMerge feMergeNode "
    "feOffset feFuncR feFuncG feFuncB feFuncA feDropShadow".split()
)
_CALLS_OUT = re.compile(r"@import|url\(\s*['\"]?(?!\s*['\"]?#)|expression\(|javascript:", re.IGNORECASE)


class PictureError(Exception):
    """Why a picture is refused, in words for its author (a message id)."""


def cleaned(name: str, data: bytes) -> bytes:
    """A picture's bytes without metadata.

    Args:
        name: its file name; the ending must say what it is.
        data: the source file.

    Raises:
        PictureError: it is too large, damaged, mislabelled, or carries something active.
    """
    if len(data) > BYTE_LIMIT:
        raise PictureError("it is larger than 20 MB")
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".svg":
        return _clean_svg(data)
    if ending in _RASTER:
        return _clean_raster(data, _RASTER[ending])
    raise PictureError("only .svg, .png and .jpg are used")


def _clean_raster(data: bytes, wanted: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[wanted]) as image:
                if image.width * image.height > PIXEL_LIMIT:
                    raise PictureError("it has more than 50 million pixels")
                upright = ImageOps.exif_transpose(image)
                # A new picture from the bare pixels: whatever else the file held stays behind.
                has_alpha = wanted == "PNG" and ("A" in upright.getbands() or "transparency" in upright.info)
                bare = upright.convert("RGBA" if has_alpha else "RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PictureError("it is damaged, or not what its ending says") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError("it has more than 50 million pixels") from error
    bare.info.clear()
    out = io.BytesIO()
    if wanted == "JPEG":
        bare.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    else:
        bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def _clean_svg(data: bytes) -> bytes:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError("it is not well-formed XML") from error
    if root.getroottree().docinfo.doctype or b"<!ENTITY" in data:
        raise PictureError("it has a document type or entities")
    if root.tag != f"{{{_SVG}}}svg":
        raise PictureError("it is damaged, or not what its ending says")
    for element in list(_elements(root)):
        _clean_element(element)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.iter()


def _clean_element(element: etree._Element) -> None:
    parent = element.getparent()
    if not isinstance(element.tag, str):  # an entity reference that was not resolved
        raise PictureError("it has a document type or entities")
    name = etree.QName(element)
    foreign = name.namespace != _SVG or name.localname == "metadata"
    if foreign and parent is not None:
        if name.localname.lower() in ("script", "iframe", "object", "embed"):
            raise PictureError(f"it holds <{name.localname}>, which is not allowed")
        _drop(element, parent)
        return
    if name.localname not in _ELEMENTS:
        raise PictureError(f"it holds <{name.localname}>, which is not allowed")
    if name.localname == "style" and _CALLS_OUT.search(element.text or ""):
        raise PictureError("it points at other files")
    for attribute, value in list(element.attrib.items()):
        _clean_attribute(element, str(attribute), str(value))


def _drop(element: etree._Element, parent: etree._Element) -> None:
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _clean_attribute(element: etree._Element, name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise PictureError("it holds a script")
    if name in ("href", _XLINK):
        if not value.startswith("#"):
            raise PictureError("it points at other files")
    elif name.startswith("{") and not name.startswith("{http://www.w3.org/XML"):
        del element.attrib[name]
    elif _CALLS_OUT.search(value):
        raise PictureError("it points at other files")
