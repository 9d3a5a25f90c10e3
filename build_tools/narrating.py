"""``kits media narrate``: from an asset's id to the sound files in its folder.

Speech is made here and nowhere else: what a build hears lies in ``media/<id>/narration/``, so that
everybody builds the same, and people can listen before anything is published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.errors import ToolMissingError, UsageError
from build_tools.findings import Code, Finding
from build_tools.load.po_file import catalogue_file
from build_tools.load.pronunciation import load_pronunciation
from build_tools.load.storyboard_catalogue import DOMAIN
from build_tools.load.storyboard_script import Passage, Speech
from build_tools.media import narration
from build_tools.media.narrate import Done, Narration, Wishes
from build_tools.media.pronounce import Pronunciation, pronounced
from build_tools.media.spoken import Remembering
from build_tools.model import Catalogue
from build_tools.model_media import MediaAsset
from build_tools.pipeline import examine
from build_tools.place import Place
from build_tools.plan_media import asset_of
from build_tools.tools import espeak, kokoro
from build_tools.tools.espeak import Espeak
from build_tools.tools.kokoro import Kokoro
from build_tools.tools.speech import Sound, Speaker
from build_tools.translate import storyboards


@dataclass(frozen=True, slots=True)
class Request:
    """What an author asked for; ``language`` None: that of the storyboard; no speaker: the best that is there."""

    asset: str
    language: str | None = None
    speaker: str | None = None
    voice: str | None = None
    again: bool = False
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A narration that is ready to begin, or why it cannot: findings, or texts that are not translated."""

    language: str
    findings: tuple[Finding, ...] = ()
    missing: tuple[Passage, ...] = ()
    catalogue: str = ""
    """The translation file that is not complete, relative to the root."""
    narration: Narration | None = None
    voice: _Voice | None = None

    @property
    def to_speak(self) -> int:
        """How many sentences a machine will have to say."""
        return self.narration.to_speak if self.narration else 0

    def work(self, tell: Callable[[], None]) -> Iterator[Done]:
        """Does it, slide by slide; whoever stops keeps what was finished.

        Args:
            tell: is called after each sentence that was spoken.

        Raises:
            KitsError: there is no voice, a sentence cannot be said or a recording not be used.
            OSError: the folder cannot be written.
        """
        if self.narration is not None and self.voice is not None:
            yield from self.narration.work(self.voice.speak, self.voice.by, tell)


class _Voice:
    """The speaker that was asked for, started by its first sentence: a folder of recordings needs none."""

    def __init__(self, root: Path, request: Request, language: str, read: _Reader) -> None:
        self._root, self._request, self._language, self._read = root, request, language, read
        self._started: Speaker | None = None

    def speak(self, sentence: str, pace: float) -> Sound:
        return self._speaker().speak(self._read(sentence), self._language, pace)

    def by(self) -> str:
        speaker = self._speaker()
        voice = re.sub(r"[^\w.-]", "-", speaker.voice(self._language))
        return f"{speaker.name}:{voice}"

    def _speaker(self) -> Speaker:
        if self._started is None:
            work = Place(self._root).work
            inner = _chosen(self._request, work / "voices")
            self._started = Remembering(inner, work / "speech")
        return self._started


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns what captions show into what a voice is given."""

    table: Pronunciation
    numbers: tuple[str, ...]

    def __call__(self, text: str) -> str:
        return pronounced(text, self.table, self.numbers)


def prepare(root: Path, request: Request) -> Task:
    """Looks at what there is to say; writes the translation file where it is not complete.

    Args:
        root: the project's folder.
        request: what was asked for.

    Raises:
        KitsError: there is no such asset, language or voice, or ``narration.json`` is broken.
        OSError: the translation file cannot be written.
    """
    catalogue, findings = examine(root)
    asset = _storyboard(catalogue, request.asset)
    language = request.language or asset.language
    if language not in catalogue.languages:
        raise UsageError("There is no language “{language}”", "Those in conf/languages.yml: {known}.",
                         language=language, known=", ".join(catalogue.languages))  # fmt: skip
    table = load_pronunciation(root, language, findings)
    faults = tuple(_in_the_way(asset, language, findings))
    if faults or asset.storyboard is None:
        return Task(language, findings=faults)
    return _task(catalogue, asset, request, language, table)


def _task(catalogue: Catalogue, asset: MediaAsset, request: Request, language: str, table: Pronunciation) -> Task:
    root, folder = catalogue.root, f"media/{asset.id}"
    board: Any = asset.storyboard
    version = board.versions.get(language)
    if version is None or version.missing:
        missing = storyboards.update(root, board.script, folder, language)
        return Task(language, missing=missing, catalogue=catalogue_file(folder, language, DOMAIN))
    voice = _Voice(root, request, language, _Reader(table, tuple(c.number for c in catalogue.contacts.values())))
    by = voice.by() if request.speaker or request.voice else None
    speeches: Sequence[Speech] = version.speeches
    target = root / folder / narration.FOLDER / language
    return Task(language, narration=Narration(target, speeches, Wishes(by, request.again, request.accept)), voice=voice)


def _storyboard(catalogue: Catalogue, name: str) -> MediaAsset:
    asset = asset_of(catalogue, name)
    if not asset.told:
        told = [a.id for a in catalogue.media.values() if a.told]
        raise UsageError("“{id}” is a recording: it speaks already", "Storyboards are narrated. There are: {known}.",
                         id=name, known=", ".join(told) or "–")  # fmt: skip
    return asset


def _in_the_way(asset: MediaAsset, language: str, findings: Sequence[Finding]) -> Iterator[Finding]:
    """What must be mended before anybody speaks: the storyboard, this language's texts, the pronunciation."""
    folder = f"media/{asset.id}/"
    others = tuple(f"{folder}{part}/" for part in ("locale", narration.FOLDER))
    for finding in findings:
        path = finding.location.path
        foreign = path.startswith(others) and not any(path.startswith(f"{o}{language}/") for o in others)
        ours = path.startswith((folder, "conf/")) and not foreign
        # Of what is not translated more is said later; what is wrong with a narration is what will be mended.
        mended = finding.code is Code.TRANSLATION_MISSING or finding.code.id.startswith("narration-")
        if finding.is_error and ours and not mended:
            yield finding


def _chosen(request: Request, folder: Path) -> Speaker:
    """The speaker that was named, or the best one that is installed."""
    if request.speaker == "espeak-ng":
        return Espeak(request.voice)
    if request.speaker == "kokoro" or _installed(kokoro):
        return Kokoro(folder, request.voice)
    if _installed(espeak):
        return Espeak(request.voice)
    remedy = 'Kokoro: py -m pip install -e ".[narration]". Or install espeak-ng.'
    raise ToolMissingError("No voice is installed", remedy)


def _installed(tool: Any) -> bool:  # noqa: ANN401 - a module of `tools`
    try:
        tool.version()
    except ToolMissingError:
        return False
    return True
