"""Second step: what is wrong with the content, as findings; one file per family of checks.

What was found in the same content before is remembered, and its checks are not even imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from build_tools import recalling
from build_tools.check import assets, config, languages, pictures, short_ids, translations, twins
from build_tools.check.tables import Tables
from build_tools.check.view import View
from build_tools.clock import today as this_day
from build_tools.findings import Finding, in_order
from build_tools.load.places import Places
from build_tools.model import Catalogue


def check(catalogue: Catalogue, today: date | None = None) -> list[Finding]:
    """All findings about a catalogue, in the order of files and lines.

    Args:
        catalogue: the loaded content.
        today: the day on which consents must hold; None: this one.
    """
    places = Places(catalogue.root)
    findings = list(config.check_config(catalogue, places))
    for asset in catalogue.media.values():
        findings += assets.check_asset(catalogue, asset, places, today or this_day())
    findings += short_ids.check_short_ids(catalogue, places)
    findings += languages.check_languages(catalogue, places)
    for kit in catalogue.kits:
        findings += config.check_kit(catalogue, kit, places)
        findings += translations.check_translations(catalogue, kit)
        findings += twins.check_twins(catalogue, kit)
        tables = Tables(catalogue, kit, places)
        for text in kit.texts:
            findings += _text(View(catalogue, kit, text, tables))
    return in_order(findings)


def _text(view: View) -> Iterator[Finding]:
    """What is wrong with one text: with itself, with how it goes with the rest, and with its pictures."""
    sha256 = recalling.text_digest(view.module.text)
    yield from _alone(view, sha256)
    yield from _together(view, sha256)
    for run in pictures.CHECKS:
        yield from run(view)


def _alone(view: View, sha256: str) -> list[Finding]:
    contacts = [[c.id, c.number] for c in view.catalogue.contacts.values()]
    scores = [[a.id, a.readability] for a in view.catalogue.audiences.values()]
    avoided = [[a.words, a.better] for a in view.catalogue.avoided]
    kit, module = view.kit, view.module
    parts = [module.path, view.is_bank, sha256, kit.audiences, kit.languages[:1], scores, contacts, avoided]

    def look() -> list[Finding]:
        from build_tools.check import alone  # noqa: PLC0415 - slow: many checks, and docutils

        return alone.findings(_narrow(view))

    return recalling.value("alone", parts, look)


def _narrow(view: View) -> View:
    """A view of no more than what the checks of one text may depend on, so that they cannot depend on more."""
    catalogue = replace(view.catalogue, kits=(), sources={}, legal={}, terms={}, media={}, institutions={}, ladder=None)
    kit = replace(view.kit, modules=(), bank=view.module if view.is_bank else None)
    return View(catalogue, kit, view.module, Tables(catalogue, kit, Places(catalogue.root)))


def _together(view: View, sha256: str) -> list[Finding]:
    def look() -> Iterator[Finding]:
        from build_tools.check import together  # noqa: PLC0415 - slow: many checks, and docutils

        return together.findings(view)

    return recalling.nothing("together", [view.module.path, sha256, view.tables.digest], look)
