"""Checks of a module's build: directives, headings, objectives, session rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from docutils.nodes import make_id

from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element
from build_tools.load.roles import minutes
from build_tools.vocabulary import ASSESSMENT_KINDS, DIRECTIVES, FACILITATOR_KINDS, QUESTION_KINDS, ROLES, Argument

OBJECTIVE = re.compile(r"^\s*[-*+]\s+(?:`(?P<id>[^`]*)`\s+(?P<text>\S.*))?")
_ID = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}$")
_LABEL = re.compile(r"^\s*\([^)]+\)=\s*$")
_LATE_OPTION = re.compile(r"^\s*(?P<option>---|:(?!::)\S*)")
_LESSON = 2


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the value of an option must be."""

    fits: Callable[[str], bool]
    words: object


_WANTED: Mapping[str, Mapping[str, _Wanted]] = {
    "facilitator": {"about": _Wanted(lambda value: value in FACILITATOR_KINDS, ", ".join(FACILITATOR_KINDS))},
    "session": {
        "online-minutes": _Wanted(lambda value: minutes(value) is not None, Phrase(Argument.MINUTES.value)),
    },
}  # fmt: skip


def unclosed_block(view: View) -> Iterator[Finding]:
    """Every block is closed: an open one would swallow the rest of the module."""
    for element in view.module.scan.of("unclosed"):
        yield view.finding(Code.UNCLOSED_BLOCK, element, name=element.value)


def unknown_directive(view: View) -> Iterator[Finding]:
    """Only the directives of the authoring language, each with its own options."""
    for element in view.directives():
        spec = DIRECTIVES.get(element.value)
        if spec is None:
            yield view.finding(Code.UNKNOWN_DIRECTIVE, element, name=element.value, known=", ".join(DIRECTIVES))
            continue
        yield from _options(view, element, spec.options)
        if not _fits(spec.argument, element.argument):
            values = {"argument": element.argument, "name": element.value, "wanted": Phrase(spec.argument.value)}
            yield view.finding(Code.BAD_ARGUMENT, element, **values)
        yield from _values(view, element)


def _values(view: View, element: Element) -> Iterator[Finding]:
    """Options with a fixed set of values."""
    for option, wanted in _WANTED.get(element.value, {}).items():
        value = element.options.get(option)
        if value is not None and not wanted.fits(value):
            values = {"value": value, "option": option, "wanted": wanted.words}
            yield view.finding(Code.OPTION_VALUE, element, **values)


def _options(view: View, element: Element, allowed: frozenset[str]) -> Iterator[Finding]:
    known = ", ".join(sorted(allowed)) or "–"
    extra = [o for o in element.options if o not in allowed]
    if late := _LATE_OPTION.match(element.body):
        # Sphinx would read a YAML block as options, or an author might; the audience filter does not.
        extra.append(late["option"])
    for option in extra:
        yield view.finding(Code.UNKNOWN_OPTION, element, name=element.value, option=option, known=known)
    for option in element.repeated:
        yield view.finding(Code.DUPLICATE_OPTION, element, name=element.value, option=option)


def _fits(wanted: Argument, argument: str) -> bool:
    if wanted is Argument.NONE:
        return not argument
    if wanted is Argument.MINUTES:
        return minutes(argument) is not None
    if wanted is Argument.QUESTION_KIND:
        return argument in QUESTION_KINDS
    if wanted is Argument.ASSESSMENT_KIND:
        return argument in ASSESSMENT_KINDS
    return bool(argument) or wanted in (Argument.OPTIONAL, Argument.AUDIENCES)


def unknown_role(view: View) -> Iterator[Finding]:
    """Only the roles of the authoring language."""
    for element in view.roles():
        if element.value not in ROLES:
            yield view.finding(Code.UNKNOWN_ROLE, element, name=element.value, known=", ".join(ROLES))


def heading_level(view: View) -> Iterator[Finding]:
    """Lessons are level 2, and no level is left out (WCAG 2.2, 1.3.1; PDF/UA-1, 7.4.2)."""
    for audience in view.audiences:
        before = 1
        for element in view.module.scan.of("heading"):
            if not element.scope.admits(audience):
                continue
            if element.level == 1 or element.level > before + 1 or _boxed(element):
                yield view.finding(Code.HEADING_LEVEL, element, level=element.level)
            before = element.level


def _boxed(element: Element) -> bool:
    return any(name != "audience" for name in element.inside)


