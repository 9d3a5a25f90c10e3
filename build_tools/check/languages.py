"""Checks that what an edition shows beside its modules is there in each language of its kit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from build_tools.findings import Code, Finding
from build_tools.load.kits import media_named
from build_tools.load.places import Places
from build_tools.load.roles import find_term, text_and_target
from build_tools.model import Catalogue, Kit, visible
from build_tools.model_media import Localized, MediaAsset


def check_languages(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    """Fields in YAML files that have a text for some languages and not for all that they are shown in.

    One finding for a field names all languages that it lacks, in whichever kits.
    """
    wanted: dict[tuple[str, tuple[str, ...]], _Field] = {}
    for kit in catalogue.kits:
        for found in _fields(catalogue, kit):
            wanted.setdefault((found.path, found.keys), found).languages.update(dict.fromkeys(kit.languages))
    for found in wanted.values():
        missing = [name for name in found.languages if name in catalogue.languages and name not in found.texts]
        if missing:
            values = {"field": found.keys[-1], "id": found.id, "languages": ", ".join(missing)}
            yield Finding(Code.FIELD_UNTRANSLATED, places.of(found.path, *found.keys), values)


@dataclass(frozen=True)
class _Field:
    """A field of a file with its texts, and the languages that it is shown in, in the order in which they are met."""

    path: str
    keys: tuple[str, ...]
    id: str
    texts: Localized
    languages: dict[str, None] = field(default_factory=dict)


def _fields(catalogue: Catalogue, kit: Kit) -> Iterator[_Field]:
    path = f"{kit.folder}/kit.yml"
    yield from _filled(path, (), kit.id, title=kit.title, description=kit.description)
    for name in kit.audiences:
        audience = catalogue.audiences.get(name)
        if audience is not None:
            yield from _filled("conf/audiences.yml", ("audiences", name), name, title=audience.title)
    for contact in catalogue.contacts.values():
        if any(visible(contact.audiences, name) for name in kit.audiences):
            yield from _filled("conf/contacts.yml", ("contacts", contact.id), contact.id, label=contact.label)
    for name in sorted(_terms(catalogue, kit)):
        term = catalogue.terms[name]
        yield from _filled("kits/glossary.yml", ("terms", name), name, term=term.term, definition=term.definition)
    for name in sorted(media_named(kit)):
        if name in catalogue.media:
            yield from _of_asset(catalogue.media[name])


def _of_asset(asset: MediaAsset) -> Iterator[_Field]:
    tracks = {} if asset.told else {"captions": asset.captions}
    yield from _filled(f"media/{asset.id}/media.yml", (), asset.id, title=asset.title, alt=asset.alt, **tracks)


def _filled(path: str, keys: tuple[str, ...], id_: str, **fields: Localized) -> Iterator[_Field]:
    return (_Field(path, (*keys, name), id_, texts) for name, texts in fields.items() if texts)


def _terms(catalogue: Catalogue, kit: Kit) -> set[str]:
    named = (text_and_target(e.argument)[1] for text in kit.texts for e in text.scan.of("role", "term"))
    found = (find_term(catalogue.terms, name) for name in named)
    return {term.id for term in found if term is not None}
