"""Checks of references that show a title or caption: what they lead to has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from build_tools.check.view import View
from build_tools.findings import Code, Finding
from build_tools.load.elements import Element
from build_tools.load.roles import text_and_target
from build_tools.model import Module

_BETWEEN = re.compile(r"^\s*(?:\([^)]+\)=\s*|%.*)?$")
"""Lines between a label and what it names: further labels, comments, empty ones."""


def reference_text(view: View) -> Iterator[Finding]:
    """A reference without a text of its own leads to something that has a title or caption (WCAG 2.2, 2.4.4)."""
    for at, name, module in _textless(view):
        modules = [m for m in view.kit.modules if module in (None, m.id) and any(m.scan.of("label", name))]
        # A label that is nowhere is a finding of `references`, and a whole module has a title.
        shown = not modules or any(_titled(m, name) for m in modules) if name else module is not None
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


def _titled(module: Module, name: str) -> bool:
    """Whether what a label stands at has a title or caption."""
    for block in module.scan.of("directive", "figure", "list-table", "table"):
        if block.options.get("name") == name:
            return _captioned(block)
    headings = {heading.line for heading in module.scan.of("heading")}
    blocks = {block.line: block for block in module.scan.of("directive")}
    lines = module.text.split("\n")
    for label in module.scan.of("label", name):
        number = label.line + 1
        while number <= len(lines) and (_BETWEEN.match(lines[number - 1]) or _opens_audience(blocks.get(number))):
            number = blocks[number].body_line if number in blocks else number + 1
        return number in headings or (number in blocks and _captioned(blocks[number]))
    return False


def _opens_audience(block: Element | None) -> bool:
    return block is not None and block.value == "audience"


def _captioned(block: Element) -> bool:
    if block.value == "figure":
        return bool(block.body.strip())
    return block.value in ("list-table", "table") and bool(block.argument)


CHECKS = (reference_text,)
