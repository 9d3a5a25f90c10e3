"""The frozen data that flows from step to step; no input or output happens here.

Words follow the house vocabulary: a *kit* holds *modules*, a module holds *lessons*, an
*edition* is kit x audience x language, a *job* makes the *artifacts* of one format of one edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from build_tools.model_media import Ladder, Localized, MediaAsset

BASE_IRI = "https://formacion.example"
"""The default start of cmi5's IRIs: a domain that can never exist (RFC 2606), so nothing needs a network."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where something stands in a file; ``line`` and ``column`` count from 1, 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts += [str(self.line), str(self.column or 1)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Audience:
    """One of the institutions' audiences, from ``conf/audiences.yml``."""

    id: str
    title: Localized
    colour: str
    quick_exit: str | None
    """Where the quick exit ends up when there is a connection; None: the button is absent."""
    address: str | None = None
    """Where ``dist/<audience>/`` is published, without a final slash; None: nowhere."""
    readability: int | None = None
    """The least score on the INFLESZ scale of what it reads; None: any."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A number that may change, from ``conf/contacts.yml``; ``audiences`` None means all."""

    id: str
    number: str
    label: Localized
    state: str
    source: str | None
    audiences: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Source:
    """A source of facts and how far it was verified (``verified|secondary|index|general``)."""

    id: str
    title: str
    publisher: str
    where: str
    state: str
    year: int | None
    audiences: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class LegalReference:
    """An article as authors cite it, with the source it was read in and its verification state."""

    ref: str
    source: str
    state: str


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term; ``audiences`` None means all."""

    id: str
    term: Localized
    definition: Localized
    source: str | None
    audiences: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words that are not to be used, and what to write instead, from ``conf/words.yml``."""

    words: tuple[str, ...]
    better: str


@dataclass(frozen=True, slots=True)
class Module:
    """One MyST file of a kit. ``text`` is the whole file; ``scan`` is what `load.scan` found in it."""

    id: str
    path: str
    text: str
    title: str
    duration: int
    """Declared duration in minutes."""
    audiences: frozenset[str] | None
    content_notice: str | None
    scan: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything taught together; ``folder`` is relative to the project's root."""

    id: str
    folder: str
    version: str
    title: Localized
    description: Localized
    audiences: tuple[str, ...]
    languages: tuple[str, ...]
    modules: tuple[Module, ...]
    mastery: int
    licence: str | None = None
    bank: Module | None = None
    """The question bank: read as modules are, and never a page, a package or a part of a guide itself."""
    released: date | None = None
    """The date of this version."""
    programme: int | None = None
    """Minutes of the whole kit, for each of its audiences; None: nobody has fixed them."""

    @property
    def texts(self) -> tuple[Module, ...]:
        """All MyST files: the modules, then the bank."""
        return self.modules if self.bank is None else (*self.modules, self.bank)


@dataclass(frozen=True, slots=True)
class Institution:
    """Who gets files, and what its learning platform takes, from ``conf/institutions.yml``."""

    id: str
    name: Localized
    audience: str
    languages: tuple[str, ...]
    lms: str
    format: str
    largest_upload: int
    """In bytes."""
    modules: str
    """``whole``, ``single``, or ``auto``: single where the whole package is too large."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All content and configuration of one checkout, as loaded."""

    root: Path
    kits: tuple[Kit, ...]
    audiences: Mapping[str, Audience]
    contacts: Mapping[str, Contact]
    sources: Mapping[str, Source]
    legal: Mapping[str, LegalReference]
    terms: Mapping[str, Term]
    media: Mapping[str, MediaAsset]
    languages: Mapping[str, str]
    """Language codes and their own names, from ``conf/languages.yml``."""
    ladder: Ladder | None = None
    """None: its file could not be read."""
    institutions: Mapping[str, Institution] = field(default_factory=dict)
    base_iri: str = BASE_IRI
    """What the IRIs of cmi5 start with."""
    avoided: tuple[Avoided, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """Kit x audience x language: what one institution gets."""

    kit: Kit
    audience: Audience
    language: str

    @property
    def id(self) -> str:
        """``<kit>/<audience>/<language>``."""
        return f"{self.kit.id}/{self.audience.id}/{self.language}"


@dataclass(frozen=True, slots=True)
class Input:
    """One declared input of a job: where it stands in the workspace and where its bytes come from.

    Exactly one of ``data`` (small, made by the plan), ``file`` (relative to the project's root) and
    ``made`` (what another job makes: ``path`` is then the folder it goes to) is set.
    """

    path: str
    data: bytes | None = field(default=None, repr=False)
    file: str | None = None
    made: str | None = None
    only: tuple[str, ...] = ()
    """Of what the other job makes, these files and folders (with a final slash); empty: all."""


@dataclass(frozen=True, slots=True)
class Job:
    """A unit of work: a plain function of declared inputs.

    ``id`` is ``<kit>/<audience>/<language>/<format>`` for what ends in ``dist/``; steps on the way
    there are ``…/reading``, ``…/facilitator-reading`` and ``media/<id>``.
    """

    id: str
    step: str
    """The function that does the work, as ``python.module:function``."""
    inputs: tuple[Input, ...]
    options: Mapping[str, Any]
    tools: tuple[str, ...]
    """Distributions whose versions belong to the job's key."""
    published: bool = False
    facilitator: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """Ids of the jobs whose outputs it takes."""
        return tuple(dict.fromkeys(i.made for i in self.inputs if i.made))


@dataclass(frozen=True, slots=True)
class Plan:
    """Jobs in an order in which every job stands after those it needs."""

    jobs: tuple[Job, ...]
    known: frozenset[str]
    """Ids of all jobs of the catalogue that may be published, selected or not."""


@dataclass(frozen=True, slots=True, order=True)
class Output:
    """A file that a job made; ``size`` in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file or folder (``web/``) in ``dist/``, with what the inventory says of it; ``size`` in bytes."""

    job: str
    path: str
    size: int
    sha256: str
    version: str
    facilitator: bool


def localized(texts: Localized, language: str) -> str:
    """The text in a language, else in Spanish, else in whatever language there is; '' when empty."""
    return texts.get(language) or texts.get("es") or next(iter(texts.values()), "")


def visible(audiences: frozenset[str] | None, audience: str) -> bool:
    """Whether something with that audience list is for the audience (None: for all)."""
    return audiences is None or audience in audiences
