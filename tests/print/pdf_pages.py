"""What stands on the pages of a PDF, and where: by the eyes of a viewer (PDFium), not by its structure."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

A4 = (595, 842)
LETTER = (612, 792)
"""Width and height in whole points."""
LABELS = 167
"""Where a guide's column of labels ends, in points from the left edge: 22 + 36 mm, and some way into the gutter."""


def sizes(path: Path) -> set[tuple[int, int]]:
    """Width and height of the pages in whole points."""
    return {(round(w), round(h)) for w, h in (page.get_size() for page in pypdfium2.PdfDocument(path))}


def outside(path: Path) -> list[tuple[int, tuple[float, ...]]]:
    """Page and bounds of whatever reaches over a page's edge by more than a hair."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), start=1):
        width, height = page.get_size()
        for thing in page.get_objects():
            left, bottom, right, top = thing.get_bounds()
            if left < -0.5 or bottom < -0.5 or right > width + 0.5 or top > height + 0.5:
                found.append((number, (left, bottom, right, top)))
    return found


def collisions(path: Path, column: float) -> list[tuple[int, str, str]]:
    """Page and words of whatever is set over each other in the column at the left edge.

    Args:
        path: the PDF.
        column: where the column ends, in points from the left edge.
    """
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), start=1):
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        beside = sorted((box for box in boxes if box[2] < column), key=lambda box: -box[3])
        for n, one in enumerate(beside):
            for other in beside[n + 1 :]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                if across > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1:
                    found.append((number, text.get_text_bounded(*one), text.get_text_bounded(*other)))
    return found


def colours_of_text(path: Path) -> set[tuple[int, int, int]]:
    """The colours in which text is filled."""
    found = set()
    for page in pypdfium2.PdfDocument(path):
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            rgba = [ctypes.c_uint() for _ in range(4)]
            assert pdfium.FPDFPageObj_GetFillColor(thing.raw, *map(ctypes.byref, rgba))
            found.add(tuple(value.value for value in rgba[:3]))
    return found


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Of two colours, by WCAG 2.2: what is left of it in grey, for it is that of their luminance."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: tuple[int, ...]) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def everything(path: Path) -> str:
    """All strings, names and streams of a PDF: metadata, structure, destinations, and the content as bytes."""
    with pikepdf.open(path) as pdf:
        return "\n".join(_strings(pdf))


def _strings(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            yield thing.read_bytes().decode("latin-1")
        yield from _inside(thing, 0)


def _inside(thing: object, depth: int) -> Iterator[str]:
    """Strings of an object; what it refers to is an object of its own."""
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)
    elif depth and getattr(thing, "is_indirect", False):
        return
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in thing.items():
            yield name
            yield from _inside(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from _inside(value, depth + 1)
