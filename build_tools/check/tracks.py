"""Checks of caption tracks: in order, in time, whole, in their language, and slow and short enough to be read."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import pairwise

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.files import file_at
from build_tools.load.places import Places
from build_tools.media.captions import CAPTIONS_LIMIT, CaptionError, Cue, read_captions
from build_tools.media.language import language_of
from build_tools.media.measure import Measure
from build_tools.model import Catalogue, Location
from build_tools.model_media import MediaAsset

SPEED = 17
"""Characters per second that people read along."""
LINES, CHARACTERS = 2, 42
"""Lines of a cue, and characters of a line, that fit a phone."""
_LATE = 0.5
"""Seconds by which a last cue may stay on after the end: a rounding, not a wrong file."""
_GAP = 2.0
"""Seconds without a cue that nobody misses: half a sentence."""
_UNCOVERED = 0.1
"""The part of what is heard that may lie in longer gaps: a piece of music, or a cough."""


def check_tracks(
    catalogue: Catalogue, asset: MediaAsset, places: Places, measured: Measure | None
) -> Iterator[Finding]:
    """What is wrong with an asset's caption tracks, subtitle tracks and descriptions.

    Errors are what learners lose: order, overlap, what is not covered, a wrong language, a wrong end. Speed and
    length are advice: who speaks fast is not slowed down by us.

    Args:
        catalogue: for the files and the languages.
        asset: a recording.
        places: of the project's YAML files.
        measured: of its source; None, or with a problem: tracks are not compared with it.
    """
    for field, tracks in (("captions", asset.captions), ("descriptions", asset.descriptions)):
        for language, full in tracks.items():
            cues = yield from _cues(catalogue, asset, places, (field, language))
            if not cues:
                continue
            yield from _in_time(full, cues, measured)
            yield from _in_language(catalogue, full, cues, language)
            if field == "captions":
                yield from _covering(full, cues, measured)
                yield from _readable(full, cues)


def _cues(
    catalogue: Catalogue, asset: MediaAsset, places: Places, keys: tuple[str, str]
) -> Generator[Finding, None, list[Cue]]:
    """Yields why a track cannot be read, and returns its cues where it can."""
    folder = f"media/{asset.id}"
    tracks: Mapping[str, str] = asset.captions if keys[0] == "captions" else asset.descriptions
    full = tracks[keys[1]]
    name = full.removeprefix(f"{folder}/")
    file = file_at(catalogue.root / folder, catalogue.root / folder, name)
    if isinstance(file, Code):
        yield Finding(file, places.of(f"{folder}/media.yml", *keys), {"path": name})
        return []
    size = file.stat().st_size
    if size > CAPTIONS_LIMIT:
        yield Finding(Code.FILE_TOO_LARGE, Location(full), {"size": size, "limit": CAPTIONS_LIMIT})
        return []
    try:
        return read_captions(file.read_bytes())
    except CaptionError as error:
        yield Finding(Code.CAPTIONS_BROKEN, _at(full, error.line), {"problem": Phrase(error.problem)})
        return []


def _at(path: str, line: int) -> Location:
    return Location(path, line, 1 if line else 0)


def _in_time(path: str, cues: Sequence[Cue], measured: Measure | None) -> Iterator[Finding]:
    """One cue at a time, and none when the recording is over."""
    for before, cue in pairwise(cues):
        if cue.start < before.end:
            yield _times(path, cue, Phrase("the one before it still stands there"))
    if measured and not measured.problem and cues[-1].end > measured.duration + _LATE:
        values = {"seconds": f"{measured.duration:.1f}"}
        yield _times(path, cues[-1], Phrase("the recording ends after {seconds} s", values))


def _times(path: str, cue: Cue, problem: Phrase) -> Finding:
    return Finding(Code.CAPTIONS_TIMES, _at(path, cue.line), {"problem": problem})


def _in_language(catalogue: Catalogue, path: str, cues: Sequence[Cue], language: str) -> Iterator[Finding]:
    """The text is in the language that it is said to be in, as far as its words tell."""
    found = language_of(" ".join(cue.text for cue in cues))
    if found in catalogue.languages and not language.startswith(found):
        yield Finding(Code.CAPTIONS_LANGUAGE, _at(path, cues[0].line), {"language": language, "found": found})


def _covering(path: str, cues: Sequence[Cue], measured: Measure | None) -> Iterator[Finding]:
    """Of what is heard, at most a tenth lies in stretches of more than two seconds without a cue."""
    if measured is None or measured.problem:
        return
    gaps = [gap for stretch in measured.heard for gap in _uncovered(*stretch, cues) if gap[1] - gap[0] > _GAP]
    total = sum(end - start for start, end in measured.heard)
    missing = sum(end - start for start, end in gaps)
    if missing <= total * _UNCOVERED:
        return
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    after = next((cue for cue in cues if cue.start >= start), cues[-1])
    values = {"seconds": f"{missing:.0f}", "heard": f"{total:.0f}", "start": _clock(start), "end": _clock(end)}
    yield Finding(Code.CAPTIONS_COVERAGE, _at(path, after.line), values)


def _uncovered(start: float, end: float, cues: Sequence[Cue]) -> Iterator[tuple[float, float]]:
    """The parts of a stretch of time in which no cue stands."""
    for cue in cues:
        if cue.end > start and cue.start < end:
            yield start, cue.start
            start = max(start, cue.end)
    yield start, end


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _readable(path: str, cues: Sequence[Cue]) -> Iterator[Finding]:
    """Cues can be read while they stand, and fit on a phone."""
    fast = [(cue, _speed(cue)) for cue in cues if _speed(cue) > SPEED]
    if fast:
        values = {"speed": f"{fast[0][1]:.0f}", "count": len(fast), "limit": SPEED}
        yield Finding(Code.CAPTIONS_SPEED, _at(path, fast[0][0].line), values)
    long = [cue for cue in cues if cue.text.count("\n") >= LINES or max(map(len, cue.text.split("\n"))) > CHARACTERS]
    if long:
        values = {"count": len(long), "lines": LINES, "limit": CHARACTERS}
        yield Finding(Code.CAPTIONS_LENGTH, _at(path, long[0].line), values)


def _speed(cue: Cue) -> float:
    return len(" ".join(cue.text.split())) / (cue.end - cue.start)
