"""The canary project in a translation that marks each word, built in two audiences' editions and opened once."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools.formats.registry import FORMATS
from tests.canary.project import write_project
from tests.canary.sightings import Sighting, sightings
from tests.support.once import made_once
from tests.support.project import kits
from tests.translate.pseudo import marked_word, translate_all

AUDIENCES = ("policia", "judicial")
RECORD = "record.json"


@dataclass(frozen=True)
class Translated:
    """What was planted (by owner and place), which messages were translated into what, and what came out."""

    root: Path
    words: dict[tuple[str, str], str]
    messages: dict[str, str]
    seen: list[Sighting]

    def translated(self) -> set[tuple[str, str]]:
        """Owners and places of the words that stand in messages, and were replaced there."""
        texts = "\n".join(self.messages.values())
        return {key for key, word in self.words.items() if marked_word(word) in texts}

    def places(self, job: str, *, marked: bool) -> set[tuple[str, str]]:
        """Owners and places of the words in a job's artifacts: as they were planted, or marked."""
        by_word = {marked_word(word) if marked else word: key for key, word in self.words.items()}
        return {by_word[s.word] for s in self.seen if s.job == job and s.word in by_word}


@pytest.fixture(scope="session")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Translated:
    """Everything translated, built and opened."""
    folder = made_once(tmp_path_factory, "translated", _record)
    planted, messages, seen = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    words = {(owner, place): word for owner, place, word in planted}
    return Translated(folder, words, messages, [Sighting(*s) for s in seen])


def _record(folder: Path) -> None:
    project = write_project(folder)
    for file in folder.glob("kits/*/locale"):
        shutil.rmtree(file)
    _run(folder, "translate", "update", "--language", "en")
    messages = translate_all(folder, "en")
    _run(folder, "check")
    _run(folder, "build", *(f"zz-canario/{a}/en/{f.id}" for a in AUDIENCES for f in FORMATS))
    words = [*project.planted.values()]
    seen = sightings(folder / "dist", [*words, *map(marked_word, words)], {})
    planted = [[*key, word] for key, word in project.planted.items()]
    (folder / RECORD).write_text(json.dumps([planted, messages, seen]), encoding="utf-8")


def _run(project: Path, *arguments: str) -> None:
    done = kits(project, *arguments)
    if done.returncode:
        raise RuntimeError(done.stderr)
