"""Storyboards: slides with what is said to each, in the languages that are translated and spoken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.findings import Finding
from build_tools.load.files import file_at, read_text
from build_tools.load.po_file import LOCALE, catalogue_file
from build_tools.load.storyboard_catalogue import DOMAIN, original, translated
from build_tools.load.storyboard_parse import parsed
from build_tools.load.storyboard_script import Script
from build_tools.load.storyboard_telling import Place, Registers, telling
from build_tools.media.narration import FOLDER as NARRATION
from build_tools.model_media import STORYBOARD, Storyboard


def load_storyboard(
    root: Path, folder: str, language: str, registers: Registers, findings: list[Finding]
) -> Storyboard | None:
    """The storyboard of a media asset; None when it cannot be read, with findings.

    Args:
        root: the project's folder.
        folder: the asset's, relative to ``root``.
        language: that it is written in.
        registers: numbers and sources that it may name.
        findings: gets what is wrong.
    """
    text = read_text(root, f"{folder}/{STORYBOARD}", findings)
    if text is None:
        return None
    script = parsed(f"{folder}/{STORYBOARD}", text, findings)
    versions = {language: original(script, registers.contacts)}
    for other in _languages(root, folder):
        path = catalogue_file(folder, other, DOMAIN)
        if other != language:
            versions[other] = translated(root, script, path, registers.contacts, findings)
    tellings = {}
    for name, version in versions.items():
        told = telling(Place(root, folder, name), script, version, registers, findings)
        if told is not None:
            tellings[name] = told
    return Storyboard(tuple(_pictures(root, folder, script)), tellings, script, versions)


def _languages(root: Path, folder: str) -> list[str]:
    """Those that somebody has begun: a folder of translations or of narration is there."""
    found = {f.name for name in (LOCALE, NARRATION) for f in (root / folder / name).glob("*") if f.is_dir()}
    return sorted(found)


def _pictures(root: Path, folder: str, script: Script) -> Iterator[str]:
    base = root / folder
    for path in sorted({picture.path for slide in script.slides for picture in slide.pictures}):
        if isinstance(file_at(base, base, path), Path):  # what is not there is a finding
            yield f"{folder}/{path}"
