"""Checks of footnotes: each has one text and a place that refers to it, for everyone who reads either."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element


def footnotes(view: View) -> Iterator[Finding]:
    """Notes and texts match, in what facilitators read and in what participants read."""
    notes, texts = list(view.module.scan.of("note")), list(view.module.scan.of("footnote"))
    for note in notes:
        if "question" in note.inside:
            yield _finding(view, note, Phrase("a question has none, for assessments show it without its module"))
        elif left := _without(view, note, texts):
            yield _finding(view, note, Phrase("{audience} would find no text for it", {"audience": left}))
    for text in texts:
        first = next(t for t in texts if _name(t) == _name(text))
        if first is not text:
            place = {"other": view.at(first)}
            yield _finding(view, text, Phrase("it has a text already at {other}", place))
        elif left := _without(view, text, notes):
            problem = Phrase("nothing refers to it in what {audience} would read", {"audience": left})
            yield _finding(view, text, problem)


def _finding(view: View, element: Element, problem: Phrase) -> Finding:
    return view.finding(Code.FOOTNOTE, element, name=element.value, problem=problem)


def _name(element: Element) -> str:
    return element.value.casefold()


def _without(view: View, element: Element, others: list[Element]) -> str:
    """The audiences that see an element and none of its counterparts, as a list."""
    same = [o for o in others if _name(o) == _name(element)]
    return ", ".join(a for a in view.viewers(element) if not _matched(element, same, a))


def _matched(element: Element, others: list[Element], audience: str) -> bool:
    return any(
        other.scope.admits(audience) and (element.scope.facilitator or not other.scope.facilitator) for other in others
    )


CHECKS = (footnotes,)
