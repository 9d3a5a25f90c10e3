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

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


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
    released: date | None = Field(None, description="Date of this version, e.g. 2026-11-24; absent: no date is shown")
    programme: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        None, description="Minutes of the whole kit: what the durations of its modules add up to; absent: not checked"
    )
    licence: Title | None = Field(None, description="For packages' metadata, e.g. CC-BY-SA-4.0; absent: all rights")


class ModuleHead(Strict):
    """The front matter of a module."""

    title: Title
    duration: Annotated[int, Field(ge=1, le=1000)] = Field(description="Minutes")
    audiences: Audiences | None = Field(None, description="Absent: all of the kit")
    content_notice: Text | None = Field(None, description="Shown before the module; absent: none")


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
    readability: Annotated[int, Field(ge=0, le=100)] | None = Field(
        None, description="Least INFLESZ score of Spanish modules: 55 normal, 65 quite easy, 80 very easy; absent: any"
    )


class AvoidedEntry(Strict):
    """Words of ``conf/words.yml`` that are not to be used, with the better ones."""

    words: Annotated[list[Title], Field(min_length=1)] = Field(description="In all their forms; capitals do not count")
    better: Title


class WordsFile(Strict):
    """``conf/words.yml``; the file may be absent."""

    avoid: list[AvoidedEntry]


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
