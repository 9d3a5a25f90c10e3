"""What each of the repository's kits must hold to be taught from: read from the catalogue, nothing is built."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pytest

from build_tools.load import load
from build_tools.load.elements import Scan
from build_tools.load.filter import filtered
from build_tools.load.prose import blocks
from build_tools.load.scan import scan
from build_tools.model import Catalogue, Kit, Module, visible
from tests.support.project import REPOSITORY

KITS = {
    "fundamentos": {"policia", "judicial", "trabajo", "sociedad-civil", "cicesct"},
    "entrevista-centrada-en-la-victima": {"policia", "judicial"},
    "proceso-judicial": {"judicial", "policia"},
    "inspeccion-laboral": {"trabajo"},
    "comunidad-que-protege": {"sociedad-civil"},
    "coordinacion": {"cicesct"},
}
MODULES = {"fundamentos": 5, "entrevista-centrada-en-la-victima": 4, "proceso-judicial": 3, "inspeccion-laboral": 4,
           "comunidad-que-protege": 4, "coordinacion": 3}  # fmt: skip
WORDS = range(1200, 2001)
"""Of a module without its questions: at least so many with what its recordings say, which pages show as text; at most
so many without that, a scenario by half, since who plays it reads one path."""
MINUTES = range(60, 91)
QUESTIONS = 8


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return load(REPOSITORY)[0]


def _is_assessment(module: Module) -> bool:
    return any(module.scan.of("directive", "assessment"))


READ = [
    (kit.id, module.id, audience)
    for kit in catalogue().kits
    for module in kit.modules
    if not _is_assessment(module)
    for audience in kit.audiences
    if visible(module.audiences, audience)
]
"""Every module as each of its audiences reads it."""
ONCE = list(dict.fromkeys((kit, module) for kit, module, _ in READ))


def _found(kit_id: str, module_id: str) -> tuple[Kit, Module]:
    kit = next(k for k in catalogue().kits if k.id == kit_id)
    return kit, next(m for m in kit.modules if m.id == module_id)


@lru_cache(maxsize=64)
def _text(kit_id: str, module_id: str, audience: str) -> str:
    module = _found(kit_id, module_id)[1]
    return filtered(module.text, module.scan, module.title, audience, facilitator=False)


def _as_read(kit_id: str, module_id: str, audience: str) -> Scan:
    return scan(_text(kit_id, module_id, audience))


def test_the_kits_are_those_that_were_ordered() -> None:
    assert {k.id: set(k.audiences) for k in catalogue().kits} == KITS
    assert Counter(kit for kit, _ in ONCE) == MODULES


@pytest.mark.parametrize(("kit", "module", "audience"), READ)
def test_a_module_is_as_long_as_a_session(kit: str, module: str, audience: str) -> None:
    words: Counter[str] = Counter()
    for block in blocks(_text(kit, module, audience)):
        kind = next((name for name in ("question", "scenario") if name in block.inside), "lesson")
        words[kind] += sum(len(part.text.split()) for part in block.parts)
    for name in (e.argument for e in _as_read(kit, module, audience).of("directive", "media")):
        board = catalogue().media[name].storyboard
        words["heard"] += sum(len(p.text.split()) for s in board.script.slides for p in s.narration) if board else 0
    assert words["lesson"] + words["scenario"] + words["heard"] >= WORDS.start
    assert words["lesson"] + words["scenario"] // 2 < WORDS.stop
    assert _found(kit, module)[1].duration in MINUTES


@pytest.mark.parametrize(("kit", "module", "audience"), READ)
def test_a_module_has_all_its_parts_for_each_audience(kit: str, module: str, audience: str) -> None:
    read = _as_read(kit, module, audience)
    kinds = Counter(e.value for e in read.of("directive"))
    assert kinds["question"] >= QUESTIONS
    for part in ("objectives", "case", "reflection", "job-aid"):
        assert kinds[part], part
    assert any(h.value == "Ideas clave" for h in read.of("heading"))


@pytest.mark.parametrize(("kit", "module"), ONCE)
def test_trainers_get_method_minutes_and_answers(kit: str, module: str) -> None:
    directives = list(_found(kit, module)[1].scan.of("directive"))
    notes = {e.options.get("about") for e in directives if e.value == "facilitator"}
    assert notes >= {"preparation", "method", "debriefing", "care"}
    rows = [e for e in directives if e.value == "session"]
    assert len(rows) > 1
    for row in rows:
        assert {"purpose", "activity", "method", "materials", "online"} <= row.options.keys(), row.line
    # A case to decide in, or a task that a group works on.
    works = any(e.value == "scenario" for e in directives) or any("grupo" in r.body + r.options["method"] for r in rows)
    assert works


@pytest.mark.parametrize(("kit", "module", "audience"), READ)
def test_every_question_names_its_objective_and_its_source_and_answers_each_choice(
    kit: str, module: str, audience: str
) -> None:
    for question in _as_read(kit, module, audience).of("directive", "question"):
        assert question.options.get("objective"), question.line
        assert question.options.get("source"), question.line
        if question.argument in ("single", "multiple", "true-false"):
            answers = question.body.count("- [")
            assert question.body.count("\n  > ") >= answers, question.line


@pytest.mark.parametrize("kit_id", KITS)
def test_a_kit_begins_and_ends_with_questions_of_one_bank(kit_id: str) -> None:
    kit = next(k for k in catalogue().kits if k.id == kit_id)
    assert kit.bank is not None
    kinds = [e.argument for m in kit.modules for e in m.scan.of("directive", "assessment")]
    assert [kind for kind in kinds if kind != "formative"] == ["diagnostic", "final"]
    named = {e.argument for m in kit.modules for e in m.scan.of("role", "contact")}
    assert "linea-145" in named
    assert kit.programme == sum(m.duration for m in kit.modules)


@pytest.mark.parametrize("kit_id", KITS)
def test_a_kit_has_a_video_a_sound_and_drawn_pictures(kit_id: str) -> None:
    kit = next(k for k in catalogue().kits if k.id == kit_id)
    shown = [catalogue().media[e.argument] for m in kit.modules for e in m.scan.of("directive", "media")]
    boards = [asset.storyboard.script for asset in shown if asset.storyboard]
    drawn = [script for script in boards if any(slide.pictures for slide in script.slides)]
    assert len(drawn) >= 1
    assert len(shown) - len(drawn) >= 1
    assert any(m.scan.of("directive", "figure") for m in kit.modules)
