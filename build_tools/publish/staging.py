"""What goes to ``dist/`` is gathered first and then moved: a build that is killed leaves nothing half-written.

The gathering takes long and the moves do not; where the disk is full, nothing of ``dist/`` has been touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

_NAME = ".kits-part-"


class Staging:
    """A folder of its own in ``dist/``, outside what belongs to any audience; what a killed build left goes first.

    Args:
        dist: the output folder; one build at a time writes to it.
    """

    def __init__(self, dist: Path) -> None:
        self._dist = dist
        self._folder = dist / f"{_NAME}{os.getpid()}"
        self._moves: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        for left in self._dist.glob(f"{_NAME}*"):
            shutil.rmtree(left, ignore_errors=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def place(self, target: Path) -> Path:
        """Where to write what will be moved to ``target``: a file, or a folder as a whole.

        Raises:
            OSError: nothing can be written there.
        """
        staged = self._folder / str(len(self._moves))
        staged.parent.mkdir(parents=True, exist_ok=True)
        self._moves.append((staged, target))
        return staged

    def write(self, target: Path, text: str) -> None:
        """A text file that will be moved to ``target``.

        Raises:
            OSError: it cannot be written.
        """
        self.place(target).write_text(text, encoding="utf-8", newline="\n")

    def move(self) -> None:
        """Moves everything to its place, in the order in which it was asked for.

        Raises:
            OSError: something cannot be moved; what was moved before stays.
        """
        for staged, target in self._moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._swap(staged, target)
        self._moves.clear()

    def _swap(self, staged: Path, target: Path) -> None:
        if not staged.is_dir():
            if target.is_dir():
                shutil.rmtree(target)
            staged.replace(target)
            return
        before = staged.with_name(f"{staged.name}.old")
        with contextlib.suppress(FileNotFoundError):
            target.replace(before)
        try:
            staged.replace(target)
        except OSError:
            if before.exists():
                before.replace(target)
            raise
