"""``kits media probe``: what an asset is, and what the pipeline will make of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from build_tools.errors import KitsError
from build_tools.findings import Finding
from build_tools.media.captions import CaptionError, read_captions
from build_tools.media.loudness import Loudness, measured
from build_tools.media.narration import FILE, FOLDER, NarrationError, read_narration
from build_tools.media.recording import Recording as Usable
from build_tools.media.recording import recording as usable
from build_tools.media.video import size_at
from build_tools.model import Catalogue
from build_tools.model_media import Ladder, MediaAsset
from build_tools.pipeline import examine
from build_tools.plan_media import asset_of, concerning
from build_tools.tools import ffmpeg

_SLIDE = (1280, 720)
"""Pixels of a drawn slide."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of a recording: ``facts`` are size, rate, channels … as people write them."""

    kind: str
    codec: str
    facts: str


@dataclass(frozen=True, slots=True)
class Recording:
    """A source as ffprobe sees it."""

    file: str
    bytes: int
    container: str
    seconds: float
    streams: tuple[Stream, ...]
    loudness: Loudness | None
    """None: nothing is heard."""
    tags: tuple[str, ...]
    """Names of what it carries beside picture and sound: renditions carry none of it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A storyboard in one language; ``missing`` counts texts that are not translated."""

    language: str
    missing: int
    slides: int
    words: int
    seconds: float
    """Of sound that is there."""
    voices: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Track:
    """A timed text: captions or descriptions."""

    kind: str
    language: str
    file: str
    cues: int
    fastest: float
    """Characters a second of the fastest cue."""
    end: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A rendition that will be made; ``megabytes`` at most (of 1,000,000 bytes), None where the length is not known."""

    name: str
    size: str
    kbits: int
    megabytes: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of an asset without making it."""

    asset: MediaAsset
    recording: Recording | None
    spoken: tuple[Spoken, ...]
    tracks: tuple[Track, ...]
    renditions: tuple[Expected, ...]
    findings: tuple[Finding, ...]
    problem: KitsError | None = None
    """Why the recording cannot be used."""


def probe(root: Path, name: str) -> Report:
    """Looks at an asset; nothing is written.

    Args:
        root: the project's folder.
        name: the asset's id.

    Raises:
        UsageError: there is no such asset.
    """
    catalogue, findings = examine(root)
    asset, ladder = asset_of(catalogue, name), catalogue.ladder
    recorded, source, problem = None, None, None
    file = root / asset.source
    if not asset.told and asset.kind != "picture" and file.is_file():
        try:
            recorded = _recording(file)
            source = _usable(asset, ladder, file) if ladder else None
        except KitsError as error:
            problem = error
    spoken = tuple(_spoken(catalogue, asset))
    if asset.storyboard is not None:
        seconds = next((s.seconds for s in spoken if s.language == asset.language), 0.0)
        picture = 0 if asset.kind == "storyboard" else None
        source = Usable(file, seconds, picture, sound=0, width=_SLIDE[0], height=_SLIDE[1])
    expected = tuple(_expected(ladder, asset, source)) if ladder and source else ()
    tracks = tuple(_tracks(root, asset))
    return Report(asset, recorded, spoken, tracks, expected, tuple(concerning(asset, findings)), problem)


def as_json(report: Report) -> dict[str, Any]:
    """What a report says, for programs; findings are left to ``kits check --format json``."""
    asset = report.asset
    consent = {"reference": asset.consent.reference, "until": str(asset.consent.until)} if asset.consent else None
    return {
        "id": asset.id, "kind": asset.kind, "title": dict(asset.title), "language": asset.language,
        "people": asset.people, "consent": consent, "licence": asset.licence,
        "audiences": sorted(asset.audiences) if asset.audiences is not None else None,
        "synthetic_speech": asset.synthetic_speech,
        "recording": asdict(report.recording) if report.recording else None,
        **{name: [asdict(part) for part in getattr(report, name)] for name in ("spoken", "tracks", "renditions")},
        "findings": sorted({f.code.id for f in report.findings}),
    }  # fmt: skip


