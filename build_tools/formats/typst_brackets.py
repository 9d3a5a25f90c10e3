"""References that stand in brackets: their page follows a comma, since brackets in brackets read badly."""

from __future__ import annotations

from build_tools.formats.walk import LEAVES
from build_tools.sphinx_ext.ast_pandoc import Inline

ENCLOSED = "enclosed"
_PAGELESS = frozenset({"term", "cite"})
"""Classes of links that show no page."""
_WRAPS = frozenset({"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline"})


def with_enclosed(items: list[Inline]) -> list[Inline]:
    """The same inlines, with class ``enclosed`` at references in round brackets.

    Args:
        items: of one block.
    """
    if all(item["t"] in LEAVES for item in items):
        return items
    return _marked(items, 0)[0]


def _marked(items: list[Inline], depth: int) -> tuple[list[Inline], int]:
    """The inlines, and how many brackets are open behind them."""
    found: list[Inline] = []
    for item in items:
        kind, made = item["t"], item
        if kind == "Str":
            depth = _depth(item["c"], depth)
        elif kind == "Link":
            made = _enclosed(item) if depth else item
        elif kind in _WRAPS:
            inside, depth = _marked(item["c"], depth)
            made = {"t": kind, "c": inside}
        elif kind in ("Quoted", "Span"):
            inside, depth = _marked(item["c"][1], depth)
            made = {"t": kind, "c": [item["c"][0], inside]}
        found.append(made)
    return found, depth


def _depth(text: str, depth: int) -> int:
    """What “a)” closes was never open."""
    for sign in text:
        depth = max(0, depth + (sign == "(") - (sign == ")"))
    return depth


def _enclosed(link: Inline) -> Inline:
    (ident, names, pairs), text, target = link["c"]
    inner = target[0].startswith("#") and not _PAGELESS & set(names)
    return {"t": "Link", "c": [[ident, [*names, ENCLOSED], pairs], text, target]} if inner else link
