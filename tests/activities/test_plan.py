"""The question bank is an input of exactly the jobs that read it."""

from __future__ import annotations

from pathlib import Path

from build_tools.edition import edition_json, module_inputs
from build_tools.load import load
from build_tools.model import Edition
from build_tools.plan import plan
from tests.activities.content import make_activities
from tests.support.files import replace


def _inputs(project: Path) -> dict[str, tuple[object, ...]]:
    catalogue, findings = load(project)
    assert findings == []
    return {job.id: tuple((i.path, i.data) for i in job.inputs) for job in plan(catalogue).jobs}


def test_a_change_for_one_audience_changes_its_readings_alone(tmp_path: Path) -> None:
    project = make_activities(tmp_path)
    before = _inputs(project)
    replace(project / "kits/prueba/banco.md", "¿Cuántos tiene", "¿Qué edad tiene")
    after = _inputs(project)
    changed = {name for name in after if before[name] != after[name]}
    assert changed == {
        f"prueba/policia/{language}/{step}" for language in ("es", "fr") for step in ("reading", "facilitator-reading")
    }


def test_a_change_for_all_changes_every_reading(tmp_path: Path) -> None:
    project = make_activities(tmp_path)
    before = _inputs(project)
    replace(project / "kits/prueba/banco.md", "Mal *leído*", "Mal *visto*")
    after = _inputs(project)
    assert {n for n in after if before[n] != after[n]} == {n for n in after if n.endswith("reading")}


def test_an_edition_reads_the_bank_as_its_audience_may_see_it(tmp_path: Path) -> None:
    catalogue, _ = load(make_activities(tmp_path))
    kit = catalogue.kits[0]
    edition = Edition(kit, catalogue.audiences["judicial"], "es")
    bank = next(i for i in module_inputs(edition, facilitator=True) if i.path.endswith("banco.md"))
    assert bank.data is not None
    text = bank.data.decode()
    assert "b-comun" in text
    assert "PATRULLERO" not in text
    assert text.count("\n") == (kit.bank.text.count("\n") if kit.bank else 0)
    assert b'"bank": "banco"' in edition_json(catalogue, edition, facilitator=False)
