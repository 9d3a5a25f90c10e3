"""The checks of one media asset: its file, its source and tracks, its storyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from build_tools import recalling
from build_tools.findings import Finding
from build_tools.load.places import Places
from build_tools.model import Catalogue
from build_tools.model_media import MediaAsset

_REGISTERS = ("conf/contacts.yml", "conf/sources.yml")


def check_asset(catalogue: Catalogue, asset: MediaAsset, places: Places, today: date) -> list[Finding]:
    """All findings about a media asset, remembered with everything in its folder."""

    def look() -> list[Finding]:
        return list(_checked(catalogue, asset, places, today))

    files = recalling.content(catalogue.root, f"media/{asset.id}")
    if files is None:
        return look()
    parts = [
        asset.id, files, asdict(catalogue.ladder) if catalogue.ladder else None,
        [*catalogue.audiences], [*catalogue.languages],
        [recalling.sha256(catalogue.root / name) for name in _REGISTERS],
        [len(catalogue.contacts), len(catalogue.sources)], [asdict(a) for a in catalogue.avoided],
        today.isoformat() if asset.consent else "",
    ]  # fmt: skip
    return recalling.value("asset", parts, look)


def _checked(catalogue: Catalogue, asset: MediaAsset, places: Places, today: date) -> Iterator[Finding]:
    from build_tools.check.media import check_media  # noqa: PLC0415 - slow: tools for sound, pictures, captions
    from build_tools.check.storyboards import check_storyboard  # noqa: PLC0415

    yield from check_media(catalogue, asset, places, today)
    yield from check_storyboard(catalogue, asset)