def _recording(source: Path) -> Recording:
    facts = ffmpeg.probe(source)
    streams = facts["streams"]
    tags = {name for part in (facts["format"], *streams) for name in part.get("tags", {})}
    heard = any(s["codec_type"] == "audio" for s in streams)
    return Recording(
        source.name, source.stat().st_size, facts["format"]["format_name"],
        float(facts["format"].get("duration", 0)), tuple(_stream(s) for s in streams),
        measured(source) if heard else None, tuple(sorted(tags)),
    )  # fmt: skip


def _usable(asset: MediaAsset, ladder: Ladder, source: Path) -> Usable:
    options = {"id": asset.id, "minutes": ladder.minutes, "megapixels": ladder.megapixels}
    return usable(options, source)


def _stream(facts: dict[str, Any]) -> Stream:
    kind, codec = facts["codec_type"], facts.get("codec_name", "?")
    if kind == "video":
        over, _, under = facts.get("avg_frame_rate", "0/1").partition("/")
        rate = int(over) / (int(under or 1) or 1)
        turned = next((f", {d['rotation']}°" for d in facts.get("side_data_list", ()) if d.get("rotation")), "")
        return Stream(kind, codec, f"{facts['width']}×{facts['height']}, {rate:.4g}/s, {facts.get('pix_fmt')}{turned}")
    if kind == "audio":
        return Stream(kind, codec, f"{facts.get('channel_layout') or facts['channels']}, {facts['sample_rate']} Hz")
    return Stream(kind, codec, "")


def _spoken(catalogue: Catalogue, asset: MediaAsset) -> Iterator[Spoken]:
    board = asset.storyboard
    if board is None:
        return
    for language, version in sorted(board.versions.items()):
        folder = catalogue.root / f"media/{asset.id}" / FOLDER / language
        try:
            entries = read_narration((folder / FILE).read_bytes())
        except (OSError, NarrationError):
            entries = {}
        words = sum(len(sentence.split()) for speech in version.speeches for sentence in speech.sentences)
        seconds = sum(e.sentences[-1][1] for e in entries.values() if e.sentences)
        voices = tuple(sorted({e.by for e in entries.values()}))
        yield Spoken(language, len(version.missing), len(board.script.slides), words, round(seconds, 1), voices,
                     language in board.tellings)  # fmt: skip


def _tracks(root: Path, asset: MediaAsset) -> Iterator[Track]:
    for kind, files in (("captions", asset.captions), ("descriptions", asset.descriptions)):
        for language, path in sorted(files.items()):
            try:
                cues = read_captions((root / path).read_bytes())
            except (OSError, CaptionError):
                continue  # a finding says so
            fastest = max(len(c.text.replace("\n", " ")) / (c.end - c.start) for c in cues)
            yield Track(kind, language, Path(path).name, len(cues), round(fastest, 1), max(c.end for c in cues))


def _expected(ladder: Ladder, asset: MediaAsset, source: Usable) -> Iterator[Expected]:
    below = 0
    for rung in ladder.rungs if source.picture is not None and asset.kind != "audio" else ():
        if source.shorter > below:
            width, height = size_at(source, rung.height)
            yield _one(rung.name, f"{width}×{height}", rung.most[asset.footage], source.duration)
        below = rung.height
    for name, kbits in ladder.sound.items() if source.sound is not None else ():
        yield _one(name, "", kbits, source.duration)


def _one(name: str, size: str, kbits: int, seconds: float) -> Expected:
    return Expected(name, size, kbits, round(kbits * seconds / 8000, 1) if seconds else None)


def media_facts(folder: Path) -> dict[str, Any]:
    """What ``media.json`` in a folder of renditions says."""
    return dict(json.loads((folder / "media.json").read_text(encoding="utf-8")))
