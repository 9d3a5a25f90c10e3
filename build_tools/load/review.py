"""Whether a person has read a translation file: its header says so."""

from __future__ import annotations

import re
from enum import Enum

REVIEW, REVIEWED_BY = "X-Review", "X-Reviewed-By"
DRAFT = "draft"


class State(Enum):
    """Of a translation: its text is the original, somebody has read it, nobody has, or there is none."""

    ORIGINAL = "original"
    REVIEWED = "reviewed"
    DRAFT = "draft"
    NONE = "none"


def state_of(text: str) -> State:
    """The state of a translation file.

    Args:
        text: what is in it; empty: it is not there.
    """
    if not text.strip():
        return State.NONE
    return State.DRAFT if is_draft(text) else State.REVIEWED


def is_draft(header: str) -> bool:
    """Whether nobody is known to have read a translation: a review is recorded as ``X-Reviewed-By: name, date``.

    Args:
        header: what the file's empty message says, or the whole file.
    """
    return not field(header, REVIEWED_BY) or field(header, REVIEW).casefold() == DRAFT


def field(header: str, name: str) -> str:
    """A field of a header, '' where it is not there."""
    match = re.search(rf'^"?{re.escape(name)}:[ \t]*(?P<value>.*?)(?:\\n"?)?[ \t]*$', header, re.MULTILINE)
    return match["value"] if match else ""


def with_field(header: str, name: str, value: str) -> str:
    """A header as it stands in a file, with a field set.

    Args:
        header: its lines in quotes, with a line end behind the last one.
        name: of the field.
        value: for it.
    """
    line = f'"{name}: {value}\\n"'
    pattern = re.compile(rf'^"{re.escape(name)}:.*"$', re.MULTILINE)
    return pattern.sub(lambda _: line, header, count=1) if pattern.search(header) else f"{header}{line}\n"
