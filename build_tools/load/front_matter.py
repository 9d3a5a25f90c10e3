"""The front matter of a module: one rule for loading, scanning and filtering.

MyST's own rule ends a front matter at more places than ours (``...``, longer rows of hyphens). Text
between two such ends would be seen by one step and not by another, so no step but this one looks.
"""

from __future__ import annotations

import json
import re

_HEAD = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)

FIRST_LINE = 2
"""The line of the file where the front matter's YAML starts."""


def front_matter(text: str) -> str | None:
    """The YAML between the two rows of hyphens at the top; None where they are missing."""
    head = _HEAD.match(text)
    return head["yaml"] if head else None


def without_front_matter(text: str) -> str:
    """The text with empty lines in place of its front matter, so every line keeps its number."""
    return _HEAD.sub(lambda m: "\n" * m[0].count("\n"), text, count=1)


def with_title_only(text: str, title: str) -> str:
    """The text with a front matter that holds its title and nothing else, in as many lines."""

    def head(match: re.Match[str]) -> str:
        # JSON strings are YAML strings, so a title with quotes or colons stays one line.
        lines = ["---", f"title: {json.dumps(title, ensure_ascii=False)}"]
        return "\n".join([*lines, *[""] * (match[0].count("\n") - 2), "---"])

    return _HEAD.sub(head, text, count=1)
