"""No audience's text reaches another audience, and no facilitator's text a participant, in any format."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from build_tools import pipeline
from build_tools.formats.registry import FORMATS
from build_tools.load.elements import Scan, Scope
from build_tools.load.filter import filtered
from tests.canary.conftest import Canaries, named, phrases
from tests.canary.opener import UnknownArtifactError
from tests.canary.places import (
    AUDIENCES,
    COMMON,
    DOCUMENTS,
    KIT,
    LANGUAGES,
    NOWHERE,
    OWN_KIT,
    PACK,
    PLACES,
    RESTRICTED,
    SLIDES,
    expected,
    expected_in_catalogue,
    for_facilitators,
    has_content,
    readers,
)
from tests.canary.sightings import Sighting, StrayFileError, sightings

for_each_audience = pytest.mark.parametrize("audience", AUDIENCES)
for_each_format = pytest.mark.parametrize(
    ("language", "format_"), [(language, f.id) for language in LANGUAGES for f in FORMATS]
)


def foreign(seen: list[Sighting], canaries: Canaries) -> set[Sighting]:
    """Sightings of words that are not for the audience in whose folder they stand."""
    allowed = {word: readers(owner) for (owner, _), word in canaries.words.items()}
    return {s for s in seen if s.word in allowed and s.audience not in allowed[s.word]}


def leaked_from_facilitators(seen: list[Sighting], canaries: Canaries) -> set[Sighting]:
    """Sightings of facilitators' words outside of their folder."""
    kept_back = {canaries.words[key] for key, place in PLACES.items() if for_facilitators(place)}
    return {s for s in seen if s.word in kept_back and not s.path.startswith("facilitator/")}


def not_for_participants(formats: frozenset[str]) -> set[tuple[str, str]]:
    """Owners and places of what some formats show, and no document of the participants: answers, feedback, notes."""
    return {key for key, place in PLACES.items() if place.everywhere & formats and not place.everywhere & DOCUMENTS}


def test_every_planted_word_is_judged(canaries: Canaries) -> None:
    assert set(canaries.words) == set(PLACES)
    assert len(set(canaries.words.values())) == len(PLACES)


@for_each_audience
def test_every_format_was_made_for_every_audience_and_language(canaries: Canaries, audience: str) -> None:
    inventory = json.loads((canaries.dist / audience / "inventory.json").read_text(encoding="utf-8"))
    made = defaultdict(list)
    for artifact in inventory["artifacts"]:
        made[artifact["job"]].append(artifact["path"])
    kits = [KIT] + [canaries.words[RESTRICTED, "kit"]] * (audience == RESTRICTED)
    wanted = {
        f"{kit}/{audience}/{language}/{f.id}" for kit in kits for language in LANGUAGES for f in FORMATS
        if has_content(KIT if kit == KIT else OWN_KIT, f.id)
    }  # fmt: skip
    assert set(made) == wanted
    opened = {(s.job, s.path.partition("!")[0]) for s in canaries.seen if s.audience == audience}
    for job, path in ((job, path) for job, paths in made.items() for path in paths):
        assert any(o[0] == job and o[1].startswith(path) for o in opened), f"{path} was not opened"


@for_each_audience
def test_no_audience_gets_the_text_of_another(canaries: Canaries, audience: str) -> None:
    assert {s for s in foreign(canaries.seen, canaries) if s.audience == audience} == set()


@for_each_audience
def test_no_participant_gets_what_is_for_facilitators(canaries: Canaries, audience: str) -> None:
    assert {s for s in leaked_from_facilitators(canaries.seen, canaries) if s.audience == audience} == set()


def test_what_is_for_nobody_reaches_nobody(canaries: Canaries) -> None:
    hidden = {canaries.words[key] for key, place in PLACES.items() if place.everywhere == NOWHERE}
    assert {s for s in canaries.seen if s.word in hidden} == set()


@for_each_audience
@for_each_format
def test_an_edition_shows_exactly_its_own_words(canaries: Canaries, audience: str, language: str, format_: str) -> None:
    seen = [s for s in canaries.seen if s.job == f"{KIT}/{audience}/{language}/{format_}"]
    assert canaries.places(seen) == expected(audience, KIT, language, format_)


@for_each_format
def test_the_restricted_kit_shows_exactly_its_own_words(canaries: Canaries, language: str, format_: str) -> None:
    job = f"{canaries.words[RESTRICTED, 'kit']}/{RESTRICTED}/{language}/{format_}"
    seen = canaries.places(s for s in canaries.seen if s.job == job)
    assert seen == expected(RESTRICTED, OWN_KIT, language, format_)


@for_each_audience
def test_the_tests_that_are_handed_out_do_not_hold_their_key(canaries: Canaries, audience: str) -> None:
    """Both files are of one job: what no document of the participants shows stands in the key alone."""
    answering = not_for_participants(PACK)
    shown = [s for s in canaries.seen if (s.audience, s.format) == (audience, "assessment-pack")]
    key = [s for s in shown if s.path.endswith(".assessment-pack.key.pdf")]
    sheets = [s for s in shown if s.path.endswith(".assessment-pack.pdf")]
    assert {*key, *sheets} == set(shown)
    own = {(owner, place) for owner, place in answering if audience in readers(owner)}
    assert own
    assert canaries.places(key) >= own
    assert canaries.places(sheets) & answering == set()
    assert canaries.places(sheets) >= {(audience, "bankprompt"), (audience, "bankright")}


