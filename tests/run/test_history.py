"""Why a job will run, and how long it took: what a build leaves for the next one to tell."""

from __future__ import annotations

import shutil
from dataclasses import replace as changed
from pathlib import Path

import pytest

from build_tools.digests import Index
from build_tools.i18n import translator
from build_tools.model import Input, Job, Output, Plan
from build_tools.pipeline import examine
from build_tools.plan import plan
from build_tools.run import keys as key_parts
from build_tools.run.engine import Run, State
from build_tools.run.history import History
from build_tools.run.keys import Keys
from build_tools.run.store import Store
from build_tools.run.why import Forecast, Reason, forecast
from build_tools.run.worker import Outcome
from tests.bad_input.edits import media_file
from tests.support.files import replace
from tests.support.project import make_project

_READING = "prueba/policia/es/reading"
_WEB = "prueba/policia/es/web"
_MODULE = "kits/prueba/01-uno.md"


class _Project:
    """A project whose jobs are done at once: each makes one file, which its key is written into."""

    def __init__(self, folder: Path) -> None:
        self.root = make_project(folder)
        self.store = Store(str(folder / ".kits" / "store"))
        self.file = folder / ".kits" / "history.json"

    def plan(self, *selectors: str) -> Plan:
        return plan(examine(self.root)[0], selectors)

    def keys(self) -> Keys:
        return Keys(self.root, Index())

    def build(self, *selectors: str, only: str = "") -> None:
        run, keys, planned, out = Run(), self.keys(), self.plan(*selectors), self.root / ".kits" / "out"
        for job in planned.jobs:
            if not job.id.endswith(only):
                continue
            key = run.keys[job.id] = keys.key(job, run.outputs)
            kept = self.store.outputs(key)
            run.states[job.id] = State.REUSED if kept else State.BUILT
            if kept is None:
                out.mkdir(parents=True, exist_ok=True)
                (out / "made.txt").write_text(key, encoding="utf-8")
                (out / "reading.json").write_text(key, encoding="utf-8")
                kept = self.store.keep(key, out)
                run.outcomes[job.id] = Outcome(job.id, kept, seconds=len(job.id) / 10)
            run.outputs[job.id] = kept
        history = History(self.file)
        history.learn(planned, keys, run)
        history.save()

    def forecast(self, *selectors: str) -> dict[str, Forecast]:
        found = forecast(self.plan(*selectors), self.keys(), self.store, History(self.file))
        return {f.job.id: f for f in found}


@pytest.fixture
def project(tmp_path: Path) -> _Project:
    made = _Project(tmp_path)
    made.build("prueba/policia/es/web")
    return made


def _said(found: Forecast) -> tuple[str, str]:
    return found.state, found.why(str)


def test_what_is_in_the_store_is_fresh(project: _Project) -> None:
    assert {f.state for f in project.forecast("prueba/policia/es/web").values()} == {"fresh"}


def test_what_was_never_built_says_so(project: _Project) -> None:
    found = project.forecast("prueba/policia/es/scorm12")
    assert _said(found["prueba/policia/es/scorm12"]) == ("runs", "never built")


def test_a_module_is_named_and_what_waits_for_its_reading_may_be_spared(project: _Project) -> None:
    replace(project.root / _MODULE, "Sólo para la policía.", "Sólo para agentes.")
    found = project.forecast("prueba/policia/es/web")
    assert _said(found[_READING]) == ("runs", f"changed: {_MODULE}")
    assert _said(found[_WEB]) == ("waits", f"{_READING}; spared if that comes out equal")
    assert found[_WEB].why(translator("es", "authors")) == f"{_READING}; se omite si aquello sale igual"


def test_what_a_reading_made_else_is_said_once_it_is_known(project: _Project) -> None:
    replace(project.root / _MODULE, "Sólo para la policía.", "Sólo para agentes.")
    project.build("prueba/policia/es/web", only="reading")
    found = project.forecast("prueba/policia/es/web")
    assert found[_READING].state == "fresh"
    assert _said(found[_WEB]) == ("runs", f"because {_READING} came out different")


def test_another_version_of_the_kit_is_an_option_and_a_setting(project: _Project) -> None:
    replace(project.root / "kits/prueba/kit.yml", "version: 1.0.0", "version: 1.1.0")
    found = project.forecast("prueba/policia/es/web")
    assert _said(found[_READING]) == ("runs", "changed: kits/prueba/kit.yml")
    assert _said(found[_WEB]) == ("runs", f"option version: 1.0.0 → 1.1.0; because {_READING} will run")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("conf/contacts.yml", "145", "146"),
        ("conf/audiences.yml", "Policía", "Policías"),
        ("kits/glossary.yml", "Algo que se ve", "Algo que se oye"),
        ("conf/sources.yml", "Una fuente", "Otra fuente"),
    ],
)
def test_settings_are_named_by_the_file_where_they_are_edited(file: str, old: str, new: str, project: _Project) -> None:
    replace(project.root / file, old, new)
    assert _said(project.forecast("prueba/policia/es/web")[_READING]) == ("runs", f"changed: {file}")


def test_inputs_that_come_go_and_change_are_told_apart(project: _Project) -> None:
    templates = project.root / "conf/templates"
    (templates / "new.html.j2").write_text("new", encoding="utf-8")
    (templates / "exit.html.j2").unlink()
    for name in ("module", "index", "layout"):
        with (templates / f"{name}.html.j2").open("a", encoding="utf-8") as stream:
            stream.write("\n")
    found = project.forecast("prueba/policia/es/web")[_WEB]
    listed = "conf/templates/index.html.j2, conf/templates/layout.html.j2 (+1)"
    assert found.why(str) == f"changed: {listed}; new: conf/templates/new.html.j2; gone: conf/templates/exit.html.j2"


