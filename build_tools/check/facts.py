"""Facts with an article or a number have their source beside them, so that a lawyer can follow each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.check.view import View
from build_tools.findings import Code, Finding
from build_tools.load.prose import Block, Sentences, blocks

_LAW = re.compile(
    r"\bart(?:ículos?|s?\.)\s*\d+|\bDecreto\s+\d[\d-]*|\bL\s?\d[\d ]*"
    r"|\b\d+(?:\s?[-a]\s?\d+)?\s+años\s+de\s+(?:prisión|cárcel)",
    re.IGNORECASE,
)
"""What must have its source in the same block of text."""
_NUMBER = re.compile(r"\b(?:19|20)\d\d\b|\b\d+(?:[.,]\d+)?\s?%")
"""What must have a source in the same lesson: exercises count on with what was cited above them."""
_QUOTED = re.compile(r"«[^«»]*»")
_INVENTED = re.compile(r"fictici|inventad|fictiti|made up|invented", re.IGNORECASE)
"""What a lesson says of its numbers when it counts with made-up ones."""
_MADE_UP = frozenset({"case", "scenario", "question", "session", "legal", "figure"})
"""Directives in which numbers are fiction, or that name their source themselves."""
_ASKED = frozenset({"facilitator", "objectives", "job-aid", "assessment"})
"""Directives that speak of what lessons teach, exercises included."""
_SOURCES = frozenset({"cite", "legal"})
_LEADS_ON = frozenset({"list", "table", "quote"})
"""Blocks to which the paragraph before them belongs."""


def uncited_fact(view: View) -> Iterator[Finding]:
    """An article, a decree or a sum without a source; a year or a percentage in a lesson without any."""
    for lesson in _lessons(blocks(view.module.text)):
        sourced = any(_is_sourced(block) or _says_invented(block) for block in lesson)
        before = False
        for block in lesson:
            cited = _is_sourced(block) or (before and block.kind in _LEADS_ON)
            before = cited
            # A heading says what is told below it.
            if not cited and block.kind != "heading" and not _MADE_UP & set(block.inside):
                numbers = not sourced and not _ASKED & set(block.inside)
                yield from _bare(view, block, numbers=numbers)


def _lessons(found: Iterator[Block]) -> Iterator[list[Block]]:
    lesson: list[Block] = []
    for block in found:
        if block.kind == "heading":
            yield lesson
            lesson = []
        lesson.append(block)
    yield lesson


def _is_sourced(block: Block) -> bool:
    return bool(_SOURCES & block.roles) or "legal" in block.inside


def _says_invented(block: Block) -> bool:
    return any(_INVENTED.search(part.text) for part in block.parts)


def _bare(view: View, block: Block, *, numbers: bool) -> Iterator[Finding]:
    for part in block.parts:
        match = _first(part, _LAW) or (_first(part, _NUMBER) if numbers else None)
        if match:
            yield Finding(Code.UNCITED_FACT, view.line(part.line), {"fact": match[0].strip()})


def _first(part: Sentences, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.search(_QUOTED.sub(lambda m: " " * len(m[0]), part.text))


CHECKS = (uncited_fact,)
