"""The reference template: what python-pptx brings, with our page, layouts, colours and fonts.

pandoc's own writer for PPTX was tried: it gives no language to a text, writes a picture's address as its
alternative text, takes no footers over from its reference, and sets a picture and its text upon each other.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from build_tools.formats.slides_layouts import (
    BODY,
    FOOTER,
    FOOTER_ID,
    GAP,
    HEIGHT,
    INDENT,
    KICKER,
    LAYOUTS,
    NUMBER,
    NUMBER_ID,
    PICTURE,
    TITLE,
    WIDTH,
    Box,
    Layout,
)
from build_tools.formats.slides_xml import EMU, RECTANGLE, SPACES, number_field, run, transform, tree
from build_tools.formats.theme import palette

FONT = "Arial"
INK, MUTED = "1D2328", "555E66"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_KINDS = {TITLE: "title", BODY: "body", PICTURE: "pic", KICKER: "body", FOOTER_ID: "ftr", NUMBER_ID: "sldNum"}
_NAMES = {TITLE: "Title", BODY: "Text", PICTURE: "Picture", KICKER: "Section", FOOTER_ID: "Footer", NUMBER_ID: "Number"}
_RULE = (6, 64, 4)
"""Points from a title to the line under it, and the width and height of that."""
_SCHEME = {"dk1": INK, "lt1": "FFFFFF", "dk2": MUTED}


def saved(colour: str, tag: str) -> dict[str, bytes]:
    """The parts of an empty deck with our layouts; arguments as for `template`."""
    written = io.BytesIO()
    template(colour, tag).save(written)
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def template(colour: str, tag: str) -> Deck:
    """An empty deck with our layouts, in the order of `LAYOUTS`.

    Args:
        colour: of the audience, e.g. ``#1f3a5f``; darkened where white text would not read on it.
        tag: of the language, e.g. ``es-HN``.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    # It would still say 4:3.
    deck.element.find(f"{{{_P}}}sldSz").attrib.pop("type", None)
    _forget(deck)
    accent, tint = (palette(colour)["light"][name].removeprefix("#").upper() for name in ("band", "brand-tint"))
    _theme(deck, accent, tint)
    layouts = list(deck.slide_layouts)
    for old in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(old)
    for old, layout in zip(layouts, LAYOUTS.values(), strict=False):
        _replace(old._element, _layout(layout, accent, tag))  # noqa: SLF001 - python-pptx has no way to make layouts
    _master(deck, tag)
    _speak(deck, tag)
    return deck


def _speak(deck: Deck, tag: str) -> None:
    """The language of what people add: in new text boxes and in the notes."""
    for root in (deck.element, deck.notes_master.element):
        for element in root.iter(f"{{{_A}}}defRPr", f"{{{_A}}}rPr", f"{{{_A}}}endParaRPr"):
            element.set("lang", tag)


def _forget(deck: Deck) -> None:
    """A thumbnail, printer settings and statistics of the template that python-pptx brings."""
    package = deck.part.package
    for owner in (deck.part, package):
        for name, relation in list(owner._rels.items()):  # noqa: SLF001 - no other way to the package's own
            if relation.reltype.rpartition("/")[2] in ("printerSettings", "thumbnail", "extended-properties"):
                owner._rels.pop(name)  # noqa: SLF001


def _theme(deck: Deck, accent: str, tint: str) -> None:
    """Colours and fonts of the theme: who edits the slides gets them in every menu."""
    part = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    for name, value in (_SCHEME | {"accent1": accent, "lt2": tint}).items():
        for slot in root.iterfind(f".//{{{_A}}}clrScheme/{{{_A}}}{name}"):
            slot[:] = [etree.Element(f"{{{_A}}}srgbClr", val=value)]
    for font in root.iterfind(f".//{{{_A}}}fontScheme/*/{{{_A}}}latin"):
        font.set("typeface", FONT)
    root.set("name", "Kits")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def _replace(old: Any, new: str) -> None:  # noqa: ANN401 - an element of python-pptx
    """Another content of a layout or of the master; its relations stay."""
    made = parse_xml(new)
    old.attrib.update(made.attrib)
    old.replace(old.find(f"{{{_P}}}cSld"), made.find(f"{{{_P}}}cSld"))


