"""What goes wrong stays where it is: other jobs go on, ``dist/`` stays whole."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from build_tools.digests import Index
from build_tools.model import Input, Job, Plan
from build_tools.place import Place
from build_tools.pulse import Pulse
from build_tools.run import whole
from build_tools.run.engine import Means, Pool, State, run
from build_tools.run.here import HerePool
from build_tools.run.keys import Keys
from build_tools.run.pool import LocalPool
from build_tools.run.store import Store
from build_tools.run.worker import Outcome
from tests.support.files import copied, ran, replace, tree
from tests.support.project import kits


def test_a_failed_job_names_itself_its_cause_and_its_log_and_the_others_go_on(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    before = tree(project / "dist")
    replace(project / "conf/print/guide.typ", "#let guide", '#panic("rota")\n#let guide')
    replace(project / "kits/prueba/01-uno.md", "Más texto.", "Otro texto.")
    done = kits(project, "build")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    for job in ("prueba/policia/es/participant-guide", "prueba/judicial/es/facilitator-guide"):
        assert f"✗ {job}" in done.stderr
        log = project / ".kits" / "logs" / f"{job.replace('/', '__')}.log"
        assert f".kits/logs/{log.name}" in done.stderr
        assert "rota" in log.read_text(encoding="utf-8")
    after = tree(project / "dist")
    changed = {name for name in before if before[name] != after.get(name)}
    assert any("web/01-uno.html" in name for name in changed)  # the other formats were published
    assert not any(name.endswith(".pdf") for name in changed)  # the old guides are still there


def test_an_error_in_one_kit_leaves_the_other_alone(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    other = project / "kits" / "otro"
    copied(project / "kits" / "prueba", other)
    replace(other / "kit.yml", "id: prueba", "id: otro")
    assert kits(project, "build", "otro/policia/es/web").returncode == 0
    before = tree(project / "dist")
    replace(other / "01-uno.md", "{cite}`F1`", "{cite}`F9`")
    replace(project / "kits/prueba/01-uno.md", "Más texto.", "Otro texto.")
    done = kits(project, "build")
    assert done.returncode == 1
    assert "kits/otro/01-uno.md:7" in done.stderr
    after = tree(project / "dist")
    assert {n: s for n, s in after.items() if "/otro/" in n} == {n: s for n, s in before.items() if "/otro/" in n}
    assert after["policia/es/prueba/web/01-uno.html"] != before["policia/es/prueba/web/01-uno.html"]


def _dies(_options: dict[str, Any], _workspace: Path, _out: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _works(_options: dict[str, Any], _workspace: Path, out: Path) -> None:
    (out / "made.txt").write_text("made", encoding="utf-8")


class Quiet:
    def started(self, job: Job) -> None: ...

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None: ...

    def beats(self, job: Job, pulse: Pulse) -> None: ...


def _means(root: Path, folder: Path, pool: Pool) -> Means:
    return Means(Place(root), Keys(root, Index()), Store(str(folder)), pool)


def _job(name: str, step: str, *needs: str) -> Job:
    inputs = (Input("a", data=name.encode()), *(Input(f"from/{n}", made=n) for n in needs))
    return Job(name, f"tests.run.test_faults:{step}", inputs, {}, ())


def test_a_job_that_kills_its_worker_is_reported_and_not_retried_for_ever(sound: Path, tmp_path: Path) -> None:
    jobs = (_job("bad", "_dies"), _job("good", "_works"), _job("after-bad", "_works", "bad"),
            _job("after-good", "_works", "good"))  # fmt: skip
    pool = LocalPool(2)
    result = run(Plan(jobs, frozenset()), _means(sound, tmp_path, pool), Quiet())
    pool.close()
    assert result.states == {
        "bad": State.FAILED, "good": State.BUILT, "after-bad": State.SKIPPED, "after-good": State.BUILT,
    }  # fmt: skip


def test_a_job_sees_only_what_it_declares(sound: Path, tmp_path: Path) -> None:
    job = Job("look", "tests.run.test_faults:_looks", (Input("deep/a.txt", data=b"x"),), {}, ())
    result = run(Plan((job,), frozenset()), _means(sound, tmp_path, HerePool()), Quiet())
    assert [o.path for o in result.outputs["look"]] == ["seen-1.txt"]


def _looks(_options: dict[str, Any], workspace: Path, out: Path) -> None:
    seen = [p for p in workspace.rglob("*") if p.is_file()]
    (out / f"seen-{len(seen)}.txt").write_text("", encoding="utf-8")


def test_a_damaged_object_in_the_store_is_noticed_and_made_anew(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    before = tree(project / "dist")
    name = before["policia/es/prueba/web/01-uno.html"]
    (damaged,) = (project / ".kits/store/objects").rglob(name)
    damaged.chmod(0o644)
    damaged.write_bytes(b"x" * damaged.stat().st_size)
    (project / "dist/policia/es/prueba/web/01-uno.html").unlink()
    done = kits(project, "build")
    assert done.returncode == 0
    assert ran(done) == {"prueba/policia/es/web"}
    assert tree(project / "dist") == before


def test_a_dist_that_cannot_be_written_is_said_plainly(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    done = kits(project, "build", "prueba/policia/es/web", "--out", str(file / "dist"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_changed_while_it_is_built_makes_nothing_under_the_old_key(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path / "project")
    name = "conf/audiences.yml"
    job = Job("look", "tests.run.test_faults:_looks", (Input("a.txt", file=name),), {}, ())
    means = _means(project, tmp_path, HerePool())
    means.keys.file(name)
    replace(project / name, "audiences:", "# otra\naudiences:")
    result = run(Plan((job,), frozenset()), means, Quiet())
    assert result.states == {"look": State.FAILED}
    assert "was changed" in result.failures["look"].summary(str)


def test_a_file_in_any_folder_of_the_content_counts(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    prints = set()
    for text in ("uno", "dos"):
        (project / "kits/prueba/docs").mkdir(exist_ok=True)
        (project / "kits/prueba/docs/nota.txt").write_text(text, encoding="utf-8")
        prints.add(whole.fingerprint(project, [], Index()))
    assert len(prints) == 2
