"""How far a long step is, told by the worker that runs it to whoever shows it.

A step says it without knowing who listens; a worker on another machine is simply not heard.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.25
"""Seconds between two reports: nobody reads faster."""


@dataclass
class _Listener:
    file: Path | None = None
    last: float = 0.0


_listener = _Listener()


@dataclass(frozen=True, slots=True)
class Pulse:
    """Seconds of a recording that are done, and that there are."""

    done: float
    total: float


def listen(file: Path | None) -> None:
    """Where this process reports to from now on; None: nowhere."""
    _listener.file, _listener.last = file, 0.0


def say(done: float, total: float) -> None:
    """Reports how many seconds of a recording are done, of how many."""
    now = time.monotonic()
    if _listener.file is None or now - _listener.last < _EVERY:
        return
    _listener.last = now
    beside = _listener.file.with_suffix(".part")
    try:
        beside.write_text(f"{min(done, total):.1f} {total:.1f}", encoding="ascii")
        beside.replace(_listener.file)
    except OSError:
        _listener.file = None  # the listener is on another machine, or gone


def heard(file: Path) -> Pulse | None:
    """What was reported last; None: nothing yet."""
    try:
        done, total = file.read_text(encoding="ascii").split()
        return Pulse(float(done), float(total))
    except (OSError, ValueError):
        return None
