"""Checks of the YAML files against each other, and of the media that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.files import file_at
from build_tools.load.places import Places
from build_tools.media.captions import CAPTIONS_LIMIT, CaptionError, read_captions
from build_tools.media.probe import sniff
from build_tools.model import Catalogue, Institution, Kit, Location, MediaAsset


def check_config(catalogue: Catalogue, places: Places) -> Iterator[Finding]:
    """What the files in ``conf/``, ``media/`` and the glossary say of each other."""
    for path, field, entries in (
        ("conf/contacts.yml", "contacts", catalogue.contacts.values()),
        ("conf/sources.yml", "sources", catalogue.sources.values()),
        ("kits/glossary.yml", "terms", catalogue.terms.values()),
    ):
        for entry in entries:
            at = (path, field, entry.id)
            yield from _audiences(catalogue, entry.audiences or (), places, *at)
            source = getattr(entry, "source", None)
            if source and source not in catalogue.sources:
                values = {"name": source, "audience": Phrase("any audience")}
                yield Finding(Code.UNKNOWN_SOURCE, places.of(*at, "source"), values)
    for institution in catalogue.institutions.values():
        yield from _institution(catalogue, institution, places)
    for asset in catalogue.media.values():
        yield from _media(catalogue, asset, places)


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
    yield from _audiences(catalogue, kit.audiences, places, path)
    yield from _languages(catalogue, kit.languages, places, path, "languages")
    for module in kit.modules:
        yield from _audiences(catalogue, module.audiences or (), places, module.path)
        if module.audiences is not None and not module.audiences & set(kit.audiences):
            yield Finding(Code.EMPTY_AUDIENCE, places.of(module.path, "audiences"))


def _audiences(catalogue: Catalogue, names: Iterable[str], places: Places, path: str, *keys: str) -> Iterator[Finding]:
    for name in sorted(names) if catalogue.audiences else ():  # without any, their file has a fault of its own
        if name not in catalogue.audiences:
            values = {"name": name, "known": ", ".join(catalogue.audiences)}
            yield Finding(Code.UNKNOWN_AUDIENCE, places.of(path, *keys, "audiences", name), values)


def _languages(catalogue: Catalogue, names: Iterable[str], places: Places, path: str, key: str) -> Iterator[Finding]:
    for name in names if catalogue.languages else ():
        if name not in catalogue.languages:
            values = {"name": name, "known": ", ".join(catalogue.languages)}
            yield Finding(Code.UNKNOWN_LANGUAGE, places.of(path, key, name), values)


def _media(catalogue: Catalogue, asset: MediaAsset, places: Places) -> Iterator[Finding]:
    folder = f"media/{asset.id}"
    path = f"{folder}/media.yml"
    yield from _audiences(catalogue, asset.audiences or (), places, path)
    yield from _languages(catalogue, asset.captions, places, path, "captions")
    if asset.storyboard is not None or asset.kind == "storyboard":
        return
    named = [(("source",), asset.source), *((("captions", k), v) for k, v in asset.captions.items())]
    for keys, full in named:
        name = full.removeprefix(f"{folder}/")
        file = file_at(catalogue.root / folder, catalogue.root / folder, name)
        place = places.of(path, *keys) if isinstance(file, Code) or keys == ("source",) else Location(full)
        if isinstance(file, Code):
            yield Finding(file, place, {"path": name})
        elif keys != ("source",):
            yield from _captions(catalogue, full)
        elif problem := sniff(file, asset.kind):
            yield Finding(Code.MEDIA_BROKEN, place, {"path": name, "problem": Phrase(problem)})


def _captions(catalogue: Catalogue, name: str) -> Iterator[Finding]:
    file = catalogue.root / name
    size = file.stat().st_size
    if size > CAPTIONS_LIMIT:
        yield Finding(Code.FILE_TOO_LARGE, Location(name), {"size": size, "limit": CAPTIONS_LIMIT})
        return
    try:
        read_captions(file.read_bytes())
    except CaptionError as error:
        yield Finding(Code.CAPTIONS_BROKEN, Location(name, error.line, 1 if error.line else 0),
                      {"problem": Phrase(error.problem)})  # fmt: skip
