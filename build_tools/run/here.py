"""Jobs one after another in this process: for a single edition, workers would start too slowly."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class Here(Executor):
    """Runs what is submitted before it answers."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **extra: Any) -> Future[Any]:  # noqa: ANN401 - as inherited
        """A future that is done; what the work raises is raised here."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **extra))
        return future


class HerePool:
    """A pool of this process.

    Args:
        executor: runs the jobs.
        far: whether inputs travel through the store.
    """

    workers = 1
    died: tuple[type[BaseException], ...] = ()
    tries = 1

    def __init__(self, executor: Executor | None = None, *, far: bool = False) -> None:
        self.far = far
        self._executor = executor or Here()

    def executor(self) -> Executor:
        """What runs the jobs."""
        return self._executor

    def renew(self) -> None:
        """A pool of one process cannot break alone."""
