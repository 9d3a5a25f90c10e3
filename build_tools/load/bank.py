"""The question bank: a text that holds questions and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.load.front_matter import front_matter
from build_tools.load.markdown import parsed
from build_tools.load.walker import split_options

_ALLOWED = re.compile(r"^\{(?P<name>question|audience)\}")
_COMMENTS = frozenset({"myst_line_comment", "myst_block_break"})


def strays(text: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """What stands in a bank and is no question: its line (from 1) and how it begins.

    Args:
        text: the bank, or what an audience block in it holds.
        first_line: the line of the file where the text starts.
    """
    if first_line == 1 and front_matter(text) is not None:
        yield 1, "---"
        return
    lines = text.split("\n")
    for token in parsed(text, {}):
        if token.level or token.map is None or token.type in _COMMENTS:
            continue
        allowed = _ALLOWED.match(token.info.strip()) if token.type in ("colon_fence", "fence") else None
        if allowed is None:
            yield first_line + token.map[0], lines[token.map[0]].strip()
        elif allowed["name"] != "question":
            taken = split_options(token.content)[1]
            inner = "\n".join(token.content.split("\n")[taken:])
            yield from strays(inner, first_line + token.map[0] + 1 + taken)