def test_a_media_asset_that_is_shown_now_is_new(project: _Project) -> None:
    media_file("dibujo.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>", "picture")(project.root)
    found = project.forecast("prueba/policia/es/web")[_WEB]
    assert found.state == "runs"
    assert Reason("new", ("media/corto/es",)) in found.reasons


def test_a_tool_says_from_which_version_to_which(project: _Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_parts.tool_version("sphinx")
    known = key_parts.tool_version
    monkeypatch.setattr(key_parts, "tool_version", lambda name: "99.1" if name == "sphinx" else known(name))
    assert _said(project.forecast("prueba/policia/es/web")[_READING]) == ("runs", f"sphinx {before} → 99.1")


def test_the_program_is_named_by_its_files(project: _Project, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Index.sha256
    monkeypatch.setattr(Index, "sha256", lambda self, path: "0" * 64 if path.name == "web.py" else real(self, path))
    found = project.forecast("prueba/policia/es/web")
    assert found[_READING].state == "fresh"
    assert _said(found[_WEB]) == ("runs", "program changed (formats/web.py)")


def test_what_the_store_lost_is_made_again(project: _Project) -> None:
    shutil.rmtree(project.root / ".kits/store")
    assert _said(project.forecast("prueba/policia/es/web")[_READING]) == ("runs", "not in the store any more")


def test_reuse_of_an_older_state_is_remembered_too(project: _Project) -> None:
    """Else the next plan would compare with a state that is not there any more."""
    for old, new in (("Sólo para la policía.", "Uno."), ("Uno.", "Sólo para la policía."), ("Texto", "Otro texto")):
        replace(project.root / _MODULE, old, new)
        if old != "Texto":
            project.build("prueba/policia/es/web")
    found = project.forecast("prueba/policia/es/web")[_READING]
    assert found.reasons == (Reason("changed", (_MODULE,)),)
    assert History(project.file).seconds(_READING) == len(_READING) / 10


def test_seconds_are_those_of_the_last_time_else_the_usual_ones_of_its_like(project: _Project) -> None:
    history = History(project.file)
    assert history.seconds(_WEB) == len(_WEB) / 10
    assert history.seconds("otro/judicial/fr/web") == len(_WEB) / 10
    assert history.seconds("otro/judicial/fr/epub") is None


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff", b'{"sha256":"0","history":{}}\n'])
def test_a_damaged_history_is_none(damage: bytes, project: _Project) -> None:
    text = project.file.read_bytes()
    project.file.write_bytes(damage or text.replace(b"1.0.0", b"1.0.1"))
    assert project.forecast("prueba/policia/es/web")[_WEB].state == "fresh"
    assert History(project.file).seconds(_WEB) is None


def test_a_history_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    run = Run({"a/b/es/web": State.BUILT}, {"a/b/es/web": (Output("a", "0", 1),)})
    history = History(tmp_path / "file" / "history.json")
    history.learn(Plan((_job("a/b/es/web"),), frozenset()), Keys(tmp_path, Index()), run)
    history.save()
    assert history.record("a/b/es/web") is not None


def _job(name: str, count: int = 1) -> Job:
    inputs = tuple(Input(f"kits/prueba/{n:02}-modulo.md", data=b"x" * n) for n in range(count))
    return Job(name, "build_tools.formats.web:build", inputs, {"version": "1.0.0"}, ("lxml",))


def test_what_thousands_of_jobs_share_is_written_once(tmp_path: Path) -> None:
    jobs = tuple(_job(f"kit{n}/policia/es/web", 60) for n in range(1000))
    run = Run({j.id: State.BUILT for j in jobs}, {j.id: (Output("a", "0", 1),) for j in jobs})
    history = History(tmp_path / "history.json")
    history.learn(Plan(jobs, frozenset()), Keys(tmp_path, Index()), run)
    history.save()
    assert (tmp_path / "history.json").stat().st_size < 100 * len(jobs)
    kept = History(tmp_path / "history.json").record(jobs[7].id)
    assert kept is not None
    assert len(dict(kept.facts)["file"]) == 60


def test_an_edition_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    jobs = (_job("a/policia/es/web"), _job("b/policia/es/web"), _job("media/corto/es"))
    run = Run({j.id: State.BUILT for j in jobs}, {j.id: (Output("a", "0", 1),) for j in jobs})
    history = History(tmp_path / "history.json")
    history.learn(Plan(jobs, frozenset({"a/policia/es/web", "b/policia/es/web"})), Keys(tmp_path, Index()), run)
    history.learn(Plan(jobs[:1], frozenset({"a/policia/es/web"})), Keys(tmp_path, Index()), run)
    assert [bool(history.record(j.id)) for j in jobs] == [True, False, True]


def test_an_option_that_is_too_long_to_show_is_named_only(tmp_path: Path) -> None:
    job = _job("a/policia/es/web")
    run = Run({job.id: State.BUILT}, {job.id: (Output("a", "0", 1),)})
    history, keys = History(tmp_path / "history.json"), Keys(tmp_path, Index())
    longer = changed(job, options={"version": "1.0.0", "title": {"es": "x" * 90}})
    history.learn(Plan((longer,), frozenset()), keys, run)
    again = changed(job, options={"version": "1.0.0", "title": {"es": "y" * 90}})
    (found,) = forecast(Plan((again,), frozenset()), keys, Store(str(tmp_path / "store")), history)
    assert found.why(str) == "option changed: title"
