"""The checks that look at one text and at nothing else: what they find is remembered with the text."""

from __future__ import annotations

from build_tools.check import (
    activities,
    assessments,
    audiences,
    facts,
    footnotes,
    questions,
    readability,
    scenarios,
    structure,
    texts,
    wording,
)
from build_tools.check.view import View
from build_tools.findings import Finding

CHECKS = (
    *audiences.CHECKS, *structure.CHECKS, *questions.CHECKS, *activities.CHECKS, *assessments.CHECKS,
    *scenarios.CHECKS, *texts.CHECKS, *footnotes.CHECKS, *facts.CHECKS, *wording.CHECKS,
    *readability.CHECKS,
)  # fmt: skip


def findings(view: View) -> list[Finding]:
    """All that these checks find in a text."""
    wanted = [check for check in CHECKS if not (view.is_bank and check in structure.LESSON_CHECKS)]
    return [finding for check in wanted for finding in check(view)]
