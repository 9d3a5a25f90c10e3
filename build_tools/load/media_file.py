"""What ``media.yml`` says of a media asset, and ``conf/media.yml`` of the ladder of renditions."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.findings import Code, Finding
from build_tools.load import schema_media
from build_tools.load.media_fields import misfits
from build_tools.load.yaml_file import read_yaml
from build_tools.model_media import STORYBOARD, Consent, Ladder, MediaAsset, Quality, Rung


def read_media(name: str, text: str) -> tuple[MediaAsset | None, list[Finding]]:
    """A media asset without its storyboard, None where it cannot be used; and what is wrong with its file.

    Args:
        name: of its folder in ``media/``.
        text: what stands in its ``media.yml``.
    """
    findings: list[Finding] = []
    loaded = read_yaml(text, f"media/{name}/media.yml", schema_media.MediaFile, findings)
    if loaded is None:
        return None, findings
    value, document = loaded
    findings += misfits(value, document)
    if findings:
        return None, findings
    if value.id != name:
        values = {"id": value.id, "folder": name}
        return None, [Finding(Code.ID_MISMATCH, document.place("id"), values)]
    return _asset(f"media/{name}", value), []


def _asset(folder: str, value: schema_media.MediaFile) -> MediaAsset:
    drawn = value.kind == "storyboard"
    source = value.source or (STORYBOARD if drawn else "")
    return MediaAsset(
        id=value.id, kind=value.kind, source=f"{folder}/{source}", language=value.language, title=value.title,
        alt=value.alt, people=value.people,
        consent=Consent(value.consent.reference, value.consent.until) if value.consent else None,
        licence=value.licence, footage="slides" if drawn else value.footage,
        captions=_files(folder, value.captions), descriptions=_files(folder, value.descriptions),
        picture_matters=value.picture_matters, poster=value.poster, synthetic_speech=value.synthetic_speech,
        audiences=None if value.audiences is None else frozenset(value.audiences),
    )  # fmt: skip


def _files(folder: str, names: Mapping[str, str]) -> dict[str, str]:
    return {language: f"{folder}/{name}" for language, name in names.items()}


def ladder(text: str, path: str, findings: list[Finding]) -> Ladder | None:
    """The ladder of renditions; None when its file is broken, with a finding."""
    loaded = read_yaml(text, path, schema_media.LadderFile, findings)
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
