"""The authoring language: which directives and roles exist, and what each of them takes.

The checks and the Sphinx extension both read this table, so nothing is allowed in one and unknown
to the other. Directives of docutils and Sphinx that are not named here (``include``, ``raw``,
``literalinclude``…) do not exist for authors: they could read files or write HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Argument(Enum):
    """What stands behind a directive's name."""

    NONE = "nothing behind its name"
    OPTIONAL = "an optional title"
    TITLE = "a title"
    AUDIENCES = "audiences"
    MINUTES = "minutes, such as “15 min”"
    QUESTION_KIND = "a kind of question: single, multiple or true-false"
    LEGAL = "a legal reference"
    MEDIA = "the id of a media asset"
    PICTURE = "the path of a picture"


@dataclass(frozen=True, slots=True)
class Directive:
    """What one directive takes."""

    argument: Argument
    options: frozenset[str] = frozenset()


def _takes(argument: Argument, *options: str) -> Directive:
    return Directive(argument, frozenset(options))


DIRECTIVES: Mapping[str, Directive] = {
    "audience": _takes(Argument.AUDIENCES, "not"),
    "case": _takes(Argument.TITLE),
    "facilitator": _takes(Argument.OPTIONAL),
    "figure": _takes(Argument.PICTURE, "alt", "name"),
    "important": _takes(Argument.OPTIONAL),
    "legal": _takes(Argument.LEGAL),
    "list-table": _takes(Argument.OPTIONAL, "header-rows", "stub-columns", "widths", "name"),
    "media": _takes(Argument.MEDIA),
    "note": _takes(Argument.OPTIONAL),
    "objectives": _takes(Argument.NONE),
    "question": _takes(Argument.QUESTION_KIND, "id", "points", "objective", "source"),
    "session": _takes(Argument.MINUTES, "activity", "method", "materials"),
    "table": _takes(Argument.OPTIONAL, "widths", "name"),
    "tip": _takes(Argument.OPTIONAL),
    "warning": _takes(Argument.OPTIONAL),
}

QUESTION_KINDS = ("single", "multiple", "true-false")

ROLES = ("abbr", "audience", "cite", "contact", "legal", "ref", "sub", "sup", "term")
