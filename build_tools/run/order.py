"""In which order jobs come: each after those that it needs, and first what the longest way hangs on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence

from build_tools.model import Job


class Order:
    """Gives the jobs of a plan one by one, as those that they need get done.

    Args:
        jobs: each stands after those that it needs.
        seconds: how long a job takes, about.
    """

    def __init__(self, jobs: Sequence[Job], seconds: Callable[[Job], float]) -> None:
        self._jobs = {job.id: job for job in jobs}
        self._open = {job.id: set(job.needs) for job in jobs}
        self._after: dict[str, list[str]] = defaultdict(list)
        for job in jobs:
            for need in job.needs:
                self._after[need].append(job.id)
        self._way: dict[str, float] = {}
        for job in reversed(jobs):
            self._way[job.id] = seconds(job) + max((self._way[name] for name in self._after[job.id]), default=0.0)
        self._place = {job.id: place for place, job in enumerate(jobs)}
        self._free = deque(job.id for job in jobs if not job.needs)

    def next(self) -> Job | None:
        """A job that waits for none, each once; None: there is none now."""
        return self._jobs[self._free.popleft()] if self._free else None

    def done(self, name: str) -> None:
        """A job is done: those that waited for it last are free."""
        for after in self._after[name]:
            if name in self._open[after]:
                self._open[after].remove(name)
                if not self._open[after]:
                    self._free.append(after)

    def wait(self, name: str, needs: Iterable[str]) -> None:
        """A job that was given waits for others, which are not done after all."""
        self._open[name] = set(needs)

    def again(self, names: Iterable[str]) -> None:
        """Gives jobs once more."""
        self._free.extend(names)

    def rank(self, job: Job) -> tuple[float, int]:
        """The lower, the sooner: by the seconds of the longest way from its start, then by place in the plan."""
        return (-self._way[job.id], self._place[job.id])
