"""What ``kits media narrate`` does in a folder: speaks what is missing, times what people recorded.

What a person recorded is never touched. Each slide is finished before the next one begins: whoever
interrupts loses one slide, and ``narration.json`` always fits the files beside it.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from build_tools.errors import KitsError
from build_tools.load.storyboard_script import Speech
from build_tools.media import spoken_file
from build_tools.media.align import Times, aligned, trimmed
from build_tools.media.narration import (
    ENDINGS,
    FILE,
    RECORDED,
    Entry,
    NarrationError,
    read_narration,
    written_narration,
)
from build_tools.tools.speech import Sound

Speak = Callable[[str, float], Sound]
"""Says a sentence at a pace, as `Speaker.speak` takes it."""
PAUSE = 0.35
"""Seconds between two sentences."""
FASTEST = 16.5
"""Characters a second; captions may have 17, and a voice does not keep its pace to the letter."""


class State(Enum):
    """What there is to do for a slide."""

    KEPT = "kept"
    SPOKEN = "spoken"
    RECORDED = "recorded"
    """A person's recording whose sentences are timed."""
    OUTDATED = "outdated"
    """A person's recording of a text that has changed since: only people can tell whether it still fits."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for."""

    by: str | None = None
    """Whose voice it must be, as in `Entry.by`; None: whatever voice spoke is good."""
    again: bool = False
    """Speak what is up to date too."""
    accept: bool = False
    """A person's recording fits its changed text."""


@dataclass(frozen=True, slots=True)
class Done:
    """How one slide ended; ``entry`` is None where the recording is outdated."""

    speech: Speech
    state: State
    entry: Entry | None


