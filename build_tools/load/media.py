"""The media assets of a project: what each ``media.yml`` says, and the storyboards of those that are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from build_tools import recalling
from build_tools.findings import Finding
from build_tools.load.files import read_text
from build_tools.model import Contact, Source
from build_tools.model_media import STORYBOARD, MediaAsset, Storyboard


def load_media(
    root: Path, contacts: Mapping[str, Contact], sources: Mapping[str, Source], findings: list[Finding]
) -> dict[str, MediaAsset]:
    """Every media asset of a project by its id; what cannot be read becomes a finding.

    Args:
        root: the project's folder.
        contacts: numbers that storyboards may name.
        sources: that storyboards may name.
        findings: gets what is wrong.
    """
    assets = {}
    for folder in sorted(p for p in root.glob("media/*") if p.is_dir()):
        asset = _asset(root, folder.name, findings)
        if asset is not None:
            told = asset.source == f"media/{asset.id}/{STORYBOARD}"
            assets[asset.id] = _told(root, asset, contacts, sources, findings) if told else asset
    return assets


def _asset(root: Path, name: str, findings: list[Finding]) -> MediaAsset | None:
    text = read_text(root, f"media/{name}/media.yml", findings)
    if text is None:
        return None

    def read() -> tuple[MediaAsset | None, list[Finding]]:
        from build_tools.load.media_file import read_media  # noqa: PLC0415 - slow: it builds the schemas

        return read_media(name, text)

    asset, found = recalling.value("media", [name, text], read)
    findings += found
    return asset


def _told(
    root: Path, asset: MediaAsset, contacts: Mapping[str, Contact], sources: Mapping[str, Source],
    findings: list[Finding],
) -> MediaAsset:  # fmt: skip
    """The asset with its storyboard, as far as that can be read."""
    folder = f"media/{asset.id}"

    def read() -> tuple[Storyboard | None, list[Finding]]:
        from build_tools.load.storyboard import load_storyboard  # noqa: PLC0415 - slow: it parses
        from build_tools.load.storyboard_telling import Registers  # noqa: PLC0415

        found: list[Finding] = []
        return load_storyboard(root, folder, asset.language, Registers(contacts, sources), found), found

    files = recalling.content(root, folder)
    named = [[asdict(c) | {"audiences": None} for c in contacts.values()], [_name(s) for s in sources.values()]]
    board, found = read() if files is None else recalling.value("board", [folder, asset.language, files, named], read)
    findings += found
    telling = board.tellings.get(asset.language) if board else None
    return replace(asset, storyboard=board, synthetic_speech=telling.synthetic if telling else asset.synthetic_speech)


def _name(source: Source) -> list[object]:
    return [source.id, source.title, source.year]
