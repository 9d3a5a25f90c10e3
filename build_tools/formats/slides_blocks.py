"""From the blocks of a lesson to lines and slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from build_tools.formats.checklists import BOX
from build_tools.formats.slides_activities import ACTIVITIES
from build_tools.formats.slides_compose import composed
from build_tools.formats.slides_context import Aside, Context, Own, Part, filled
from build_tools.formats.slides_layouts import BODY, INDENT, LAYOUTS
from build_tools.formats.slides_model import Line, Note, Slide
from build_tools.formats.slides_pages import Text, brief, fitting, headline
from build_tools.formats.slides_pictures import aside_notes, figure_slide, media_slide, picture_slide
from build_tools.formats.slides_sessions import session_notes
from build_tools.formats.slides_tables import table_part
from build_tools.formats.slides_text import lead, notes_of, shown
from build_tools.formats.walk import classes, pairs_of
from build_tools.sphinx_ext.ast_pandoc import Block, plain_text

_BOX = LAYOUTS["text"].boxes[BODY]
_BOX_SIZES = (28, 24)
_DEEPEST = 1


def parts_of(blocks: Iterable[Block], context: Context, *, whole: bool = False) -> Iterator[Part]:
    """What the blocks of a lesson give, in their order.

    Args:
        blocks: without the headings that divide them.
        context: the lesson they are of.
        whole: whether their text is shown in full, as that of a case is; else it is shortened.
    """
    for block in blocks:
        make = _BLOCKS.get(block["t"])
        if make is not None:
            yield from make(block, context, whole)
        elif block["t"] == "Div":
            yield from _div(block, context, whole)


def _text(block: Block, context: Context, whole: bool) -> Iterator[Part]:  # noqa: FBT001 - called through a table
    content = block["c"]
    pictures = [item for item in content if item["t"] == "Image"]
    text = shown([item for item in content if item["t"] != "Image"])
    for image in pictures:
        yield Own((picture_slide(image, context),))
    if text:
        yield Text((_line(content, text, whole=whole),), tuple(notes_of([block])))


def _line(content: list[Any], text: str, *, whole: bool, level: int = 0, mark: str = "none", start: int = 1) -> Line:
    """A line of a paragraph; one that begins strong goes on after that, it would tell nothing alone."""
    begin = lead(content, text)
    indent = (level + (mark != "none")) * INDENT
    rest = text[len(begin) :]
    if whole:
        found = text
    elif begin and rest.strip():
        found = begin + rest[: len(rest) - len(rest.lstrip())] + brief(rest.strip(), _BOX, _BOX.size, indent=indent)
    else:
        found = brief(text, _BOX, _BOX.size, indent=indent)
    return Line(found, begin, level, mark, start)


def _list(block: Block, _context: Context, whole: bool) -> Iterator[Part]:  # noqa: FBT001
    ordered = block["t"] == "OrderedList"
    items = block["c"][1] if ordered else block["c"]
    first = block["c"][0][0] if ordered else 1
    for number, item in enumerate(items, start=first):
        lines = tuple(_items(item, 0, "number" if ordered else _bullet(item), number, whole=whole))
        one = {"t": "OrderedList", "c": [[number], [item]]} if ordered else {"t": "BulletList", "c": [item]}
        notes = tuple(notes_of([one]))
        yield Text(lines, notes)


def _bullet(item: list[Block]) -> str:
    """What is to be ticked has its box, and no bullet before that."""
    return "none" if item and plain_text(item[0]).startswith(BOX) else "bullet"


def _items(item: list[Block], level: int, mark: str, start: int, *, whole: bool) -> Iterator[Line]:
    """The first paragraph of an item, and the items of lists in it; what is deeper, the notes tell."""
    for block in item:
        if block["t"] in ("Para", "Plain") and (text := shown(block["c"])):
            yield _line(block["c"], text, whole=whole, level=level, mark=mark, start=start)
            if not whole:
                break
            mark = "none"
    for block in item:
        if block["t"] in ("BulletList", "OrderedList") and level < _DEEPEST:
            ordered = block["t"] == "OrderedList"
            for number, below in enumerate(block["c"][1] if ordered else block["c"], start=1):
                yield from _items(below, level + 1, "number" if ordered else "bullet", number, whole=whole)


def _definitions(block: Block, _context: Context, _whole: bool) -> Iterator[Part]:  # noqa: FBT001
    for name, bodies in block["c"]:
        first: list[Any] = next((b["c"] for body in bodies for b in body if b["t"] in ("Para", "Plain")), [])
        term = shown(name)
        text = brief(f"{term}: {shown(first)}", _BOX, _BOX.size, indent=INDENT)
        yield Text(
            (Line(text, term, mark="bullet"),), tuple(notes_of([{"t": "DefinitionList", "c": [[name, bodies]]}]))
        )


def _verbatim(block: Block, _context: Context, _whole: bool) -> Iterator[Part]:  # noqa: FBT001
    notes = tuple(notes_of([block]))
    if notes:
        yield Text(tuple(Line(note.text) for note in notes), notes)


def _quote(block: Block, context: Context, whole: bool) -> Iterator[Part]:  # noqa: FBT001
    yield from parts_of(block["c"], context, whole=whole)


def _heading(block: Block, _context: Context, _whole: bool) -> Iterator[Part]:  # noqa: FBT001
    """One inside of something else: those of lessons divide them."""
    text = shown(block["c"][2])
    yield Text((Line(text, text),), (Note(text, label=True),))


def _div(block: Block, context: Context, whole: bool) -> Iterator[Part]:  # noqa: FBT001
    names = classes(block)
    make = next((make for name, make in _DIVS.items() if name in names), None)
    if make is not None:
        yield from make(block, context)
    elif activity := next((make for name, make in ACTIVITIES.items() if name in names), None):
        slides = tuple(activity(block, context))
        yield Own(slides)
    else:
        yield from parts_of(block["c"][1], context, whole=whole)


def _box(block: Block, context: Context) -> Iterator[Part]:
    """A box is shown in full under its title."""
    kind = next(name for name in block["c"][0][1] if name.startswith("box-"))
    name = context.words.get(kind, "")
    titles = [b for b in block["c"][1] if "box-title" in classes(b)]
    title = shown(titles[0]["c"][1][0]["c"]) if titles else name
    content = [b for b in block["c"][1] if "box-title" not in classes(b)]
    state = pairs_of(block).get("state", "")
    pending = (Note(f"({context.words['pending']})"),) if state not in ("", "verified") else ()
    kicker = f"{context.kicker} · {name}" if name and name != title else context.kicker
    layout = "activity" if kind == "box-case" else "text"
    parts = list(parts_of(content, context, whole=True))
    size = fitting(
        [line for part in parts if isinstance(part, Text) for line in part.lines], _BOX, _BOX_SIZES, min(_BOX_SIZES)
    )
    notes = (*_full(title, layout), *pending)
    model = Slide(layout, headline(title, layout), kicker=kicker, notes=notes, size=size, module=context.module)
    slides = composed(model, parts)
    yield Own(tuple(slides), keeps=kind == "box-case")


def _full(title: str, layout: str) -> tuple[Note, ...]:
    """A title that had to be shortened, whole."""
    return () if headline(title, layout) == title else (Note(title, label=True),)


def _facilitation(block: Block, context: Context) -> Iterator[Part]:
    titles = [b for b in block["c"][1] if "box-title" in classes(b)]
    name = shown(titles[0]["c"][1][0]["c"]) if titles else context.words["box-facilitator"]
    rest = [b for b in block["c"][1] if "box-title" not in classes(b)]
    yield Aside((Note(name, label=True), *aside_notes(rest, context)))


def _session(block: Block, context: Context) -> Iterator[Part]:
    yield Aside(session_notes(block, context))


def _media(block: Block, context: Context) -> Iterator[Part]:
    yield Own((media_slide(block, context),))


def _figure(block: Block, context: Context, _whole: bool) -> Iterator[Part]:  # noqa: FBT001
    yield Own(tuple(figure_slide(block, context)))


def _table(block: Block, context: Context, _whole: bool) -> Iterator[Part]:  # noqa: FBT001
    yield table_part(block, context)


def _job_aid(block: Block, context: Context) -> Iterator[Part]:
    """What is handed out is announced: its title, and its text in the notes."""
    titles = [b for b in block["c"][1] if "box-title" in classes(b)]
    title = shown(titles[0]["c"][1][0]["c"]) if titles else context.words["slides-job-aid"]
    kicker = f"{context.kicker} · {context.words['slides-job-aid']}"
    lines = tuple(Line(text) for text in _handed_out(block["c"][0][0], context))
    notes = (Note(context.words["slides-job-aid"], label=True), *notes_of(block["c"][1]))
    yield Own((Slide("activity", headline(title), lines, kicker, notes=notes, module=context.module),))


def _handed_out(ident: str, context: Context) -> list[str]:
    """What a job aid is, and when it is handed out: of several in a module, which one it is."""
    words = context.words
    if len(context.aids) > 1:
        which = filled(words["slides-job-aid-of"], context.aids.index(ident) + 1, len(context.aids))
        return [words["slides-job-aid-is"], which]
    return [words["slides-job-aid-is"], words["slides-job-aid-now"]]


def _rubric(block: Block, _context: Context) -> Iterator[Part]:
    text = " ".join(shown(b["c"]) for b in block["c"][1])
    yield Text((Line(text, text),), (Note(text, label=True),))


_BLOCKS: Mapping[str, Callable[[Block, Context, bool], Iterator[Part]]] = {
    "Para": _text,
    "Plain": _text,
    "BulletList": _list,
    "OrderedList": _list,
    "DefinitionList": _definitions,
    "CodeBlock": _verbatim,
    "LineBlock": _verbatim,
    "BlockQuote": _quote,
    "Header": _heading,
    "Figure": _figure,
    "Table": _table,
}
_DIVS: Mapping[str, Callable[[Block, Context], Iterator[Part]]] = {
    "box-facilitator": _facilitation,
    "box": _box,
    "session": _session,
    "media": _media,
    "job-aid": _job_aid,
    "rubric": _rubric,
}
