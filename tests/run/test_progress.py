"""A run as people follow it: what is done, what is running, how long it will take."""

from __future__ import annotations

import io
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from rich.console import Console

from build_tools.digests import Index
from build_tools.i18n import translator
from build_tools.model import Input, Job, Output, Plan
from build_tools.pulse import Pulse
from build_tools.run import progress as shown
from build_tools.run.engine import Run, State
from build_tools.run.estimate import Estimate, left_text
from build_tools.run.history import History
from build_tools.run.keys import Keys
from build_tools.run.worker import Outcome

_ENGLISH, _SPANISH = translator("en", "authors"), translator("es", "authors")


def _job(name: str, *needs: str) -> Job:
    return Job(name, "build_tools.formats.web:build", tuple(Input(n, made=n) for n in needs), {}, ())


def _history(folder: Path, seconds: dict[str, float]) -> History:
    jobs = tuple(_job(name) for name in seconds)
    outcomes = {name: Outcome(name, seconds=s) for name, s in seconds.items()}
    outputs = {name: (Output("a", "0", 1),) for name in seconds}
    history = History(folder / "history.json")
    run = Run(dict.fromkeys(seconds, State.BUILT), outputs, {}, outcomes)
    history.learn(Plan(jobs, frozenset()), Keys(folder, Index()), run)
    return history


class _Watch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class _Estimated:
    """A plan with a clock that only the test moves."""

    def __init__(self, jobs: list[Job], history: History, workers: int) -> None:
        self.watch = _Watch()
        self.jobs = {job.id: job for job in jobs}
        self.estimate = Estimate(Plan(tuple(jobs), frozenset()), history, workers, self.watch)

    def start(self, name: str) -> None:
        self.estimate.started(self.jobs[name])

    def end(self, name: str) -> None:
        self.estimate.ended(self.jobs[name])


def test_nothing_is_said_of_what_nobody_knows(tmp_path: Path) -> None:
    run = _Estimated([_job("a/p/es/web"), _job("a/p/es/epub")], _history(tmp_path, {}), 2)
    assert run.estimate.left() is None
    run.start("a/p/es/web")
    assert run.estimate.left() is None


def test_work_is_shared_by_the_workers(tmp_path: Path) -> None:
    names = [f"a/p/es/{n}" for n in ("web", "epub", "docx", "slides")]
    run = _Estimated([_job(n) for n in names], _history(tmp_path, dict.fromkeys(names, 10.0)), 2)
    assert run.estimate.left() == 20
    run.start(names[0])
    run.start(names[1])
    run.watch.now = 4
    assert run.estimate.left() == 16
    run.end(names[0])
    run.end(names[1])
    assert run.estimate.left() == 10


def test_the_longest_running_job_and_what_comes_after_it_is_the_least(tmp_path: Path) -> None:
    seconds = {"a/p/es/reading": 30.0, "a/p/es/web": 5.0, "b/p/es/epub": 1.0}
    jobs = [_job("a/p/es/reading"), _job("a/p/es/web", "a/p/es/reading"), _job("b/p/es/epub")]
    run = _Estimated(jobs, _history(tmp_path, seconds), 8)
    run.start("a/p/es/reading")
    run.watch.now = 10
    assert run.estimate.left() == 25


def test_jobs_of_this_run_tell_of_others_like_them(tmp_path: Path) -> None:
    names = [f"kit{n}/p/es/web" for n in range(4)]
    run = _Estimated([_job(n) for n in names], _history(tmp_path, {}), 1)
    run.start(names[0])
    run.watch.now = 6
    run.end(names[0])
    assert run.estimate.left() == 18


def test_reused_jobs_leave_nothing_to_wait_for(tmp_path: Path) -> None:
    names = [f"kit{n}/p/es/web" for n in range(3)]
    run = _Estimated([_job(n) for n in names], _history(tmp_path, dict.fromkeys(names, 9.0)), 1)
    run.end(names[0])
    run.end(names[1])
    assert run.estimate.left() == 9
    run.end(names[2])
    assert run.estimate.left() is None


def test_a_recording_that_takes_longer_than_last_time_tells_by_its_own_pace(tmp_path: Path) -> None:
    name = "media/corto/es/240p"
    run = _Estimated([_job(name)], _history(tmp_path, {name: 10.0}), 2)
    run.start(name)
    run.watch.now = 20
    run.estimate.beats(run.jobs[name], Pulse(40, 120))
    assert run.estimate.left() == 40


