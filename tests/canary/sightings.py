"""Which canary words came out where: every file of ``dist/`` opened once, put down by its job."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.canary.opener import Found, open_path
from tests.canary.search import numbers_in, words_in

CATALOGUES = {"index.html": "catalogue", "inventory.json": "catalogue",
              "facilitator/index.html": "facilitator-catalogue"}  # fmt: skip
"""What an audience's folder holds besides the artifacts of its inventory."""


class Sighting(NamedTuple):
    """A word in an artifact; ``job`` is empty for the catalogue pages, which belong to no kit.

    An empty word tells that a file was there and was opened.
    """

    audience: str
    job: str
    format: str
    path: str
    kind: str
    word: str


class StrayFileError(Exception):
    """``dist/`` holds a file that no inventory lists."""


def sightings(dist: Path, words: Iterable[str], phrases: Mapping[str, str]) -> list[Sighting]:
    """Every word and phrase in everything that was published.

    Args:
        dist: the output folder.
        words: the planted words.
        phrases: other strings to look for, such as telephone numbers, by the word that stands for them.
    """
    wanted = frozenset(words)
    found = set()
    for folder in sorted(p for p in dist.iterdir()):
        for file, job, format_ in files_of(folder):
            for part in open_path(file):
                place = f"{file.relative_to(folder).parent.as_posix()}/{part.path}"
                opened = {""} if part.kind == "name" else frozenset()
                for word in opened | seen_in(part, wanted, phrases):
                    found.add(Sighting(folder.name, job, format_, place, part.kind, word))
    return sorted(found)


def seen_in(part: Found, words: frozenset[str], phrases: Mapping[str, str]) -> frozenset[str]:
    """The words and phrases in one text."""
    plain = frozenset(name for name, phrase in phrases.items() if not phrase.isdigit() and phrase in part.text)
    numbers = {phrase: name for name, phrase in phrases.items() if phrase.isdigit()}
    called = numbers_in(part.text, numbers) if part.kind in ("text", "decoded", "page", "objects", "name") else ()
    return words_in(part.text) & words | plain | {numbers[number] for number in called}


def files_of(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """The files of an audience's folder, each with its job and format.

    Raises:
        StrayFileError: a file belongs to no artifact.
    """
    listed = json.loads((folder / "inventory.json").read_text(encoding="utf-8"))["artifacts"]
    jobs = {a["path"]: (a["job"], a["format"]) for a in listed}
    for file in sorted(p for p in folder.rglob("*") if not p.is_dir()):
        path = file.relative_to(folder).as_posix()
        trees = [f"{parent.as_posix()}/" for parent in Path(path).parents]
        known = next((jobs[name] for name in (path, *trees) if name in jobs), None)
        if known is None and path not in CATALOGUES:
            raise StrayFileError(f"{folder.name}/{path}")
        yield file, *(known or ("", CATALOGUES[path]))
