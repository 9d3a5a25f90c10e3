"""Checks of the YAML files against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from build_tools import recalling
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.files import read_text
from build_tools.load.places import Places
from build_tools.model import Catalogue, Institution, Kit, visible


def check_config(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    """What the files in ``conf/`` and the glossary say of each other."""
    for path, field, entries in (
        ("conf/contacts.yml", "contacts", catalogue.contacts.values()),
        ("conf/sources.yml", "sources", catalogue.sources.values()),
        ("kits/glossary.yml", "terms", catalogue.terms.values()),
    ):
        for entry in entries:
            at = (path, field, entry.id)
            yield from known_audiences(catalogue, entry.audiences or (), places, *at)
            source = getattr(entry, "source", None)
            if source and source not in catalogue.sources:
                values = {"name": source, "audience": Phrase("any audience")}
                yield Finding(Code.UNKNOWN_SOURCE, places.of(*at, "source"), values)
    for institution in catalogue.institutions.values():
        yield from _institution(catalogue, institution, places)
    yield from _wording(catalogue, "kits/glossary.yml")


def _institution(catalogue: Catalogue, institution: Institution, places: Places) -> Iterator[Finding]:
    at = ("conf/institutions.yml", "institutions", institution.id)
    if institution.audience not in catalogue.audiences:
        values = {"name": institution.audience, "known": ", ".join(catalogue.audiences)}
        yield Finding(Code.UNKNOWN_AUDIENCE, places.of(*at, "audience"), values)
    for language in institution.languages:
        if language not in catalogue.languages:
            values = {"name": language, "known": ", ".join(catalogue.languages)}
            yield Finding(Code.UNKNOWN_LANGUAGE, places.of(*at, "languages", language), values)


def check_kit(catalogue: Catalogue, kit: Kit, places: Places) -> Iterator[Finding]:
    """Audiences and languages that a kit and its modules name."""
    path = f"{kit.folder}/kit.yml"
    yield from known_audiences(catalogue, kit.audiences, places, path)
    yield from known_languages(catalogue, kit.languages, places, path, "languages")
    for module in kit.modules:
        yield from known_audiences(catalogue, module.audiences or (), places, module.path)
        if module.audiences is not None and not module.audiences & set(kit.audiences):
            yield Finding(Code.EMPTY_AUDIENCE, places.of(module.path, "audiences"))
    yield from _programme(kit, places)
    yield from _wording(catalogue, path)


def _wording(catalogue: Catalogue, path: str) -> list[Finding]:
    """The words of a YAML file."""
    text = read_text(catalogue.root, path, []) or ""

    def look() -> list[Finding]:
        from build_tools.check.wording import avoided_words  # noqa: PLC0415 - not for a text that was looked at

        return list(avoided_words(catalogue.avoided, path, text))

    return recalling.value("wording", [path, text, [asdict(a) for a in catalogue.avoided]], look)


def _programme(kit: Kit, places: Places) -> Iterator[Finding]:
    """The modules of each audience add up to the kit's programme."""
    if kit.programme is None:
        return
    sums: dict[int, list[str]] = {}
    for audience in kit.audiences:
        total = sum(module.duration for module in kit.modules if visible(module.audiences, audience))
        sums.setdefault(total, []).append(audience)
    for total, audiences in sums.items():
        # A module that cannot be read has a finding of its own; then the sum is unknown.
        if total != kit.programme and places.count(f"{kit.folder}/kit.yml", "modules") == len(kit.modules):
            values = {"audience": ", ".join(audiences), "sum": total, "programme": kit.programme}
            yield Finding(Code.PROGRAMME_TIME, places.of(f"{kit.folder}/kit.yml", "programme"), values)


def known_audiences(
    catalogue: Catalogue, names: Iterable[str], places: Places, path: str, *keys: str
) -> Iterator[Finding]:
    """A finding for each name that is no audience; ``keys`` lead to the field “audiences” of a file."""
    for name in sorted(names) if catalogue.audiences else ():  # without any, their file has a fault of its own
        if name not in catalogue.audiences:
            values = {"name": name, "known": ", ".join(catalogue.audiences)}
            yield Finding(Code.UNKNOWN_AUDIENCE, places.of(path, *keys, "audiences", name), values)


def known_languages(
    catalogue: Catalogue, names: Iterable[str], places: Places, path: str, key: str
) -> Iterator[Finding]:
    """A finding for each name that is no language; ``key`` is the field of a file that holds them."""
    for name in names if catalogue.languages else ():
        if name not in catalogue.languages:
            values = {"name": name, "known": ", ".join(catalogue.languages)}
            yield Finding(Code.UNKNOWN_LANGUAGE, places.of(path, key, name), values)
