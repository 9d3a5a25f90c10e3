"""What other texts of a kit can see of one: with these the same, what is found in the others is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from build_tools import recalling
from build_tools.load.elements import Element, Scope
from build_tools.model import Module
from build_tools.vocabulary import ACTIVITIES, JOB_AID

NAMED = (*ACTIVITIES, JOB_AID)
"""Directives with an id of their own in the kit."""

_BETWEEN = re.compile(r"^\s*(?:\([^)]+\)=\s*|%.*)?$")
"""Lines between a label and what it names: further labels, comments, empty ones."""


def exports(module: Module) -> dict[str, Any]:
    """Labels, ids, questions and objectives of a text, without their lines: where they stand does not matter.

    Returns:
        A JSON value; under ``titled``, whether what each label stands at has a title or caption.
    """
    return recalling.value("exports", recalling.text_digest(module.text), lambda: _exports(module))


def _exports(module: Module) -> dict[str, Any]:
    scan = module.scan
    return {
        "labels": [[label.value, _scope(label.scope)] for label in scan.of("label")],
        "titled": titled(module),
        "ids": [element.options.get("id", "") for element in scan.of("directive", *NAMED)],
        "questions": [[q.options.get("id"), _scope(q.scope)] for q in scan.of("directive", "question")],
        "objectives": [[block.body, _scope(block.scope)] for block in scan.of("directive", "objectives")],
    }


def _scope(scope: Scope) -> list[Any]:
    return [None if scope.only is None else sorted(scope.only), sorted(scope.but), scope.facilitator]


def titled(module: Module) -> dict[str, bool]:
    """For each label of a module, whether what it stands at has a title or caption."""
    found: dict[str, bool] = {}
    for block in module.scan.of("directive", "figure", "list-table", "table"):
        if name := block.options.get("name"):
            found.setdefault(name, _captioned(block))
    for name, shown in _at_labels(module):
        found.setdefault(name, shown)
    return found


def _at_labels(module: Module) -> Iterator[tuple[str, bool]]:
    headings = {heading.line for heading in module.scan.of("heading")}
    blocks = {block.line: block for block in module.scan.of("directive")}
    lines = module.text.split("\n")
    for label in module.scan.of("label"):
        number = label.line + 1
        while number <= len(lines) and (_BETWEEN.match(lines[number - 1]) or _opens_audience(blocks.get(number))):
            number = blocks[number].body_line if number in blocks else number + 1
        yield label.value, number in headings or (number in blocks and _captioned(blocks[number]))


def _opens_audience(block: Element | None) -> bool:
    return block is not None and block.value == "audience"


def _captioned(block: Element) -> bool:
    if block.value == "figure":
        return bool(block.body.strip())
    return block.value in ("list-table", "table") and bool(block.argument)
