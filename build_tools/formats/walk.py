"""Ways through a pandoc document whose Divs still say what things are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from build_tools.sphinx_ext.ast_pandoc import Block

TEXT = frozenset({"Para", "Plain", "Header", "CodeBlock", "LineBlock", "RawBlock", "HorizontalRule"})
"""Blocks that hold no other blocks: walks for blocks need not go through each of their words."""
LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
"""Most of a document, and nothing to look into."""
_SHUT = LEAVES | TEXT
_HOLDERS = (list, dict)
_NONE: frozenset[str] = frozenset()
FACILITATION = frozenset({"session", "box-facilitator"})
"""Classes of what is for facilitators only."""


def classes(block: Any) -> frozenset[str]:  # noqa: ANN401 - any part of a document
    """The classes of a Div; none for anything else."""
    is_div = isinstance(block, dict) and block.get("t") == "Div"
    return frozenset(block["c"][0][1]) if is_div else _NONE


def parts(blocks: list[Block], *names: str) -> tuple[list[Block], ...]:
    """The Divs of each class, and last the other blocks."""
    found: tuple[list[Block], ...] = tuple([] for _ in (*names, "rest"))
    for block in blocks:
        at = next((i for i, name in enumerate(names) if name in classes(block)), len(names))
        found[at].append(block)
    return found


def pairs_of(block: Block) -> dict[str, str]:
    """The attributes of a Div."""
    return dict(block["c"][0][2])


def content_of(block: Block) -> list[Block]:
    """What is in a Div."""
    found: list[Block] = block["c"][1]
    return found


def changed(value: Any, change: Callable[[Block], Any]) -> Any:  # noqa: ANN401 - any part of a document
    """The same content with each element but single words replaced by what a function makes of it, innermost first.

    Args:
        value: any part of a document.
        change: gives an element, or a list of them that takes the element's place.
    """
    return _changed(value, change, LEAVES)


def changed_blocks(value: Any, change: Callable[[Block], Any]) -> Any:  # noqa: ANN401 - any part of a document
    """As `changed`, of blocks alone: what stands inside a paragraph or heading stays as it is.

    A document has 10,000 words, and most changes are of the boxes, tables and figures around them.
    """
    return _changed(value, change, _SHUT)


def _changed(value: Any, change: Callable[[Block], Any], shut: frozenset[str]) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, list):
        return _each_changed(value, change, shut)
    if not isinstance(value, dict) or value.get("t") in LEAVES:
        return value
    if value.get("t") in shut:
        return change(value)
    return change(
        {n: _changed(part, change, shut) if isinstance(part, _HOLDERS) else part for n, part in value.items()}
    )


def _each_changed(items: list[Any], change: Callable[[Block], Any], shut: frozenset[str]) -> list[Any]:
    found: list[Any] = []
    for item in items:
        if isinstance(item, list):
            found.append(_each_changed(item, change, shut))
        elif not isinstance(item, dict) or item.get("t") in LEAVES:
            found.append(item)
        elif isinstance(made := _changed(item, change, shut), list):
            found += made
        else:
            found.append(made)
    return found


def elements(value: Any, kind: str) -> Iterator[Block]:  # noqa: ANN401 - any part of a document
    """Every element of a kind, in reading order."""
    if isinstance(value, dict):
        if value["t"] in LEAVES:
            return
        if value["t"] == kind:
            yield value
        yield from elements(value.get("c"), kind)
    elif isinstance(value, list):
        for item in value:
            yield from elements(item, kind)


def of_class(value: Any, name: str) -> Iterator[Block]:  # noqa: ANN401 - any part of a document
    """The Divs of a class in some content, in their order, none inside of another."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, list | dict):
                yield from of_class(item, name)
    elif name in classes(value):
        yield value
    elif isinstance(value, dict) and value.get("t") not in TEXT:
        for item in value.values():
            if isinstance(item, list | dict):
                yield from of_class(item, name)
