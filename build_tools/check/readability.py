"""How easily a module reads, for each audience, on the INFLESZ scale for Spanish.

Szigriszt-Pazos' perspicuity, 206.835 - 62.3 syllables per word - words per sentence, with the grades of the INFLESZ
scale (Barrio-Cantalejo et al. 2008, An. Sist. Sanit. Navar. 31:2): under 40 very hard, 40 to 55 somewhat hard, 55 to 65
normal, 65 to 80 quite easy, above very easy. The library pyphen divides words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pyphen import Pyphen

from build_tools import recalling
from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.filter import filtered
from build_tools.load.prose import Sentences, blocks
from build_tools.media import narration

LANGUAGE = "es"
"""The scale is made for Spanish."""
GRADES = (
    (40, Phrase("very hard")), (55, Phrase("somewhat hard")), (65, Phrase("average")), (80, Phrase("quite easy")),
)  # fmt: skip
_EASIEST = Phrase("very easy")
_ENOUGH = 100
"""Words below which a score says nothing."""
_LONG = 12
"""Words from which a paragraph alone is worth naming."""
_NAMED = 3
_SIGNS = re.compile(r"[^\w\s]")
_QUOTING = frozenset({"legal"})
"""Directives with the law's own words."""


def grade(score: float) -> Phrase:
    """The grade of the INFLESZ scale."""
    return next((name for below, name in GRADES if score < below), _EASIEST)


def hard_to_read(view: View) -> Iterator[Finding]:
    """A finding for each audience for which the module reads harder than it should."""
    if view.kit.languages[:1] != (LANGUAGE,) or view.is_bank or not view.understood:
        return
    for audience in view.audiences:
        least = view.catalogue.audiences[audience].readability
        said = sentences(view, audience)
        if least is None or sum(len(s.text.split()) for s in said) < _ENOUGH:
            continue
        score = round(measured(said), 1)
        if score < least:
            hardest = _hardest(said)
            values = {"audience": audience, "score": f"{score:.1f}", "grade": grade(score), "least": least,
                      "wanted": grade(least), "lines": ", ".join(str(s.line) for s in hardest)}  # fmt: skip
            yield Finding(Code.HARD_TO_READ, view.line(hardest[0].line if hardest else 1), values)


def sentences(view: View, audience: str) -> list[Sentences]:
    """What an audience's participants read of a module as running text."""
    text = filtered(view.module.text, view.module.scan, view.module.title, audience, facilitator=False)
    found = (b for b in blocks(text) if b.kind not in ("heading", "table") and not _QUOTING & set(b.inside))
    return [part for block in found for part in block.parts]


def measured(said: Sequence[Sentences]) -> float:
    """Szigriszt-Pazos' perspicuity, with the constants that the module's head gives.

    Args:
        said: texts with at least one word; each ends a sentence.

    Returns:
        points of the INFLESZ scale: 0 to 100 in most texts, more is easier.
    """
    texts = [s.text for s in said]
    words = [word for text in texts for word in _SIGNS.sub("", text).lower().split()]
    syllables = sum(len(_division().positions(word)) + 1 for word in words)
    return 206.835 - 62.3 * syllables / len(words) - len(words) / len(narration.sentences(texts))


def _hardest(said: Sequence[Sentences]) -> list[Sentences]:
    long = [s for s in said if len(s.text.split()) >= _LONG]
    return sorted(long, key=lambda s: measured([s]))[:_NAMED]


@lru_cache(maxsize=1)
def _division() -> Pyphen:
    # Read from its own file it takes longer than all else about a module.
    return recalling.value("division", LANGUAGE, lambda: Pyphen(lang=LANGUAGE))


CHECKS = (hard_to_read,)
