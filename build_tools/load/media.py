"""Media assets and the ladder of their renditions, as ``media/`` and ``conf/media.yml`` say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.findings import Code, Finding
from build_tools.load import schema_media
from build_tools.load.media_fields import misfits
from build_tools.load.storyboard import load_storyboard
from build_tools.load.storyboard_telling import Registers
from build_tools.load.yaml_file import load_yaml
from build_tools.model_media import STORYBOARD, Consent, Ladder, MediaAsset, Quality, Rung


def load_media(root: Path, registers: Registers, findings: list[Finding]) -> dict[str, MediaAsset]:
    """Every media asset of a project by its id; what cannot be read becomes a finding.

    Args:
        root: the project's folder.
        registers: what storyboards may name.
        findings: gets what is wrong.
    """
    assets = {}
    for file in sorted(p for p in root.glob("media/*") if p.is_dir()):
        folder = file.relative_to(root).as_posix()
        loaded = load_yaml(root, f"{folder}/media.yml", schema_media.MediaFile, findings)
        if loaded is None:
            continue
        value, document = loaded
        wrong = list(misfits(value, document))
        findings += wrong
        if wrong:
            continue
        if value.id != file.name:
            values = {"id": value.id, "folder": file.name}
            findings.append(Finding(Code.ID_MISMATCH, document.place("id"), values))
            continue
        assets[value.id] = _asset(root, folder, value, registers, findings)
    return assets


def _asset(
    root: Path, folder: str, value: schema_media.MediaFile, registers: Registers, findings: list[Finding]
) -> MediaAsset:
    drawn = value.kind == "storyboard"
    source = value.source or (STORYBOARD if drawn else "")
    told = source == STORYBOARD
    board = load_storyboard(root, folder, value.language, registers, findings) if told else None
    telling = board.tellings.get(value.language) if board else None
    return MediaAsset(
        id=value.id, kind=value.kind, source=f"{folder}/{source}", language=value.language, title=value.title,
        alt=value.alt, people=value.people,
        consent=Consent(value.consent.reference, value.consent.until) if value.consent else None,
        licence=value.licence, footage="slides" if drawn else value.footage,
        captions=_files(folder, value.captions), descriptions=_files(folder, value.descriptions),
        picture_matters=value.picture_matters, poster=value.poster,
        synthetic_speech=telling.synthetic if telling else value.synthetic_speech,
        audiences=None if value.audiences is None else frozenset(value.audiences), storyboard=board,
    )  # fmt: skip


def _files(folder: str, names: Mapping[str, str]) -> dict[str, str]:
    return {language: f"{folder}/{name}" for language, name in names.items()}


def load_ladder(root: Path, findings: list[Finding]) -> Ladder | None:
    """The ladder of renditions; None when its file is missing or broken, with a finding."""
    loaded = load_yaml(root, "conf/media.yml", schema_media.LadderFile, findings)
    if loaded is None:
        return None
    value = loaded[0]
    rungs = [Rung(name, r.height, {"slides": r.slides, "filmed": r.filmed}) for name, r in value.renditions.items()]
    quality = {"slides": value.quality.slides, "filmed": value.quality.filmed}
    return Ladder(
        minutes=value.limits.minutes, megabytes=value.limits.megabytes, megapixels=value.limits.megapixels,
        integrated=value.loudness.integrated, peak=value.loudness.peak,
        sound={"m4a": value.sound.m4a, "opus": value.sound.opus}, keyframes=value.keyframes,
        rungs=tuple(sorted(rungs, key=lambda r: r.height)),
        quality={name: Quality(q.ssim, (q.crf[0], q.crf[1])) for name, q in quality.items()},
        pictures=tuple(sorted(value.pictures)),
        formats={"web": tuple(value.formats.web), "package": tuple(value.formats.package)},
    )  # fmt: skip
