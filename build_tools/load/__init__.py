"""First step: what people wrote in ``kits/``, ``media/`` and ``conf/`` becomes a `Catalogue`."""

from __future__ import annotations

from pathlib import Path

from build_tools.findings import Code, Finding, Phrase
from build_tools.load import schema
from build_tools.load.kits import load_kits
from build_tools.load.media import load_ladder, load_media
from build_tools.load.storyboard_telling import Registers
from build_tools.load.yaml_file import Document, M, load_yaml
from build_tools.model import Audience, Catalogue, Contact, Institution, LegalReference, Source, Term

__all__ = ["load"]

_MEGABYTE = 1_000_000


def load(root: Path) -> tuple[Catalogue, list[Finding]]:
    """Everything in a project's folder, with the findings of reading it.

    What cannot be read is left out of the catalogue and named in a finding.
    """
    findings: list[Finding] = []
    audiences = _audiences(root, findings)
    sources, legal = _sources(root, findings)
    institutions, base_iri = _institutions(root, findings)
    contacts = _contacts(root, findings)
    catalogue = Catalogue(
        root=root,
        kits=load_kits(root, findings),
        audiences=audiences,
        contacts=contacts,
        sources=sources,
        legal=legal,
        terms=_terms(root, findings),
        media=load_media(root, Registers(contacts, sources), findings),
        ladder=load_ladder(root, findings),
        languages=_languages(root, findings),
        institutions=institutions,
        **base_iri,
    )
    return catalogue, findings


def _entries(
    root: Path, path: str, model: type[M], field: str, findings: list[Finding]
) -> tuple[M, Document] | tuple[None, None]:
    """A file with a list of entries; an id that stands in it twice becomes a finding."""
    loaded = load_yaml(root, path, model, findings)
    if loaded is None:
        return None, None
    _unique(loaded[1], field, [e.id for e in getattr(loaded[0], field)], findings)
    return loaded


def _unique(document: Document, field: str, names: list[str], findings: list[Finding]) -> None:
    for index, name in enumerate(names):
        first = names.index(name)
        if first != index:
            values = {"id": name, "other": document.place(field, first)}
            findings.append(Finding(Code.DUPLICATE_ID, document.place(field, index), values))


def _only(audiences: list[str] | None) -> frozenset[str] | None:
    return None if audiences is None else frozenset(audiences)


def _audiences(root: Path, findings: list[Finding]) -> dict[str, Audience]:
    value, _ = _entries(root, "conf/audiences.yml", schema.AudiencesFile, "audiences", findings)
    entries = value.audiences if value else []
    return {e.id: Audience(e.id, e.title, e.colour, e.quick_exit, e.address) for e in entries}


def _languages(root: Path, findings: list[Finding]) -> dict[str, str]:
    loaded = load_yaml(root, "conf/languages.yml", schema.LanguagesFile, findings)
    return dict(loaded[0].languages) if loaded else {}


def _institutions(root: Path, findings: list[Finding]) -> tuple[dict[str, Institution], dict[str, str]]:
    path = "conf/institutions.yml"
    if not (root / path).exists():
        return {}, {}
    value, _ = _entries(root, path, schema.InstitutionsFile, "institutions", findings)
    found = {
        e.id: Institution(e.id, e.name, e.audience, tuple(e.languages), e.lms, e.format,
                          int(e.largest_upload * _MEGABYTE), e.modules)
        for e in (value.institutions if value else [])
    }  # fmt: skip
    return found, {"base_iri": value.base_iri} if value and value.base_iri else {}


def _contacts(root: Path, findings: list[Finding]) -> dict[str, Contact]:
    value, _ = _entries(root, "conf/contacts.yml", schema.ContactsFile, "contacts", findings)
    return {
        e.id: Contact(e.id, e.number, e.label, e.state, e.source, _only(e.audiences))
        for e in (value.contacts if value else [])
    }


def _sources(root: Path, findings: list[Finding]) -> tuple[dict[str, Source], dict[str, LegalReference]]:
    value, document = _entries(root, "conf/sources.yml", schema.SourcesFile, "sources", findings)
    if value is None or document is None:
        return {}, {}
    sources = {
        e.id: Source(e.id, e.title, e.publisher or "", e.where or "", e.state, e.year, _only(e.audiences))
        for e in value.sources
    }
    _unique(document, "legal", [e.ref for e in value.legal], findings)
    for index, entry in enumerate(value.legal):
        if entry.source not in sources:
            values = {"name": entry.source, "audience": Phrase("any audience")}
            findings.append(Finding(Code.UNKNOWN_SOURCE, document.place("legal", index, "source"), values))
    return sources, {e.ref: LegalReference(e.ref, e.source, e.state) for e in value.legal}


def _terms(root: Path, findings: list[Finding]) -> dict[str, Term]:
    value, _ = _entries(root, "kits/glossary.yml", schema.GlossaryFile, "terms", findings)
    return {
        e.id: Term(e.id, e.term, e.definition, e.source, _only(e.audiences)) for e in (value.terms if value else [])
    }
