"""Checks that paper names each media asset without doubt."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.findings import Code, Finding
from build_tools.load.places import Places
from build_tools.media.short_id import short_id
from build_tools.model import Catalogue


def check_short_ids(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    """No two media assets of a project have the same short number."""
    first: dict[str, str] = {}
    for name in sorted(catalogue.media):
        number = short_id(name)
        other = first.setdefault(number, name)
        if other != name:
            values = {"id": name, "other": other, "number": number}
            yield Finding(Code.SHORT_ID_TAKEN, places.of(f"media/{name}/media.yml", "id"), values)
