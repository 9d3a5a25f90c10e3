"""Short keys for lessons, questions and answers: derived from their ids, never from their position.

A learner's saved progress names them, and must stay valid when a new version of a kit moves, adds
or removes lessons. Three characters of base 64 are 18 bits: 300 ids collide with a chance of one in
six, so a collision takes the next hash, in the ids' sorted order.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from build_tools.errors import JobError

KEY_LENGTH = 3
TRIES = 4096


def short_keys(ids: Iterable[str], length: int = KEY_LENGTH) -> dict[str, str]:
    """A distinct short key for each id, of characters ``A-Z a-z 0-9 - _``.

    Raises:
        JobError: more ids than keys of that length.
    """
    taken: dict[str, str] = {}
    for identifier in sorted(set(ids)):
        hashes = (_hash(identifier, attempt)[:length] for attempt in range(TRIES))
        key = next((found for found in hashes if found not in taken), None)
        if key is None:
            message = f"Too many ids for keys of {length} characters, at: {identifier}"
            raise JobError(message, "Split the question or the module.")
        taken[key] = identifier
    return {identifier: key for key, identifier in taken.items()}


def _hash(identifier: str, attempt: int) -> str:
    text = identifier if attempt == 0 else f"{identifier}\0{attempt}"
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()
