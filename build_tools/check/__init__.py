"""Second step: what is wrong with the content, as findings; one file per family of checks."""

from __future__ import annotations

from datetime import date

from build_tools.check import (
    activities,
    assessments,
    audiences,
    captions,
    config,
    footnotes,
    media,
    pictures,
    questions,
    references,
    scenarios,
    short_ids,
    storyboards,
    structure,
    texts,
    translations,
)
from build_tools.check.view import View
from build_tools.clock import today as this_day
from build_tools.findings import Finding, in_order
from build_tools.load.places import Places
from build_tools.model import Catalogue

MODULE_CHECKS = (
    *audiences.CHECKS, *structure.CHECKS, *references.CHECKS, *questions.CHECKS, *activities.CHECKS,
    *assessments.CHECKS, *scenarios.CHECKS, *pictures.CHECKS, *texts.CHECKS, *storyboards.CHECKS,
    *captions.CHECKS, *footnotes.CHECKS,
)  # fmt: skip


def check(catalogue: Catalogue, today: date | None = None) -> list[Finding]:
    """All findings about a catalogue, in the order of files and lines.

    Args:
        catalogue: the loaded content.
        today: the day on which consents must hold; None: this one.
    """
    places = Places(catalogue.root)
    findings = list(config.check_config(catalogue, places))
    for asset in catalogue.media.values():
        findings += media.check_media(catalogue, asset, places, today or this_day())
    findings += short_ids.check_short_ids(catalogue, places)
    findings += storyboards.check_storyboards(catalogue)
    for kit in catalogue.kits:
        findings += config.check_kit(catalogue, kit, places)
        findings += translations.check_translations(catalogue, kit)
        for text in kit.texts:
            view = View(catalogue, kit, text)
            wanted = [c for c in MODULE_CHECKS if not (view.is_bank and c in structure.LESSON_CHECKS)]
            findings += [finding for run in wanted for finding in run(view)]
    return in_order(findings)
