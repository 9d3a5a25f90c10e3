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
    QUESTION_KIND = "a kind of question: single, multiple, true-false, match, order, short, numeric or likert"
    ASSESSMENT_KIND = "a kind of assessment: diagnostic, formative or final"
    STEP = "the id of the step, of small letters, digits and hyphens"
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


SESSION_FIELDS = ("purpose", "activity", "method", "materials", "online", "online-materials")
"""Options of a session row that are text, in the order in which guides show them."""

FACILITATOR_KINDS = ("preparation", "method", "debriefing", "care")
"""What a facilitator box may be about."""

DIRECTIVES: Mapping[str, Directive] = {
    "assessment": _takes(Argument.ASSESSMENT_KIND, "id", "questions", "draw", "pass", "attempts", "shuffle"),
    "audience": _takes(Argument.AUDIENCES, "not"),
    "case": _takes(Argument.TITLE),
    "facilitator": _takes(Argument.OPTIONAL, "about"),
    "figure": _takes(Argument.PICTURE, "alt", "name"),
    "important": _takes(Argument.OPTIONAL),
    "job-aid": _takes(Argument.TITLE, "id"),
    "legal": _takes(Argument.LEGAL),
    "list-table": _takes(Argument.OPTIONAL, "header-rows", "stub-columns", "widths", "name"),
    "media": _takes(Argument.MEDIA, "complete"),
    "note": _takes(Argument.OPTIONAL),
    "objectives": _takes(Argument.NONE),
    "question": _takes(Argument.QUESTION_KIND, "id", "points", "objective", "source", "unit"),
    "reflection": _takes(Argument.NONE, "id", "lines"),
    "scenario": _takes(Argument.TITLE, "id"),
    "session": _takes(Argument.MINUTES, *SESSION_FIELDS, "online-minutes"),
    "step": _takes(Argument.STEP, "score"),
    "table": _takes(Argument.OPTIONAL, "widths", "name"),
    "tip": _takes(Argument.OPTIONAL),
    "warning": _takes(Argument.OPTIONAL),
}

CHOICE_KINDS = ("single", "multiple", "true-false")
"""Kinds of questions whose answers are marked right or wrong and chosen from."""

ENTRY_KINDS = ("short", "numeric")
"""Kinds of questions that are answered by typing."""

QUESTION_KINDS = (*CHOICE_KINDS, "match", "order", *ENTRY_KINDS, "likert")

ASSESSMENT_KINDS = ("diagnostic", "formative", "final")

COMPLETE = "played"
"""The one value of a media asset's option ``complete``: it counts as done when it was played to its end."""

ACTIVITIES = ("question", "assessment", "scenario", "reflection")
"""Directives whose ids learners' work is stored under."""

JOB_AID = "job-aid"
IN_JOB_AIDS = frozenset({"audience", "figure", "list-table", "table"})
"""Directives that a job aid may hold: it is one page to look something up on."""

ROLES = ("abbr", "audience", "cite", "contact", "legal", "ref", "sub", "sup", "term")
