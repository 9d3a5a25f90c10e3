"""How much memory a build takes at most: of its parent, of a worker, and of a tool that a worker starts."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY = 0.05
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Peak:
    """The most that was seen, in megabytes of resident memory; ``seconds`` by the clock."""

    seconds: float
    parent: int
    worker: int
    tool: int


def watched(command: Sequence[str], folder: Path) -> Peak:
    """Runs a command, which must succeed, and looks at its processes while it runs."""
    since = time.perf_counter()
    most = {"parent": 0, "worker": 0, "tool": 0}
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        parent = psutil.Process(running.pid)
        while running.poll() is None:
            _look(parent, most)
            time.sleep(_EVERY)
    seconds = time.perf_counter() - since
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return Peak(seconds, **{kind: size // 1_000_000 for kind, size in most.items()})


def _look(parent: psutil.Process, most: dict[str, int]) -> None:
    # Processes end while they are looked at.
    with contextlib.suppress(psutil.Error):
        most["parent"] = max(most["parent"], parent.memory_info().rss)
        for child in parent.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                kind = "worker" if "python" in child.name() else "tool"
                most[kind] = max(most[kind], child.memory_info().rss)
