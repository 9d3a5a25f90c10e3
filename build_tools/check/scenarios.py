"""Checks of scenarios and reflections: every audience finds a way through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.check.activities import ID
from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element
from build_tools.load.scenarios import END, Step, reached, step_of
from build_tools.model import Location

_SCORE = re.compile(r"^(?:100|\d{1,2})$")
_LINES = re.compile(r"^(?:[1-9]|[1-3]\d|40)$")


def scenario(view: View) -> Iterator[Finding]:
    """The steps that an audience gets lead from the first one to an end."""
    said: set[Location] = set()
    for audience in view.audiences:
        found = view.as_read_by(audience)
        for element in found.of("directive", "scenario") if found else ():
            inside = [s for s in found.of("directive", "step") if _holds(element, s)] if found else []
            findings = list(_steps(view, element, [step_of(s) for s in inside], audience))
            yield from (f for f in findings if f.location not in said)
            said |= {f.location for f in findings}


def _holds(scenario: Element, step: Element) -> bool:
    return scenario.body_line <= step.line < scenario.body_line + scenario.body.count("\n") + 1


def _steps(view: View, element: Element, steps: list[Step], audience: str) -> Iterator[Finding]:
    if not steps:
        yield _flow(view, element.line, Phrase("The scenario has no step"))
        return
    known: dict[str, Step] = {}
    for step in steps:
        if not ID.match(step.id) or step.id == END:
            yield _flow(
                view, step.line, Phrase("A step needs an id of small letters, digits and hyphens, and not “end”")
            )
        elif step.id in known:
            other = view.line(known[step.id].line)
            yield Finding(Code.DUPLICATE_ID, view.line(step.line), {"id": step.id, "other": other})
        known.setdefault(step.id, step)
        yield from _choices(view, step)
    for step in steps:
        for choice in step.choices:
            if choice.target and choice.target != END and choice.target not in known:
                values = {"name": choice.target, "audience": audience}
                yield Finding(Code.SCENARIO_TARGET, view.line(choice.line), values)
    yield from _ways(view, known, steps[0].id)


def _choices(view: View, step: Step) -> Iterator[Finding]:
    if step.lists > 1:
        yield _flow(view, step.line, Phrase("The choices of this step stand in several lists"))
    for choice in step.choices:
        if choice.target is None:
            yield _flow(view, choice.line, Phrase("This choice does not say where it leads: “-> step”"))
    score = step.element.options.get("score")
    if score is not None and (not _SCORE.match(score) or not step.ends):
        yield _flow(view, step.line, Phrase("“score” is a number from 0 to 100, on a step that ends the scenario"))


def _ways(view: View, known: dict[str, Step], start: str) -> Iterator[Finding]:
    from_start = reached(known, start)
    for step in known.values():
        if step.id not in from_start:
            yield _flow(view, step.line, Phrase("No choice leads to this step"))
        elif not any(known[name].ends for name in reached(known, step.id)):
            yield _flow(view, step.line, Phrase("No way leads from this step to an end"))


def _flow(view: View, line: int, problem: Phrase) -> Finding:
    return Finding(Code.SCENARIO_FLOW, Location(view.module.path, line, 1), {"problem": problem})


def reflection(view: View) -> Iterator[Finding]:
    """The lines to write on are a number."""
    for element in view.directives("reflection"):
        lines = element.options.get("lines", "6")
        if not _LINES.match(lines):
            values = {"argument": lines, "name": "reflection", "wanted": Phrase("a number of lines from 1 to 40")}
            yield view.finding(Code.BAD_ARGUMENT, element, **values)


CHECKS = (scenario, reflection)
