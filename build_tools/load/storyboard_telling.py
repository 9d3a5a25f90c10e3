"""A storyboard in one language: whole, when everything is translated and what is said fits what is heard."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.files import file_at
from build_tools.load.storyboard_inline import cited, plain, runs
from build_tools.load.storyboard_script import Script, Slide, Speech, Version
from build_tools.media.narration import FILE, FOLDER, RECORDED, Entry, NarrationError, read_narration
from build_tools.model import Contact, Location, Source
from build_tools.model_media import Telling

SOUND_LIMIT = 20_000_000
"""Bytes of one slide's sound; a minute of bare samples has 6 million."""

_TEXT_CHANGED = Phrase("its text has changed since")
_SOUND_CHANGED = Phrase("its sound file is not the one that was measured")
_SOUND_MISSING = Phrase("its sound file is missing, or is larger than 20 MB")
_OTHER_SENTENCES = Phrase("it has times for another number of sentences")


@dataclass(frozen=True, slots=True)
class Registers:
    """What a storyboard may name, from ``conf/``."""

    contacts: Mapping[str, Contact]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a telling comes from: the project, the asset's folder relative to it, and the language."""

    root: Path
    folder: str
    language: str

    @property
    def narration(self) -> str:
        """The folder of its sound files, relative to the project's root."""
        return f"{self.folder}/{FOLDER}/{self.language}"

    def finding(self, code: Code, at: Location, **values: object) -> Finding:
        """A finding about this language of this asset."""
        id_ = self.folder.rpartition("/")[2]
        return Finding(code, at, {"id": id_, "language": self.language, **values})


def telling(
    place: Place, script: Script, version: Version, registers: Registers, findings: list[Finding]
) -> Telling | None:
    """The storyboard in one language, ready to be drawn; None where something is missing, with findings."""
    if version.missing:
        first = version.missing[0]
        findings.append(place.finding(Code.TRANSLATION_MISSING, Location(script.path, first.line, 1),
                                      count=len(version.missing), text=first.text))  # fmt: skip
        return None
    entries = _entries(place, findings)
    if entries is None:
        return None
    faults = list(_faults(place, script, version, entries))
    findings += faults
    if faults or not script.slides:
        return None
    speeches = {s.slide: s for s in version.speeches}
    slides = tuple(_slide(place, s, version, registers, speeches.get(s.id), entries.get(s.id)) for s in script.slides)
    synthetic = any(entries[name].by != RECORDED for name in speeches)
    return Telling(slides, tuple(s["sound"] for s in slides if s["sound"]), synthetic)


def _entries(place: Place, findings: list[Finding]) -> dict[str, Entry] | None:
    path = f"{place.narration}/{FILE}"
    try:
        return read_narration((place.root / path).read_bytes())
    except NarrationError as error:
        at = Location(path, 1, 1)
        findings.append(place.finding(Code.NARRATION_BROKEN, at, problem=Phrase(error.problem)))
        return None
    except OSError:  # nobody has spoken it yet
        return {}


def _faults(place: Place, script: Script, version: Version, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    lines = {slide.id: Location(script.path, slide.line, 1) for slide in reversed(script.slides)}
    absent = [s.slide for s in version.speeches if s.slide not in entries]
    if absent:
        yield place.finding(Code.NARRATION_MISSING, lines[absent[0]], count=len(absent), slide=absent[0])
    for speech in version.speeches:
        entry = entries.get(speech.slide)
        if entry and (problem := _problem(place, speech, entry)):
            yield place.finding(Code.NARRATION_STALE, lines[speech.slide], slide=speech.slide, problem=problem)


def _problem(place: Place, speech: Speech, entry: Entry) -> Phrase | None:
    if entry.text != speech.digest:
        return _TEXT_CHANGED
    if len(entry.sentences) != len(speech.sentences):
        return _OTHER_SENTENCES
    base = place.root / place.narration
    file = file_at(base, base, entry.file)
    if isinstance(file, Code) or file.stat().st_size > SOUND_LIMIT:
        return _SOUND_MISSING
    return None if hashlib.sha256(file.read_bytes()).hexdigest() == entry.sound else _SOUND_CHANGED


def _slide(
    place: Place, slide: Slide, version: Version, registers: Registers, speech: Speech | None, entry: Entry | None
) -> dict[str, Any]:
    """A slide as JSON: what is drawn, what is said and when (seconds in its sound file)."""
    texts, contacts = version.texts, registers.contacts
    picture = slide.pictures[0] if slide.pictures else None
    said = entry if speech else None
    return {
        "id": slide.id,
        "title": plain(texts[slide.title.text], contacts),
        "blocks": [
            {"kind": b.kind, "items": [runs(texts[p.text], contacts) for p in b.passages]} for b in slide.blocks
        ],
        "picture": picture and {
            "path": f"{place.folder}/{picture.path}", "alt": texts[picture.alternative.text],
        },
        "sources": sources_of(slide, registers.sources),
        "sentences": list(speech.sentences) if speech else [],
        "sound": f"{place.narration}/{said.file}" if said else None,
        "times": [list(pair) for pair in said.sentences] if said else [],
        "pause": slide.pause or 0.0,
    }  # fmt: skip


def sources_of(slide: Slide, sources: Mapping[str, Source]) -> list[str]:
    """The names of the sources of what is seen and said, each once (translations name the same)."""
    named = [name for p in (*slide.seen, *slide.narration) for name in cited(p.text)]
    return [_name(sources[name]) for name in dict.fromkeys(named) if name in sources]


def _name(source: Source) -> str:
    dated = source.year is None or str(source.year) in source.title
    return source.title if dated else f"{source.title}, {source.year}"
