"""Lists of what to tick: a box takes the place of the bullet."""

from __future__ import annotations

from typing import Any

from build_tools.formats.walk import changed_blocks
from build_tools.sphinx_ext.ast_pandoc import Block, Inline, attr, div, element, plain_text

BOX = "☐"
_TASKS = ("[ ]", BOX)
"""How a task may be marked: at the beginning of its first string."""
_BOXED: list[Block] = [element("Str", BOX), element("Space")]


def checklists(value: Any, *, boxed: bool = False) -> Any:  # noqa: ANN401 - any part of a document
    """Lists whose items all start with “[ ]”, or all with “☐”, become ``checklist`` Divs, without marks.

    Args:
        value: any part of a document.
        boxed: whether each item keeps a “☐”, where a format cannot draw one.
    """

    def one(block: Block) -> Block:
        return _bullets(block, boxed=boxed) if block["t"] == "BulletList" else block

    return changed_blocks(value, one)


def _bullets(value: Block, *, boxed: bool) -> Block:
    mark = next((mark for mark in _TASKS if all(_starts_with(item, mark) for item in value["c"])), None)
    if mark is None:
        return value
    before = _BOXED if boxed else []
    items = [[element(item[0]["t"], [*before, *_after(mark, item[0]["c"])]), *item[1:]] for item in value["c"]]
    return div([element("BulletList", items)], attr("", ["checklist"]))


def _starts_with(item: list[Block], mark: str) -> bool:
    text = item[0]["c"] if item and item[0]["t"] in ("Plain", "Para") else []
    return bool(text) and text[0]["t"] == "Str" and plain_text(text[:2]).startswith(f"{mark} ")


def _after(mark: str, text: list[Inline]) -> list[Inline]:
    """The text without its mark and the space behind it, which are one string with it, or elements of their own."""
    first, *rest = text
    left = first["c"][len(mark) :].removeprefix(" ")
    return [element("Str", left), *rest] if left else rest[1:]
