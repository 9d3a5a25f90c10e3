"""Checks of who sees what: names of audiences, and blocks that nobody would see."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.check.view import View
from build_tools.findings import Code, Finding
from build_tools.load.scan import Element, audience_lists


def unknown_audience(view: View) -> Iterator[Finding]:
    """Audience blocks and roles name only audiences of ``conf/audiences.yml``."""
    known = view.catalogue.audiences
    for element in _limits(view):
        for name in _names(element):
            if name not in known:
                yield view.finding(Code.UNKNOWN_AUDIENCE, element, name=name, known=", ".join(known))


def empty_audience(view: View) -> Iterator[Finding]:
    """An audience block is for at least one audience of the kit."""
    for element in _limits(view):
        names = _names(element)
        if not names:
            values = {"argument": element.argument, "name": "audience", "wanted": "audiences"}
            yield view.finding(Code.BAD_ARGUMENT, element, **values)
        elif all(n in view.catalogue.audiences for n in names) and not _seen(view, element):
            yield view.finding(Code.EMPTY_AUDIENCE, element)


def _limits(view: View) -> list[Element]:
    return [*view.directives("audience"), *view.roles("audience")]


def _names(element: Element) -> list[str]:
    if element.kind == "role":
        return element.argument.partition("|")[0].split()
    only, but = audience_lists(element.argument, element.options)
    return sorted((only or frozenset()) | but)


def _seen(view: View, element: Element) -> bool:
    if element.kind == "role":
        inner = element.scope.narrowed(frozenset(_names(element)), frozenset())
    else:
        inner = element.scope.narrowed(*audience_lists(element.argument, element.options))
    return any(inner.admits(a) for a in view.audiences)


CHECKS = (unknown_audience, empty_audience)
