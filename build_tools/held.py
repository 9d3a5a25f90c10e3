"""Which editions must not be built, because content that they use has errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.edition import media_of
from build_tools.findings import Finding
from build_tools.model import Catalogue, Edition


@dataclass(frozen=True, slots=True)
class Held:
    """What errors hold back: whole kits, and the editions of some audiences of a kit."""

    kits: frozenset[str] = frozenset()
    """Ids of kits that have errors, or share something that has."""
    editions: frozenset[tuple[str, str]] = frozenset()
    """Kit and audience, in all languages, where a media asset has errors that only these use."""

    def holds(self, kit: str, audience: str) -> bool:
        """Whether a kit's editions for an audience must not be built."""
        return kit in self.kits or (kit, audience) in self.editions

    def of(self, audience: str) -> frozenset[str]:
        """Ids of the kits that are held back for an audience."""
        return self.kits | {kit for kit, other in self.editions if other == audience}


def held_back(root: Path, catalogue: Catalogue, findings: Sequence[Finding]) -> Held:
    """What the errors among findings hold back.

    An error in ``kits/<kit>/`` holds that kit; one in ``media/<id>/`` holds the kits' editions for the audiences
    that see the asset, and nobody where none does; one elsewhere holds everything.

    Args:
        root: the project's folder: kits that could not be read are only there.
        catalogue: the loaded content.
        findings: of loading and checking it.
    """
    everything = {p.name for p in root.glob("kits/*") if p.is_dir()} | {k.id for k in catalogue.kits}
    kits: set[str] = set()
    assets: set[str] = set()
    for finding in findings:
        if finding.is_error:
            top, _, rest = finding.location.path.partition("/")
            name, _, inner = rest.partition("/")
            if top == "media" and inner:
                assets.add(name)
            else:
                kits |= {name} if top == "kits" and name in everything else everything
    return Held(frozenset(kits), frozenset(_users(catalogue, assets)) if assets else frozenset())


def _users(catalogue: Catalogue, assets: set[str]) -> Iterator[tuple[str, str]]:
    for kit in catalogue.kits:
        for audience in kit.audiences:
            if audience in catalogue.audiences:
                edition = Edition(kit, catalogue.audiences[audience], kit.languages[0])
                if assets & set(media_of(edition, facilitator=True)):
                    yield kit.id, audience
