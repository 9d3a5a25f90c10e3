"""The first two steps, for every command that needs to know the content: load and check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from build_tools import recalling
from build_tools.check import check
from build_tools.digests import Index
from build_tools.findings import Finding, in_order
from build_tools.load import load
from build_tools.model import Catalogue
from build_tools.place import Place
from build_tools.translate.status import untranslated


def examine(
    root: Path, index: Index | None = None, *, remember: bool = True, translations: bool = False
) -> tuple[Catalogue, list[Finding]]:
    """Loads and checks a project.

    Args:
        root: the project's folder.
        index: knows its files by their stamps; None: that of the project.
        translations: whether to look for texts that are not translated yet, too: each new text takes time for that.
        remember: whether what was worked out before may be used again; the answers are the same.
    """
    place = Place(root)
    known = index or Index(place.index)
    recalling.use(place.memo if remember else None, known)
    try:
        return _examined(root, translations=translations)
    finally:
        if index is None:
            known.save()


def _examined(root: Path, *, translations: bool) -> tuple[Catalogue, list[Finding]]:
    catalogue, findings = load(root)
    findings = [*findings, *check(catalogue), *(untranslated(catalogue) if translations else ())]
    return catalogue, in_order(findings)


def chosen(findings: Sequence[Finding], selectors: Sequence[str]) -> list[Finding]:
    """Findings of the kits that selectors name, and of what all kits share."""
    kits = {s.split("/")[0] for s in selectors}
    if not kits or any(set("*?[") & set(k) for k in kits):
        return list(findings)
    parts = [(f, f.location.path.split("/")) for f in findings]
    return [f for f, p in parts if p[0] != "kits" or p[1] in kits or not p[2:]]
