"""Calls of Typst functions between the blocks of a pandoc document: source as it is, content left to pandoc.

Text always goes through pandoc's own escaping, strings through `quoted`. Every call within a line ends with ";",
else Typst would read a following ".word" or "(…)" as part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.sphinx_ext.ast_pandoc import Block, Inline

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_RISKY = re.compile(r"[-=+/0-9]")
_WRITTEN = ("Para", "Plain")


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in square brackets in a call: blocks, or inlines."""

    blocks: list[Block] | None = None
    inlines: list[Inline] | None = None


Source = list[str | Content]
"""Pieces of a call."""


def quoted(text: str) -> str:
    r"""A Typst string; a quote is ``\u{22}`` in it, so that `typeset` does not take it for one in text."""
    escaped = text.replace("\\", "\\\\").replace('"', "\\u{22}")
    return f'"{_CONTROL.sub(" ", escaped)}"'


def content(blocks: list[Block]) -> Source:
    """Blocks as an argument of a call."""
    return ["[", Content(blocks=blocks), "]"]


def inline_content(inlines: list[Inline]) -> Source:
    """Inlines as an argument of a call."""
    return ["[", Content(inlines=inlines), "]"]


def line_content(blocks: list[Block]) -> Source:
    """The text of blocks as an argument of a call that stands in one line."""
    return inline_content(_in_line(blocks))


def named(pairs: Iterable[tuple[str, str | Source | None]]) -> Source:
    """``name: value`` pairs of a call; absent values are left out, so that the template's defaults hold."""
    found: Source = []
    for name, value in pairs:
        if value:
            found += [f"{', ' if found else ''}{name}: ", *([value] if isinstance(value, str) else value)]
    return found


def joined(sources: Sequence[Source]) -> Source:
    """Values one after the other, with commas."""
    found: Source = []
    for source in sources:
        found += [", ", *source] if found else source
    return found


def array(values: Sequence[Source]) -> Source:
    """An array; one of a single value needs its comma, an empty one must have none."""
    return ["(", *joined(values), ",)"] if values else ["()"]


def block(*source: str | Content) -> list[Block]:
    """The blocks that a call with its content is."""
    made: list[Block] = []
    line: list[Inline] = []
    for piece in _merged(source):
        if isinstance(piece, str):
            line.append(raw(piece))
            continue
        rest = piece.blocks or []
        first = rest[0] if rest else None
        # A lone paragraph has a break before it, else Typst would tag it as mere text, and none after it.
        lone = first is not None and first["t"] == "Para" and len(rest) == 1
        if lone:
            line.append(raw("#parbreak();"))
        if piece.inlines is not None:
            line += _guarded(piece.inlines)
        elif first is not None and (lone or first["t"] == "Plain"):
            line += _guarded(first["c"])
            rest = rest[1:]
        if rest:
            _end_line(line, made)
            line = []
            made += rest
    _end_line(line, made)
    return made


def inline(*source: str | Content) -> list[Inline]:
    """The inlines that a call within a line is."""
    (made,) = block(*source, ";")
    return [raw(made["c"][1])] if made["t"] == "RawBlock" else list(made["c"])


def raw(text: str) -> Inline:
    """Typst source within a line."""
    return {"t": "RawInline", "c": ["typst", text]}


def _merged(source: Iterable[str | Content]) -> Source:
    """Strings side by side as one."""
    found: Source = []
    for piece in source:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _end_line(line: list[Inline], made: list[Block]) -> None:
    if len(line) == 1 and line[0]["t"] == "RawInline":
        made.append({"t": "RawBlock", "c": line[0]["c"]})
    elif line:
        made.append({"t": "Plain", "c": line})


def _guarded(inlines: list[Inline]) -> list[Inline]:
    """What begins like a heading, a list or a comment is text: pandoc escapes it at the start of a block only."""
    risky = inlines and inlines[0]["t"] == "Str" and _RISKY.match(inlines[0]["c"])
    return [raw("#none;"), *inlines] if risky else inlines


def _in_line(blocks: Any) -> list[Inline]:  # noqa: ANN401 - blocks, or lists of them
    found: list[Inline] = []
    for part in blocks:
        text = _text_of(part)
        found += [{"t": "LineBreak"}, *text] if found and text else text
    return found


def _text_of(part: Any) -> list[Inline]:  # noqa: ANN401 - a block, or a list of them
    if isinstance(part, list):
        return _in_line(part)
    match part["t"]:
        case "Para" | "Plain":
            return list(part["c"])
        case "RawBlock":
            return [{"t": "RawInline", "c": part["c"]}]
        case "Div" | "OrderedList":
            return _in_line(part["c"][1])
        case "BulletList" | "BlockQuote":
            return _in_line(part["c"])
        case _:
            return []
