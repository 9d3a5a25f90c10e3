"""The local executor: worker processes that are started once and reused."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pathlib import Path

from build_tools.run.process import end_all, prepare

# A fork of a process with threads can deadlock; a fork server starts clean and still fast.
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def warm_up() -> None:
    """Starts what workers import beside what the caller goes on doing: it takes a second."""
    if _METHOD == "forkserver":
        from multiprocessing import forkserver  # noqa: PLC0415 - there is none on Windows

        _context()
        forkserver.ensure_running()


def _context() -> BaseContext:
    context = multiprocessing.get_context(_METHOD)
    if _METHOD == "forkserver":
        context.set_forkserver_preload(["build_tools.run.preload"])
    return context


class LocalPool:
    """A process pool.

    Args:
        workers: how many; None: one for each core.
        index: where what is known of the program's files is kept; None: nowhere.
    """

    far = False
    died: tuple[type[BaseException], ...] = (BrokenProcessPool,)
    tries = 3

    def __init__(self, workers: int | None = None, index: Path | None = None) -> None:
        self._index = index
        self.workers = workers or os.cpu_count() or 1
        self._executor: ProcessPoolExecutor | None = None
        self._roll = tempfile.TemporaryDirectory(prefix="kits-workers-", ignore_cleanup_errors=True)

    def executor(self) -> Executor:
        """The pool in use; its workers start with the first jobs."""
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self.workers, mp_context=_context(), initializer=prepare, initargs=(self._roll.name, self._index)
            )
        return self._executor

    def renew(self) -> None:
        """Replaces a pool in which a worker died."""
        self._end()

    def close(self) -> None:
        """Ends the workers, and whatever they started: at once, whatever they are at."""
        self._end()
        end_all(Path(self._roll.name))
        self._roll.cleanup()

    def _end(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None