@for_each_audience
def test_what_participants_may_not_see_stands_in_the_notes_of_slides_alone(canaries: Canaries, audience: str) -> None:
    kept_back = {canaries.words[key] for key in not_for_participants(SLIDES) if audience in readers(key[0])}
    shown = [s for s in canaries.seen if (s.audience, s.format) == (audience, "slides") and s.word in kept_back]
    assert kept_back
    assert {s.word for s in shown} == kept_back
    assert {s for s in shown if "!ppt/notesSlides/notesSlide" not in s.path} == set()


@for_each_audience
@pytest.mark.parametrize("format_", ["catalogue", "facilitator-catalogue"])
def test_a_catalogue_shows_exactly_its_own_words(canaries: Canaries, audience: str, format_: str) -> None:
    seen = [s for s in canaries.seen if (s.audience, s.format) == (audience, format_)]
    assert canaries.places(seen) == expected_in_catalogue(audience, format_)


@for_each_audience
def test_no_artifact_says_that_there_are_other_audiences(canaries: Canaries, audience: str) -> None:
    others = {named(other) for other in AUDIENCES if other != audience}
    assert {s for s in canaries.seen if s.audience == audience and s.word in others} == set()


def test_no_artifact_names_this_machine(canaries: Canaries) -> None:
    assert {s for s in canaries.seen if s.word.startswith("machine: ")} == set()


def test_no_intermediate_file_is_published(canaries: Canaries) -> None:
    paths = {PurePosixPath(s.path.replace("!", "/")) for s in canaries.seen if s.kind == "name"}
    assert {p.name for p in paths} >= {"index.html", "inventory.json", "imsmanifest.xml", "learner.js", "poster.jpg"}
    for path in paths:
        assert not {"_sources", ".doctrees", ".kits", "locale"} & set(path.parts), path
        assert path.suffix not in {".md", ".po", ".mo", ".pot", ".doctree", ".pickle", ".typ", ".yml", ".inv"}, path
        assert path.name not in {"reading.json", "ast.json", "edition.json", "media.json"}, path


@for_each_audience
def test_a_catalogue_counts_its_own_modules_only(canaries: Canaries, audience: str) -> None:
    inventory = json.loads((canaries.dist / audience / "inventory.json").read_text(encoding="utf-8"))
    assert inventory["kits"][KIT]["modules"] == 2
    assert len(inventory["kits"]) == 1 + (audience == RESTRICTED)


@pytest.mark.parametrize(
    ("owner", "place", "endings"),
    [
        ("policia", "inquote", {".html", ".zip", ".docx"}),
        ("policia", "inaid", {".html", ".zip", ".docx", ".pdf"}),
        (COMMON, "facsimple", {".html", ".zip", ".docx"}),
    ],
)
def test_the_canary_falls_over_when_the_filter_leaks(
    canaries: Canaries, owner: str, place: str, endings: set[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    word = canaries.words[owner, place]
    jobs = [f"{KIT}/judicial/es/{name}" for name in ("web", "docx", "job-aids")]

    def leaking(text: str, scan: Scan, *rest: Any, **more: Any) -> str:
        lines = text.split("\n")
        opened = tuple(
            replace(b, name="audience", scope=Scope()) if word in "".join(lines[b.start : b.end][:3]) else b
            for b in scan.blocks
        )
        return filtered(text, replace(scan, blocks=opened), *rest, **more)

    monkeypatch.setattr("build_tools.edition.filtered", leaking)
    root = tmp_path / canaries.root.name
    shutil.copytree(canaries.root, root, ignore=shutil.ignore_patterns("memo"))  # what was filtered well is remembered
    built = pipeline.build(root, pipeline.Request(jobs), tmp_path / "dist", pipeline.Where(1), str)
    assert built.run.failures == {}
    seen = sightings(tmp_path / "dist", canaries.words.values(), phrases(canaries.words))
    caught = foreign(seen, canaries) | leaked_from_facilitators(seen, canaries)
    assert {s.word for s in caught} == {word}
    assert {PurePosixPath(s.path.partition("!")[0]).suffix for s in caught} == endings


def published(folder: Path, name: str, data: bytes, *, listed: bool) -> Path:
    """A folder of published files with a single one in it."""
    (folder / "dist/policia").mkdir(parents=True)
    (folder / "dist/policia" / name).write_bytes(data)
    artifacts = [{"path": name, "job": "a/policia/es/new", "format": "new"}] if listed else []
    (folder / "dist/policia/inventory.json").write_text(json.dumps({"artifacts": artifacts}), encoding="utf-8")
    return folder / "dist"


def test_an_artifact_that_nobody_can_open_fails(tmp_path: Path) -> None:
    with pytest.raises(UnknownArtifactError, match=r"guide\.new"):
        sightings(published(tmp_path, "guide.new", b"?", listed=True), ["zqaqz"], {})


def test_a_file_that_no_inventory_lists_fails(tmp_path: Path) -> None:
    with pytest.raises(StrayFileError, match=r"notes\.txt"):
        sightings(published(tmp_path, "notes.txt", b"?", listed=False), ["zqaqz"], {})
