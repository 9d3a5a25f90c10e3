"""How the content of a role is read: one rule for the checks and for Sphinx."""

from __future__ import annotations

import re
from collections.abc import Mapping

from build_tools.model import Term

_EXPLICIT = re.compile(r"^(?P<text>.+?)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
_MINUTES = re.compile(r"^(?P<minutes>[1-9]\d{0,3})\s*(?:min\.?|minutos|minutes)?$")


def text_and_target(content: str) -> tuple[str, str]:
    """``visible text <target>`` in its two parts; a plain content is both."""
    match = _EXPLICIT.match(content.strip())
    return (match["text"], match["target"].strip()) if match else (content.strip(), content.strip())


def find_term(terms: Mapping[str, Term], name: str) -> Term | None:
    """The term with that id, or with that text in any language (case does not count)."""
    if name in terms:
        return terms[name]
    wanted = " ".join(name.split()).casefold()
    return next((t for t in terms.values() if wanted in (x.casefold() for x in t.term.values())), None)


def source_ids(content: str) -> list[str]:
    """The sources that a ``cite`` role or a ``source`` option names, in their order."""
    return [part.strip() for part in content.split(",") if part.strip()]


def minutes(argument: str) -> int | None:
    """The minutes of a session row's argument, such as ``15 min``; None where it is none."""
    match = _MINUTES.match(argument.strip())
    return int(match["minutes"]) if match else None
