"""Words that stigmatise people, or make little of a crime; ``conf/words.yml`` has the better ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.check.view import View
from build_tools.findings import Code, Finding
from build_tools.model import Avoided, Location

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|‘[^‘’]*’")
"""Quoting a word is how one teaches not to use it."""
_WRONG_ANSWER = re.compile(r"(?m)^[ \t>]*[-*+] \[ \] .*$")
_COMMENT = re.compile(r"(?m)^[ \t]*%.*$")
_GAP = r"(?:\s|\"\s*\n\s*\")+"
"""Between words: a line may end there, also a line of a catalogue."""


@lru_cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    ways = (_GAP.join(map(re.escape, words_.split())) for words_ in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


@lru_cache
def _any(avoided: tuple[Avoided, ...]) -> re.Pattern[str]:
    """All words at once: most texts have none of them."""
    return _pattern(tuple(words for entry in avoided for words in entry.words))


def avoided_words(avoided: tuple[Avoided, ...], path: str, text: str) -> Iterator[Finding]:
    """A finding wherever a text uses words to avoid, other than in quotation marks or in a wrong answer.

    Args:
        avoided: the project's list.
        path: of the text's file, relative to the project's root.
        text: all that stands in it.
    """
    read = text
    for pattern in (_QUOTED, _WRONG_ANSWER, _COMMENT):
        read = pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), read)
    if not _any(avoided).search(read):
        return
    for entry in avoided:
        for match in _pattern(entry.words).finditer(read):
            line = read.count("\n", 0, match.start()) + 1
            column = match.start() - (read.rfind("\n", 0, match.start()) + 1) + 1
            values = {"words": " ".join(match[0].split()), "better": entry.better}
            yield Finding(Code.AVOIDED_WORDS, Location(path, line, column), values)


def wording(view: View) -> Iterator[Finding]:
    """The words of a module."""
    yield from avoided_words(view.catalogue.avoided, view.module.path, view.module.text)


CHECKS = (wording,)
