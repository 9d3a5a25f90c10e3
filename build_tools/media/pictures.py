"""Pictures as they may leave the house: no metadata, no scripts, nothing that calls out.

A photo can name the place and the phone it was taken with; an SVG can carry scripts, comments and
editor data. What cannot be cleaned is refused.
"""

from __future__ import annotations

import io
import re
import warnings
from pathlib import PurePosixPath

from lxml import etree
from PIL import Image, ImageOps

BYTE_LIMIT = 20_000_000
"""Bytes of a source picture."""
PIXEL_LIMIT = 50_000_000
"""Pixels of a source picture: more is a decompression bomb or a mistake."""

_SVG = "http://www.w3.org/2000/svg"
_XML_KEPT = frozenset(f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("space", "lang"))
_XLINK = "{http://www.w3.org/1999/xlink}href"
_RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_ELEMENTS = frozenset(
    (  # noqa: SIM905 - a list of so many would take a page
        "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath "
        "linearGradient radialGradient stop clipPath mask pattern marker style switch "
        "filter feBlend feColorMatrix feComponentTransfer feComposite feFlood feGaussianBlur feMerge feMergeNode "
        "feOffset feFuncR feFuncG feFuncB feFuncA feDropShadow"
    ).split()
)
# A backslash could spell any of these words in a way that only CSS understands.
_CALLS_OUT = re.compile(
    r"@import|@namespace|url\(\s*['\"]?(?!\s*['\"]?#)|(?:image|image-set|src|expression)\(|javascript:|\\",
    re.IGNORECASE,
)


SVG_LIMIT = 2_000_000
"""Bytes of a drawing: larger ones stop a phone."""
ELEMENT_LIMIT = 50_000
"""Elements of a drawing, repeated ones (``use``) counted each time: a few lines can stand for millions."""


_TOO_MANY_PIXELS = "it has more than 50 million pixels"
_DAMAGED = "it is damaged, or not what its ending says"
_ENTITIES = "it has a document type or entities"
_POINTS_OUT = "it points at other files"
_HOLDS = "it holds <{name}>, which is not allowed"
_TOO_MUCH = "it draws more than 50,000 elements"


class PictureError(Exception):
    """Why a picture is refused: ``problem`` is a message id for its author, ``name`` fills it."""

    def __init__(self, problem: str, name: str = "") -> None:
        super().__init__(problem.format(name=name))
        self.problem = problem
        self.name = name


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
            bare = _pixels(data, wanted)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(_TOO_MANY_PIXELS) from error
    except Exception as error:  # on damaged files Pillow raises what it likes
        raise PictureError(_DAMAGED) from error
    out = io.BytesIO()
    if wanted == "JPEG":
        bare.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    else:
        bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def _pixels(data: bytes, wanted: str) -> Image.Image:
    """A new picture from the bare pixels: whatever else the file held stays behind."""
    with Image.open(io.BytesIO(data), formats=[wanted]) as image:
        if image.width * image.height > PIXEL_LIMIT:
            raise PictureError(_TOO_MANY_PIXELS)
        upright = ImageOps.exif_transpose(image)
        has_alpha = wanted == "PNG" and ("A" in upright.getbands() or "transparency" in upright.info)
        bare = upright.convert("RGBA" if has_alpha else "RGB")
    bare.info.clear()
    return bare


def _clean_svg(data: bytes) -> bytes:
    if len(data) > SVG_LIMIT:
        raise PictureError("it is a drawing of more than 2 MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError("it is not well-formed XML") from error
    if root.getroottree().docinfo.doctype or b"<!ENTITY" in data:
        raise PictureError(_ENTITIES)
    if root.tag != f"{{{_SVG}}}svg":
        raise PictureError(_DAMAGED)
    for element in list(root.iter()):
        _clean_element(element)
    _count(root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _count(root: etree._Element) -> None:
    """Refuses a drawing that draws too much: ``use`` repeats an element, and what that one uses too."""
    by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
    counts: dict[etree._Element, int] = {}

    def drawn(element: etree._Element, around: frozenset[etree._Element]) -> int:
        if element in around:
            raise PictureError("its parts use each other in a circle")
        if element not in counts:
            inner = around | {element}
            target = by_id.get((element.get("href") or element.get(_XLINK) or "#")[1:])
            used = drawn(target, inner) if target is not None else 0
            counts[element] = 1 + used + sum(drawn(child, inner) for child in element)
        return counts[element]

    try:
        if drawn(root, frozenset()) > ELEMENT_LIMIT:
            raise PictureError(_TOO_MUCH)
    except RecursionError as error:
        raise PictureError(_TOO_MUCH) from error


def _clean_element(element: etree._Element) -> None:
    parent = element.getparent()
    if not isinstance(element.tag, str):  # an entity reference that was not resolved
        raise PictureError(_ENTITIES)
    name = etree.QName(element)
    foreign = name.namespace != _SVG or name.localname == "metadata"
    if foreign and parent is not None:
        if name.localname.lower() in ("script", "iframe", "object", "embed"):
            raise PictureError(_HOLDS, name.localname)
        _drop(element, parent)
        return
    if name.localname not in _ELEMENTS:
        raise PictureError(_HOLDS, name.localname)
    if name.localname == "style" and (len(element) or _CALLS_OUT.search(element.text or "")):
        raise PictureError(_POINTS_OUT)
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
            raise PictureError(_POINTS_OUT)
    elif name.startswith("{") and name not in _XML_KEPT:  # xml:base would turn “#part” into an address
        del element.attrib[name]
    elif _CALLS_OUT.search(value):
        raise PictureError(_POINTS_OUT)
