"""Checks of media assets: nobody is shown without a consent that holds, and sources can be used."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date

from build_tools.check.config import known_audiences, known_languages
from build_tools.check.tracks import check_tracks
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.files import file_at
from build_tools.load.places import Places
from build_tools.media.measure import Limits, Measure, measure
from build_tools.model import Catalogue
from build_tools.model_media import MediaAsset
from build_tools.place import Place

RECORDS = "measured"
"""The folder of measures, in that of the working files."""


def check_media(catalogue: Catalogue, asset: MediaAsset, places: Places, today: date) -> Iterator[Finding]:
    """All findings about one media asset; those of a storyboard's slides are in `storyboards`.

    Args:
        catalogue: holds it.
        asset: as loaded.
        places: of the project's YAML files.
        today: consents must hold on it.
    """
    path = f"media/{asset.id}/media.yml"
    yield from known_audiences(catalogue, asset.audiences or (), places, path)
    yield from known_languages(catalogue, [asset.language], places, path, "language")
    for field, files in (("captions", asset.captions), ("descriptions", asset.descriptions)):
        yield from known_languages(catalogue, files, places, path, field)
    yield from _people(asset, places, path, today)
    if asset.picture_matters:
        for language in sorted(set(asset.captions) - set(asset.descriptions)):
            place = places.of(path, "captions", language)
            yield Finding(Code.NO_DESCRIPTIONS, place, {"language": language})
    if asset.told:
        return
    measured = yield from _source(catalogue, asset, places)
    yield from check_tracks(catalogue, asset, places, measured)


def _people(asset: MediaAsset, places: Places, path: str, today: date) -> Iterator[Finding]:
    consent = asset.consent
    if asset.people == "consented" and consent is None:
        yield Finding(Code.CONSENT_MISSING, places.of(path, "people"))
    elif consent is not None and consent.until < today:
        yield Finding(Code.CONSENT_EXPIRED, places.of(path, "consent", "until"), {"until": consent.until})


def _source(catalogue: Catalogue, asset: MediaAsset, places: Places) -> Generator[Finding, None, Measure | None]:
    """Yields what is wrong with a source, and returns its measure where there is one."""
    folder = f"media/{asset.id}"
    name = asset.source.removeprefix(f"{folder}/")
    at = (f"{folder}/media.yml", "source")
    file = file_at(catalogue.root / folder, catalogue.root / folder, name)
    if isinstance(file, Code):
        yield Finding(file, places.of(*at), {"path": name})
        return None
    ladder = catalogue.ladder
    if ladder is None:  # its file has a fault of its own, and nothing is built
        return None
    limits = Limits(ladder.minutes, ladder.megabytes, ladder.megapixels)
    measured = measure(file, asset.kind, limits, Place(catalogue.root).work / RECORDS)
    if measured.problem:
        code = Code.MEDIA_LIMIT if measured.large else Code.MEDIA_BROKEN
        yield Finding(code, places.of(*at), {"path": name, "problem": Phrase(measured.problem, measured.values)})
    return measured
