"""How long a run will still take, from how long its jobs took before."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable
from threading import RLock

from build_tools.i18n import Translator
from build_tools.model import Job, Plan
from build_tools.pulse import Pulse
from build_tools.run.history import History
from build_tools.run.kinds import step_name

_MINUTE = 60
_HOUR = 3600
_ROUND = 90
"""Seconds up to which seconds are said; longer times are said in minutes."""
_FEWEST = 0.5
"""The share of the jobs still to end that must be known; else nothing is said."""


class Estimate:
    """Counts down. Whether a job that waits will be spared is not known before: it counts as if it ran.

    Args:
        plan: the jobs, each after those it needs.
        history: how long they took before.
        workers: how many run at once.
        clock: seconds that pass.
    """

    def __init__(self, plan: Plan, history: History, workers: int, clock: Callable[[], float]) -> None:
        self._workers, self._clock = max(workers, 1), clock
        self._expected = {job.id: history.seconds(job.id) for job in plan.jobs}
        self._known = sum(s for s in self._expected.values() if s is not None)
        self._unknown = Counter(step_name(name) for name, s in self._expected.items() if s is None)
        self._open = len(plan.jobs)
        self._after = self._chains(plan)
        self._running: dict[str, tuple[float, Pulse | None]] = {}
        self._seen: dict[str, list[float]] = {}
        self._lock = RLock()  # a display asks from a thread of its own

    def started(self, job: Job) -> None:
        """A job runs now."""
        with self._lock:
            self._running[job.id] = (self._clock(), None)

    def beats(self, job: Job, pulse: Pulse) -> None:
        """A running job has come that far."""
        with self._lock:
            if job.id in self._running:
                self._running[job.id] = (self._running[job.id][0], pulse)

    def ended(self, job: Job) -> None:
        """A job has ended; one that ran says how long others like it will take."""
        name, expected = step_name(job.id), self._expected[job.id]
        with self._lock:
            self._open -= 1
            if expected is None:
                self._unknown[name] -= 1
            else:
                self._known -= expected
            if job.id in self._running:
                insort(self._seen.setdefault(name, []), self.running_for(job.id))
                del self._running[job.id]

    def running_for(self, job: str) -> float:
        """Seconds that a job has been running."""
        return self._clock() - self._running[job][0]

    def left(self) -> float | None:
        """Seconds until the end; None: too little is known to say."""
        with self._lock:
            return self._left()

    def _left(self) -> float | None:
        unknown = +self._unknown
        told = {name: count for name, count in unknown.items() if name in self._seen}
        silent = unknown.total() - sum(told.values())
        if not self._open or self._open - silent < max(self._open * _FEWEST, 1):
            return None
        work = self._known + sum(count * self._usual(name) for name, count in told.items())
        work *= self._open / (self._open - silent)  # what nobody knows takes as long as the rest
        rests = {name: self._rest(name) for name in self._running}
        done = sum(max((self._duration(name) or 0) - rest, 0) for name, rest in rests.items())
        longest = max((rest + self._after[name] for name, rest in rests.items()), default=0.0)
        return max((work - done) / self._workers, longest)

    def _rest(self, job: str) -> float:
        """Seconds that a running job will still take."""
        since, pulse = self._running[job]
        spent, expected = self._clock() - since, self._duration(job)
        if expected is not None and spent < expected:
            return expected - spent
        return spent * (pulse.total - pulse.done) / pulse.done if pulse and pulse.done else 0.0

    def _duration(self, job: str) -> float | None:
        expected, name = self._expected[job], step_name(job)
        return self._usual(name) if expected is None and name in self._seen else expected

    def _usual(self, name: str) -> float:
        seen = self._seen[name]
        return seen[len(seen) // 2]

    def _chains(self, plan: Plan) -> dict[str, float]:
        """For each job, how long the longest row of jobs takes that can only start after it."""
        after = dict.fromkeys(self._expected, 0.0)
        for job in reversed(plan.jobs):
            whole = after[job.id] + (self._expected[job.id] or 0.0)
            for name in job.needs:
                after[name] = max(after.get(name, 0.0), whole)
        return after


def left_text(seconds: float, translate: Translator) -> str:
    """Seconds as people say them: rounded, for they are a guess."""
    if seconds < _ROUND:
        return translate("about {count} s left").format(count=max(5, round(seconds / 5) * 5))
    return translate("about {time} left").format(time=length_text(seconds))


def length_text(seconds: float) -> str:
    """A length of time for a sentence: ``40 s``, ``3 min``, ``1 h 20 min``."""
    if seconds < _ROUND:
        return f"{seconds:.0f} s"
    minutes = round(seconds / _MINUTE)
    if seconds < _HOUR:
        return f"{minutes} min"
    return f"{minutes // _MINUTE} h {minutes % _MINUTE} min"
