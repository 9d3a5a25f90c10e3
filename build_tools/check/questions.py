"""Checks of questions: points, and answers that fit the kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element
from build_tools.load.questions import Item, ItemList, lists, numbers, plain_answer
from build_tools.vocabulary import CHOICE_KINDS

_TRUE_FALSE = ["Falso", "Verdadero"]
_POINTS = re.compile(r"^\d{1,3}(\.\d)?$")
_SCALE = range(3, 8)
_FEWEST = 2

Problem = tuple[int | None, Phrase]
"""The line of the file (None: that of the question) and what is wrong there."""


def question(view: View) -> Iterator[Finding]:
    """Each question has answers that fit its kind."""
    for directive in view.directives("question"):
        if directive.argument not in _KINDS:
            continue  # `structure.unknown_directive` says so
        code, problems = _KINDS[directive.argument]
        for line, problem in (*_options(directive), *_problems(directive, problems)):
            place = view.at(directive) if line is None else view.line(line)
            yield Finding(code, place, {"problem": problem})


def _options(directive: Element) -> Iterator[Problem]:
    if not _POINTS.match(directive.options.get("points", "1")):
        yield None, Phrase("“points” is a number, such as 1")
    if directive.argument == "likert" and "points" in directive.options:
        yield None, Phrase("A likert question has no points: there is no right answer")
    if directive.argument != "numeric" and "unit" in directive.options:
        yield None, Phrase("Only a numeric question has a unit")


def _problems(directive: Element, problems: Callable[[str, ItemList], Iterator[Problem]]) -> Iterator[Problem]:
    found = lists(directive.body, directive.body_line)
    if not found:
        yield None, Phrase("A question needs a list of answers")
        return
    if len(found) > 1:
        yield (
            None,
            Phrase("The answers stand in several lists: use the same sign before each, and no text between them"),
        )
    together = ItemList(found[0].ordered, tuple(item for group in found for item in group.items))
    yield from problems(directive.argument, together)


def _choices(kind: str, found: ItemList) -> Iterator[Problem]:
    yield from _unmarked(found)
    yield from _twice(found.items, lambda item: item.bare)
    right = sum(bool(i.correct) for i in found.items)
    if len(found.items) < _FEWEST:
        yield None, Phrase("A question needs at least two answers")
    elif kind == "true-false" and sorted(i.bare for i in found.items) != _TRUE_FALSE:
        yield None, Phrase("A true-false question has exactly two answers: Verdadero and Falso")
    elif kind == "multiple" and not right:
        yield None, Phrase("At least one answer must be right: “- [x]”")
    elif kind != "multiple" and right != 1:
        yield None, Phrase("Exactly one answer must be right: “- [x]”")


def _pairs(_kind: str, found: ItemList) -> Iterator[Problem]:
    yield from _marked(found)
    sides = [(item, item.pair) for item in found.items]
    for item, pair in sides:
        if pair is None:
            yield item.line, Phrase("This pair has no arrow between its sides: “- left => right”")
        elif not pair[1]:
            yield item.line, Phrase("This pair has nothing on its right side")
    yield from _twice((i for i, pair in sides if pair and pair[0]), lambda item: (item.pair or ("",))[0])
    if sum(bool(pair and pair[0]) for _, pair in sides) < _FEWEST:
        yield None, Phrase("A match question needs at least two pairs")


def _order(_kind: str, found: ItemList) -> Iterator[Problem]:
    yield from _marked(found)
    yield from _twice(found.items, lambda item: item.text)
    if not found.ordered:
        yield (
            found.items[0].line if found.items else None,
            Phrase("The list is not numbered: it stands in the right order"),
        )
    if len(found.items) < _FEWEST:
        yield None, Phrase("An order question needs at least two items")


def _entries(kind: str, found: ItemList) -> Iterator[Problem]:
    yield from _unmarked(found)
    if not any(item.correct for item in found.items):
        yield None, Phrase("At least one answer must be accepted: “- [x]”")
    if kind == "short":
        yield from _twice(found.items, lambda item: plain_answer(item.bare))
        yield from (
            (i.line, Phrase("This answer has no letters or digits")) for i in found.items if not plain_answer(i.bare)
        )
        return
    for item in found.items:
        ends = numbers(item.bare)
        if ends is None:
            yield item.line, Phrase("This is neither a number nor a range such as 17..19")
        elif ends[0] > ends[1]:
            yield item.line, Phrase("The range stands upside down: the smaller number comes first")
    yield from _twice(found.items, lambda item: str(numbers(item.bare) or item.line))


def _scale(_kind: str, found: ItemList) -> Iterator[Problem]:
    yield from _marked(found)
    yield from _twice(found.items, lambda item: item.text)
    if len(found.items) not in _SCALE:
        yield None, Phrase("A likert question needs 3 to 7 steps")


def _unmarked(found: ItemList) -> Iterator[Problem]:
    for item in found.items:
        if item.correct is None:
            yield item.line, Phrase("This answer does not say whether it is right: “[x]” or “[ ]”")


def _marked(found: ItemList) -> Iterator[Problem]:
    for item in found.items:
        if item.correct is not None:
            yield item.line, Phrase("Answers of this kind carry no mark “[x]” or “[ ]”")


def _twice(items: Iterator[Item] | tuple[Item, ...], of: Callable[[Item], str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in items:
        if of(item) in seen:
            yield item.line, Phrase("This answer stands in the question twice")
        seen.add(of(item))


_KINDS: Mapping[str, tuple[Code, Callable[[str, ItemList], Iterator[Problem]]]] = {
    **dict.fromkeys(CHOICE_KINDS, (Code.QUESTION_ANSWERS, _choices)),
    "match": (Code.QUESTION_PAIRS, _pairs),
    "order": (Code.QUESTION_ORDER, _order),
    **dict.fromkeys(("short", "numeric"), (Code.QUESTION_ENTRY, _entries)),
    "likert": (Code.QUESTION_SCALE, _scale),
}

CHECKS = (question,)
