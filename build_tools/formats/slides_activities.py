"""Slides of what the group does: questions, scenarios, reflections, assessments.

What is right, what follows from a choice and what to say about it stand in the notes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from build_tools.formats.slides_context import Context, filled
from build_tools.formats.slides_layouts import BODY, LAYOUTS
from build_tools.formats.slides_model import Line, Note, Slide, Table
from build_tools.formats.slides_pages import SIZES, Text, fitting, headline, numbered, paged
from build_tools.formats.slides_pictures import figure_slide, picture_slide
from build_tools.formats.slides_questions import asked, solution
from build_tools.formats.slides_tables import two_columns
from build_tools.formats.slides_text import notes_of, sentences, shown
from build_tools.formats.walk import classes, pairs_of
from build_tools.sphinx_ext.ast_pandoc import Block

_BOX = LAYOUTS["activity"].boxes[BODY]


def _question(block: Block, context: Context) -> Iterator[Slide]:
    question = asked(block)
    prompt = question.prompt
    yield from _pictures(prompt, context)
    text = " ".join(line.text for line in lines_of_blocks(prompt))
    title, lines = _entitled(text, lines_of_blocks(prompt), context.words["question"], context)
    kind = context.words[f"choose-{pairs_of(block)['kind']}"]
    kicker = f"{context.kicker} · {context.words['question']}: {kind}"
    notes = (*notes_of(prompt), *solution(block, context.words))
    model = Slide("activity", title, kicker=kicker, notes=notes, module=context.module)
    tables = two_columns(("1, 2, 3…", "a, b, c…"), question.columns) if question.columns else []
    if tables:
        yield from _over_table(model, lines, tables)
        return
    answers = question.lines or _rows(question.columns) or _entry(block) or (() if lines else (Line(kind),))
    yield from _shown((*lines, *answers), model)


def _over_table(model: Slide, lines: tuple[Line, ...], tables: Iterable[Table]) -> Iterator[Slide]:
    """What is asked, where the title does not say it, and then the pairs."""
    made = list(_shown(lines, model)) if lines else []
    made += [replace(model, layout="table", table=table) for table in tables]
    yield from numbered(made, model.title)


def _entry(block: Block) -> tuple[Line, ...]:
    """A blank for a number, where it has a unit."""
    unit = pairs_of(block).get("unit")
    return (Line(f"______ {unit}"),) if unit else ()


def _rows(columns: Iterable[tuple[str, str]]) -> tuple[Line, ...]:
    return tuple(Line(text) for pair in columns for text in pair if text)


def _entitled(text: str, lines: tuple[Line, ...], name: str, context: Context) -> tuple[str, tuple[Line, ...]]:
    """The title of an activity, and what of its text the title does not say: all of it, or nothing.

    A short text is its own title, of a longer one the question in it is.
    """
    if text and headline(text, "activity") == text and len(lines) == 1:
        return text, ()
    questions = [part for part in sentences(text) if part.endswith("?") and headline(part, "activity") == part]
    return questions[0] if questions else headline(f"{name}: {context.lesson}", "activity"), lines


def _shown(lines: Iterable[Line], model: Slide) -> Iterator[Slide]:
    """On one slide, in the largest size that allows it; else on several."""
    given = tuple(lines)
    sized = replace(model, size=fitting(given, _BOX, SIZES))
    texts = [Text((line,)) for line in given]
    yield from numbered(paged(texts, sized) if texts else [replace(sized, lines=(Line(model.title),))], model.title)


def lines_of_blocks(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Lines of what a person is asked or told: its paragraphs and items."""
    found: list[Line] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            found.append(Line(shown([item for item in block["c"] if item["t"] != "Image"])))
        elif block["t"] == "BlockQuote":
            found += lines_of_blocks(block["c"])
        elif block["t"] == "BulletList":
            found += [Line(line.text, mark="bullet") for item in block["c"] for line in lines_of_blocks(item)]
        elif block["t"] == "OrderedList":
            items = enumerate(block["c"][1], start=block["c"][0][0])
            found += [Line(line.text, mark="number", start=n) for n, item in items for line in lines_of_blocks(item)]
    return tuple(line for line in found if line.text)


