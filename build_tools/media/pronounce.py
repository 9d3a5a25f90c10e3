"""What a voice is given to read: numbers to call digit by digit, abbreviations as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How one language is read aloud, from ``conf/pronunciation.yml``."""

    digits: tuple[str, ...] = ()
    """The words for 0 to 9; empty: numbers are left to the voice."""
    words: Mapping[str, str] = field(default_factory=dict)


def pronounced(text: str, table: Pronunciation, numbers: Iterable[str]) -> str:
    """A text as it should be heard.

    Args:
        text: as captions show it.
        table: that of the text's language.
        numbers: the numbers to call, as they stand in ``conf/contacts.yml``.
    """
    for number in sorted(numbers, key=len, reverse=True):
        if table.digits:
            text = re.sub(rf"(?<![\w-]){re.escape(number)}(?![\w-])", _spelled(number, table.digits), text)
    if not table.words:
        return text
    longest_first = sorted(table.words, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    return re.sub(rf"(?<!\w)(?:{words})(?!\w)", lambda match: table.words[match[0]], text)


def _spelled(number: str, digits: tuple[str, ...]) -> str:
    """Digit by digit, with a breath between the groups of a number."""
    groups = re.findall(r"[0-9]+", number)
    return ", ".join(" ".join(digits[int(digit)] for digit in group) for group in groups)
