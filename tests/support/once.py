"""What is slow to make is made once, for all workers of a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(run: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to ask for it fills.

    Args:
        run: of this worker.
        name: of the folder, the same in all workers.
        make: fills the folder, which is not there yet; one that raises is tried again by who asks next.
    """
    base = run.getbasetemp()
    # pytest-xdist gives each worker a folder of its own in that of the run.
    folder = (base.parent if base.name.startswith("popen-") else base) / name
    made = folder.with_name(f"{name}.made")
    with FileLock(folder.with_name(f"{name}.lock")):
        if not made.exists():
            make(folder)
            made.touch()
    return folder
