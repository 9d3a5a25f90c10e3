"""Checks of assessments: their options, and whether every audience gets the questions they need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.assessments import settings, wrong_options
from build_tools.load.elements import Element
from build_tools.model import Location, Module, visible


def options(view: View) -> Iterator[Finding]:
    """Every option has a value that can be understood."""
    for element in view.directives("assessment"):
        for name in wrong_options(element.options):
            problem = Phrase("“{value}” is not understood", {"value": element.options[name]})
            yield Finding(Code.ASSESSMENT_OPTION, _option(view, element, name), {"option": name, "problem": problem})
        named = settings(element.options).questions
        if named == ():
            values = {"option": "questions", "problem": Phrase("it names no question")}
            yield Finding(Code.ASSESSMENT_OPTION, _option(view, element, "questions"), values)
        elif named is None and view.kit.bank is None and view.complete:
            problem = Phrase("it is missing, and the kit has no question bank (“bank” in kit.yml)")
            yield view.finding(Code.ASSESSMENT_OPTION, element, option="questions", problem=problem)
        for name in sorted({n for n in named or () if (named or ()).count(n) > 1}):
            values = {"option": "questions", "problem": Phrase("it names “{name}” twice", {"name": name})}
            yield Finding(Code.ASSESSMENT_OPTION, _option(view, element, "questions", name), values)


def questions(view: View) -> Iterator[Finding]:
    """Each named question exists, and is for every audience that gets the assessment."""
    known = view.tables.questions
    for element in view.directives("assessment"):
        for name in settings(element.options).questions or ():
            place = _option(view, element, "questions", name)
            if name not in known:
                if view.complete:
                    yield Finding(Code.UNKNOWN_QUESTION, place, {"name": name})
                continue
            for audience in view.viewers(element):
                if not _gets(*known[name][-1], audience, facilitator=element.scope.facilitator):
                    yield Finding(Code.HIDDEN_QUESTION, place, {"name": name, "audience": audience})
                    break


def size(view: View) -> Iterator[Finding]:
    """No assessment draws more questions than an audience has."""
    for element in view.directives("assessment"):
        given = settings(element.options)
        if given.questions == () or (given.questions is None and view.kit.bank is None):
            continue  # `options` says so
        for audience in view.viewers(element):
            found = _count(view, element, audience)
            wanted = given.draw or 1
            if found < wanted:
                place = _option(view, element, "draw")
                values = {"audience": audience, "size": found, "wanted": wanted}
                yield Finding(Code.ASSESSMENT_SIZE, place, values)
                break


def finals(view: View) -> Iterator[Finding]:
    """A module has at most one final assessment for each audience: it decides about passing."""
    for audience in view.audiences:
        mine = [e for e in view.directives("assessment") if e.argument == "final" and e.scope.admits(audience)]
        for element in mine[1:]:
            yield view.finding(Code.SECOND_FINAL, element, audience=audience, other=view.at(mine[0]))
            return


def _count(view: View, element: Element, audience: str) -> int:
    named, tables = settings(element.options).questions, view.tables
    found = tables.in_bank if named is None else [q for name in set(named) for q in tables.questions.get(name, ())]
    return sum(_gets(m, e, audience, facilitator=element.scope.facilitator) for m, e in found)


def _gets(module: Module, question: Element, audience: str, *, facilitator: bool) -> bool:
    hidden = question.scope.facilitator and not facilitator
    return question.scope.admits(audience) and visible(module.audiences, audience) and not hidden


def _option(view: View, element: Element, name: str, value: str = "") -> Location:
    """The line of one of a directive's options, at the value where it stands there; else the directive."""
    lines = view.module.text.split("\n")
    for number in range(element.line, min(element.body_line - 1, len(lines))):
        line = lines[number]
        if found := re.search(rf":{name}:", line):
            at = re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", line[found.end() :]) if value else None
            return Location(view.module.path, number + 1, (found.end() + at.start() if at else found.start()) + 1)
    return view.at(element)


CHECKS = (finals,)
KIT_CHECKS = (options, questions, size)
"""What looks at other files too."""
