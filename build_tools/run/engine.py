"""Fourth step: runs a plan on an executor; what is in the store already does not run again.

A job's key is known once the jobs that it needs are done. If a reading comes out as it was, the
keys of its formats are as they were, and nothing after it runs (early cut-off).
"""

from __future__ import annotations

import tempfile
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol

from build_tools.model import Job, Output, Plan
from build_tools.place import Place
from build_tools.pulse import Pulse, heard
from build_tools.run.keys import Keys, picked
from build_tools.run.store import Store
from build_tools.run.worker import Outcome, Task, work

_TRIES = 2
_BEAT = 0.5
"""Seconds after which those who watch are told how far the running jobs are."""


class State(Enum):
    """How a job ended."""

    REUSED = "reused"
    BUILT = "built"
    FAILED = "failed"
    SKIPPED = "skipped"


class Progress(Protocol):
    """Who is told of a run as it happens."""

    def started(self, job: Job) -> None:
        """A job runs now."""

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None:
        """A job has ended."""

    def beats(self, job: Job, pulse: Pulse) -> None:
        """How far a running job is."""


class Pool(Protocol):
    """Gives an executor, and a new one when the old one broke; ``workers`` run at once."""

    workers: int

    def executor(self) -> Executor:
        """The executor in use."""

    def renew(self) -> None:
        """Replaces a broken executor."""


@dataclass
class Run:
    """The results of a run, by job id."""

    states: dict[str, State] = field(default_factory=dict)
    outputs: dict[str, tuple[Output, ...]] = field(default_factory=dict)
    failures: dict[str, Outcome] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    """Of the jobs that ran, well or not."""
    keys: dict[str, str] = field(default_factory=dict)
    """Of the jobs whose needs were met."""


@dataclass(frozen=True, slots=True)
class Means:
    """With what a plan is run: the project that inputs are relative to, the keys of jobs, the store, the workers."""

    place: Place
    keys: Keys
    store: Store
    pool: Pool


def run(plan: Plan, means: Means, progress: Progress) -> Run:
    """Runs a plan's jobs, each as soon as those that it needs are done.

    Args:
        plan: what to do.
        means: what it takes.
        progress: is told of each start and end.

    Returns:
        The state of every job; a failed one does not stop those that do not need it.
    """
    with tempfile.TemporaryDirectory(prefix="kits-run-", ignore_cleanup_errors=True) as folder:
        return _Engine(plan, means, progress, Path(folder)).run()


class _Engine:
    def __init__(self, plan: Plan, means: Means, progress: Progress, folder: Path) -> None:
        self._folder, self._progress = folder, progress
        self._place, self._keys, self._store, self._pool = means.place, means.keys, means.store, means.pool
        self._waiting = {job.id: job for job in plan.jobs}
        self._running: dict[Future[Outcome], tuple[Job, Task, int]] = {}
        self._ready: list[tuple[Job, Task]] = []
        self._suspects: list[tuple[Job, Task]] = []
        self._result = Run()

    def run(self) -> Run:
        while self._waiting or self._ready or self._suspects or self._running:
            while self._advance():
                pass
            self._fill()
            done, _ = wait(self._running, timeout=_BEAT, return_when=FIRST_COMPLETED)
            for future in done:
                self._collect(future)
            self._listen()
        return self._result

    def _fill(self) -> None:
        """Starts ready jobs, as many as there are workers; those that a worker's death is blamed on, alone."""
        if self._suspects:
            if not self._running:
                self._start(*self._suspects.pop(0), tries=_TRIES)
            return
        while self._ready and len(self._running) < self._pool.workers:
            self._start(*self._ready.pop(0), tries=1)

    def _listen(self) -> None:
        for job, task, _ in self._running.values():
            if beat := heard(task.pulse):
                self._progress.beats(job, beat)

    def _advance(self) -> bool:
        """Settles every job whose needs are settled, or notes it as ready; whether there was any."""
        ready = [j for j in self._waiting.values() if all(n in self._result.states for n in j.needs)]
        for job in ready:
            del self._waiting[job.id]
            if any(n not in self._result.outputs for n in job.needs):
                self._end(job, State.SKIPPED, None)
                continue
            task = self._task(job)
            self._result.keys[job.id] = task.key
            kept = self._store.outputs(task.key)
            if kept is not None and self._store.complete(kept):
                self._result.outputs[job.id] = kept
                self._end(job, State.REUSED, None)
            else:
                self._ready.append((job, task))
        return bool(ready)

    def _task(self, job: Job) -> Task:
        made = self._result.outputs
        return Task(
            id=job.id, key=self._keys.key(job, made), step=job.step, options=dict(job.options),
            data=tuple((i.path, i.data) for i in job.inputs if i.data is not None),
            files=tuple((i.path, str(self._place.root / i.file)) for i in job.inputs if i.file),
            made=tuple(
                (f"{i.path}/{o.path}", o) for i in job.inputs if i.made for o in picked(i, made[i.made])
            ),
            store=self._store.url, folder=str(self._folder), memo=str(self._place.memo),
        )  # fmt: skip

    def _start(self, job: Job, task: Task, tries: int) -> None:
        self._progress.started(job)
        try:
            future = self._pool.executor().submit(work, task)
        except BrokenProcessPool:
            self._pool.renew()
            future = self._pool.executor().submit(work, task)
        self._running[future] = (job, task, tries)

    def _collect(self, future: Future[Outcome]) -> None:
        job, task, tries = self._running.pop(future)
        try:
            outcome = future.result()
        except BrokenProcessPool:
            # One job killed its worker, and all that ran beside it fell too: each gets one more try,
            # alone, so that the guilty one is known and the others come through.
            if tries < _TRIES:
                self._suspects.append((job, task))
                return
            outcome = Outcome(job.id, failure="its worker died", remedy="Is there enough memory? Try --jobs 1.")
        self._result.outcomes[job.id] = outcome
        if outcome.failure:
            self._result.failures[job.id] = outcome
            self._end(job, State.FAILED, outcome)
        else:
            self._result.outputs[job.id] = outcome.outputs
            self._end(job, State.BUILT, outcome)

    def _end(self, job: Job, state: State, outcome: Outcome | None) -> None:
        self._result.states[job.id] = state
        self._progress.ended(job, state, outcome)
