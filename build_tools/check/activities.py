"""Checks of everything that learners do: ids, where it stands, and what a question bank holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.bank import strays
from build_tools.vocabulary import ACTIVITIES, COMPLETE

ID = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}$")
_OPEN = frozenset({"audience", "facilitator"})
_OPEN_TO_ASSESSMENTS = frozenset({"audience"})
"""A box cannot hold the page of its own that an assessment gets in guides."""


def ids(view: View) -> Iterator[Finding]:
    """Each activity has an id of its own in its kit: learners' work is stored under it."""
    for element in view.directives(*ACTIVITIES):
        name = element.options.get("id", "")
        if not ID.match(name):
            yield view.finding(Code.ACTIVITY_ID, element, name=element.value)
            continue
        first = next(v.at(e) for v, e in view.everywhere(*ACTIVITIES) if e.options.get("id") == name)
        if first != view.at(element):
            yield view.finding(Code.DUPLICATE_ID, element, id=name, other=first)


def places(view: View) -> Iterator[Finding]:
    """Steps stand in scenarios, and activities not inside of each other."""
    for element in view.directives(*ACTIVITIES, "step"):
        opened = _OPEN_TO_ASSESSMENTS if element.value == "assessment" else _OPEN
        around = [name for name in element.inside if name not in opened]
        if element.value == "step":
            if around != ["scenario"]:
                yield view.finding(Code.MISPLACED_BLOCK, element, name="step", where=Phrase("outside of a scenario"))
        elif around:
            where = Phrase("inside “{outer}”", {"outer": around[-1]})
            yield view.finding(Code.MISPLACED_BLOCK, element, name=element.value, where=where)


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


CHECKS = (ids, places, bank, played)
