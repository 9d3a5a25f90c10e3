"""Fourth step: runs a plan on an executor; what is in the store already does not run again.

A job's key is known once the jobs that it needs are done. If a reading comes out as it was, the
keys of its formats are as they were, and nothing after it runs (early cut-off).
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Protocol

from build_tools.errors import KitsError
from build_tools.model import Job, Output, Plan
from build_tools.place import Place
from build_tools.pulse import Pulse, heard
from build_tools.run.keys import Keys, picked
from build_tools.run.order import Order
from build_tools.run.store import Store
from build_tools.run.worker import Outcome, Task, work

_LOSES = "the store loses what is put into it"
_LOSES_REMEDY = "Is its disk sound? “kits clean” empties it."
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
    """Gives an executor, and a new one when the old one broke.

    ``workers`` run at once. Those of a ``far`` pool share no files with us: inputs travel through the store.
    ``died`` is what a future raises whose worker died, ``tries`` how often a job may be tried that it happens to.
    """

    workers: int
    far: bool
    died: tuple[type[BaseException], ...]
    tries: int

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
    """With what a plan is run: the project that inputs are relative to, the keys of jobs, the store, the workers.

    ``seconds`` tells how long a job takes: what much waits for is started first.
    """

    place: Place
    keys: Keys
    store: Store
    pool: Pool
    seconds: Callable[[Job], float] = lambda _job: 1.0


@dataclass(frozen=True, slots=True, order=False)
class _Attempt:
    job: Job
    task: Task
    tries: int = 1


def run(plan: Plan, means: Means, progress: Progress) -> Run:
    """Runs a plan's jobs, each as soon as those that it needs are done, those on the longest way first.

    Args:
        plan: what to do.
        means: what it takes.
        progress: is told of each start and end.

    Returns:
        The state of every job; a failed one does not stop those that do not need it.

    Raises:
        KitsError: the store cannot be used.
    """
    means.place.runs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=means.place.runs, ignore_cleanup_errors=True) as folder:
        return _Engine(plan, means, progress, Path(folder)).run()


class _Engine:
    def __init__(self, plan: Plan, means: Means, progress: Progress, folder: Path) -> None:
        self._folder, self._progress = folder, progress
        self._place, self._keys, self._store, self._pool = means.place, means.keys, means.store, means.pool
        self._order = Order(plan.jobs, means.seconds)
        self._running: dict[Future[Outcome], _Attempt] = {}
        self._ready: list[tuple[float, int, _Attempt]] = []
        self._suspects: list[_Attempt] = []
        self._mended: set[str] = set()
        self._result = Run()

    def run(self) -> Run:
        while True:
            while job := self._order.next():
                self._settle(job)
            self._fill()
            if not self._running:
                return self._result
            done, _ = wait(self._running, timeout=_BEAT, return_when=FIRST_COMPLETED)
            for future in done:
                self._collect(future)
            self._listen()

    def _settle(self, job: Job) -> None:
        """Ends a job whose needs are done, or notes it as ready."""
        if redone := [n for n in job.needs if n not in self._result.states]:
            self._order.wait(job.id, redone)
            return
        if any(n not in self._result.outputs for n in job.needs):
            self._end(job, State.SKIPPED, None)
            return
        key = self._result.keys[job.id] = self._keys.key(job, self._result.outputs)
        kept = self._store.outputs(key)
        if kept is not None and self._store.complete(kept):
            self._result.outputs[job.id] = kept
            self._end(job, State.REUSED, None)
        else:
            self._push(_Attempt(job, self._task(job, key)))

    def _push(self, attempt: _Attempt) -> None:
        heapq.heappush(self._ready, (*self._order.rank(attempt.job), attempt))

    def _fill(self) -> None:
        """Starts ready jobs, as many as there are workers; those that a worker's death is blamed on, alone."""
        if self._suspects:
            if not self._running:
                self._start(self._suspects.pop(0))
            return
        while self._ready and len(self._running) < self._pool.workers:
            self._start(heapq.heappop(self._ready)[-1])

    def _listen(self) -> None:
        if self._pool.far:
            return
        for attempt in self._running.values():
            if beat := heard(attempt.task.pulse):
                self._progress.beats(attempt.job, beat)

    def _task(self, job: Job, key: str) -> Task:
        made = self._result.outputs
        files = tuple((i.path, self._place.root / i.file, self._keys.file(i.file)) for i in job.inputs if i.file)
        far = self._pool.far
        return Task(
            id=job.id, key=key, step=job.step, options=dict(job.options),
            data=tuple((i.path, i.data) for i in job.inputs if i.data is not None),
            files=() if far else tuple((path, str(file), sha256) for path, file, sha256 in files),
            made=tuple(
                (f"{i.path}/{o.path}", o) for i in job.inputs if i.made for o in picked(i, made[i.made])
            ) + (tuple((path, self._put(file, sha256)) for path, file, sha256 in files) if far else ()),
            store=self._store.url, memo="" if far else str(self._place.memo), folder="" if far else str(self._folder),
        )  # fmt: skip

    def _put(self, file: Path, sha256: str) -> Output:
        """An input that travels through the store: the very bytes that the job's key covers."""
        output = self._store.put(file)
        if output.sha256 != sha256:
            raise KitsError("“{path}” was changed while it was being built", "Build again.", path=file)
        return output

    def _start(self, attempt: _Attempt) -> None:
        self._progress.started(attempt.job)
        try:
            future = self._pool.executor().submit(work, attempt.task)
        except self._pool.died:
            self._pool.renew()
            future = self._pool.executor().submit(work, attempt.task)
        self._running[future] = attempt

    def _collect(self, future: Future[Outcome]) -> None:
        attempt = self._running.pop(future)
        job = attempt.job
        try:
            outcome = future.result()
        except self._pool.died:
            # One job killed its worker, and all that ran beside it fell too: each is tried again, alone, so that
            # the guilty one is known and the others come through.
            if attempt.tries < self._pool.tries:
                self._suspects.append(replace(attempt, tries=attempt.tries + 1))
                return
            outcome = Outcome(job.id, failure="its worker died", remedy="Is there enough memory? Try --jobs 1.")
        if outcome.damaged and job.id not in self._mended:
            self._mend(job, outcome.damaged)
            return
        if outcome.damaged:
            outcome = Outcome(job.id, failure=_LOSES, remedy=_LOSES_REMEDY)
        self._result.outcomes[job.id] = outcome
        if outcome.failure:
            self._result.failures[job.id] = outcome
            self._end(job, State.FAILED, outcome)
        else:
            self._result.outputs[job.id] = outcome.outputs
            self._end(job, State.BUILT, outcome)

    def _mend(self, job: Job, damaged: tuple[str, ...]) -> None:
        """Makes anew what the store had lost of a job's inputs, then the job; once, so that it ends."""
        self._mended.add(job.id)
        self._store.forget(damaged)
        # Of two jobs that miss the same, the second finds it being made already.
        outputs = self._result.outputs
        lost = [n for n in job.needs if any(o.sha256 in damaged for o in outputs.get(n, ()))]
        for name in lost:
            del self._result.outputs[name], self._result.states[name]
        if lost:
            self._order.wait(job.id, lost)
        self._order.again(lost or [job.id])

    def _end(self, job: Job, state: State, outcome: Outcome | None) -> None:
        self._result.states[job.id] = state
        self._order.done(job.id)
        self._progress.ended(job, state, outcome)
