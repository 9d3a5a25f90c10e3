"""The frozen data of media assets, and of the ladder of renditions; no input or output happens here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Localized = Mapping[str, str]
"""A text per language code, e.g. ``{"es": "Indicadores", "en": "Indicators"}``."""


STORYBOARD = "storyboard.md"
"""The source of what is told rather than recorded."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person who can be recognised has signed: where it is kept, and until when it holds."""

    reference: str
    until: date


@dataclass(frozen=True, slots=True)
class Telling:
    """A storyboard in one language, ready to be drawn: its slides as JSON values, and its sound files."""

    slides: tuple[Mapping[str, Any], ...]
    sounds: tuple[str, ...]
    """Relative to the project's root."""
    synthetic: bool
    """Whether any of it was spoken by a machine."""


@dataclass(frozen=True, slots=True)
class Storyboard:
    """Slides with what is said to each, in every language that is complete."""

    pictures: tuple[str, ...]
    """What the slides show, relative to the project's root."""
    tellings: Mapping[str, Telling]
    script: Any = field(repr=False)
    """`load.storyboard_script.Script`: as it is written."""
    versions: Mapping[str, Any] = field(repr=False)
    """`load.storyboard_script.Version` by language: also those that are not complete."""


@dataclass(frozen=True, slots=True)
class MediaAsset:
    """A media asset of ``media/<id>/``; paths are relative to the project's root."""

    id: str
    kind: str
    """``video``, ``audio``, ``picture`` or ``storyboard``."""
    source: str
    language: str
    """What is spoken in it; for a storyboard, what it is written in."""
    title: Localized
    alt: Localized
    people: str
    consent: Consent | None
    licence: str
    footage: str
    """``filmed`` or ``slides``: how far it compresses."""
    captions: Localized
    """Caption and subtitle track files by language, relative to the root."""
    descriptions: Localized
    """Files that say what is only seen, by language, relative to the root."""
    picture_matters: bool | None
    """Whether the picture says what the sound does not; None: not declared."""
    poster: float | None
    """The second whose frame is the poster; None: chosen."""
    synthetic_speech: bool
    audiences: frozenset[str] | None
    storyboard: Storyboard | None = None

    @property
    def told(self) -> bool:
        """Whether it is told from a storyboard, drawn or only spoken, rather than recorded."""
        return self.source.endswith(f"/{STORYBOARD}")

    def spoken(self, language: str) -> str:
        """The language in which an edition in ``language`` hears it."""
        return language if self.storyboard and language in self.storyboard.tellings else self.language


@dataclass(frozen=True, slots=True)
class Rung:
    """One video rendition of the ladder."""

    name: str
    height: int
    """Pixels."""
    most: Mapping[str, int]
    """Kilobits per second with sound, at most, by footage."""


@dataclass(frozen=True, slots=True)
class Quality:
    """The floor of a footage's renditions, and the constant rate factors that are tried, the coarsest first."""

    ssim: float
    crf: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ladder:
    """What recordings become, from ``conf/media.yml``."""

    minutes: float
    megabytes: float
    megapixels: float
    integrated: float
    """LUFS."""
    peak: float
    """dBTP."""
    sound: Mapping[str, int]
    """Kilobits per second, by rendition."""
    keyframes: float
    """Seconds."""
    rungs: tuple[Rung, ...]
    quality: Mapping[str, Quality]
    pictures: tuple[int, ...]
    """Widths in pixels."""
    formats: Mapping[str, tuple[str, ...]]
    """Renditions by what carries them: ``web`` or ``package``."""
