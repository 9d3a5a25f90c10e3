"""Foreign programs that read what strangers made: within a time, a memory, and the life of who started them."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

if sys.platform != "win32":
    import resource

MEMORY = 3_000_000_000
"""Bytes of address space; decoding 4K and encoding 720p take a third of it."""
_KILL_ME = (1, 9)
"""PR_SET_PDEATHSIG with SIGKILL, see prctl(2)."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended, and what it said."""

    code: int
    out: str
    err: str
    late: bool
    """Whether it was ended because its time was over."""


def call(command: Sequence[str], seconds: float, hear: Callable[[str], None] | None = None) -> Done:
    """Runs a program that ends when its time is over, and when the thread that started it is gone.

    Memory is limited where the system can (POSIX). On Linux the kernel ends the program with its parent (prctl(2));
    on other POSIX systems an orphan ends when it has used up its time in CPU seconds.

    Args:
        command: the program's full path, and its arguments.
        seconds: that it may take.
        hear: gets each line of standard output as it comes; None: the lines are gathered in ``out``.
    """
    lines: list[str] = []
    with _beside() as said, _started(command, seconds, said) as child:
        clock = _Clock(child, seconds)
        try:
            for line in child.stdout or ():
                (hear or lines.append)(line)
            child.wait()
        finally:
            clock.stop()
            child.kill()  # what is still there when we were interrupted
        said.seek(0)
        return Done(child.returncode, "".join(lines), said.read(), clock.over)


def _beside() -> IO[str]:
    """A file for what it says: a pipe that nobody reads would fill, and stop it."""
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")


class _Clock:
    """Ends a program when its time is over."""

    def __init__(self, child: subprocess.Popen[str], seconds: float) -> None:
        self.over = False
        self._child = child
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.start()

    def _strike(self) -> None:
        self.over = True
        self._child.kill()

    def stop(self) -> None:
        self._timer.cancel()


def _started(command: Sequence[str], seconds: float, said: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8",
        errors="replace", preexec_fn=_limits(seconds),  # noqa: PLW1509 - see there
    )  # fmt: skip


def _limits(seconds: float) -> Callable[[], None] | None:
    """What the child does to itself between fork and exec: system calls only, so that no lock can be held there."""
    if sys.platform == "win32":
        return None
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
    limits = [(resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, int(seconds) * 4 + 1), (resource.RLIMIT_CORE, 0)]

    def apply() -> None:
        for name, most in limits:
            hard = resource.getrlimit(name)[1]
            resource.setrlimit(name, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        if prctl is not None:
            prctl(*_KILL_ME, 0, 0, 0)

    return apply
