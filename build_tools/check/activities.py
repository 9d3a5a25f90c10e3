"""Checks of everything that learners do, and of job aids: ids, where it stands, what a question bank holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils.nodes import make_id

from build_tools.check.exports import NAMED
from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.bank import strays
from build_tools.load.elements import Element
from build_tools.model import Location
from build_tools.vocabulary import COMPLETE, IN_JOB_AIDS, JOB_AID

ID = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}$")
_OPEN = frozenset({"audience", "facilitator"})
_NO_BOXES = frozenset({"audience"})
"""A box cannot hold the page of its own that an assessment or a job aid gets."""
_ALONE = ("assessment", JOB_AID)


def ids(view: View) -> Iterator[Finding]:
    """Each activity and job aid has an id of its own in its kit: work is stored, and links lead, by it."""
    for element in view.directives(*NAMED):
        name = element.options.get("id", "")
        if not ID.match(name):
            yield view.finding(Code.ACTIVITY_ID, element, name=element.value)
            continue
        holder, named = view.tables.named[name]
        first = view.of(holder).at(named)
        other = _place_named(view, name) if element.value == JOB_AID and first == view.at(element) else first
        if other not in (None, view.at(element)):
            yield view.finding(Code.DUPLICATE_ID, element, id=name, other=other)


def _place_named(view: View, name: str) -> Location | None:
    """The label or heading of the module that guides would know by the same name."""
    scan = view.module.scan
    same = [*scan.of("label", name), *(h for h in scan.of("heading") if make_id(h.value) == name)]
    return view.at(same[0]) if same else None


def places(view: View) -> Iterator[Finding]:
    """Steps stand in scenarios, activities and job aids not inside of each other."""
    for element in view.directives(*NAMED, "step"):
        opened = _NO_BOXES if element.value in _ALONE else _OPEN
        around = [name for name in element.inside if name not in opened]
        if element.value == "step":
            if around != ["scenario"]:
                yield view.finding(Code.MISPLACED_BLOCK, element, name="step", where=Phrase("outside of a scenario"))
        elif around:
            yield _inside(view, element, around[-1])


def in_job_aids(view: View) -> Iterator[Finding]:
    """A job aid holds text, tables and figures: one page to look something up on."""
    for element in view.directives():
        if JOB_AID in element.inside and element.value not in (*NAMED, "step", *IN_JOB_AIDS):
            yield _inside(view, element, JOB_AID)


def _inside(view: View, element: Element, outer: str) -> Finding:
    where = Phrase("inside “{outer}”", {"outer": outer})
    return view.finding(Code.MISPLACED_BLOCK, element, name=element.value, where=where)


def bank(view: View) -> Iterator[Finding]:
    """A question bank holds questions only: nothing else of it would ever be shown."""
    if view.is_bank:
        for line, text in strays(view.module.text):
            yield Finding(Code.BANK_CONTENT, view.line(line), {"text": text})


def played(view: View) -> Iterator[Finding]:
    """What completes a module is a recording, which can be played."""
    for element in view.directives("media"):
        value = element.options.get("complete")
        asset = view.catalogue.media.get(element.argument)
        problem = None
        if value not in (None, COMPLETE):
            problem = Phrase("“{value}” is not understood", {"value": value})
        elif value and asset and asset.kind == "picture":
            problem = Phrase("“{name}” is a picture, which nobody can play", {"name": asset.id})
        if problem:
            yield view.finding(Code.MEDIA_COMPLETE, element, problem=problem)


CHECKS = (places, in_job_aids, bank)
KIT_CHECKS = (ids, played)
"""What looks at other files too."""
