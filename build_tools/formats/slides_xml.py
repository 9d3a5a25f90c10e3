"""The XML of a slide and of its notes (ECMA-376 1, 19.3 and 21.1): text, pictures, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from build_tools.formats.slides_layouts import AREA, CELL, INDENT, Box
from build_tools.formats.slides_model import Line, Note, Picture, Table, printable

EMU = 12700
"""English metric units of a point (ECMA-376 1, 20.1.2.1)."""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:a="{_A}" xmlns:p="{_P}" xmlns:r="{_R}"'
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""“Medium Style 2 – Accent 1”, which every Office has: a header in the audience's colour, rows in tints of it."""
_NUMBER = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_COLOURS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
_NUMBERED = {"letter": "alphaLcParenR", "number": "arabicPeriod"}


def slide_xml(shapes: Iterable[str]) -> str:
    """A slide with these shapes, in the order in which they are read."""
    return f"<p:sld {SPACES}><p:cSld>{tree(''.join(shapes))}</p:cSld>{_COLOURS}</p:sld>"


def notes_xml(notes: Iterable[Note], tag: str) -> str:
    """A page of notes: the slide's picture, and its text."""
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    )
    paragraphs = "".join(f"<a:p>{run(note.text, tag, bold=note.label)}</a:p>" for note in notes)
    text = placeholder(3, "Notes", "body", 1, paragraphs)
    return f"<p:notes {SPACES}><p:cSld>{tree(image + text)}</p:cSld>{_COLOURS}</p:notes>"


def tree(shapes: str) -> str:
    """The shapes of a slide, a layout or a master."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{shapes}</p:spTree>"
    )


def placeholder(number: int, name: str, kind: str, index: int, paragraphs: str) -> str:
    """A placeholder that looks as its layout says; ``index`` 0 is the title's, which has none."""
    at = f' idx="{index}"' if index else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{at}/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs or '<a:p/>'}</p:txBody></p:sp>"
    )


def run(text: str, tag: str, *, bold: bool = False, size: int = 0) -> str:
    """Text in a language; without a size that of its placeholder."""
    if not text:
        return ""
    about = f' sz="{size * 100}"' * bool(size) + ' b="1"' * bold
    return f'<a:r><a:rPr lang="{tag}"{about}/><a:t>{escape(printable(text))}</a:t></a:r>'


def number_field(tag: str) -> str:
    """The paragraph of the slide's number."""
    return f'<a:p><a:fld id="{_NUMBER}" type="slidenum"><a:rPr lang="{tag}"/><a:t>‹#›</a:t></a:fld></a:p>'


def paragraph(line: Line, tag: str, size: int) -> str:
    """A line with its mark: a real one of a list, which a screen reader tells."""
    begin = run(line.lead, tag, bold=True, size=size)
    return f"<a:p>{_mark(line)}{begin}{run(line.text[len(line.lead) :], tag, size=size)}</a:p>"


def _mark(line: Line) -> str:
    level = f' lvl="{line.level}"' if line.level else ""
    if line.mark == "none":
        return f"<a:pPr{level}/>" if level else ""
    indents = f' marL="{INDENT * (line.level + 1) * EMU}" indent="{-INDENT * EMU}"'
    if kind := _NUMBERED.get(line.mark):
        start = f' startAt="{line.start}"' if line.start > 1 else ""
        return f'<a:pPr{indents}{level}><a:buAutoNum type="{kind}"{start}/></a:pPr>'
    return f'<a:pPr{indents}{level}><a:buChar char="•"/></a:pPr>'


def picture_xml(number: int, picture: Picture, relation: str, index: int, box: Box) -> str:
    """A picture that fills a box, in a placeholder."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Picture" descr={quoteattr(printable(picture.alt))}/>'
        f'<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>'
        f'<p:nvPr><p:ph type="pic" idx="{index}"/></p:nvPr></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{transform(box, 'a')}{RECTANGLE}</p:spPr></p:pic>"
    )


def table_xml(number: int, table: Table, heights: Sequence[float], tag: str) -> str:
    """A table with a header row."""
    grid = "".join(f'<a:gridCol w="{round(width * EMU)}"/>' for width in table.widths)
    rows = "".join(
        f'<a:tr h="{round(height * EMU)}">{"".join(_cell(text, tag, head=place == 0) for text in row)}</a:tr>'
        for place, (row, height) in enumerate(zip((table.head, *table.rows), heights, strict=True))
    )
    box = Box(AREA.x, AREA.y, sum(table.widths), sum(heights), AREA.size)
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Table"/><p:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{transform(box, "p")}'
        f'<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr firstRow="1" bandRow="1"><a:tableStyleId>{_STYLE}'
        f"</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(text: str, tag: str, *, head: bool) -> str:
    edge = CELL * EMU
    content = run(text, tag, bold=head, size=AREA.size)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></a:txBody>"
        f'<a:tcPr marL="{edge}" marR="{edge}" marT="{edge}" marB="{edge}"/></a:tc>'
    )


def transform(box: Box, space: str) -> str:
    """Where a shape stands; ``space`` is the prefix of the element: ``p`` for frames, else ``a``."""
    at = f'<a:off x="{round(box.x * EMU)}" y="{round(box.y * EMU)}"/>'
    return f'<{space}:xfrm>{at}<a:ext cx="{round(box.width * EMU)}" cy="{round(box.height * EMU)}"/></{space}:xfrm>'
