"""Digests of files, values and of the program itself.

A file's digest is known again by its stamp (size, times, inode), as Git's index does it, so that a build with
nothing to do opens hardly any file. Light: a build with nothing to do loads no more.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times can tell another change: coarse clocks of file systems tick every 2 s."""

Stamp = list[int]


def sha256_file(path: Path) -> str:
    """The SHA-256 of a file's content, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest(value: object) -> str:
    """The SHA-256 of a JSON value, in hex: the same for equal values on every machine."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def stamp_of(path: Path) -> Stamp:
    """What changes whenever a file's content does: size, time of content, time of change, inode.

    Raises:
        OSError: there is no such file.
    """
    facts = path.stat()
    return [facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino]


def settled(stamp: Stamp, now: int) -> bool:
    """Whether a later change would surely have another stamp; not for a clock that was set back.

    Args:
        stamp: of a file.
        now: nanoseconds since 1970.
    """
    return max(stamp[1], stamp[2]) < now - _SETTLED


class Index:
    """What is known of files by their stamps, kept in a file; losing it costs time only.

    Args:
        file: where it is kept; None: it is not.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known: dict[str, dict[str, Any]] = _read(file) if file else {}
        self._changed = False

    def sha256(self, path: Path) -> str:
        """The SHA-256 of a file's content, in hex.

        Raises:
            OSError: it cannot be read.
        """
        sha: str = self.fact(path, "sha256", lambda: sha256_file(path))
        return sha

    def fact(self, path: Path, name: str, work_out: Callable[[], T]) -> T:
        """What was worked out of a file's content, and of nothing else.

        Args:
            path: the file.
            name: of the fact.
            work_out: reads the file where the fact is not known; gives a JSON value.

        Raises:
            OSError: it cannot be read.
        """
        stamp = stamp_of(path)
        entry = self._known.get(str(path))
        if entry is not None and entry["stamp"] == stamp and name in entry:
            known: T = entry[name]
            return known
        value = work_out()
        if settled(stamp, time.time_ns()) and stamp_of(path) == stamp:
            if entry is None or entry["stamp"] != stamp:
                entry = self._known[str(path)] = {"stamp": stamp}
            entry[name] = value
            self._changed = True
        return value

    def save(self) -> None:
        """Writes down what was learned; a folder that cannot be written costs time only."""
        if self._file is None or not self._changed:
            return
        kept = {name: entry for name, entry in self._known.items() if Path(name).exists()}
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}.part")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(kept).encode()
            beside.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
            beside.replace(self._file)
        self._changed = False


def _read(file: Path) -> dict[str, dict[str, Any]]:
    try:
        sha, _, text = file.read_bytes().partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != sha:
            return {}
        files: dict[str, dict[str, Any]] = json.loads(text)
    except (OSError, ValueError):
        return {}
    return files
