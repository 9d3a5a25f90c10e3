"""Checks of the YAML files against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.findings import Code, Finding
from build_tools.load.files import inside
from build_tools.media.captions import CaptionError, read_captions
from build_tools.media.probe import sniff
from build_tools.model import Catalogue, Kit, Location, MediaAsset


def check_config(catalogue: Catalogue) -> Iterator[Finding]:
    """What the files in ``conf/``, ``media/`` and the glossary say of each other."""
    for path, entries in (
        ("conf/contacts.yml", catalogue.contacts.values()),
        ("conf/sources.yml", catalogue.sources.values()),
        ("kits/glossary.yml", catalogue.terms.values()),
    ):
        for entry in entries:
            yield from _audiences(catalogue, entry.audiences or (), Location(path))  # type: ignore[attr-defined]
            source = getattr(entry, "source", None)
            if source and source not in catalogue.sources:
                yield Finding(Code.UNKNOWN_SOURCE, Location(path), {"name": source, "audience": "*"})
    for asset in catalogue.media.values():
        yield from _media(catalogue, asset)


def check_kit(catalogue: Catalogue, kit: Kit) -> Iterator[Finding]:
    """Audiences and languages that a kit and its modules name, and its translation files."""
    place = Location(f"{kit.folder}/kit.yml")
    yield from _audiences(catalogue, kit.audiences, place)
    for language in kit.languages:
        if language not in catalogue.languages:
            values = {"name": language, "known": ", ".join(catalogue.languages)}
            yield Finding(Code.UNKNOWN_LANGUAGE, place, values)
    for module in kit.modules:
        yield from _audiences(catalogue, module.audiences or (), Location(module.path, 1, 1))
        if module.audiences is not None and not module.audiences & set(kit.audiences):
            yield Finding(Code.EMPTY_AUDIENCE, Location(module.path, 1, 1))


def _audiences(catalogue: Catalogue, names: Iterable[str], place: Location) -> Iterator[Finding]:
    for name in sorted(names):
        if name not in catalogue.audiences:
            values = {"name": name, "known": ", ".join(catalogue.audiences)}
            yield Finding(Code.UNKNOWN_AUDIENCE, place, values)


def _media(catalogue: Catalogue, asset: MediaAsset) -> Iterator[Finding]:
    path = f"media/{asset.id}/media.yml"
    yield from _audiences(catalogue, asset.audiences or (), Location(path))
    folder = catalogue.root / "media" / asset.id
    for name in (asset.source, *asset.captions.values()):
        file = inside(folder, catalogue.root, name)
        if file is None:
            yield Finding(Code.PATH_OUTSIDE, Location(path), {"path": name})
        elif not file.is_file():
            yield Finding(Code.FILE_MISSING, Location(path), {"path": name})
        elif name == asset.source:
            if problem := sniff(file, asset.kind):
                yield Finding(Code.MEDIA_BROKEN, Location(path), {"path": name, "problem": problem})
        else:
            yield from _captions(catalogue, name)


def _captions(catalogue: Catalogue, name: str) -> Iterator[Finding]:
    try:
        read_captions((catalogue.root / name).read_bytes())
    except CaptionError as error:
        yield Finding(Code.CAPTIONS_BROKEN, Location(name, error.line), {"problem": str(error)})
