"""A job reads what it declares, and nothing else: its key covers all that it can read."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from build_tools.digests import Index
from build_tools.load import load
from build_tools.model import Input, Job, Plan
from build_tools.place import Place
from build_tools.plan import plan
from build_tools.run.engine import Means, Run, State, run
from build_tools.run.here import Here, HerePool
from build_tools.run.keys import Keys
from build_tools.run.store import Store
from tests.run.test_faults import Quiet
from tests.support.files import copied
from tests.support.project import REPOSITORY, make_project

OURS = (
    *(str(REPOSITORY / name) for name in ("build_tools", "tests")),
    sys.prefix,
    sys.base_prefix,
    "/proc/",
    "/dev/",
    "/sys/",
    "/usr/",
    "/lib",
    "/etc/",
)
"""What belongs to the program and to the system: their versions are in the keys, or they change no byte."""


Strictly = Callable[[Plan, Path], tuple[Run, set[str]]]


class _Strict(Here):
    """Runs jobs in this process while the project is out of reach; notes what they open beside their own folders."""

    def __init__(self, project: Path, allowed: tuple[str, ...]) -> None:
        self.project, self.allowed, self.opened = project, allowed, set[str]()
        self.listening = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.listening and event == "open" and isinstance(arguments[0], str | bytes):
            name = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode()
            if Path(name).is_absolute() and not name.startswith(self.allowed):
                self.opened.add(name)

    def submit(self, fn: Any, /, *args: Any, **_extra: Any) -> Future[Any]:
        away = self.project.rename(self.project.with_name("away"))
        self.listening = True
        try:
            return super().submit(fn, *args)
        finally:
            self.listening = False
            away.rename(self.project)


@pytest.fixture
def strictly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Strictly:
    """Runs a plan while nothing but the declared inputs can be read; what else was opened."""
    store, temporary = tmp_path / "store", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def runs(planned: Plan, project: Path) -> tuple[Run, set[str]]:
        executor = _Strict(project, (*OURS, str(store), str(temporary)))
        means = Means(Place(project), Keys(project, Index()), Store(str(store)), HerePool(executor, far=True))
        return run(planned, means, Quiet()), executor.opened

    return runs


def test_every_format_is_made_from_declared_inputs_alone(strictly: Strictly, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    catalogue, _ = load(project)
    result, opened = strictly(plan(catalogue, ["*/policia/es/*"]), project)
    assert {name: o.summary(str) for name, o in result.failures.items()} == {}
    assert set(result.states.values()) == {State.BUILT}
    assert opened == set()


def test_pictures_and_spoken_recordings_are_made_from_declared_inputs_alone(strictly: Strictly, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for part in ("kits", "media", "conf"):
        shutil.copytree(REPOSITORY / part, project / part)
    catalogue, _ = load(project)
    planned = plan(catalogue, ["*/policia/es/web"])
    assets = ("media/foto-que-delata", "media/cuidar-a-quien-cuida")
    jobs = tuple(job for job in planned.jobs if job.id.startswith(assets))
    assert {job.id.split("/")[-1] for job in jobs} >= {"master", "sound", "texts", "es"}
    result, opened = strictly(Plan(jobs, frozenset()), project)
    assert set(result.states.values()) == {State.BUILT}, result.failures
    assert opened == set()


def _peeps(options: dict[str, Any], _workspace: Path, out: Path) -> None:
    (out / "made.txt").write_text(Path(options["secret"]).read_text(encoding="utf-8"), encoding="utf-8")


def test_a_job_that_reads_what_it_does_not_declare_fails(strictly: Strictly, sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path / "project")
    secret = project / "conf" / "audiences.yml"
    job = Job("peep", "tests.run.test_exact:_peeps", (Input("a", data=b"a"),), {"secret": str(secret)}, ())
    result, opened = strictly(Plan((job,), frozenset()), project)
    assert result.states == {"peep": State.FAILED}
    assert opened == {str(secret)}
