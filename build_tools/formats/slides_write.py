"""Slides as parts of a PPTX file, upon the reference template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools.formats.slides_layouts import BODY, FOOTER_ID, KICKER, LAYOUTS, NUMBER_ID, PICTURE, TITLE
from build_tools.formats.slides_model import Line, Slide
from build_tools.formats.slides_package import Package, Relation
from build_tools.formats.slides_pictures import Image
from build_tools.formats.slides_tables import row_heights
from build_tools.formats.slides_xml import (
    notes_xml,
    number_field,
    paragraph,
    picture_xml,
    placeholder,
    run,
    slide_xml,
    table_xml,
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the slides of one deck.

    ``tag`` is that of the language, e.g. ``es-HN``; ``footer`` stands below each slide; ``images`` are the
    pictures by their files.
    """

    package: Package
    images: Mapping[str, Image]
    tag: str
    footer: str

    def write(self, slide: Slide) -> None:
        """Adds a slide with its notes."""
        relations: list[Relation] = [
            ("slideLayout", f"../slideLayouts/slideLayout{list(LAYOUTS).index(slide.layout) + 1}.xml")
        ]
        text = slide_xml(self._shapes(slide, relations))
        self.package.add(text, relations, notes_xml(slide.notes, self.tag))

    def _shapes(self, slide: Slide, relations: list[Relation]) -> Iterator[str]:
        """The title first: that is the order in which a screen reader tells them."""
        tag = self.tag
        yield placeholder(2, "Title", "title", TITLE, f"<a:p>{run(slide.title, tag)}</a:p>")
        if slide.kicker:
            yield placeholder(3, "Section", "body", KICKER, f"<a:p>{run(slide.kicker, tag)}</a:p>")
        if slide.picture:
            box, image = LAYOUTS[slide.layout].boxes[PICTURE], self.images[slide.picture.file]
            relations.append(self.package.picture(image))
            yield picture_xml(4, slide.picture, f"rId{len(relations)}", PICTURE, image.within(box))
        if slide.lines:
            yield placeholder(5, "Text", "body", BODY, "".join(self._line(line, slide.size) for line in slide.lines))
        if slide.table:
            yield table_xml(6, slide.table, row_heights(slide.table), tag)
        yield placeholder(7, "Footer", "ftr", FOOTER_ID, f"<a:p>{run(self.footer, tag)}</a:p>")
        yield placeholder(8, "Number", "sldNum", NUMBER_ID, number_field(tag))

    def _line(self, line: Line, size: int) -> str:
        return paragraph(replace(line, lead=line.lead if line.text.startswith(line.lead) else ""), self.tag, size)
