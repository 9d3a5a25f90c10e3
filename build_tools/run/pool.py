"""The local executor: worker processes that are started once and reused."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import tempfile
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from build_tools.run.process import end_all, prepare, ready


class LocalPool:
    """A process pool.

    Args:
        workers: how many; None: one for each core.
    """

    far = False
    died: tuple[type[BaseException], ...] = (BrokenProcessPool,)
    tries = 3

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._executor: ProcessPoolExecutor | None = None
        self._roll = tempfile.TemporaryDirectory(prefix="kits-workers-", ignore_cleanup_errors=True)
        self._making = threading.Lock()

    def start(self) -> None:
        """Starts the workers beside what the caller goes on doing: importing what jobs need takes them a second."""
        threading.Thread(target=self._wake, daemon=True).start()

    def executor(self) -> Executor:
        """The pool in use; its workers start with the first jobs."""
        with self._making:
            if self._executor is None:
                # A fork of a process with threads can deadlock; a fork server starts clean and still fast.
                method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
                context = multiprocessing.get_context(method)
                if method == "forkserver":
                    context.set_forkserver_preload(["build_tools.run.preload"])
                self._executor = ProcessPoolExecutor(
                    self.workers, mp_context=context, initializer=prepare, initargs=(self._roll.name,)
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

    def _wake(self) -> None:
        with contextlib.suppress(RuntimeError, OSError):
            executor = self.executor()
            for _ in range(self.workers):
                executor.submit(ready)