def test_a_large_plan_is_counted_down_without_counting_it_all_again(tmp_path: Path) -> None:
    jobs = [_job(f"kit{n}/p/es/reading") for n in range(2500)]
    jobs += [_job(f"kit{n}/p/es/web", f"kit{n}/p/es/reading") for n in range(2500)]
    history = _history(tmp_path, {"k/p/es/reading": 2.0, "k/p/es/web": 1.0})
    run = _Estimated(jobs, history, 5)
    for job in jobs[:-1]:
        run.start(job.id)
        run.end(job.id)
        run.estimate.left()
    assert run.estimate.left() == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("seconds", "english", "spanish"),
    [
        (0.4, "about 5 s left", "quedan unos 5 s"),
        (42, "about 40 s left", "quedan unos 40 s"),
        (130, "about 2 min left", "quedan unos 2 min"),
        (4800, "about 1 h 20 min left", "quedan unos 1 h 20 min"),
    ],
)
def test_time_left_is_said_as_people_say_it(seconds: float, english: str, spanish: str) -> None:
    assert (left_text(seconds, _ENGLISH), left_text(seconds, _SPANISH)) == (english, spanish)


_FILM, _SITE = _job("media/corto/es/240p"), _job("a/p/es/web")
_PLAN = Plan((_FILM, _SITE), frozenset())


def _plain(folder: Path) -> shown.PlainProgress:
    history = _history(folder, {_FILM.id: 60.0, _SITE.id: 4.0})
    return shown.PlainProgress(_PLAN, Estimate(_PLAN, history, 1, time.monotonic), _ENGLISH)


def test_a_log_gets_a_line_for_each_job_that_ran(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = _plain(tmp_path)
    plain.ended(_FILM, State.REUSED, None)
    plain.started(_SITE)
    plain.ended(_SITE, State.FAILED, Outcome(_SITE.id, failure="it made nothing", seconds=2.34))
    assert capsys.readouterr().err == "✗ a/p/es/web  2.3 s  it made nothing\n"


def test_a_log_is_told_now_and_then_how_far_a_long_job_and_all_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _plain(tmp_path)
    plain.started(_FILM)
    plain.beats(_FILM, Pulse(3, 120))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(shown, "_PATIENCE", 0.0)
    plain.beats(_FILM, Pulse(30, 120))
    assert capsys.readouterr().err == "… media/corto/es/240p  30/120 s\n0/2 · about 65 s left\n"


def test_a_terminal_shows_what_is_done_what_runs_and_what_is_left(tmp_path: Path) -> None:
    out, history = io.StringIO(), _history(tmp_path, {_FILM.id: 200.0, _SITE.id: 4.0})
    console = Console(file=out, force_terminal=True, width=80)
    estimate = Estimate(_PLAN, history, 2, time.monotonic)
    with shown.RichProgress(_PLAN, estimate, _ENGLISH, console) as live:
        live.started(_SITE)
        live.ended(_SITE, State.BUILT, Outcome(_SITE.id, seconds=3.21))
        live.started(_FILM)
        live.beats(_FILM, Pulse(30, 120))
        live.refresh()
    said = out.getvalue()
    for text in ("✓ a/p/es/web  3.2 s", "1/2", "about 3 min left", "media/corto/es/240p  30/120 s"):
        assert text in said


def test_a_terminal_says_how_many_more_run_than_fit(tmp_path: Path) -> None:
    out, jobs = io.StringIO(), [_job(f"kit{n}/p/es/web") for n in range(11)]
    plan = Plan(tuple(jobs), frozenset())
    estimate = Estimate(plan, _history(tmp_path, {}), 11, time.monotonic)
    console = Console(file=out, force_terminal=True, width=80)
    with shown.RichProgress(plan, estimate, _SPANISH, console) as live:
        for job in jobs:
            live.started(job)
        live.refresh()
    assert "y 3 más" in out.getvalue()
    assert "left" not in out.getvalue()


def test_who_waits_for_another_build_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other, mine = FileLock(tmp_path / "lock", thread_local=False), FileLock(tmp_path / "lock")
    other.acquire()
    timer = threading.Timer(1.5, other.release)
    timer.start()
    shown.waiting(mine, 30, _ENGLISH)
    timer.join()
    assert mine.is_locked
    assert capsys.readouterr().err.count("Another build of this project is running; waiting for it to end (0 s)") == 1


def test_a_free_lock_is_taken_without_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = FileLock(tmp_path / "lock")
    shown.waiting(lock, 1, _ENGLISH)
    assert lock.is_locked
    assert capsys.readouterr().err == ""


def test_waiting_has_an_end(tmp_path: Path) -> None:
    other, mine = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    other.acquire()
    with pytest.raises(Timeout):
        shown.waiting(mine, 0.2, _ENGLISH)
