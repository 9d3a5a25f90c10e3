"""The slides of a kit: title, agenda, modules with their lessons, contacts, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from babel.dates import format_date

from build_tools.formats.checklists import checklists
from build_tools.formats.guides_content import titled
from build_tools.formats.guides_media import Asset
from build_tools.formats.numbers import with_labels
from build_tools.formats.slides_blocks import parts_of
from build_tools.formats.slides_compose import composed
from build_tools.formats.slides_context import Aside, Context, filled, minutes_text
from build_tools.formats.slides_layouts import AREA, BODY, KICKER, LAYOUTS
from build_tools.formats.slides_measure import line_count
from build_tools.formats.slides_model import MOST_ROWS, Line, Note, Slide, Table
from build_tools.formats.slides_pages import Text, headline, numbered, paged
from build_tools.formats.slides_sessions import minutes_of, session_fields
from build_tools.formats.slides_text import notes_of, sentences, shown
from build_tools.formats.walk import FACILITATION, classes, of_class
from build_tools.sphinx_ext.ast_pandoc import Block

_HOUR = 60
_AGENDA = (0.16, 0.64, 0.2)
"""Shares of the agenda's columns."""
_ROOM = 0.6


def planned(
    reading: Mapping[str, Any],
    ast: Mapping[str, Any],
    assets: Mapping[str, Asset],
    words: Mapping[str, str],
    tall: frozenset[str] = frozenset(),
) -> tuple[Slide, ...]:
    """All slides of an edition, each with a title that no other one has.

    Args:
        reading: content of the facilitators' ``reading.json``.
        ast: content of its ``ast.json``.
        assets: its media assets, by id.
        words: see `guides_words.guide_words`.
        tall: files of pictures that are larger beside their text.
    """
    slides = [_title(reading, words), *_agenda(reading["modules"], words)]
    for number, module in enumerate(reading["modules"], start=1):
        content = checklists(with_labels(ast["modules"][module["id"]], words), boxed=True)
        aids = tuple(aid["c"][0][0] for aid in of_class(content, "job-aid"))
        context = Context(words, assets, module["title"], _kicker(module, number, words), number, tall, aids)
        slides += _module(module, content, context)
    slides += [*_contacts(reading["contacts"], words), *_sources(ast["sources"], words)]
    return tuple(_unique(slides, words["module"]))


def _title(reading: Mapping[str, Any], words: Mapping[str, str]) -> Slide:
    kit, audience = reading["kit"], reading["audience"]
    version = (f"{words['version-title']} {kit['version']}", *_day(reading), words["language-name"])
    lines = (Line(f"{words['audience']}: {audience['title']}"), Line(" · ".join(version)))
    notes = (Note(kit["description"]), Note(words["answers-inside"]), Note(words["slides-how"]))
    return Slide("title", headline(kit["title"], "title"), lines, notes=tuple(n for n in notes if n.text), size=24)


def _day(reading: Mapping[str, Any]) -> list[str]:
    """When this version was released, as people write it; nothing where the kit does not say."""
    day = reading["kit"].get("released")
    return [format_date(date.fromisoformat(day), "long", locale=reading["language"])] if day else []


def _agenda(modules: Iterable[Mapping[str, Any]], words: Mapping[str, str]) -> list[Slide]:
    """When each module begins, counted from the first, and how long it takes."""
    rows, at = [], 0
    for number, module in enumerate(modules, start=1):
        name = f"{number}. {headline(module['title'], 'table')}"
        rows.append((f"{at // _HOUR}:{at % _HOUR:02}", name, minutes_text(module["duration"], words)))
        at += module["duration"]
    total = Note(f"{words['total']}: {minutes_text(at, words)}")
    head = (words["slides-begins"], words["module"], words["duration"])
    widths = tuple(AREA.width * share for share in _AGENDA)
    tables = [Table(head, tuple(rows[n : n + MOST_ROWS]), widths) for n in range(0, len(rows), MOST_ROWS)]
    kicker = f"{words['total']}: {minutes_text(at, words)}"
    slides = [Slide("table", words["slides-agenda"], kicker=kicker, table=table, notes=(total,)) for table in tables]
    return numbered(slides, words["slides-agenda"])


