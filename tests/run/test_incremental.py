"""A build runs what changed, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.files import copied, ran, replace, tree
from tests.support.project import kits

MODULE = "kits/prueba/01-uno.md"


def test_nothing_changed_runs_nothing(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    kits(project, "build")  # the copy has files with new times: looked at once more
    before = tree(project / "dist")
    done = kits(project, "build")
    assert done.returncode == 0
    assert ran(done) == set()
    assert "Nothing has changed" in done.stderr
    assert tree(project / "dist") == before


def test_without_the_record_of_the_whole_every_job_is_still_reused(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    for record in (project / ".kits" / "builds").iterdir():
        record.unlink()
    done = kits(project, "build")
    assert ran(done) == set()
    assert "0 built" in done.stderr


def test_a_word_for_all_reaches_both_audiences(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    replace(project / MODULE, "Más texto.", "Otro texto.")
    done = kits(project, "build")
    assert done.returncode == 0
    assert {job.split("/")[1] for job in ran(done)} == {"policia", "judicial"}
    assert len(ran(done)) == 22


def test_a_word_for_the_police_reaches_only_the_police(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    replace(project / MODULE, "Sólo para la policía.", "Sólo para agentes.")
    done = kits(project, "build")
    assert {job.split("/")[1] for job in ran(done)} == {"policia"}


def test_a_facilitators_word_reaches_only_what_is_for_facilitators(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    replace(project / MODULE, "Nota para quien facilita.", "Otra nota.")
    done = kits(project, "build")
    assert {job.split("/")[3] for job in ran(done)} == {"facilitator-reading", "facilitator-guide", "slides"}


def test_what_comes_out_equal_stops_the_change(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    replace(project / MODULE, "(segunda)=", "% Una nota entre autoras, que nadie más ve.\n\n(segunda)=")
    done = kits(project, "build")
    assert {job.split("/")[3] for job in ran(done)} == {"reading", "facilitator-reading"}


def test_a_template_reaches_only_its_formats(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    template = project / "conf" / "templates" / "module.html.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = kits(project, "build")
    assert {job.split("/")[3] for job in ran(done)} == {"web", "scorm12", "scorm2004", "cmi5"}


def test_the_plan_says_what_will_run_and_why(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    replace(project / MODULE, "Sólo para la policía.", "Sólo para agentes.")
    planned = {e["job"]: e for e in json.loads(kits(project, "plan", "--json").stdout)}
    assert planned["prueba/judicial/es/web"]["state"] == "fresh"
    reading = planned["prueba/policia/es/reading"]
    assert (reading["state"], reading["why"]) == ("runs", f"changed: {MODULE}")
    assert reading["reasons"] == [{"kind": "changed", "names": [MODULE]}]
    assert reading["seconds"] > 0
    web = planned["prueba/policia/es/web"]
    assert web["state"] == "waits"
    assert web["why"] == "prueba/policia/es/reading; spared if that comes out equal"
    assert not ran(kits(project, "plan"))


def test_a_file_missing_in_dist_is_put_back(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    kits(project, "build")
    before = tree(project / "dist")
    (project / "dist/policia/es/prueba/web/index.html").unlink()
    done = kits(project, "build")
    assert done.returncode == 0
    assert ran(done) == set()
    assert tree(project / "dist") == before


def test_only_what_is_selected_is_built(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    out = tmp_path / "elsewhere"
    done = kits(project, "build", "prueba/judicial/*/web", "--out", str(out))
    assert done.returncode == 0
    assert [p.name for p in out.iterdir()] == ["judicial"]
    listed = json.loads((out / "judicial/inventory.json").read_text(encoding="utf-8"))["artifacts"]
    assert {a["format"] for a in listed} == {"web"}
