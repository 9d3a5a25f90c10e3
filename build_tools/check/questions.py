"""Checks of questions: ids, answers, points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element
from build_tools.load.questions import Answers, answers

_ID = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}$")
_TRUE_FALSE = ["Falso", "Verdadero"]
_POINTS = re.compile(r"^\d{1,3}(\.\d)?$")


def question(view: View) -> Iterator[Finding]:
    """Each question has an id of its own and answers that fit its kind."""
    for directive in view.directives("question"):
        name = directive.options.get("id", "")
        if not _ID.match(name):
            problem = Phrase("A question needs an id of small letters, digits and hyphens: “:id: q-…”")
            yield view.finding(Code.QUESTION_ANSWERS, directive, problem=problem)
        else:
            yield from _unique(view, directive, name)
        if not _POINTS.match(directive.options.get("points", "1")):
            yield view.finding(Code.QUESTION_ANSWERS, directive, problem=Phrase("“points” is a number, such as 1"))
        yield from _answers(view, directive)


def _unique(view: View, directive: Element, name: str) -> Iterator[Finding]:
    for module in view.kit.modules:
        for other in module.scan.of("directive", "question"):
            if other.options.get("id") != name:
                continue
            place = View(view.catalogue, view.kit, module).at(other)
            if place != view.at(directive):
                yield view.finding(Code.DUPLICATE_ID, directive, id=name, other=place)
            return


def _answers(view: View, directive: Element) -> Iterator[Finding]:
    read = answers(directive.body, directive.body_line)
    for line in read.unmarked:
        problem = Phrase("This answer does not say whether it is right: “[x]” or “[ ]”")
        yield Finding(Code.QUESTION_ANSWERS, view.line(line), {"problem": problem})
    if wrong := _problem(directive.argument, read):
        yield view.finding(Code.QUESTION_ANSWERS, directive, problem=Phrase(wrong))
    seen: set[str] = set()
    for answer in read.found:
        if answer.text.strip() in seen:
            problem = Phrase("This answer stands in the question twice")
            yield Finding(Code.QUESTION_ANSWERS, view.line(answer.line), {"problem": problem})
        seen.add(answer.text.strip())


def _problem(kind: str, read: Answers) -> str | None:
    right = sum(a.correct for a in read.found)
    if len(read.found) < 2:  # noqa: PLR2004 - a choice needs two
        return "A question needs at least two answers"
    if read.lists > 1:
        return "The answers stand in several lists: use the same sign before each, and no text between them"
    if kind == "true-false" and sorted(a.text.strip() for a in read.found) != _TRUE_FALSE:
        return "A true-false question has exactly two answers: Verdadero and Falso"
    if kind == "multiple":
        return None if right else "At least one answer must be right: “- [x]”"
    return None if right == 1 else "Exactly one answer must be right: “- [x]”"


CHECKS = (question,)