def _layout(layout: Layout, accent: str, tag: str) -> str:
    dark = layout.ground == "accent"
    ground = {"accent": "accent1", "tint": "bg2"}.get(layout.ground, "bg1")
    shapes = "".join(_placeholder(index, box, dark=dark, tag=tag) for index, box in _boxes(layout))
    rule = "" if dark else _rule(layout.boxes[TITLE], accent)
    return (
        f'<p:sldLayout {SPACES} type="{layout.kind}" preserve="1" showMasterSp="0"><p:cSld name="{layout.name}">'
        f"{_ground(ground)}{tree(rule + shapes)}</p:cSld></p:sldLayout>"
    )


def _boxes(layout: Layout) -> Iterator[tuple[int, Box]]:
    """Placeholders in the order of reading: the title first."""
    yield from sorted(layout.boxes.items(), key=lambda pair: (pair[0] != TITLE, pair[0] != KICKER, pair[0]))
    yield from ((FOOTER_ID, FOOTER), (NUMBER_ID, NUMBER))


def _master(deck: Deck, tag: str) -> None:
    boxes = {TITLE: LAYOUTS["text"].boxes[TITLE], BODY: LAYOUTS["text"].boxes[BODY]}
    shapes = "".join(_placeholder(index, box, dark=False, tag=tag, master=True) for index, box in
                     (*boxes.items(), (FOOTER_ID, FOOTER), (NUMBER_ID, NUMBER)))  # fmt: skip
    element = deck.slide_master._element  # noqa: SLF001 - as for the layouts
    _replace(element, f"<p:sldMaster {SPACES}><p:cSld>{_ground('bg1')}{tree(shapes)}</p:cSld></p:sldMaster>")
    styles = parse_xml(_styles(tag))
    element.replace(element.find(f"{{{_P}}}txStyles"), styles)


def _styles(tag: str) -> str:
    """How titles and text look; their sizes stand at the placeholders."""
    text = _run_style("defRPr", 28, "tx1", tag)
    body = "".join(
        f'<a:lvl{n}pPr marL="0" indent="0" algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{GAP * 100}"/></a:spcBef><a:buNone/>{text}</a:lvl{n}pPr>'
        for n in (1, 2)
    )
    title = _run_style("defRPr", 32, "accent1", tag, bold=True)
    return (
        f'<p:txStyles {SPACES}><p:titleStyle><a:lvl1pPr algn="l"><a:buNone/>{title}</a:lvl1pPr></p:titleStyle>'
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle/></p:txStyles>"
    )


def _run_style(name: str, size: int, colour: str, tag: str, *, bold: bool = False) -> str:
    fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    return f'<a:{name} lang="{tag}" sz="{size * 100}" b="{int(bold)}">{fill}<a:latin typeface="+mn-lt"/></a:{name}>'


def _placeholder(index: int, box: Box, *, dark: bool, tag: str, master: bool = False) -> str:
    kind, furniture = _KINDS[index], index in (KICKER, FOOTER_ID, NUMBER_ID)
    colour = "accent1" if index == TITLE else "tx2" if furniture else "tx1"
    align = ' algn="r"' if index == NUMBER_ID else ""
    style = _run_style("defRPr", box.size, "bg1" if dark else colour, tag, bold=box.bold)
    levels = f'<a:lvl1pPr marL="0" indent="0"{align}>{_spacing(index)}<a:buNone/>{style}</a:lvl1pPr>'
    if kind == "body" and not furniture:
        levels += f'<a:lvl2pPr marL="{INDENT * EMU}" indent="0"><a:buNone/>{style}</a:lvl2pPr>'
    # The master has one of each kind, without an index but for its text.
    number = "" if index == TITLE else f' idx="{index}"'
    shown = number_field(tag) if index == NUMBER_ID else f"<a:p>{run(_NAMES[index], tag)}</a:p>"
    name = f"{_NAMES[index]} {index}" + (" master" if master else "")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{index + 2}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{number}/></p:nvPr></p:nvSpPr><p:spPr>{transform(box, "a")}'
        f"{RECTANGLE}</p:spPr>"
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{box.anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{levels}</a:lstStyle>{shown}</p:txBody></p:sp>"
    )


def _spacing(index: int) -> str:
    return f'<a:spcBef><a:spcPts val="{GAP * 100}"/></a:spcBef>' if index == BODY else ""


def _rule(title: Box, colour: str) -> str:
    """A short line of the audience's colour under the title; it says nothing, so it has no text."""
    gap, width, height = _RULE
    rule = Box(title.x, title.y + title.height + gap, width, height, 0)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="99" name="Rule"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{transform(rule, 'a')}{RECTANGLE}"
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _ground(colour: str) -> str:
    return f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
