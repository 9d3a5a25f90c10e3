"""The number of a media asset that people copy from paper."""

from __future__ import annotations

import string

from build_tools.media.short_id import ALPHABET, LENGTH, short_id


def test_a_number_never_changes() -> None:
    """It stands on paper: guides that were printed years ago must still be true."""
    assert [short_id(name) for name in ("ruta-de-referencia", "paso-163")] == ["KR84", "WR6T"]


def test_numbers_have_no_character_that_is_taken_for_another() -> None:
    seen = "".join(short_id(f"video-{n}") for n in range(400))
    assert set(seen) == set(ALPHABET)
    assert len(seen) == 400 * LENGTH
    assert not set(ALPHABET) & set("0O1IL2Z5SBUVAE" + string.ascii_lowercase)


def test_numbers_of_different_assets_differ() -> None:
    assert len({short_id(f"ruta-{n}") for n in range(60)}) == 60
