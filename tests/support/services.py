"""Programs that tests talk to, as processes of their own on loopback; each ends by its own id, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.project import REPOSITORY

_PATIENCE = 60.0


@contextmanager
def service(
    folder: Path, name: str, *arguments: str, says: str = "", **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A Python program that runs in a folder of its own until the block ends.

    Args:
        folder: gets a folder for the program, and its log.
        name: of both.
        arguments: of Python.
        says: what its log says as soon as it can be used.
        environment: for it alone.
    """
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    log = folder / f"{name}.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=place, stdout=sink, stderr=sink, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        )  # fmt: skip
    try:
        until = time.monotonic() + _PATIENCE
        while says not in log.read_text(encoding="utf-8", errors="replace"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield process
    finally:
        # What it started is in its session, too: a Dask nanny and its worker.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def said(folder: Path, name: str) -> str:
    """The log of a service."""
    return (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
