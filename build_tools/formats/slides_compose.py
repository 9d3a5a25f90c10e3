"""From the parts of a text to its slides, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from build_tools.formats.slides_context import Aside, Part
from build_tools.formats.slides_layouts import BODY, LAYOUTS
from build_tools.formats.slides_measure import line_count, total
from build_tools.formats.slides_model import Line, Note, Slide
from build_tools.formats.slides_pages import Text, numbered, paged
from build_tools.formats.slides_text import sentences

_SIGHTS = frozenset({"table", "picture", "tall", "media"})
_SHORT = 2
"""Lines of a sentence that needs no slide of its own."""


def composed(model: Slide, parts: Iterable[Part]) -> list[Slide]:
    """The slides of some parts: text on copies of ``model``, counted where there are several.

    What only facilitators read goes to the notes of the case before it, or of the first slide.

    Args:
        model: a slide without lines; its notes stand on the first slide.
        parts: of a lesson, a section or a box.

    Returns:
        At least one slide: a lesson of which nothing can be shown has its title twice.
    """
    found: list[Slide] = []
    waiting: list[Text] = []
    asides: list[tuple[int, tuple[Note, ...]]] = []
    place = 0
    for part in parts:
        if isinstance(part, Text):
            waiting.append(part)
            continue
        slides = () if isinstance(part, Aside) else part.slides
        found = _flowing(found, waiting, slides, model)
        waiting = []
        if isinstance(part, Aside):
            asides.append((place, part.notes))
        else:
            place = len(found) - 1 if part.keeps else place
    found = _flowing(found, waiting, (), model)
    found = found or [replace(model, lines=(Line(model.title),), notes=())]
    found[0] = replace(found[0], notes=model.notes + found[0].notes)
    for at, notes in asides:
        found[at] = replace(found[at], notes=found[at].notes + notes)
    return numbered(found, model.title)


def _flowing(found: list[Slide], texts: list[Text], then: Sequence[Slide], model: Slide) -> list[Slide]:
    """The slides so far, some text, and the slides after it: a lone sentence goes to those that it is about.

    It introduces what comes after a colon, or what no picture or table stands before. One that opens a lesson stays:
    its slide has the lesson's title.
    """
    if not (found and _is_sentence(texts, model)):
        return [*found, *_pages(texts, model), *then]
    sentence = texts[0]
    introduces = sentence.lines[0].text.endswith(":") or found[-1].layout not in _SIGHTS
    if then and introduces:
        return [*found, replace(then[0], notes=sentence.notes + then[0].notes), *then[1:]]
    return [*found[:-1], _ended(found[-1], sentence), *then]


def _is_sentence(texts: list[Text], model: Slide) -> bool:
    """Whether a text is one sentence that is not shortened, and would fill no more than two lines of a slide."""
    box = LAYOUTS[model.layout].boxes.get(BODY)
    if box is None or len(texts) != 1 or len(texts[0].lines) != 1 or len(texts[0].notes) != 1:
        return False
    told = texts[0].notes[0].text
    return len(sentences(told)) == 1 and line_count(told, box.width, model.size) <= _SHORT


def _ended(slide: Slide, sentence: Text) -> Slide:
    """A slide with a sentence under its picture where there is room, else in its notes."""
    box = LAYOUTS[slide.layout].boxes.get(BODY)
    fits = slide.layout in _SIGHTS and not slide.lines and box is not None
    if fits and box is not None and total(sentence.lines, box.width, box.size) <= box.lines:
        slide = replace(slide, lines=sentence.lines)
    return replace(slide, notes=slide.notes + sentence.notes)


def _pages(texts: list[Text], model: Slide) -> list[Slide]:
    return paged(texts, replace(model, notes=())) if texts and BODY in LAYOUTS[model.layout].boxes else []
