"""The shapes of the YAML files about media assets; every field has a sentence for the documentation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from build_tools.load.schema import Audiences, FileName, Id, Language, Strict, Texts, Title, Titles


class ConsentEntry(Strict):
    """What a person who can be recognised in a media asset has signed."""

    reference: Title = Field(description="Where the signed paper is kept; never the person's name")
    until: date = Field(description="The last day on which it holds, e.g. 2027-12-31")


class MediaFile(Strict):
    """``media/<id>/media.yml``."""

    id: Id
    kind: Literal["video", "audio", "picture", "storyboard"]
    source: FileName | None = Field(None, description="The recording or picture; absent for a storyboard")
    language: Language = Field("es", description="What is spoken in it; a storyboard's own language")
    title: Titles
    alt: Texts = Field(description="What the picture or poster shows, for people who cannot see it")
    people: Literal["none", "actors", "consented"] = Field(description="Who can be recognised in it")
    consent: ConsentEntry | None = Field(None, description="Needed where people is “consented”")
    licence: Title
    footage: Literal["filmed", "slides"] = Field("filmed", description="How far the picture compresses")
    captions: dict[Language, FileName] = Field(
        default_factory=dict, description="WebVTT or SubRip files; absent for a storyboard"
    )
    descriptions: dict[Language, FileName] = Field(
        default_factory=dict, description="WebVTT files that say what is only seen"
    )
    picture_matters: bool | None = Field(None, description="Whether the picture says what the sound does not")
    poster: Annotated[float, Field(ge=0)] | None = Field(None, description="Second of the poster; absent: chosen")
    synthetic_speech: bool = Field(
        default=False, description="Whether a machine speaks; a storyboard knows it by itself"
    )
    audiences: Audiences | None = None


class LimitsEntry(Strict):
    """How large a source may be."""

    minutes: Annotated[float, Field(gt=0, le=600)]
    megabytes: Annotated[float, Field(gt=0, le=100_000)]
    megapixels: Annotated[float, Field(gt=0, le=100)] = Field(description="Of one frame")


class LoudnessEntry(Strict):
    """How loud renditions are (EBU R 128)."""

    integrated: Annotated[float, Field(ge=-31, le=-10)] = Field(description="LUFS")
    peak: Annotated[float, Field(ge=-9, le=0)] = Field(description="dBTP, at most")


class SoundEntry(Strict):
    """Kilobits per second of sound renditions."""

    m4a: Annotated[int, Field(ge=24, le=320)]
    opus: Annotated[int, Field(ge=12, le=320)]


class RungEntry(Strict):
    """One video rendition."""

    height: Annotated[int, Field(ge=120, le=2160)] = Field(description="Pixels")
    slides: Annotated[int, Field(ge=60, le=20_000)] = Field(description="Kilobits per second of slides, at most")
    filmed: Annotated[int, Field(ge=60, le=20_000)] = Field(description="Kilobits per second of film, at most")


class QualityEntry(Strict):
    """How good a picture must be."""

    ssim: Annotated[float, Field(ge=0.5, lt=1)] = Field(description="Mean SSIM, at least")
    crf: Annotated[list[Annotated[int, Field(ge=10, le=51)]], Field(min_length=2, max_length=2)] = Field(
        description="x264's constant rate factors that are tried, from the coarsest to the finest"
    )


class QualitiesEntry(Strict):
    """Quality by footage."""

    slides: QualityEntry
    filmed: QualityEntry


RenditionName = Annotated[str, StringConstraints(pattern=r"^(?:m4a|opus|[0-9]{3,4}p)$")]


class CarriedEntry(Strict):
    """Which renditions travel in which kind of format."""

    web: Annotated[list[RenditionName], Field(min_length=1)]
    package: Annotated[list[RenditionName], Field(min_length=1)]


class LadderFile(Strict):
    """``conf/media.yml``."""

    limits: LimitsEntry
    loudness: LoudnessEntry
    sound: SoundEntry
    keyframes: Annotated[float, Field(ge=0.5, le=10)] = Field(description="Seconds between keyframes, at most")
    renditions: Annotated[dict[RenditionName, RungEntry], Field(min_length=1)]
    quality: QualitiesEntry
    pictures: Annotated[list[Annotated[int, Field(ge=100, le=4000)]], Field(min_length=1)] = Field(
        description="Widths in pixels"
    )
    formats: CarriedEntry


class PronunciationEntry(Strict):
    """How a synthetic voice reads one language."""

    digits: Annotated[list[Title], Field(min_length=10, max_length=10)] | None = Field(
        None, description="The words for 0 to 9: numbers to call are said digit by digit"
    )
    words: dict[Title, Title] = Field(
        default_factory=dict, description="Words that a voice would read wrongly, with what it should read instead"
    )


class PronunciationFile(Strict):
    """``conf/pronunciation.yml``; the file may be absent."""

    languages: dict[Language, PronunciationEntry]
