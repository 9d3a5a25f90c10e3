"""The PPTX file (ECMA-376 2, Open Packaging Conventions): the template's parts, slides and notes, and what joins them.

python-pptx makes the template. It is not asked to add slides: it looks for the next free name and number among all
slides for each one, so that its time grows with their square, and writes each part twice.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

from lxml import etree

from build_tools import memo
from build_tools.formats.slides_pictures import Image
from build_tools.program import code_of, tool_version

Files = dict[str, bytes]
Relation = tuple[str, str]
"""What kind it is, and the target as the part names it."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PRESENTATION, _P = "ppt/presentation.xml", "http://schemas.openxmlformats.org/presentationml/2006/main"
_CORE = "docProps/core.xml"
_TYPES = "[Content_Types].xml"
_DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_FIRST_ID = 256
"""The smallest id of a slide (ECMA-376 1, 19.7.13)."""
_DC = "http://purl.org/dc/elements/1.1/"
_MADE = "application/vnd.openxmlformats-officedocument.presentationml"
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
_TEMPLATE = "build_tools.formats.slides_template"


class Package:
    """The file of one deck, slide by slide.

    Args:
        template: the parts of an empty deck, see `template_parts`.
    """

    def __init__(self, template: Mapping[str, bytes]) -> None:
        self._files: Files = dict(template)
        self._slides = 0
        self._pictures: dict[bytes, str] = {}

    def picture(self, image: Image) -> Relation:
        """The relation to a picture: one part, however often and under whatever name it is shown."""
        if image.data not in self._pictures:
            name = f"media/image{len(self._pictures) + 1}.{image.kind}"
            self._pictures[image.data] = name
            self._files[f"ppt/{name}"] = image.data
        return "image", f"../{self._pictures[image.data]}"

    def add(self, slide: str, relations: Iterable[Relation], notes: str) -> None:
        """Adds a slide with its notes.

        Args:
            slide: its XML, which calls its relations ``rId1`` and so on.
            relations: of the slide, in their order, without that to its notes.
            notes: the XML of its notes.
        """
        self._slides += 1
        own, told = f"slides/slide{self._slides}.xml", f"notesSlides/notesSlide{self._slides}.xml"
        self._part(own, slide, [*relations, ("notesSlide", f"../{told}")])
        self._part(told, notes, [("notesMaster", "../notesMasters/notesMaster1.xml"), ("slide", f"../{own}")])

    def _part(self, name: str, text: str, relations: Iterable[Relation]) -> None:
        folder, _, file = name.rpartition("/")
        self._files[f"ppt/{name}"] = _serialized(etree.fromstring(text, _PARSER))
        self._files[f"ppt/{folder}/_rels/{file}.rels"] = _relations(_numbered(relations))

    def files(self, title: str, tag: str) -> Files:
        """All files by their names, sorted.

        Args:
            title: of the deck.
            tag: of its language, e.g. ``es-HN``.
        """
        files = dict(self._files)
        files[_CORE] = _core(files[_CORE], title, tag)
        rels = "ppt/_rels/presentation.xml.rels"
        known = [(one.get("Id"), one.get("Type"), one.get("Target")) for one in etree.fromstring(files[rels])]
        names = [f"rId{len(known) + number}" for number in range(1, self._slides + 1)]
        slides = [(name, f"{_OFFICE}/slide", f"slides/slide{n}.xml") for n, name in enumerate(names, start=1)]
        files[rels] = _relations([*known, *slides])
        files[_PRESENTATION] = _listing(files[_PRESENTATION], names)
        files[_TYPES] = self._types(files[_TYPES])
        return {name: files[name] for name in sorted(files)}

    def _types(self, template: bytes) -> bytes:
        """The list of content types, sorted: of file name extensions, then of single parts."""
        root = etree.fromstring(template)
        defaults = {one.get("Extension"): one.get("ContentType") for one in root.iter("{*}Default")}
        parts = {one.get("PartName"): one.get("ContentType") for one in root.iter("{*}Override")}
        kinds = {name.rpartition(".")[2] for name in self._pictures.values()}
        defaults |= {kind: f"image/{'jpeg' if kind == 'jpg' else kind}" for kind in kinds}
        for number in range(1, self._slides + 1):
            parts[f"/ppt/slides/slide{number}.xml"] = f"{_MADE}.slide+xml"
            parts[f"/ppt/notesSlides/notesSlide{number}.xml"] = f"{_MADE}.notesSlide+xml"
        said = [f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in sorted(defaults.items())]
        said += [f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in sorted(parts.items())]
        return f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">{"".join(said)}</Types>'.encode()


@lru_cache(maxsize=32)
def template_parts(colour: str, tag: str) -> Mapping[str, bytes]:
    """The parts of an empty deck with our layouts.

    Args:
        colour: of the audience, e.g. ``#1f3a5f``.
        tag: of the language, e.g. ``es-HN``.
    """
    parts = [colour, tag, code_of(_TEMPLATE), tool_version("python-pptx"), tool_version("lxml")]
    known = json.loads(memo.recall("slides-template", parts, lambda: _made(colour, tag)))
    return {name: base64.b64decode(text) for name, text in known.items()}


def _made(colour: str, tag: str) -> bytes:
    from build_tools.formats.slides_template import saved  # noqa: PLC0415 - python-pptx takes long to import

    files = saved(colour, tag)
    return json.dumps({name: base64.b64encode(data).decode() for name, data in files.items()}).encode()


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _numbered(relations: Iterable[Relation]) -> list[tuple[str, str, str]]:
    return [(f"rId{n}", f"{_OFFICE}/{kind}", target) for n, (kind, target) in enumerate(relations, start=1)]


def _relations(relations: Iterable[tuple[str | None, str | None, str | None]]) -> bytes:
    said = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{to}"/>' for name, kind, to in relations)
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'.encode()


def _listing(presentation: bytes, names: Iterable[str]) -> bytes:
    """The presentation's own part with its slides; `slides_template` leaves it an empty list of them."""
    root = etree.fromstring(presentation)
    for listed in root.iter(f"{{{_P}}}sldIdLst"):
        for number, name in enumerate(names, start=_FIRST_ID):
            etree.SubElement(listed, f"{{{_P}}}sldId", {"id": str(number), f"{{{_OFFICE}}}id": name})
    return _serialized(root)


def _core(template: bytes, title: str, tag: str) -> bytes:
    """Title and language, and nothing of who made it, when, and with what."""
    root = etree.fromstring(template)
    root[:] = []
    for name, text in (("title", title), ("language", tag)):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = text
    return _serialized(root)
