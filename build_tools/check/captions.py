"""Checks of references that show a title or caption: what they lead to has one."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from build_tools.check.view import View
from build_tools.findings import Code, Finding
from build_tools.load.elements import Element
from build_tools.load.roles import text_and_target


def reference_text(view: View) -> Iterator[Finding]:
    """A reference without a text of its own leads to something that has a title or caption (WCAG 2.2, 2.4.4)."""
    for at, name, module in _textless(view):
        labels = view.tables.labels.get(name, ())
        modules = list({m.path: m for m, _ in labels if module in (None, m.id)}.values())
        # A label that is nowhere is a finding of `references`, and a whole module has a title.
        shown = not modules or any(view.tables.titled(m, name) for m in modules) if name else module is not None
        if not shown:
            yield view.finding(Code.REFERENCE_TEXT, at, target=name or at.value)


def _textless(view: View) -> Iterator[tuple[Element, str, str | None]]:
    """References without a text: the element, the label ('' for none) and the module that it names."""
    for role in view.roles("ref"):
        text, target = text_and_target(role.argument)
        if text == target:
            yield role, target, None
    for link in view.module.scan.of("link"):
        if not link.body:
            parts = urlsplit(link.value)
            inner = not parts.scheme and not parts.netloc
            label = unquote(parts.fragment) if inner else ""
            yield link, label, parts.path.removesuffix(".md") or None if inner else None


CHECKS = (reference_text,)
