"""What Sphinx is told about the edition it reads: only what that edition's audience may see."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from build_tools.model import Term

_EDITIONS: WeakKeyDictionary[Config, EditionData] = WeakKeyDictionary()
_TEXTS = ("language", "facilitator", "terms", "contacts", "sources", "legal")


@dataclass(frozen=True)
class EditionData:
    """The data of ``edition.json``; entries of other audiences are not in it."""

    raw: Mapping[str, Any]

    @cached_property
    def for_texts(self) -> Mapping[str, Any]:
        """All that a module's text can ask for: another version or order of the kit makes no text another."""
        kit = self.raw["kit"]
        audience = {"audience": self.raw["audience"]["id"], "kit": kit["id"], "mastery": kit["mastery"]}
        return audience | {name: self.raw[name] for name in _TEXTS}

    @property
    def language(self) -> str:
        """The edition's language code."""
        return str(self.for_texts["language"])

    @property
    def mastery(self) -> int:
        """Per cent of the points that a final assessment takes."""
        found: int = self.for_texts["mastery"]
        return found

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The glossary, by id."""
        listed = self.for_texts["terms"]
        return {t["id"]: Term(t["id"], t["term"], t["definition"], t["source"], None) for t in listed}

    @cached_property
    def contacts(self) -> Mapping[str, Mapping[str, str]]:
        """Contacts by id, with number and label."""
        return {c["id"]: c for c in self.for_texts["contacts"]}

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, Any]]:
        """Sources by id."""
        return {s["id"]: s for s in self.for_texts["sources"]}

    @cached_property
    def legal(self) -> Mapping[str, Mapping[str, str]]:
        """Legal references by their text."""
        return {r["ref"]: r for r in self.for_texts["legal"]}

    @cached_property
    def modules(self) -> Mapping[str, Mapping[str, Any]]:
        """The modules by id, in the kit's order."""
        return {m["id"]: m for m in self.raw["modules"]}

    @property
    def bank(self) -> str | None:
        """The docname of the question bank, where the kit has one."""
        found: str | None = self.raw["bank"]
        return found


def edition_of(env: BuildEnvironment) -> EditionData:
    """The edition that this Sphinx environment reads."""
    config = env.config
    if config not in _EDITIONS:
        _EDITIONS[config] = EditionData(config.kits_edition)
    return _EDITIONS[config]


def answer_key(text: str) -> str:
    """A short key of an answer that survives reordering and translation: from its source text."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]
