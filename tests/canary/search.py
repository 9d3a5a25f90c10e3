"""Finds canary words, however a writer has spelled, cut or spaced them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

BEGIN, END = "zq", "qz"
_WORD = re.compile(f"{BEGIN}[a-z]+?{END}")
_NOT_LETTER = re.compile(r"[^a-z]+")
_NOT_DIGIT = re.compile(r"[^0-9]+")


def word(*parts: str) -> str:
    """A canary word; it starts and ends with letters that no language writes so."""
    middle = "".join(parts).replace("-", "")
    if not re.fullmatch("[a-z]+", middle) or BEGIN in middle + END[0] or END in BEGIN[1] + middle:
        raise ValueError(middle)
    return BEGIN + middle + END


@lru_cache(maxsize=8192)
def words_in(text: str) -> frozenset[str]:
    """The canary words of a text.

    Letters alone are compared: hyphens at a line's end, soft hyphens, ligatures, spacing between letters,
    capitals, slugs and pieces that a script puts together again do not hide a word.
    """
    if not re.search("[zZ]", text):
        return frozenset()
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = _NOT_LETTER.sub("", folded)
    return frozenset(_WORD.findall(letters)) | frozenset(_WORD.findall(letters[::-1]))


def numbers_in(text: str, numbers: Iterable[str]) -> frozenset[str]:
    """Which telephone numbers stand in a text, with or without spaces and hyphens."""
    pieces = re.findall(r"[0-9][0-9 \u00a0().-]{6,}[0-9]", text)
    digits = " ".join(_NOT_DIGIT.sub("", piece) for piece in pieces)
    return frozenset(n for n in numbers if n in digits)


def phrases_in(text: str, phrases: Mapping[str, str]) -> frozenset[str]:
    """The names of the phrases (name -> phrase) that stand in a text."""
    return frozenset(name for name, phrase in phrases.items() if phrase in text)