def _pictures(blocks: Iterable[Block], context: Context) -> Iterator[Slide]:
    for block in blocks:
        if block["t"] == "Figure":
            yield from figure_slide(block, context)
        elif block["t"] in ("Para", "Plain"):
            yield from (picture_slide(item, context) for item in block["c"] if item["t"] == "Image")


def _reflection(block: Block, context: Context) -> Iterator[Slide]:
    content = block["c"][1]
    lines = lines_of_blocks(content)
    name = context.words["reflection"]
    title, rest = _entitled(" ".join(line.text for line in lines), lines, name, context)
    model = Slide("activity", title, kicker=f"{context.kicker} · {name}", notes=tuple(notes_of(content)),
                  module=context.module)  # fmt: skip
    yield from _shown(rest or (Line(context.words["slides-think"]),), model)


def _assessment(block: Block, context: Context) -> Iterator[Slide]:
    """An assessment is announced; its questions are answered alone, not before the group."""
    words, about = context.words, pairs_of(block)
    content = block["c"][1]
    intro = [b for b in content if "intro" in classes(b)]
    questions = sum("question" in classes(b) for b in content)
    counted = filled(words["questions-count"], about.get("draw") or questions)
    passing = filled(words["pass-mark"], about["pass"]) if about.get("pass") else ""
    lines = [*(line for b in intro for line in lines_of_blocks(b["c"][1])), *(Line(t) for t in (counted, passing) if t)]
    notes = (*notes_of(intro), Note(words["slides-assessment-apart"]))
    model = Slide("activity", words[f"assessment-{about['kind']}"], kicker=context.kicker, notes=notes,
                  module=context.module)  # fmt: skip
    yield from _shown(lines, model)


def _scenario(block: Block, context: Context) -> Iterator[Slide]:
    words, content = context.words, block["c"][1]
    titles = [b for b in content if "box-title" in classes(b)]
    name = shown(titles[0]["c"][1][0]["c"]) if titles else words["scenario"]
    kicker = f"{context.kicker} · {words['scenario']}"
    steps = [b for b in content if "step" in classes(b)]
    intro = [b for b in content if not {"box-title", "step", "anchor"} & classes(b)]
    yield from _pictures(intro, context)
    model = Slide("activity", headline(name, "activity"), kicker=kicker, module=context.module)
    if lines := lines_of_blocks(intro):
        yield from _shown(lines, replace(model, notes=tuple(notes_of(intro))))
    numbers = {pairs_of(step)["name"]: number for number, step in enumerate(steps, start=1)}
    for number, step in enumerate(steps, start=1):
        ending = f" · {words['step']} {number}"
        title = headline(name, "activity", more=f"{ending} (9/9)") + ending
        yield from _step(step, numbers, replace(model, title=title), context)


def _step(step: Block, numbers: Mapping[str, int], model: Slide, context: Context) -> Iterator[Slide]:
    words, content = context.words, step["c"][1]
    choices = [b for b in content if "choice" in classes(b)]
    told = [b for b in content if not {"choice", "feedback", "anchor"} & classes(b)]
    lines = [*lines_of_blocks(told)]
    notes = [*notes_of(b for b in content if "choice" not in classes(b))]
    for place, choice in enumerate(choices, start=1):
        offered = [b for b in choice["c"][1] if "feedback" not in classes(b)]
        text = " ".join(line.text for line in lines_of_blocks(offered))
        lines.append(Line(text, mark="letter", start=place))
        notes += _consequence(choice, f"{'abcdefghijklmnopqrstuvwxyz'[(place - 1) % 26]}) {text}", numbers, words)
    if not choices:
        lines.append(Line(words["end-of-case"]))
    if score := pairs_of(step).get("score"):
        notes.append(Note(filled(words["result"], score)))
    yield from _pictures(told, context)
    yield from _shown(lines, replace(model, notes=tuple(notes)))


def _consequence(choice: Block, text: str, numbers: Mapping[str, int], words: Mapping[str, str]) -> Iterator[Note]:
    target = numbers.get(pairs_of(choice)["target"])
    yield Note(f"{text} → {filled(words['go-to'], target) if target else words['ends-here']}", label=True)
    yield from notes_of(b for b in choice["c"][1] if "feedback" in classes(b))


ACTIVITIES: Mapping[str, Callable[[Block, Context], Iterator[Slide]]] = {
    "question": _question,
    "reflection": _reflection,
    "assessment": _assessment,
    "scenario": _scenario,
}
