"""What each file in ``conf/``, and the glossary, says: a text becomes entries of the model and findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from build_tools.findings import Code, Finding, Phrase
from build_tools.load import schema
from build_tools.load.media_file import ladder
from build_tools.load.yaml_file import Document, M, read_yaml
from build_tools.model import Audience, Avoided, Contact, Institution, LegalReference, Source, Term

_MEGABYTE = 1_000_000


def read(path: str, text: str) -> tuple[Any, list[Finding]]:
    """What one of the files says, None where it cannot be read; and what is wrong with it.

    Args:
        path: one of `READERS`, relative to the project's root.
        text: what stands in it.
    """
    findings: list[Finding] = []
    return READERS[path](text, path, findings), findings


def _entries(
    text: str, path: str, model: type[M], field: str, findings: list[Finding]
) -> tuple[M, Document] | tuple[None, None]:
    """A file with a list of entries; an id that stands in it twice becomes a finding."""
    loaded = read_yaml(text, path, model, findings)
    if loaded is None:
        return None, None
    _unique(loaded[1], field, [e.id for e in getattr(loaded[0], field)], findings)
    return loaded


def _unique(document: Document, field: str, names: list[str], findings: list[Finding]) -> None:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if first.setdefault(name, index) != index:
            values = {"id": name, "other": document.place(field, first[name])}
            findings.append(Finding(Code.DUPLICATE_ID, document.place(field, index), values))


def _only(audiences: list[str] | None) -> frozenset[str] | None:
    return None if audiences is None else frozenset(audiences)


def _audiences(text: str, path: str, findings: list[Finding]) -> dict[str, Audience] | None:
    value, _ = _entries(text, path, schema.AudiencesFile, "audiences", findings)
    return (
        None
        if value is None
        else {e.id: Audience(e.id, e.title, e.colour, e.quick_exit, e.address, e.readability) for e in value.audiences}
    )


def _languages(text: str, path: str, findings: list[Finding]) -> dict[str, str] | None:
    loaded = read_yaml(text, path, schema.LanguagesFile, findings)
    return dict(loaded[0].languages) if loaded else None


def _institutions(
    text: str, path: str, findings: list[Finding]
) -> tuple[dict[str, Institution], dict[str, str]] | None:
    value, _ = _entries(text, path, schema.InstitutionsFile, "institutions", findings)
    if value is None:
        return None
    found = {
        e.id: Institution(e.id, e.name, e.audience, tuple(e.languages), e.lms, e.format,
                          int(e.largest_upload * _MEGABYTE), e.modules)
        for e in value.institutions
    }  # fmt: skip
    return found, {"base_iri": value.base_iri} if value.base_iri else {}


def _contacts(text: str, path: str, findings: list[Finding]) -> dict[str, Contact] | None:
    value, _ = _entries(text, path, schema.ContactsFile, "contacts", findings)
    return (
        None
        if value is None
        else {e.id: Contact(e.id, e.number, e.label, e.state, e.source, _only(e.audiences)) for e in value.contacts}
    )


def _sources(
    text: str, path: str, findings: list[Finding]
) -> tuple[dict[str, Source], dict[str, LegalReference]] | None:
    value, document = _entries(text, path, schema.SourcesFile, "sources", findings)
    if value is None or document is None:
        return None
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


def _terms(text: str, path: str, findings: list[Finding]) -> dict[str, Term] | None:
    value, _ = _entries(text, path, schema.GlossaryFile, "terms", findings)
    return (
        None
        if value is None
        else {e.id: Term(e.id, e.term, e.definition, e.source, _only(e.audiences)) for e in value.terms}
    )


def _words(text: str, path: str, findings: list[Finding]) -> tuple[Avoided, ...] | None:
    loaded = read_yaml(text, path, schema.WordsFile, findings)
    return tuple(Avoided(tuple(e.words), e.better) for e in loaded[0].avoid) if loaded else None


READERS: Mapping[str, Callable[[str, str, list[Finding]], Any]] = {
    "conf/audiences.yml": _audiences,
    "conf/contacts.yml": _contacts,
    "conf/institutions.yml": _institutions,
    "conf/languages.yml": _languages,
    "conf/media.yml": ladder,
    "conf/sources.yml": _sources,
    "conf/words.yml": _words,
    "kits/glossary.yml": _terms,
}
