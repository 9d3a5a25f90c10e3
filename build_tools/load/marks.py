"""The second look of the audience filter: marks that the parser did not take for marks.

The filter removes what the scan has understood. Something that an author meant as an audience mark
and that the parser reads as plain text would reach everyone, so every row of colons and every
``{name}`` before a backquote must be accounted for. What is not becomes a fault of the text, and a
text with faults is not built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The very rule of MyST's role plugin: the first row of as many backquotes ends the role, even where
# more follow. A paragraph ends it too.
AUDIENCE_ROLE = re.compile(
    r"\{audience\}(?P<ticks>`++)(?P<body>(?:(?!\n[ \t>]*\n).)+?)(?P=ticks)(?P<next>\w|`)?", re.DOTALL
)
_MARK = re.compile(r"\{[ \t]*(?:audience|facilitator|session)[ \t]*\}|\{[^{}\n`]{1,64}\}(?=`)", re.IGNORECASE)
_FENCE = re.compile(r"^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|:(?=[ \t]))*(?P<fence>:{3,}.*?)[ \t]*$")
_PREFIX = re.compile(r"^[ \t>]*$")

Place = tuple[int, int]
"""Line and column, both from 0."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mark without effect; ``kind`` is mark, fence or glued."""

    kind: str
    mark: str
    place: Place


def faults(text: str, understood: frozenset[Place], fence_lines: frozenset[int]) -> Iterator[Fault]:
    """Marks in a text that the scan has not understood.

    Args:
        text: the whole module.
        understood: where the scan found roles and directives (at their opening brace).
        fence_lines: lines on which the scan found a directive's opening or closing row of colons.
    """
    for number, line in enumerate(text.split("\n")):
        for match in _MARK.finditer(line):
            if (number, match.start()) not in understood:
                yield Fault("mark", match[0], (number, match.start()))
        fence = _FENCE.match(line)
        if fence and number not in fence_lines:
            yield Fault("fence", fence["fence"], (number, fence.start("fence")))
    for role in AUDIENCE_ROLE.finditer(text):
        cut = role["ticks"] == "`" and role["body"][-1:].isspace()
        if role["next"] or cut:
            before = text[: role.start()]
            place = (before.count("\n"), role.start() - before.rfind("\n") - 1)
            yield Fault("glued", f"{role['ticks']}{role['next'] or ''}", place)


def on_own_line(line: str, column: int) -> bool:
    """Whether nothing but quote signs stands before a fence: a list sign would be filtered with it."""
    return _PREFIX.match(line[:column].rstrip(":`~")) is not None
