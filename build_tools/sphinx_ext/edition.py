"""What Sphinx is told about the edition it reads: only what that edition's audience may see."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sphinx.environment import BuildEnvironment

from build_tools.model import Term


@dataclass(frozen=True, slots=True)
class EditionData:
    """The data of ``edition.json``; entries of other audiences are not in it."""

    raw: Mapping[str, Any]

    @property
    def language(self) -> str:
        """The edition's language code."""
        return str(self.raw["language"])

    @property
    def terms(self) -> dict[str, Term]:
        """The glossary, by id."""
        return {t["id"]: Term(t["id"], t["term"], t["definition"], t["source"], None) for t in self.raw["terms"]}

    @property
    def contacts(self) -> Mapping[str, Mapping[str, str]]:
        """Contacts by id, with number and label."""
        return {c["id"]: c for c in self.raw["contacts"]}

    @property
    def sources(self) -> Mapping[str, Mapping[str, Any]]:
        """Sources by id."""
        return {s["id"]: s for s in self.raw["sources"]}

    @property
    def legal(self) -> Mapping[str, Mapping[str, str]]:
        """Legal references by their text."""
        return {r["ref"]: r for r in self.raw["legal"]}


def edition_of(env: BuildEnvironment) -> EditionData:
    """The edition that this Sphinx environment reads."""
    return EditionData(env.config.kits_edition)


def answer_key(text: str) -> str:
    """A short key of an answer that survives reordering and translation: from its source text."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]
