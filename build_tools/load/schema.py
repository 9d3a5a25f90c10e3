"""The shapes of the YAML files that authors write; every field has a sentence for the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ID = r"^[a-z0-9][a-z0-9-]{0,63}$"
_SOURCE_ID = r"^[A-Za-z0-9][A-Za-z0-9-]{0,31}$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$"
_VERSION = r"^[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}$"
_COLOUR = r"^#[0-9a-f]{6}$"
_ADDRESS = r"^https://[^\s\"'<>]{1,200}$"
_IRI = r"^https://[A-Za-z0-9./_-]{1,180}[A-Za-z0-9_-]$"
_FILE_NAME = r"^[^\x00-\x1f\x7f-\x9f]{1,200}$"
_PLAIN = r"^[^{}]*$"
"""Marks for audiences work in modules only: in these files everyone would read what they enclose."""
_NUMBER = r"^\+?[0-9][0-9 -]{1,20}$"

PATTERN_WORDS: Mapping[str, str] = {
    _PLAIN: "no curly braces: marks for audiences have no effect here, everyone would read what they enclose",
    ID: "only small letters without accents, digits and hyphens, at most 64",
    _SOURCE_ID: "only letters without accents, digits and hyphens, at most 32",
    _LANGUAGE: "a language code is expected, such as es",
    _VERSION: "three numbers are expected, such as 1.0.0",
    _COLOUR: 'a colour in small letters is expected, such as "#1f3a5f"',
    _ADDRESS: "an address that starts with https:// is expected",
    _IRI: "an address that starts with https:// and ends without a slash is expected",
    _FILE_NAME: "a file name of 1 to 200 characters is expected",
    _NUMBER: 'a telephone number in quotes is expected, such as "145"',
}
"""What each pattern asks for, as message ids."""

Id = Annotated[str, StringConstraints(pattern=ID)]
SourceId = Annotated[str, StringConstraints(pattern=_SOURCE_ID)]
Text = Annotated[str, StringConstraints(pattern=_PLAIN, min_length=1, max_length=2000, strip_whitespace=True)]
Title = Annotated[str, StringConstraints(pattern=_PLAIN, min_length=1, max_length=200, strip_whitespace=True)]
FileName = Annotated[str, StringConstraints(pattern=_FILE_NAME)]
Language = Annotated[str, StringConstraints(pattern=_LANGUAGE)]
Titles = Annotated[dict[Language, Title], Field(min_length=1)]
Texts = Annotated[dict[Language, Text], Field(min_length=1)]
State = Literal["verified", "secondary", "index", "general"]
Audiences = Annotated[list[Id], Field(min_length=1)]


class Strict(BaseModel):
    """Unknown fields are mistakes: a misspelt ``audience`` must not publish to everyone."""

    model_config = ConfigDict(extra="forbid", strict=True)


class KitFile(Strict):
    """``kits/<kit>/kit.yml``."""

    id: Id = Field(description="Equals the folder's name")
    version: Annotated[str, StringConstraints(pattern=_VERSION)] = Field(
        description="Semantic version, raised when content changes"
    )
    title: Titles
    description: Texts
    audiences: Audiences
    languages: Annotated[list[Language], Field(min_length=1)] = Field(description="The first is the source language")
    modules: Annotated[list[FileName], Field(min_length=1)] = Field(description="Module files in their order")
    mastery: Annotated[int, Field(ge=0, le=100)] = Field(70, description="Per cent, for the final assessment")
    bank: FileName | None = Field(None, description="File of questions that assessments draw from; never a page itself")
    licence: Title | None = Field(None, description="For packages' metadata, e.g. CC-BY-SA-4.0; absent: all rights")


class ModuleHead(Strict):
    """The front matter of a module."""

    title: Title
    duration: Annotated[int, Field(ge=1, le=1000)] = Field(description="Minutes")
    audiences: Audiences | None = Field(None, description="Absent: all of the kit")
    content_notice: Text | None = Field(None, description="Shown before the module; absent: none")


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


class AudienceEntry(Strict):
    """One audience of ``conf/audiences.yml``."""

    id: Id
    title: Titles
    colour: Annotated[str, StringConstraints(pattern=_COLOUR)]
    quick_exit: Annotated[str, StringConstraints(pattern=_ADDRESS)] | None = Field(
        None, description="Address where the quick exit ends up; absent: no quick-exit button"
    )
    address: Annotated[str, StringConstraints(pattern=_IRI)] | None = Field(
        None, description="Where dist/<audience>/ is published; guides print QR codes to its pages; absent: none"
    )


class AudiencesFile(Strict):
    """``conf/audiences.yml``."""

    audiences: Annotated[list[AudienceEntry], Field(min_length=1)]


class LanguagesFile(Strict):
    """``conf/languages.yml``: language codes with their own names."""

    languages: Annotated[dict[Language, Title], Field(min_length=1)]


class InstitutionEntry(Strict):
    """One institution of ``conf/institutions.yml``: who gets files, and what its platform takes."""

    id: Id
    name: Titles
    audience: Id = Field(description="Its audience, one of conf/audiences.yml")
    languages: Annotated[list[Language], Field(min_length=1)]
    lms: Title = Field(description="Its learning platform and version, for people")
    format: Literal["scorm12", "scorm2004", "cmi5", "web"]
    largest_upload: Annotated[float, Field(gt=0, le=100_000)] = Field(
        description="Megabytes (of 1,000,000 bytes) that its platform takes in one file"
    )
    modules: Literal["whole", "single", "auto"] = Field(
        "auto",
        description="One package, one per module, or one per module if the whole is too large; web: always whole",
    )


class InstitutionsFile(Strict):
    """``conf/institutions.yml``; the file may be absent."""

    base_iri: Annotated[str, StringConstraints(pattern=_IRI)] | None = Field(
        None, description="Start of cmi5 identifiers, an address of yours; never change it once learners have begun"
    )
    institutions: Annotated[list[InstitutionEntry], Field(min_length=1)]


class ContactEntry(Strict):
    """One number of ``conf/contacts.yml``."""

    id: Id
    number: Annotated[str, StringConstraints(pattern=_NUMBER)]
    label: Titles
    state: State
    source: SourceId | None = None
    note: Text | None = None
    audiences: Audiences | None = None


class ContactsFile(Strict):
    """``conf/contacts.yml``."""

    contacts: list[ContactEntry]


class SourceEntry(Strict):
    """One source of facts of ``conf/sources.yml``."""

    id: SourceId
    title: Annotated[str, StringConstraints(pattern=_PLAIN, min_length=1, max_length=400)]
    publisher: Title | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    where: Text | None = None
    state: State
    note: Text | None = None
    audiences: Audiences | None = None


class LegalEntry(Strict):
    """One legal reference of ``conf/sources.yml``, exactly as modules write it."""

    ref: Title
    source: SourceId
    state: State
    note: Text | None = None


class SourcesFile(Strict):
    """``conf/sources.yml``."""

    sources: list[SourceEntry]
    legal: list[LegalEntry] = Field(default_factory=list)


class TermEntry(Strict):
    """One term of ``kits/glossary.yml``."""

    id: Id
    term: Titles
    definition: Texts
    source: SourceId | None = None
    state: State | None = None
    audiences: Audiences | None = None


class GlossaryFile(Strict):
    """``kits/glossary.yml``."""

    terms: list[TermEntry]
