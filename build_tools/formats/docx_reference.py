"""The reference document: pandoc's own, with our styles, page, header and footer (ECMA-376 part 1, 17)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from build_tools.formats.docx_looks import FONT, LINE, Look, looks
from build_tools.formats.theme import palette
from build_tools.tools import pandoc

MONO = "Consolas"
_HEADINGS = 77
"""The number of the headings' list; pandoc's begin at 1000."""
_KINDS = {"paragraph": WD_STYLE_TYPE.PARAGRAPH, "character": WD_STYLE_TYPE.CHARACTER}
_IDS = {"toc 1": "TOC1", "toc 2": "TOC2"}
"""What Word itself calls styles that are not there before."""
_WIDTH = 9300
"""Twips between the margins: 164 mm."""


def reference_document(reading: Mapping[str, Any], texts: Mapping[str, str], tag: str) -> bytes:
    """The reference document of an edition.

    Args:
        reading: content of ``reading.json``.
        texts: words of the guides.
        tag: the language's tag (BCP 47), e.g. ``es-HN``.
    """
    colours = palette(reading["audience"]["colour"])["light"]
    document = docx.Document(io.BytesIO(pandoc.reference_docx()))
    _defaults(document, tag)
    _number_headings(document, texts)
    styles = {style.name: style for style in document.styles}
    for look in looks(colours):
        _style(document, look, styles)
    _table_style(document, colours)
    _page(document, reading, texts)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _defaults(document: Any, tag: str) -> None:  # noqa: ANN401 - python-docx
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"'
    document.styles.element.replace(defaults, parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault>"
        "</w:docDefaults>"
    ))  # fmt: skip


def _number_headings(document: Any, texts: Mapping[str, str]) -> None:  # noqa: ANN401 - python-docx
    """Modules and lessons are numbered by their styles: who moves one renumbers all."""
    lists = document.part.numbering_part.element
    levels = (f"{texts['module']} %1\u00a0\u00b7", "%1.%2")
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{at + 1}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for at, text in enumerate(levels)
    )
    kind = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_HEADINGS}"><w:multiLevelType w:val="multilevel"/>'
        f"{made}</w:abstractNum>"
    )
    lists.insert(0, kind)
    lists.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{_HEADINGS}"><w:abstractNumId w:val="{_HEADINGS}"/></w:num>'
    ))  # fmt: skip


def _style(document: Any, look: Look, styles: dict[str, Any]) -> None:  # noqa: ANN401 - python-docx
    if look.name not in styles:
        styles[look.name] = document.styles.add_style(look.name, _KINDS[look.kind])
    style = styles[look.name]
    element = style.element
    element.set(qn("w:styleId"), _IDS.get(look.name, element.get(qn("w:styleId"))))
    _emptied(element, "w:pPr", "w:rPr", "w:semiHidden", "w:unhideWhenUsed", "w:rsid", "w:link")
    if look.base:
        style.base_style = styles[look.base]
    style.hidden, style.quick_style = False, True
    if look.then in styles:
        style.next_paragraph_style = styles[look.then]
    for part in (_paragraph_look(look), _character_look(look)):
        if part:
            element.append(parse_xml(part))


def _emptied(element: Any, *names: str) -> None:  # noqa: ANN401 - lxml
    for name in names:
        for found in element.findall(qn(name)):
            element.remove(found)


def _paragraph_look(look: Look) -> str:
    """The paragraph's properties in the order of the schema (CT_PPrBase)."""
    if look.kind == "character":
        return ""
    parts = [
        *_switch("keepNext", on=look.stays), *_switch("keepLines", on=look.stays),
        *_switch("pageBreakBefore", on=look.starts_page), *_numbering(look), *_borders(look),
        *([f'<w:shd w:val="clear" w:color="auto" w:fill="{look.ground}"/>'] if look.ground else []),
        *_attributes("spacing", before=look.before, after=look.after),
        *_attributes("ind", left=look.left, hanging=look.hanging),
        *([f'<w:outlineLvl w:val="{look.level}"/>'] if look.level is not None else []),
    ]  # fmt: skip
    return f"<w:pPr {nsdecls('w')}>{''.join(parts)}</w:pPr>" if parts else ""


