"""Slides as parts of a PPTX file, upon the reference template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.image import Image as Pixels
from pptx.parts.image import ImagePart
from pptx.parts.slide import NotesSlidePart, SlidePart
from pptx.presentation import Presentation as Deck

from build_tools.formats.slides_layouts import BODY, KICKER, LAYOUTS, PICTURE, TITLE
from build_tools.formats.slides_model import Line, Slide
from build_tools.formats.slides_pictures import Image
from build_tools.formats.slides_tables import row_heights
from build_tools.formats.slides_template import FOOTER_ID, NUMBER_ID
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

    deck: Deck
    images: Mapping[str, Image]
    tag: str
    footer: str
    _parts: dict[bytes, ImagePart] = field(default_factory=dict)

    def write(self, slide: Slide) -> None:
        """Adds a slide with its notes."""
        deck = self.deck.part
        place = list(LAYOUTS).index(slide.layout)
        relation, page = deck.add_slide(self.deck.slide_layouts[place])
        self.deck.slides._sldIdLst.add_sldId(relation)  # noqa: SLF001 - see `slides_xml`
        part = page.part
        part._element = parse_xml(slide_xml(self._shapes(slide, part)))  # noqa: SLF001
        self._notes(slide, part)

    def _shapes(self, slide: Slide, part: SlidePart) -> Iterator[str]:
        """The title first: that is the order in which a screen reader tells them."""
        tag = self.tag
        yield placeholder(2, "Title", "title", TITLE, f"<a:p>{run(slide.title, tag)}</a:p>")
        if slide.kicker:
            yield placeholder(3, "Section", "body", KICKER, f"<a:p>{run(slide.kicker, tag)}</a:p>")
        if slide.picture:
            box, image = LAYOUTS[slide.layout].boxes[PICTURE], self.images[slide.picture.file]
            relation = part.relate_to(self._image(image), RELATIONSHIP_TYPE.IMAGE)
            yield picture_xml(4, slide.picture, relation, PICTURE, image.within(box))
        if slide.lines:
            yield placeholder(5, "Text", "body", BODY, "".join(self._line(line, slide.size) for line in slide.lines))
        if slide.table:
            yield table_xml(6, slide.table, row_heights(slide.table), tag)
        yield placeholder(7, "Footer", "ftr", FOOTER_ID, f"<a:p>{run(self.footer, tag)}</a:p>")
        yield placeholder(8, "Number", "sldNum", NUMBER_ID, number_field(tag))

    def _image(self, image: Image) -> ImagePart:
        """The part of a picture: one, however often and under whatever name it is shown."""
        if image.data not in self._parts:
            pixels = Pixels.from_blob(image.data)
            name = PackURI(f"/ppt/media/image{len(self._parts) + 1}.{pixels.ext}")
            self._parts[image.data] = ImagePart(name, pixels.content_type, self.deck.part.package, image.data)
        return self._parts[image.data]

    def _line(self, line: Line, size: int) -> str:
        return paragraph(replace(line, lead=line.lead if line.text.startswith(line.lead) else ""), self.tag, size)

    def _notes(self, slide: Slide, part: SlidePart) -> None:
        name = PackURI(f"/ppt/notesSlides/notesSlide{len(self.deck.slides)}.xml")
        element = parse_xml(notes_xml(slide.notes, self.tag))
        notes = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, part.package, element)
        notes.relate_to(self.deck.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        notes.relate_to(part, RELATIONSHIP_TYPE.SLIDE)
        part.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)
