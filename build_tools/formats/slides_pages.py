"""From the lines of a text to slides that hold at most six of them each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.formats.slides_layouts import BODY, LAYOUTS, TITLE, Box
from build_tools.formats.slides_measure import line_count, lines_of, total, wrapped
from build_tools.formats.slides_model import MOST_LINES, Line, Note, Slide
from build_tools.formats.slides_text import sentences, shortened

SIZES = (28, 24, 22, 20)
"""Points of what people must see at once: as large as lets it stay together."""
_PAGES = " (99/99)"
_SHORT = 2
_LONGEST = 3
"""Lines of a first sentence that is not shortened."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines that stand together, and what the notes tell of them."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()


def brief(text: str, box: Box, size: float, *, indent: float = 0, lines: int = _SHORT) -> str:
    """A text of a slide: its first sentences in that many lines, at worst its first sentence."""

    def within(most: int) -> Callable[[str], bool]:
        return lambda part: line_count(part, box.width - indent, size) <= most

    return shortened(text, within(lines), within(max(lines, _LONGEST)))


def headline(title: str, layout: str = "text", *, more: str = _PAGES) -> str:
    """A title that fits, with room for ``more`` behind it: shortened at the end of a clause, at worst of a word."""
    box = LAYOUTS[layout].boxes[TITLE]

    def fits(text: str) -> bool:
        return line_count(text + more, box.width, box.size, bold=True) <= box.lines

    found = shortened(title, fits)
    if fits(found):
        return found
    words = " ".join(wrapped(found, box.width, box.size, bold=True)[: box.lines])
    while not fits(words + "…"):
        shorter = words.rpartition(" ")[0]
        words = shorter or words[:-1]
    return words + "…"


def fitting(lines: Sequence[Line], box: Box, sizes: Iterable[int] = SIZES) -> int:
    """The largest size in which lines stay on one slide; on several, they are as large as any."""
    given = tuple(sizes)
    return next((size for size in given if total(lines, box.width, size) <= MOST_LINES), given[0])


def paged(texts: Sequence[Text], slide: Slide) -> list[Slide]:
    """Copies of a slide that hold some texts, as evenly filled as six lines each allow.

    Notes stand on the slide where their text begins, and on one to which nothing else belongs.
    """
    box = LAYOUTS[slide.layout].boxes[BODY]
    parts = [part for text in texts for part in _parts(text, box, slide.size)]
    pages = _filled(parts, box, slide.size, MOST_LINES)
    for most in range(1, MOST_LINES):
        evener = _filled(parts, box, slide.size, most)
        if len(evener) == len(pages):
            pages = evener
            break
    found: list[Slide] = []
    for page in pages:
        told = tuple(note for part in page for note in part.notes)
        before = found[-1].notes if found else slide.notes
        notes = (slide.notes + told if not found else told) or before
        found.append(replace(slide, lines=tuple(line for part in page for line in part.lines), notes=notes))
    return found


def numbered(slides: Iterable[Slide], title: str) -> list[Slide]:
    """The slides, those with this title counted: “(2/3)”."""
    found = list(slides)
    count = sum(slide.title == title for slide in found)
    if count == 1:
        return found
    number = 0
    for place, slide in enumerate(found):
        if slide.title == title:
            number += 1
            found[place] = replace(slide, title=f"{title} ({number}/{count})")
    return found


def _filled(parts: Sequence[Text], box: Box, size: float, most: int) -> list[list[Text]]:
    pages: list[list[Text]] = []
    used = 0
    for part in parts:
        needed = total(part.lines, box.width, size)
        if pages and used + needed <= most:
            pages[-1].append(part)
            used += needed
        else:
            pages.append([part])
            used = needed
    return pages


def _parts(text: Text, box: Box, size: float) -> Iterator[Text]:
    """One line each, none longer than a slide."""
    notes = text.notes
    for line in text.lines:
        for piece in _split(line, box, size):
            yield Text((piece,), notes)
            notes = ()


def _split(line: Line, box: Box, size: float) -> Iterator[Line]:
    if lines_of(line, box.width, size) <= MOST_LINES:
        yield line
        return
    at = ""
    for number, sentence in enumerate(_sentences(line, box, size)):
        longer = f"{at} {sentence}".strip()
        if at and lines_of(replace(line, text=longer), box.width, size) > MOST_LINES:
            yield _piece(line, at, first=number == 0)
            at = sentence
        else:
            at = longer
    yield _piece(line, at, first=False)


def _piece(line: Line, text: str, *, first: bool) -> Line:
    return replace(line, text=text, lead=line.lead if first and text.startswith(line.lead) else "")


def _sentences(line: Line, box: Box, size: float) -> Iterator[str]:
    """Sentences; of one that fills more than a slide, as much as a slide holds between two words."""
    for sentence in sentences(line.text):
        rows = wrapped(sentence, box.width - 2 * size, size, bold=bool(line.lead))
        for start in range(0, len(rows), MOST_LINES):
            yield " ".join(rows[start : start + MOST_LINES])