def _numbering(look: Look) -> Iterator[str]:
    if look.numbered is not None:
        number = _HEADINGS if look.numbered else 0
        yield f'<w:numPr><w:ilvl w:val="{look.level or 0}"/><w:numId w:val="{number}"/></w:numPr>'


def _borders(look: Look) -> Iterator[str]:
    if look.bar or look.under:
        bar = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{look.bar}"/>' if look.bar else ""
        under = f'<w:bottom w:val="single" w:sz="8" w:space="4" w:color="{look.under}"/>' if look.under else ""
        yield f"<w:pBdr>{bar}{under}</w:pBdr>"


def _character_look(look: Look) -> str:
    """The text's properties in the order of the schema (EG_RPrBase)."""
    half = None if look.size is None else round(look.size * 2)
    font = MONO if look.name in {"Source Code", "Verbatim Char"} else None
    parts = [
        *([f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'] if font else []),
        *_switch("b", on=look.bold), *_switch("bCs", on=look.bold),
        *_switch("i", on=look.italic), *_switch("iCs", on=look.italic),
        *_switch("strike", on=look.struck or None),
        *([f'<w:color w:val="{look.colour}"/>'] if look.colour else []),
        *([f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'] if half else []),
        *(['<w:u w:val="single"/>'] if look.underlined else []),
        *([f'<w:vertAlign w:val="{look.raised}"/>'] if look.raised else []),
    ]  # fmt: skip
    return f"<w:rPr {nsdecls('w')}>{''.join(parts)}</w:rPr>" if parts else ""


def _switch(name: str, *, on: bool | None) -> list[str]:
    if on is None:
        return []
    return [f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>']


def _attributes(name: str, **values: int | None) -> Iterator[str]:
    given = " ".join(f'w:{key}="{value}"' for key, value in values.items() if value is not None)
    if given:
        yield f"<w:{name} {given}/>"


def _table_style(document: Any, colours: Mapping[str, str]) -> None:  # noqa: ANN401 - python-docx
    """Every table: a tinted header row that comes again on each page, and hairlines."""
    ink, tint = (colours[f"brand-{name}"].lstrip("#").upper() for name in ("ink", "tint"))
    element = document.styles["Table"].element
    _emptied(element, "w:pPr", "w:rPr", "w:tblPr", "w:tblStylePr", "w:semiHidden", "w:unhideWhenUsed")
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    margins = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in _CELL)
    bottom = f'<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{ink}"/>'
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'
    borders = f"<w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    head = f"{bold}<w:tcPr><w:tcBorders>{bottom}</w:tcBorders>{ground}</w:tcPr>"
    sources = (
        f"<w:tblPr {nsdecls('w')}>{borders}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>",
        f'<w:tblStylePr {nsdecls("w")} w:type="firstRow">{head}</w:tblStylePr>',
        f'<w:tblStylePr {nsdecls("w")} w:type="firstCol">{bold}</w:tblStylePr>',
    )
    for source in sources:
        element.append(parse_xml(source))


_CELL = (("top", 40), ("left", 108), ("bottom", 40), ("right", 108))


def _page(document: Any, reading: Mapping[str, Any], texts: Mapping[str, str]) -> None:  # noqa: ANN401 - python-docx
    """A4; each page says kit, version, audience and language, and its number."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(27), Mm(25)
    section.header_distance = section.footer_distance = Mm(12)
    kit, audience = reading["kit"], reading["audience"]
    section.header.paragraphs[0].text = texts["guide-title"]
    section.header.paragraphs[0].style = document.styles["Header"]
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.text = " \u00b7 ".join((
        kit["title"], f"{texts['version']} {kit['version']}", audience["title"], texts["language-name"],
    )) + "\t"  # fmt: skip
    for source in (_field("PAGE"), _run(" / "), _field("NUMPAGES")):
        foot._p.append(parse_xml(source))  # noqa: SLF001 - python-docx has no fields
    tabs = parse_xml(f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:pos="{_WIDTH}"/></w:tabs>')
    document.styles["Footer"].element.find(qn("w:pPr")).insert(0, tabs)


def _field(name: str) -> str:
    return f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _run(text: str) -> str:
    return f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{text}</w:t></w:r>'
