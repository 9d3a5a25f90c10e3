"""Sentences with their times become caption cues that can be read (two lines of 42 characters, 17 a second)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.media.captions import Cue

LINE = 42
"""Characters of a line, at most: what television has room for in large type (BBC Subtitle Guidelines, 4)."""
PACE = 17.0
"""Characters a second that most people read with ease."""

_GAP = 0.08
"""Seconds between two cues: two frames, so that a new one is noticed."""
_PAUSE = re.compile(r"[,;:.!?…»”)—–]$")
_SIGNS = re.compile(r"^[^\w«“(¿¡]+$")
_LINE_BONUS, _CUE_BONUS = 12, 30
"""By how many characters two lines, or two cues, may differ more, if that puts the cut behind a sign."""


def long_word(text: str) -> str | None:
    """A word that no line of captions can hold; None where there is none."""
    return next((word for word in _words(text) if len(word) > LINE), None)


def cues(sentences: Sequence[dict[str, Any]], until: float) -> list[Cue]:
    """The caption cues of what is said.

    Args:
        sentences: ``start`` and ``end`` in seconds, and ``text``, in their order.
        until: seconds at which the recording ends.

    Returns:
        Cues that do not overlap; one whose time is too short to read it stays on into the pause behind it.
    """
    parts = [part for sentence in sentences for part in _timed(sentence)]
    ends = [*(start for start, _, _ in parts[1:]), until + _GAP][: len(parts)]
    return [
        Cue(round(start, 3), round(_end(start, end, text, following - _GAP), 3), "\n".join(_lines(text) or [text]))
        for (start, end, text), following in zip(parts, ends, strict=True)
    ]


def _end(start: float, end: float, text: str, latest: float) -> float:
    wanted = max(end, start + len(text) / PACE)
    return max(min(wanted, latest), min(end, latest), start + 0.001)


def pace(cue: Cue) -> float:
    """Characters a second that somebody must read."""
    return len(cue.text.replace("\n", " ")) / (cue.end - cue.start)


def _timed(sentence: dict[str, Any]) -> Iterator[tuple[float, float, str]]:
    """The parts of a sentence, each with a share of its time after its length."""
    texts = _parts(sentence["text"])
    whole, start = sum(map(len, texts)), sentence["start"]
    for text in texts:
        end = start + (sentence["end"] - sentence["start"]) * len(text) / whole
        yield start, end, text
        start = end


def _parts(text: str) -> list[str]:
    words = _words(text)
    if len(words) == 1 or _lines(text):
        return [text]
    cut = _best_cut(words, range(1, len(words)), _CUE_BONUS)
    return [*_parts(" ".join(words[:cut])), *_parts(" ".join(words[cut:]))]


def _lines(text: str) -> list[str] | None:
    """A text in one line or two of about the same length; None where it needs more."""
    if len(text) <= LINE:
        return [text]
    words = _words(text)
    possible = [
        cut for cut in range(1, len(words))
        if len(" ".join(words[:cut])) <= LINE and len(" ".join(words[cut:])) <= LINE
    ]  # fmt: skip
    if not possible:
        return None
    cut = _best_cut(words, possible, _LINE_BONUS)
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _best_cut(words: Sequence[str], possible: Sequence[int], bonus: int) -> int:
    """Before which word: near the middle, rather behind a sign."""

    def cost(cut: int) -> float:
        left, right = len(" ".join(words[:cut])), len(" ".join(words[cut:]))
        return abs(left - right) - (bonus if _PAUSE.search(words[cut - 1]) else 0)

    return min(possible, key=cost)


def _words(text: str) -> list[str]:
    """Its words; a sign that stands alone, as French has it, stays with the word before (or, a «, behind) it."""
    found: list[str] = []
    for word in text.split():
        if found and (_SIGNS.match(word) or found[-1] in ("«", "“", "—", "–")):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found or [""]
