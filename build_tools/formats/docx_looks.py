"""What the styles of the DOCX look like: one line for each, in an audience's colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FONT, INSTEAD = "Calibri", "Carlito"
"""The font of offices, and the one of the same widths where there is no Calibri (the font table's altName)."""
INK, MUTED, LINE = "1D2328", "4A535B", "B9C0C6"
AMBER, AMBER_TINT = "8A4B00", "FDF3E3"
INSET = 284
"""Twips (1/20 of a point) of room between a box's bar and its text: 5 mm."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph or character style; sizes in points, room in twips (1/20 of a point), colours as ``RRGGBB``."""

    name: str
    base: str | None = None
    kind: Literal["paragraph", "character"] = "paragraph"
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    before: int | None = None
    after: int | None = None
    left: int | None = None
    hanging: int | None = None
    bar: str | None = None
    under: str | None = None
    ground: str | None = None
    stays: bool | None = None
    """Whether it stays on the page of the paragraph after it."""
    starts_page: bool | None = None
    level: int | None = None
    """Of a heading in the outline, from 0."""
    numbered: bool | None = None
    raised: Literal["superscript", "subscript"] | None = None
    struck: bool = False
    underlined: bool = False
    then: str | None = None
    """The style of the paragraph that a person writes after it."""


def looks(colours: Mapping[str, str]) -> tuple[Look, ...]:
    """Every style that our documents use, bases before what is built on them.

    Args:
        colours: ``brand-ink``, ``brand-tint`` and ``brand-line`` of the audience, see `theme.palette`.
    """
    ink, tint, line = (colours[f"brand-{name}"].lstrip("#").upper() for name in ("ink", "tint", "line"))
    return (*_text(ink, line), *_boxes(ink, tint), *_activities(ink, line), *_media(ink, line), *_characters(ink))


def _text(ink: str, line: str) -> tuple[Look, ...]:
    return (
        Look("Normal", size=11, colour=INK, after=120),
        Look("Body Text", "Normal", before=0, after=140),
        Look("First Paragraph", "Body Text", then="Body Text"),
        Look("Compact", "Body Text", before=20, after=40),
        Look("Title", "Normal", size=34, bold=True, colour=ink, before=1200, after=240, then="Subtitle"),
        Look("Subtitle", "Normal", size=14, colour=MUTED, after=480, then="Body Text"),
        Look("Cover Fact", "Normal", size=11.5, before=0, after=80),
        Look("Heading 1", "Normal", size=24, bold=True, colour=ink, before=0, after=240, stays=True, starts_page=True,
             level=0, numbered=True, under=ink, then="Body Text"),
        Look("Heading 2", "Normal", size=16, bold=True, colour=ink, before=480, after=140, stays=True, level=1,
             numbered=True, then="Body Text"),
        Look("Heading 3", "Normal", size=13, bold=True, colour=INK, before=320, after=100, stays=True, level=2,
             then="Body Text"),
        Look("Heading 4", "Normal", size=11, bold=True, colour=MUTED, before=260, after=80, stays=True, level=3,
             then="Body Text"),
        Look("Unnumbered Heading", "Heading 1", level=0, numbered=False, then="Body Text"),
        Look("TOC Heading", "Normal", size=16, bold=True, colour=ink, before=480, after=160, stays=True),
        Look("toc 1", "Normal", bold=True, before=160, after=40),
        Look("toc 2", "Normal", left=284, before=0, after=40),
        Look("Header", "Normal", size=8.5, colour=MUTED, after=0),
        Look("Footer", "Normal", size=8.5, colour=MUTED, after=0),
        Look("Facts", "Body Text", size=9.5, colour=MUTED, stays=True),
        Look("Rubric", "Body Text", bold=True, before=240, after=80, stays=True),
        Look("Block Text", "Body Text", left=INSET, bar=line),
        Look("Attribution", "Body Text", size=10, colour=MUTED, left=INSET),
        Look("Separator", "Body Text", colour=MUTED, before=200, after=200, left=3600),
        Look("Caption", "Normal", size=9.5, colour=MUTED, before=80, after=240),
        Look("Image Caption", "Caption"),
        Look("Table Caption", "Caption", before=240, after=80, stays=True),
        Look("Figure", "Normal", before=200, after=60, stays=True),
        Look("Captioned Figure", "Figure"),
        Look("Definition Term", "Normal", bold=True, before=160, after=20, stays=True),
        Look("Definition", "Normal", left=INSET, after=100),
        Look("Footnote Text", "Normal", size=9, after=40),
        Look("Footnote Block Text", "Footnote Text", left=INSET),
        Look("Source Code", "Body Text", size=10, left=INSET, bar=LINE),
    )  # fmt: skip


def _boxes(ink: str, tint: str) -> tuple[Look, ...]:
    kinds = (
        ("Case", ink, tint), ("Legal", ink, tint), ("Objectives", ink, tint), ("Note", ink, tint),
        ("Job Aid", ink, tint), ("Warning", AMBER, AMBER_TINT),
    )  # fmt: skip
    found = []
    for name, colour, ground in kinds:
        found.append(Look(name, "Body Text", left=INSET, bar=colour, ground=ground, before=0, after=80))
        found.append(Look(f"{name} Title", name, bold=True, colour=INK, before=200, stays=True, then=name))
    return tuple(found)


def _activities(ink: str, line: str) -> tuple[Look, ...]:
    return (
        Look("Question Label", "Body Text", size=9.5, colour=MUTED, before=280, after=60, stays=True, then="Question"),
        Look("Question", "Body Text", bold=True, after=80, stays=True, then="Answer"),
        Look("Answer", "Body Text", before=20, after=60),
        Look("Writing Line", "Body Text", before=200, after=60, under=LINE),
        Look("Assessment Title", "Body Text", size=16, bold=True, colour=ink, before=400, after=80, stays=True),
        Look("Scenario Title", "Body Text", size=13, bold=True, before=320, after=80, stays=True),
        Look("Step Label", "Body Text", bold=True, colour=ink, before=200, after=60, stays=True),
        Look("Step End", "Body Text", bold=True, colour=ink, bar=line, left=INSET),
    )


def _media(ink: str, line: str) -> tuple[Look, ...]:
    return (
        Look("Media Title", "Body Text", bold=True, before=320, after=80, stays=True),
        Look("Media Way", "Body Text", size=10, after=60),
        Look("Transcript Title", "Body Text", size=9.5, bold=True, colour=ink, before=160, after=60, stays=True),
        Look("Transcript", "Body Text", size=9.5, before=0, after=60, left=INSET, bar=line),
    )


def _characters(ink: str) -> tuple[Look, ...]:
    return (
        Look("Strong", kind="character", bold=True),
        Look("Emphasis", kind="character", italic=True),
        Look("Intense Emphasis", kind="character", bold=True, italic=True),
        Look("Superscript", kind="character", raised="superscript"),
        Look("Subscript", kind="character", raised="subscript"),
        Look("Struck", kind="character", struck=True),
        Look("Footnote Reference", kind="character", raised="superscript"),
        Look("Hyperlink", kind="character", colour=ink, underlined=True),
        Look("Verbatim Char", kind="character", colour=INK),
        Look("Box Label", kind="character", size=9.5, bold=True, colour=ink),
        Look("Legal Reference", kind="character", italic=True),
        Look("Glossary Term", kind="character", bold=True, colour=ink),
        Look("Source Number", kind="character", bold=True, colour=ink),
        Look("Time", kind="character", colour=MUTED),
    )
