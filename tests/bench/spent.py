"""What a command costs: seconds by the clock, and the memory of its processes at their most."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY = 0.2
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds, and megabytes: of all processes together, what they share counted once (PSS); and resident ones of the
    parent, of its largest worker, and of the largest tool that one started."""

    seconds: float
    megabytes: int
    parent: int
    worker: int
    tool: int


def spent(arguments: Sequence[str], cwd: Path) -> Spent:
    """Runs a command, which must succeed, and looks at its processes while it runs.

    Args:
        arguments: the command.
        cwd: where it runs.
    """
    since = time.perf_counter()
    most = {"megabytes": 0, "parent": 0, "worker": 0, "tool": 0}
    with subprocess.Popen(arguments, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        parent = psutil.Process(running.pid)
        while running.poll() is None:
            _look(parent, most)
            time.sleep(_EVERY)
    seconds = time.perf_counter() - since
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, arguments)
    return Spent(seconds, **{kind: round(size / 1_000_000) for kind, size in most.items()})


def _look(parent: psutil.Process, most: dict[str, int]) -> None:
    whole = 0
    with contextlib.suppress(psutil.Error):  # processes end while they are looked at
        for process in (parent, *parent.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                name = "parent" if process == parent else "worker" if "python" in process.name() else "tool"
                most[name] = max(most[name], process.memory_info().rss)
                whole += process.memory_full_info().pss
    most["megabytes"] = max(most["megabytes"], whole)
