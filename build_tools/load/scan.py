"""What stands where in a module's text: one pass over its Markdown, nested directives included.

The scan feeds both the checks (which need each reference with its line and for whom it is) and
the audience filter (which needs the line ranges of blocks).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from build_tools import recalling
from build_tools.load.elements import COMMENT, Element, Scan, Scope
from build_tools.load.front_matter import without_front_matter
from build_tools.load.marks import faults
from build_tools.load.walker import Walker

_KEPT = 64
"""Texts whose scan is kept: several checks read a module as each of its audiences does."""


def known_scan(text: str) -> Scan:
    """The scan of a module, remembered from one run to the next."""
    return recalling.value("scan", recalling.text_digest(text), lambda: scan(text))


@lru_cache(maxsize=_KEPT)
def scan(text: str) -> Scan:
    """Scans a whole module (front matter included)."""
    env: dict[str, Any] = {}
    walker = _walked(text, env)
    if env.get("references"):
        # A definition counts above it too, and that of a visible block counts outside of it once
        # the filter has taken the block's fence away: look again, now knowing all of them.
        walker = _walked(text, env)
    read = _without_comments(text, walker)
    elements = walker.elements + [
        Element(f.kind, f.mark, f.place[0] + 1, f.place[1] + 1, Scope())
        for f in faults(read, frozenset(walker.understood), frozenset(walker.fence_lines))
    ]
    return Scan(tuple(sorted(elements, key=lambda e: (e.line, e.column))), tuple(walker.blocks))


def _walked(text: str, env: dict[str, Any]) -> Walker:
    body = without_front_matter(text)
    walker = Walker(body, env)
    walker.walk(body, 0, Scope(), ())
    return walker


def _without_comments(text: str, walker: Walker) -> str:
    lines = text.split("\n")
    for block in walker.blocks:
        if block.name == COMMENT:
            lines[block.start : block.end] = [""] * (block.end - block.start)
    return "\n".join(lines)
