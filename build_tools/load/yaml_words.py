"""What pydantic and ruamel.yaml complain about, in words for authors (message ids)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from build_tools.findings import Phrase
from build_tools.load.schema import PATTERN_WORDS

FIELD_WORDS: Mapping[str, str] = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such field",
    "string_type": "a text is expected; put it in quotes if it looks like a number or a date",
    "int_type": "a whole number is expected, without quotes",
    "bool_type": "“true” or “false” is expected",
    "date_type": "a date is expected, without quotes, such as 2027-12-31",
    "list_type": "a list is expected, such as [a, b]",
    "dict_type": "“field: value” lines are expected",
    "model_type": "“field: value” lines are expected",
    "string_too_long": "it is longer than {max_length} characters",
    "string_too_short": "it is empty",
    "too_short": "it is empty",
    "greater_than_equal": "it must be at least {ge}",
    "less_than_equal": "it must be at most {le}",
}
ONE_OF = "use one of: {expected}"
DID_YOU_MEAN = "there is no such field; did you mean “{name}”?"
NULL = "it is empty: fill it in, or remove the whole line"
TWICE = "it stands here twice"
UNCLEAR = "this value is not accepted"
NESTED = "brackets are nested too deeply"

SYNTAX_WORDS: tuple[tuple[str, str], ...] = (
    (r"brackets are nested", NESTED),
    (r"'\\t'", "a tab stands where spaces are expected"),
    (r"mapping values are not allowed", "there is a second colon: put the text in quotes"),
    (r"could not find expected ':'", "a colon is missing behind the field's name"),
    (r"expected ',' or", "a bracket is not closed, or a comma is missing"),
    (r"expected <block end>", "the line does not fit the lines above: check the indentation and the quotes"),
    (r"unexpected end of stream", "quotes are opened and never closed"),
    (r"expected a single document", "a second row of hyphens starts another document: remove it"),
    (r"day (is|of year) out of range|month must be|year \d+ is out", "a date stands in it that no calendar has"),
    (r"special characters are not allowed", "an invisible control character stands in the text"),
)
CANNOT_START = "it cannot be understood from here on"
ALIASES = "aliases (& and *) are not allowed"
NO_FIELDS = "“field: value” lines are expected"


def field_words(fault: Mapping[str, Any], known: Iterable[str]) -> Phrase:
    """What is wrong with a field.

    Args:
        fault: one of pydantic's errors.
        known: names of fields, for a suggestion where one was mistyped.
    """
    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(str(fault["loc"][-1]), list(known), n=1)
        return Phrase(DID_YOU_MEAN, {"name": close[0]}) if close else Phrase(FIELD_WORDS[kind])
    if kind == "string_pattern_mismatch":
        return Phrase(PATTERN_WORDS.get(str(context.get("pattern")), UNCLEAR))
    if kind == "literal_error":
        return Phrase(ONE_OF, {"expected": ", ".join(re.findall(r"'([^']*)'", str(context.get("expected"))))})
    return Phrase(FIELD_WORDS.get(kind, UNCLEAR), context)


def syntax_words(problem: str) -> Phrase:
    """What is wrong with a YAML text, from the parser's own words."""
    return Phrase(next((words for pattern, words in SYNTAX_WORDS if re.search(pattern, problem)), CANNOT_START))