def _module(module: Mapping[str, Any], content: list[Block], context: Context) -> list[Slide]:
    _, content = titled(module, content)
    intro, *lessons = _divided(content, context.lesson)
    asides = [b for b in intro[1] if FACILITATION & classes(b)]
    shown_apart = [b for b in intro[1] if b not in asides and b["t"] in ("Div", "Figure", "Table")]
    text = [b for b in intro[1] if b["t"] not in ("Div", "Figure", "Table")]
    slides = [_opening(module, content, [*text, *asides], context), *_notice(module["content_notice"], context)]
    slides += _lesson(context.lesson, shown_apart, context)
    for title, blocks in lessons:
        slides += _lesson(title, blocks, replace(context, lesson=title))
    return slides


def _kicker(module: Mapping[str, Any], number: int, words: Mapping[str, str]) -> str:
    """The module's number and title, on one line with room for the kind of an activity."""
    box = LAYOUTS["text"].boxes[KICKER]
    name = f"{words['module']} {number}"
    longer = f"{name} · {module['title']}"
    return longer if line_count(longer, box.width * _ROOM, box.size) == 1 else name


def _divided(content: list[Block], title: str) -> list[tuple[str, list[Block]]]:
    """What stands before the first heading, under ``title``, and then each heading with its text."""
    found: list[tuple[str, list[Block]]] = [(title, [])]
    for block in content:
        if block["t"] == "Header":
            found.append((shown(block["c"][2]), []))
        else:
            found[-1][1].append(block)
    return found


def _opening(module: Mapping[str, Any], content: list[Block], entry: list[Block], context: Context) -> Slide:
    """The title of a module; its notes hold its entry text, its plan, and what to get ready."""
    words = context.words
    duration = minutes_text(module["duration"], words)
    text = [b for b in entry if b["t"] != "Div"]
    asides = (part for part in parts_of([b for b in entry if b["t"] == "Div"], context) if isinstance(part, Aside))
    notes = [*notes_of(text), *_plan(content, words), *(note for aside in asides for note in aside.notes)]
    lines = (Line(f"{words['module']} {context.module} · {duration}"),)
    return Slide("module", headline(module["title"], "module"), lines, notes=tuple(notes), size=24,
                 module=context.module)  # fmt: skip


def _plan(content: list[Block], words: Mapping[str, str]) -> Iterator[Note]:
    rows = [Note(f"• {session_fields(b).get('activity', '')} – {minutes_of(b, words)}") for b in _sessions(content)]
    if rows:
        yield Note(words["session-plan"], label=True)
        yield from rows


def _sessions(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if "session" in classes(block):
            yield block
        elif block["t"] == "Div":
            yield from _sessions(block["c"][1])


def _notice(notice: str | None, context: Context) -> list[Slide]:
    if not notice:
        return []
    title = context.words["content-notice"]
    model = Slide("text", title, kicker=context.kicker, module=context.module, size=LAYOUTS["text"].boxes[BODY].size)
    return numbered(paged([Text(tuple(map(Line, sentences(notice))), (Note(notice),))], model), title)


def _lesson(title: str, blocks: list[Block], context: Context) -> list[Slide]:
    short = headline(title)
    notes = () if short == title else (Note(title, label=True),)
    parts = list(parts_of(blocks, context))
    model = Slide("text", short, kicker=context.kicker, notes=notes, module=context.module)
    return composed(model, parts) if parts else []


def _contacts(contacts: Iterable[Mapping[str, str]], words: Mapping[str, str]) -> list[Slide]:
    lines = [Line(f"{c['number']} – {c['label']}", c["number"], mark="bullet") for c in contacts]
    notes = [
        Note(
            f"{c['number']}: {c['label']}"
            + (f" ({words['pending']})" if c.get("state", "verified") != "verified" else "")
        )
        for c in contacts
    ]
    model = Slide("text", words["help"], notes=tuple(notes))
    return numbered(paged([Text((line,)) for line in lines], model), words["help"]) if lines else []


def _sources(content: list[Block], words: Mapping[str, str]) -> list[Slide]:
    """How many sources there are and where they stand; the notes list them."""
    notes = tuple(note for block in content for note in notes_of(block["c"][1]))
    lines = (Line(filled(words["slides-sources-count"], len(notes))), Line(words["slides-sources-where"]))
    return [Slide("text", words["sources"], lines, notes=notes)] if notes else []


def _unique(slides: Iterable[Slide], module: str) -> Iterator[Slide]:
    """Titles told apart: by the module, then by a number."""
    used: dict[str, int] = {}
    for slide in slides:
        title = slide.title
        if title in used and slide.module not in (0, used[title]):
            title = f"{slide.title} · {module} {slide.module}"
        number = 2
        while title in used:
            title = f"{slide.title} · {number}"
            number += 1
        used[title] = slide.module
        yield replace(slide, title=title)
