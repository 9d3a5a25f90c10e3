"""From the parts of a text to its slides, in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from build_tools.formats.slides_context import Aside, Part
from build_tools.formats.slides_layouts import BODY, LAYOUTS
from build_tools.formats.slides_model import Line, Note, Slide
from build_tools.formats.slides_pages import Text, numbered, paged


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
        found += _pages(waiting, model)
        waiting = []
        if isinstance(part, Aside):
            asides.append((place, part.notes))
        else:
            found += part.slides
            place = len(found) - 1 if part.keeps else place
    found += _pages(waiting, model)
    found = found or [replace(model, lines=(Line(model.title),), notes=())]
    found[0] = replace(found[0], notes=model.notes + found[0].notes)
    for at, notes in asides:
        found[at] = replace(found[at], notes=found[at].notes + notes)
    return numbered(found, model.title)


def _pages(texts: list[Text], model: Slide) -> list[Slide]:
    return paged(texts, replace(model, notes=())) if texts and BODY in LAYOUTS[model.layout].boxes else []
