"""What is asked of a group, in an order that gives nothing away, and how the notes resolve it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from string import ascii_lowercase

from build_tools.formats.guides_activities import arranged
from build_tools.formats.quantities import unit_after
from build_tools.formats.slides_context import filled
from build_tools.formats.slides_model import Line, Note
from build_tools.formats.slides_text import notes_of, shown
from build_tools.formats.walk import classes, pairs_of
from build_tools.sphinx_ext.ast_pandoc import Block

_PARTS = frozenset({"answer", "left", "right", "feedback", "anchor"})
_OPEN = frozenset({"short", "numeric"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a group sees it: its prompt, its answers, or two columns to connect."""

    prompt: tuple[Block, ...]
    lines: tuple[Line, ...]
    columns: tuple[tuple[str, str], ...]


def asked(block: Block) -> Asked:
    """A question without anything that says what is right."""
    content = arranged(block, solved=False)["c"][1]
    answers = [_text(b) for b in content if "answer" in classes(b)]
    mark = "bullet" if pairs_of(block)["kind"] == "likert" else "letter"
    return Asked(
        tuple(b for b in content if not _PARTS & classes(b)),
        tuple(Line(text, mark=mark, start=number) for number, text in enumerate(answers, start=1)),
        tuple(_columns(content)),
    )


def _columns(content: list[Block]) -> Iterator[tuple[str, str]]:
    lefts = [f"{n}. {_text(b)}" for n, b in enumerate((b for b in content if "left" in classes(b)), start=1)]
    rights = [_text(b) for b in content if "right" in classes(b)]
    lettered = [f"{letter}) {text}" for letter, text in zip(ascii_lowercase, rights, strict=False)]
    yield from zip_longest(lefts, lettered, fillvalue="")


def _text(block: Block) -> str:
    parts = [b for b in block["c"][1] if "feedback" not in classes(b)]
    return " ".join(shown(b["c"]) for b in parts if b["t"] in ("Para", "Plain"))


def solution(block: Block, words: Mapping[str, str]) -> list[Note]:
    """What is right, what to say about each answer, and where it comes from."""
    content = arranged(block, solved=True)["c"][1]
    about = pairs_of(block)
    notes = [Note(words["right-answer"], label=True), *_right(content, about)] if _has_right(about) else []
    notes += _feedback(content, about["kind"])
    notes += notes_of(b for b in content if "feedback" in classes(b))
    if about.get("source"):
        notes.append(Note(f"{words['sources']}: {about['source']}"))
    if points := int(about.get("points") or 0):
        notes.append(Note(words["one-point"] if points == 1 else filled(words["points"], points)))
    return notes


def _has_right(about: Mapping[str, str]) -> bool:
    return about["kind"] != "likert"


def _right(content: list[Block], about: Mapping[str, str]) -> Iterator[Note]:
    kind, unit = about["kind"], about.get("unit", "")
    answers = [b for b in content if "answer" in classes(b)]
    if kind == "match":
        for number, left in enumerate((b for b in content if "left" in classes(b)), start=1):
            yield Note(f"{number}. {_text(left)} – {pairs_of(left)['letter']})")
    elif kind == "order":
        lettered = zip(ascii_lowercase, answers, strict=False)
        for letter, answer in sorted(lettered, key=lambda pair: int(pairs_of(pair[1])["place"])):
            yield Note(f"{pairs_of(answer)['place']}. {letter}) {_text(answer)}")
    else:
        for letter, answer in zip(ascii_lowercase, answers, strict=False):
            if pairs_of(answer).get("correct") == "true":
                text = f"{_text(answer)} {unit_after(_text(answer), unit)}".rstrip()
                yield Note(text if kind in _OPEN else f"{letter}) {text}")


def _feedback(content: list[Block], kind: str) -> Iterator[Note]:
    parts = [b for b in content if {"answer", "left"} & classes(b)]
    for letter, part in zip(ascii_lowercase, parts, strict=False):
        said = list(notes_of(b for b in part["c"][1] if "feedback" in classes(b)))
        if said:
            named = kind in _OPEN or "left" in classes(part)
            yield Note(f"{_text(part) if named else letter + ')'}: " + " ".join(note.text for note in said))
