"""The checks that look at how a text goes with the rest of its kit, with the registers and with media assets."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.check import activities, assessments, captions, references
from build_tools.check.view import View
from build_tools.findings import Finding

CHECKS = (*references.CHECKS, *activities.KIT_CHECKS, *assessments.KIT_CHECKS, *captions.CHECKS)


def findings(view: View) -> Iterator[Finding]:
    """All that these checks find about a text."""
    return (finding for check in CHECKS for finding in check(view))
