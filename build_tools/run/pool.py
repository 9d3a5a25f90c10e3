"""The local executor: worker processes that are started once and reused."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor

from build_tools.run.worker import prepare


class LocalPool:
    """A process pool; workers start when the first job is submitted."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._executor: Executor | None = None

    def executor(self) -> Executor:
        """The pool in use."""
        if self._executor is None:
            # A fork of a process with threads can deadlock; a fork server starts clean and still fast.
            method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
            context = multiprocessing.get_context(method)
            if method == "forkserver":
                context.set_forkserver_preload(["build_tools.run.preload"])
            self._executor = ProcessPoolExecutor(self.workers, mp_context=context, initializer=prepare)
        return self._executor

    def renew(self) -> None:
        """Replaces a pool in which a worker died."""
        self.close()

    def close(self) -> None:
        """Ends the workers; what was not started yet is dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None
