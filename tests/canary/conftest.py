"""The canary project, built once and opened once, however many processes run the tests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.canary.places import AUDIENCES
from tests.canary.project import build
from tests.canary.sightings import Sighting, sightings
from tests.support.once import made_once
from tests.support.project import REPOSITORY

RECORD = "record.json"


@dataclass(frozen=True)
class Canaries:
    """What was planted and what came out."""

    root: Path
    words: dict[tuple[str, str], str]
    """By owner and place."""
    seen: list[Sighting]

    @property
    def dist(self) -> Path:
        """The published folders."""
        return self.root / "dist"

    def places(self, seen: Iterable[Sighting]) -> frozenset[tuple[str, str]]:
        """Owners and places of the words in some sightings."""
        by_word = {word: key for key, word in self.words.items()}
        return frozenset(by_word[s.word] for s in seen if s.word in by_word)


def named(audience: str) -> str:
    """What stands in a sighting for the plain name of an audience."""
    return f"name of {audience}"


def phrases(words: dict[tuple[str, str], str]) -> dict[str, str]:
    """What is looked for besides words: telephone numbers, names of audiences and of this machine."""
    numbers = {word: word for word in words.values() if word.isdigit()}
    names = {named(a): a for a in AUDIENCES}
    machine = {str(REPOSITORY), f"{Path.home()}/", "/site-packages/", "/kits-"}
    return numbers | names | {f"machine: {text}": text for text in machine}


@pytest.fixture(scope="session")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> Canaries:
    """Everything built and opened."""
    folder = made_once(tmp_path_factory, "canaries", _record)
    root, planted, seen = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    words = {(owner, place): word for owner, place, word in planted}
    return Canaries(Path(root), words, [Sighting(*s) for s in seen])


def _record(folder: Path) -> None:
    folder.mkdir()
    project = build(folder)
    seen = sightings(project.root / "dist", project.planted.values(), phrases(project.planted))
    planted = [[*key, word] for key, word in project.planted.items()]
    (folder / RECORD).write_text(json.dumps([str(project.root), planted, seen]), encoding="utf-8")
