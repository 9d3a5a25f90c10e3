"""Media assets and the ladder of their renditions, as ``media/`` and ``conf/media.yml`` say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.findings import Code, Finding, Phrase
from build_tools.load import schema
from build_tools.load.storyboard import FILE as STORYBOARD
from build_tools.load.storyboard import load_storyboard
from build_tools.load.yaml_file import Document, load_yaml
from build_tools.model import Consent, Ladder, MediaAsset, Quality, Rung

_MISSING = Phrase("it is missing")
_PLACELESS = "it has no effect on “kind: {kind}”: remove it"
_MADE = Phrase("it is made from the storyboard: remove it")
_ALL_TOLD = ("captions", "descriptions", "synthetic_speech")
_NEEDED = {"video": ("source", "picture_matters"), "audio": ("source",), "picture": ("source",), "storyboard": ()}
_FOREIGN = {
    "video": (), "audio": ("descriptions", "footage", "picture_matters", "poster"),
    "picture": ("captions", "descriptions", "footage", "picture_matters", "poster", "synthetic_speech"),
    "storyboard": ("footage", "picture_matters", "poster", "source"),
}  # fmt: skip
"""Fields of media.yml that would have no effect on a kind: who writes them expects one."""


def load_media(root: Path, findings: list[Finding]) -> dict[str, MediaAsset]:
    """Every media asset of a project by its id; what cannot be read becomes a finding."""
    assets = {}
    for file in sorted(p for p in root.glob("media/*") if p.is_dir()):
        folder = file.relative_to(root).as_posix()
        loaded = load_yaml(root, f"{folder}/media.yml", schema.MediaFile, findings)
        if loaded is None:
            continue
        value, document = loaded
        if value.id != file.name:
            values = {"id": value.id, "folder": file.name}
            findings.append(Finding(Code.ID_MISMATCH, document.place("id"), values))
            continue
        faults = list(_misfits(value, document))
        findings += faults
        if not faults:
            assets[value.id] = _asset(root, folder, value, findings)
    return assets


def _misfits(value: schema.MediaFile, document: Document) -> Iterator[Finding]:
    """Fields that a kind needs and that are absent, and fields that do not go with it."""
    given = value.model_fields_set
    told = value.kind == "storyboard" or (value.kind == "audio" and value.source == STORYBOARD)
    faults = {field: _MISSING for field in _NEEDED[value.kind] if field not in given}
    faults |= {field: Phrase(_PLACELESS, {"kind": value.kind}) for field in _FOREIGN[value.kind] if field in given}
    faults |= {field: _MADE for field in _ALL_TOLD if told and field in given}
    for field, problem in faults.items():
        yield Finding(Code.YAML_FIELD, document.place(field), {"field": field, "problem": problem})


def _asset(root: Path, folder: str, value: schema.MediaFile, findings: list[Finding]) -> MediaAsset:
    drawn = value.kind == "storyboard"
    source = value.source or (STORYBOARD if drawn else "")
    told = source == STORYBOARD
    board = load_storyboard(root, folder, value.language, findings) if told else None
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
    loaded = load_yaml(root, "conf/media.yml", schema.LadderFile, findings)
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
