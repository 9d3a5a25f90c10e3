"""A worker process from its start to its end: it never outlives whoever started it, nor does what it started itself."""

from __future__ import annotations

import contextlib
import gc
import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import time
from pathlib import Path

import psutil

from build_tools import program

_PLAIN = {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "TZ": "UTC"}
"""What a job may see of the computer's settings: on every computer the same."""


def prepare(roll: str, index: Path | None) -> None:
    """Called once in each worker: quiet libraries, plain settings, an interrupt that only the parent answers.

    Args:
        roll: a folder in which each worker enters itself.
        index: what the parent knows of the program's files; None: nothing.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().setLevel(logging.ERROR)
    # Documents are trees without cycles: looking for some after each 700 parts takes a fifth of a job's time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    be_plain()
    if index is not None:
        program.known_by(index)
    me = psutil.Process()
    try:
        (Path(roll) / str(me.pid)).write_text(repr(me.create_time()), encoding="ascii")
    except OSError:
        os._exit(0)  # the pool was closed while this worker started
    threading.Thread(target=_end_with_parent, daemon=True).start()


def be_plain() -> None:
    """Gives this process the settings that are the same on every computer."""
    os.environ.update(_PLAIN)
    if hasattr(time, "tzset"):
        time.tzset()


def end_all(roll: Path) -> None:
    """Ends all workers that are entered in a roll, and what they started, without a word to them."""
    for entry in roll.iterdir():
        with contextlib.suppress(psutil.Error, ValueError):
            worker = psutil.Process(int(entry.name))
            # The number of a process that has ended may be another's by now.
            if repr(worker.create_time()) == entry.read_text(encoding="ascii"):
                _kill(worker)


def _kill(process: psutil.Process) -> None:
    for each in (*process.children(recursive=True), process):
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        _kill(psutil.Process())
