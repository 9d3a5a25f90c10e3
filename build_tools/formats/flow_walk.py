"""Ways through a pandoc document whose Divs are still neutral."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from build_tools.formats.guides_activities import classes
from build_tools.sphinx_ext.ast_pandoc import Block, Inline, attr, div, element, para, plain, span, words

_MIDDOT = " \u00b7 "
_LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
"""Most of a document, and nothing to look into."""
KEPT = frozenset({"lang", "width", "height", "custom-style"})
"""What a file for readers may say of an element besides its class; states, keys and sources are not among it."""


def changed(value: Any, change: Callable[[Block], Any]) -> Any:  # noqa: ANN401 - any part of a document
    """The same content with each element but single words replaced by what a function makes of it, innermost first.

    Args:
        value: any part of a document.
        change: gives an element, or a list of them that takes the element's place.
    """
    if isinstance(value, list):
        found: list[Any] = []
        for item in value:
            made = changed(item, change)
            is_spliced = isinstance(item, dict) and isinstance(made, list)
            found += made if is_spliced else [made]
        return found
    if not isinstance(value, dict) or value.get("t") in _LEAVES:
        return value
    return change({name: changed(item, change) for name, item in value.items()})


def elements(value: Any, kind: str) -> Iterator[Block]:  # noqa: ANN401 - any part of a document
    """Every element of a kind, in reading order."""
    if isinstance(value, dict):
        if value["t"] in _LEAVES:
            return
        if value["t"] == kind:
            yield value
        yield from elements(value.get("c"), kind)
    elif isinstance(value, list):
        for item in value:
            yield from elements(item, kind)


def bare(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    """The same content without the attributes that only builds need: a reader could see them in the file."""
    if isinstance(value, dict):
        if value["t"] in _LEAVES:
            return value
        return {name: bare(item) for name, item in value.items()}
    if not isinstance(value, list):
        return value
    if _is_attr(value):
        ident, names, pairs = value
        return [ident, names, [pair for pair in pairs if pair[0] in KEPT]]
    return [bare(item) for item in value]


def _is_attr(value: list[Any]) -> bool:
    shape = [type(part) for part in value]
    return shape == [str, list, list] and all(isinstance(name, str) for name in value[1])


def styled(name: str, blocks: list[Block], ident: str = "") -> Block:
    """Blocks of a class."""
    return div(blocks, attr(ident, name.split()))


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


def inlines_of(blocks: list[Block]) -> list[Block]:
    """The text of paragraphs as one line."""
    found: list[Block] = []
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            found += [*([element("Space")] if found else []), *block["c"]]
    return found


def tight(blocks: list[Block]) -> list[Block]:
    """The content of a list's item: its first paragraph is text of the item."""
    first, *rest = blocks or [para([])]
    return [plain(first["c"]), *rest] if first["t"] == "Para" else blocks


def labelled(name: str, rest: list[Inline]) -> list[Inline]:
    """What something is, and what it is called: ``Case · Rosa``."""
    label = span(words(name), attr("", ["label"]))
    return [label, *(words(_MIDDOT) if rest else []), *rest]
