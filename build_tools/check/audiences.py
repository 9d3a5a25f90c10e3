"""Checks of who sees what: names of audiences, and blocks that nobody would see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import FACILITATOR_ONLY, Element, audience_lists, role_parts
from build_tools.load.filter import filtered
from build_tools.load.scan import scan
from build_tools.vocabulary import Argument

ROLE_WORDS = "audiences, the sign | and the text, such as {{audience}}`policia|text`"


def unknown_audience(view: View) -> Iterator[Finding]:
    """Audience blocks and roles name only audiences of ``conf/audiences.yml``."""
    known = view.catalogue.audiences
    for element in _limits(view) if known else ():  # without any, their file has a fault of its own
        for name in _names(element):
            if name not in known:
                yield view.finding(Code.UNKNOWN_AUDIENCE, element, name=name, known=", ".join(known))


def empty_audience(view: View) -> Iterator[Finding]:
    """An audience block is for at least one audience of the kit."""
    for element in _limits(view):
        names = _names(element)
        if not names or (element.kind == "role" and "|" not in element.argument):
            wanted = Phrase(ROLE_WORDS if element.kind == "role" else Argument.AUDIENCES.value)
            values = {"argument": element.argument, "name": "audience", "wanted": wanted}
            yield view.finding(Code.BAD_ARGUMENT, element, **values)
        elif all(n in view.catalogue.audiences for n in names) and not _seen(view, element):
            yield view.finding(Code.EMPTY_AUDIENCE, element)


def _limits(view: View) -> list[Element]:
    return [*view.directives("audience"), *view.roles("audience")]


def _names(element: Element) -> list[str]:
    if element.kind == "role":
        return role_parts(element.argument)[0]
    only, but = audience_lists(element.argument, element.options)
    return sorted((only or frozenset()) | but)


def _seen(view: View, element: Element) -> bool:
    if element.kind == "role":
        inner = element.scope.narrowed(frozenset(_names(element)), frozenset())
    else:
        inner = element.scope.narrowed(*audience_lists(element.argument, element.options))
    return any(inner.admits(a) for a in view.audiences)


def marks(view: View) -> Iterator[Finding]:
    """Whatever looks like a mark for audiences is one: else everyone would see what it should hide."""
    for element in view.module.scan.of("mark"):
        yield view.finding(Code.MARK_WITHOUT_EFFECT, element, mark=element.value)
    for element in view.module.scan.of("fence"):
        yield view.finding(Code.STRAY_FENCE, element, mark=element.value)
    for element in view.module.scan.of("glued"):
        yield view.finding(Code.GLUED_MARK, element)


def reads_differently(view: View) -> Iterator[Finding]:
    """What Sphinx will parse for an audience is what was checked for it.

    Where a mark is taken away, the words around it can join into something new: a link, a picture,
    a heading. So each filtered text is scanned again and compared.
    """
    if any(e.kind in ("mark", "fence", "glued", "unclosed") for e in view.module.scan.elements):
        return  # such a text is not understood in the first place
    module = view.module
    read: dict[str, Counter[tuple[int, str, str, str]]] = {}  # most audiences see the same
    for audience in view.audiences:
        for facilitator in (True, False):
            text = filtered(module.text, module.scan, module.title, audience, facilitator=facilitator)
            wanted = Counter(_facts(e) for e in module.scan.elements if _remains(e, audience, facilitator=facilitator))
            if text not in read:
                read[text] = Counter(_facts(e) for e in scan(text).elements)
            if wanted != (found := read[text]):
                line = min(((wanted - found) + (found - wanted)).elements())[0]
                yield Finding(Code.READS_DIFFERENTLY, view.line(line), {"audience": audience})
                return


def _remains(element: Element, audience: str, *, facilitator: bool) -> bool:
    gone = element.value in FACILITATOR_ONLY and element.kind == "directive" and not facilitator
    mark = element.value == "audience" and element.kind in ("directive", "role")
    kept_back = element.scope.facilitator and not facilitator
    return not (gone or mark or kept_back) and element.scope.admits(audience)


def _facts(element: Element) -> tuple[int, str, str, str]:
    """What must be the same; texts that hold an audience role change, and may."""
    value, argument = ("" if "{audience}" in t else t for t in (element.value, element.argument))
    if element.kind in ("heading", "directive"):
        argument = ""
    return element.line, element.kind, "" if element.kind == "heading" else value, argument


CHECKS = (unknown_audience, empty_audience, marks, reads_differently)