class Narration:
    """The sound files of one storyboard in one language.

    Args:
        folder: of the sound files; need not be there.
        speeches: what is said, slide by slide.
        wishes: what was asked for.

    Raises:
        KitsError: ``narration.json`` is broken.
    """

    def __init__(self, folder: Path, speeches: Sequence[Speech], wishes: Wishes) -> None:
        self._folder = folder
        self._speeches = speeches
        self._wishes = wishes
        self._entries = _entries(folder / FILE)

    @property
    def to_speak(self) -> int:
        """How many sentences a machine will have to say."""
        return sum(len(s.sentences) for s in self._speeches if self._state(s) is State.SPOKEN)

    def work(self, speak: Speak, by: Callable[[], str], tell: Callable[[], None]) -> Iterator[Done]:
        """Brings the folder up to date, slide by slide.

        Args:
            speak: says one sentence at a pace.
            by: whose voice ``speak`` has, as in `Entry.by`; asked where something was spoken.
            tell: is called after each sentence that was spoken.

        Raises:
            KitsError: a sentence cannot be spoken, or a recording cannot be used.
            OSError: the folder cannot be written.
        """
        for speech in self._speeches:
            state, entry = self._state(speech), self._entries.get(speech.slide)
            if state is State.SPOKEN:
                entry = self._spoken(speech, speak, by, tell)
            elif state is State.RECORDED:
                entry = self._timed(speech)
            yield Done(speech, state, None if state is State.OUTDATED else entry)
        self._tidy()

    def _state(self, speech: Speech) -> State:
        entry = self._entries.get(speech.slide)
        current = entry is not None and entry.text == speech.digest and len(entry.sentences) == len(speech.sentences)
        recording = self._recording(speech.slide)
        if recording is not None:
            known = entry is not None and (entry.file, entry.by) == (recording.name, RECORDED)
            if not known or entry is None or entry.sound != _sha256(recording):
                return State.RECORDED
            if current:
                return State.KEPT
            return State.RECORDED if self._wishes.accept else State.OUTDATED
        wanted = entry is not None and self._wishes.by in (None, entry.by) and self._ours(entry)
        return State.KEPT if current and wanted and not self._wishes.again else State.SPOKEN

    def _recording(self, slide: str) -> Path | None:
        """The sound file of a slide that is not of our making: a person put it there."""
        entry = self._entries.get(slide)
        found = (self._folder / f"{slide}{ending}" for ending in ENDINGS)
        return next((f for f in found if f.is_file() and not (entry and entry.file == f.name and self._ours(entry))),
                    None)  # fmt: skip

    def _ours(self, entry: Entry) -> bool:
        """Whether the file of an entry is there as a machine spoke it."""
        file = self._folder / entry.file
        return entry.by != RECORDED and file.is_file() and _sha256(file) == entry.sound

    def _spoken(self, speech: Speech, speak: Speak, by: Callable[[], str], tell: Callable[[], None]) -> Entry:
        parts = []
        for sentence in speech.sentences:
            parts.append(_said(sentence, speak))
            tell()
        sound, times = joined(parts)
        data = spoken_file.opus(sound)
        name = f"{speech.slide}.opus"
        entry = Entry(name, hashlib.sha256(data).hexdigest(), speech.digest, by(), times)
        # First the old file goes, then the new entry comes, then the new file: a file that is not what
        # its entry says would be taken for a person's recording by the next call.
        self._forget(speech.slide)
        self._note(speech.slide, entry)
        _write(self._folder / name, data)
        return entry

    def _timed(self, speech: Speech) -> Entry:
        file = self._recording(speech.slide)
        if file is None:
            raise FileNotFoundError(speech.slide)
        times = aligned(spoken_file.decoded(file), [len(sentence) for sentence in speech.sentences])
        if not times:
            raise KitsError("Nothing is heard in {name}", "Record it again, or delete it to have it spoken.",
                            name=file.name)  # fmt: skip
        entry = Entry(file.name, _sha256(file), speech.digest, RECORDED, times)
        if (old := self._entries.get(speech.slide)) and old.file != file.name:
            self._forget(speech.slide)
        self._note(speech.slide, entry)
        return entry

    def _forget(self, slide: str) -> None:
        """Removes a slide's file where a machine spoke it."""
        entry = self._entries.get(slide)
        if entry is not None and self._ours(entry):
            (self._folder / entry.file).unlink()

    def _note(self, slide: str, entry: Entry) -> None:
        self._entries[slide] = entry
        _write(self._folder / FILE, written_narration(self._entries))

    def _tidy(self) -> None:
        """Forgets slides that the storyboard no longer has."""
        gone = self._entries.keys() - {speech.slide for speech in self._speeches}
        for slide in gone:
            self._forget(slide)
            del self._entries[slide]
        if gone:
            _write(self._folder / FILE, written_narration(self._entries))


def joined(parts: Sequence[Sound]) -> tuple[Sound, Times]:
    """Sentences one after the other with pauses between them, and when each is heard (seconds).

    Args:
        parts: at least one, all of the same rate.
    """
    rate = parts[0].rate
    samples, times = array("h"), []
    for part in parts:
        if samples:
            samples.extend([0] * round(PAUSE * rate))
        start = len(samples)
        samples.extend(part.samples)
        times.append((round(start / rate, 3), round(len(samples) / rate, 3)))
    return Sound(samples, rate), tuple(times)


def _said(sentence: str, speak: Speak) -> Sound:
    """A sentence without silence around it, and slow enough for its captions to be read."""
    sound = trimmed(speak(sentence, 1.0))
    if not sound.samples:
        raise KitsError("The voice says nothing for “{text}”", "Write the sentence differently.", text=sentence)
    fits = FASTEST * sound.seconds / len(sentence)
    return sound if fits >= 1 else trimmed(speak(sentence, round(fits - 0.02, 2)))


def _entries(file: Path) -> dict[str, Entry]:
    try:
        return read_narration(file.read_bytes())
    except FileNotFoundError:
        return {}
    except NarrationError as error:
        # Without it, files that a machine spoke would pass for people's recordings.
        raise KitsError("{name} is not as “kits media narrate” wrote it",
                        "Bring it back from version control, or delete its whole folder and begin anew.",
                        name=file.name) from error  # fmt: skip


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".part")
    beside.write_bytes(data)
    beside.replace(target)
