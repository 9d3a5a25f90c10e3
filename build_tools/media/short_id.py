"""A media asset's number for people: short enough to copy from paper by hand.

It derives from the asset's id alone, so a printed guide stays true as long as the asset keeps its id.
"""

from __future__ import annotations

import hashlib

ALPHABET = "346789CDFGHJKMNPQRTWXY"
"""Digits and capitals that are not taken for each other in print or handwriting (of 0 O, 1 I L, 2 Z, 5 S, 8 B and U V
there is at most one), and no vowels: no number is a word."""
LENGTH = 4
"""Characters: 234,256 numbers; `check.short_ids` sees to it that a project's assets have different ones."""


def short_id(asset_id: str) -> str:
    """The number of a media asset, e.g. ``K7QM``; the same in every edition, language and format.

    Args:
        asset_id: its id, e.g. ``ruta-de-referencia``.
    """
    number = int.from_bytes(hashlib.sha256(asset_id.encode()).digest())
    found = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        found += ALPHABET[place]
    return found