def no_lessons(view: View) -> Iterator[Finding]:
    """Each audience of a module gets at least one lesson."""
    without = []
    for audience in view.audiences:
        lessons = (h for h in view.module.scan.of("heading") if h.level == _LESSON and h.scope.admits(audience))
        if next(lessons, None) is None:
            without.append(audience)
    if without:
        yield Finding(Code.NO_LESSONS, view.line(1), {"audience": ", ".join(without)})


def lesson_ids(view: View) -> Iterator[Finding]:
    """A lesson's id comes from its label or title: learners' work is stored under it."""
    labelled = set(_labelled(view))
    title = make_id(view.module.title)
    for label in view.module.scan.of("label"):
        if make_id(label.value) == title:  # the page's own id: the label would lead to “id1”
            yield view.finding(Code.DUPLICATE_ID, label, id=label.value, other=view.line(1))
    for audience in view.audiences:
        seen = {title: view.line(1)}
        for heading in view.module.scan.of("heading"):
            if heading.level != _LESSON or heading.line in labelled or not heading.scope.admits(audience):
                continue
            name = make_id(heading.value)
            if not name:
                yield view.finding(Code.LESSON_LABEL, heading, title=heading.value)
            elif name in seen:
                yield view.finding(Code.DUPLICATE_ID, heading, id=name, other=seen[name])
            seen.setdefault(name, view.at(heading))


def _labelled(view: View) -> Iterator[int]:
    """Lines of headings with a label above them."""
    lines = view.module.text.split("\n")
    for label in view.module.scan.of("label"):
        number = label.line
        while number < len(lines) and (not lines[number].strip() or _LABEL.match(lines[number])):
            number += 1
        yield number + 1


def lesson_flow(view: View) -> Iterator[Finding]:
    """Common text does not follow a block with a lesson of its own: for some it would belong there."""
    lines = view.module.text.split("\n")
    for block in view.module.scan.blocks:
        holds = any(h.level == _LESSON and block.start < h.line <= block.end for h in view.module.scan.of("heading"))
        if block.name != "audience" or not holds:
            continue
        for number in range(block.end, len(lines)):
            line = lines[number].strip()
            if line and not line.startswith("%") and not _LABEL.match(line):
                if not line.startswith(("## ", ":::")):
                    yield Finding(Code.LESSON_FLOW, view.line(number + 1))
                break


def objectives(view: View) -> Iterator[Finding]:
    """A module has learning objectives, each with an id and a text."""
    blocks = list(view.directives("objectives"))
    if any(not any(b.scope.admits(a) for b in blocks) for a in view.audiences):
        yield Finding(Code.NO_OBJECTIVES, view.line(1))
    seen: dict[str, str] = {}
    for block in blocks:
        for offset, line in enumerate(block.body.split("\n")):
            match = OBJECTIVE.match(line)
            if match is None or line.startswith("  "):
                continue
            place = view.line(block.body_line + offset)
            if not match["id"] or not _ID.match(match["id"]):
                yield Finding(Code.OBJECTIVE_FORMAT, place, {"text": line.strip()})
            elif match["id"] in seen:
                yield Finding(Code.DUPLICATE_ID, place, {"id": match["id"], "other": seen[match["id"]]})
            else:
                seen[match["id"]] = str(place)


def session_time(view: View) -> Iterator[Finding]:
    """The session rows that an audience gets add up to the module's declared duration, in a room and online."""
    rows = list(view.directives("session"))
    in_room = [(row, minutes(row.argument)) for row in rows]
    online = [(row, minutes(row.options.get("online-minutes", row.argument))) for row in rows]
    if not rows or any(time is None for _, time in (*in_room, *online)):
        return
    if in_room == online:
        yield from _sums(view, in_room, Phrase("in person and online"))
    else:
        yield from _sums(view, in_room, Phrase("in person"))
        yield from _sums(view, online, Phrase("online"))


def _sums(view: View, rows: list[tuple[Element, int | None]], how: Phrase) -> Iterator[Finding]:
    sums: dict[int, list[str]] = {}
    for audience in view.audiences:
        total = sum(time or 0 for row, time in rows if row.scope.admits(audience))
        sums.setdefault(total, []).append(audience)
    for total, audiences in sums.items():
        if total != view.module.duration:
            values = {"audience": ", ".join(audiences), "sum": total, "how": how, "duration": view.module.duration}
            yield view.finding(Code.SESSION_TIME, rows[0][0], **values)


LESSON_CHECKS = (heading_level, no_lessons, lesson_ids, lesson_flow, objectives, session_time)
"""What only modules must have: a question bank has no lessons."""

CHECKS = (unclosed_block, unknown_directive, unknown_role, *LESSON_CHECKS)
