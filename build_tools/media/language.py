"""Which language a text is in, by a small network that comes with its wheel: nothing is asked of anybody."""

from __future__ import annotations

from functools import lru_cache

import gcld3

LEAST = 40
"""Letters of a text that is judged: a shorter one could be in several languages."""
_SURE = 0.9
_MOST = 20_000
"""Bytes that are looked at."""


def language_of(text: str) -> str:
    """The code of the language that a text is in; empty where it is too short or cannot be told."""
    if sum(c.isalpha() for c in text) < LEAST:
        return ""
    found = _identifier().FindLanguage(text=text)
    return str(found.language) if found.is_reliable and found.probability >= _SURE else ""


@lru_cache(maxsize=1)
def _identifier() -> gcld3.NNetLanguageIdentifier:
    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=_MOST)
