"""How far a long job is, told from its worker to whoever watches."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from build_tools import pulse
from build_tools.digests import Index
from build_tools.model import Input, Job, Plan
from build_tools.place import Place
from build_tools.pulse import Pulse
from build_tools.run.engine import Means, State, run
from build_tools.run.keys import Keys
from build_tools.run.pool import LocalPool
from build_tools.run.store import Store
from build_tools.run.worker import Outcome

_JOB = Job("media/corto/es/240p", "tests.run.test_pulse:_encodes", (Input("a", data=b"a"),), {}, ())


def _encodes(_options: dict[str, Any], _workspace: Path, out: Path) -> None:
    pulse.say(30.0, 120.0)
    time.sleep(1.5)  # at least two beats
    (out / "made.txt").write_text("made", encoding="utf-8")


class _Watcher:
    def __init__(self) -> None:
        self.heard: list[tuple[str, Pulse]] = []

    def started(self, job: Job) -> None: ...

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None: ...

    def beats(self, job: Job, pulse: Pulse) -> None:
        self.heard.append((job.id, pulse))


def test_seconds_done_reach_whoever_watches(sound: Path, tmp_path: Path) -> None:
    watcher, pool = _Watcher(), LocalPool(1)
    means = Means(Place(sound), Keys(sound, Index()), Store(str(tmp_path)), pool)
    run(Plan((_JOB,), frozenset()), means, watcher)
    pool.close()
    assert set(watcher.heard) == {(_JOB.id, Pulse(30.0, 120.0))}


def test_a_step_that_nobody_listens_to_says_nothing(tmp_path: Path) -> None:
    pulse.listen(tmp_path / "gone" / "pulse")
    pulse.say(1, 2)
    pulse.listen(None)
    pulse.say(1, 2)
    assert list(tmp_path.iterdir()) == []
    assert pulse.heard(tmp_path / "none") is None


def test_no_more_is_done_than_there_is(tmp_path: Path) -> None:
    pulse.listen(tmp_path / "pulse")
    pulse.say(12.04, 12.0)
    pulse.listen(None)
    assert pulse.heard(tmp_path / "pulse") == Pulse(12.0, 12.0)
