"""What a command costs: seconds by the clock, and memory of all its processes at their most."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_EACH = 0.05
"""Seconds between two looks."""
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds, and megabytes; 0 where the system has no ``/proc`` to read them from."""

    seconds: float
    megabytes: int


@dataclass(slots=True)
class _Watch:
    """Looks how much memory a process and its descendants have; what they share counts once (``Pss``)."""

    pid: int
    most: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.ended.wait(_EACH):
            self.most = max(self.most, sum(map(_kilobytes, _tree(self.pid))))


def spent(arguments: Sequence[str], cwd: Path, more: Mapping[str, str] | None = None) -> Spent:
    """Runs a command, which must succeed.

    Args:
        arguments: the command.
        cwd: where.
        more: of its environment.
    """
    since = time.perf_counter()
    environment = {**os.environ, **(more or {})}
    with subprocess.Popen(
        arguments, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        watch = _Watch(process.pid)
        looking = threading.Thread(target=watch.look)
        looking.start()
        code = process.wait()
        seconds = time.perf_counter() - since
        watch.ended.set()
        looking.join()
    if code:
        raise subprocess.CalledProcessError(code, arguments)
    return Spent(seconds, round(watch.most / 1024))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for file in (_PROC / str(pid) / "task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in file.read_text("ascii").split():
                yield from _tree(int(child))


def _kilobytes(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in (_PROC / str(pid) / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
