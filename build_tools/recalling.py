"""Values that loading and checking remember from one run to the next, so that one changed module costs one module.

Each value is known by all that it was worked out from: content, this program's code, Python and every package that
is installed. Without a folder for memos, everything is worked out: the answers are the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from build_tools import memo
from build_tools.digests import Index, digest
from build_tools.program import Program, installed

T = TypeVar("T")

_STEPS = ("build_tools.load", "build_tools.check", "build_tools.translate.extract")
"""Whose values are remembered."""


@dataclass
class _Session:
    index: Index | None = None
    versions: str = ""


_session = _Session()


def use(folder: Path | None, index: Index) -> None:
    """Where this process remembers values from now on.

    Args:
        folder: of the memos; None: nothing is remembered.
        index: knows files by their stamps.
    """
    memo.use(folder)
    if folder is None:
        _session.index = None
        return
    if _session.index is not index:
        code = Program(index)
        # What is loaded runs on: a process keeps the digest of the code that it began with.
        _session.versions = _session.versions or digest([*map(code.digest, _STEPS), sys.version, installed()])
        _session.index = index


def value(kind: str, parts: object, work_out: Callable[[], T]) -> T:
    """What was worked out before from the same parts, else what is worked out now.

    Args:
        kind: a word for what it is, e.g. ``scan``.
        parts: a JSON value of all content that the value depends on.
        work_out: gives the value; it must be frozen data that can be pickled.
    """
    if _session.index is None:
        return work_out()
    made: list[T] = []

    def pickled() -> bytes:
        made.append(work_out())
        return pickle.dumps(made[0], protocol=pickle.HIGHEST_PROTOCOL)

    known = memo.recall(kind, [_session.versions, parts], pickled)
    return made[0] if made else pickle.loads(known)  # noqa: S301 - proved by the memo


@lru_cache(maxsize=512)
def text_digest(text: str) -> str:
    """The SHA-256 of a text, in hex: a short part of what a value depends on."""
    return hashlib.sha256(text.encode()).hexdigest()


class _FoundError(Exception):
    """Something was found, which is not to be remembered."""


def nothing(kind: str, parts: object, look: Callable[[], Iterable[T]]) -> list[T]:
    """What is found; that nothing was found is remembered, anything else is looked for anew each time.

    For what names places in other files: with the parts the same, those may have moved.

    Args:
        kind: a word for what it is.
        parts: a JSON value of all content that it depends on whether anything is found.
        look: looks for it.
    """
    found: list[T] = []

    def looked() -> None:
        found.extend(look())
        if found:
            raise _FoundError

    with contextlib.suppress(_FoundError):
        value(kind, parts, looked)
    return found


def sha256(file: Path) -> str:
    """The SHA-256 of a file's content, in hex; '' where nothing is remembered, or the file cannot be read."""
    try:
        return _session.index.sha256(file) if _session.index else ""
    except OSError:
        return ""


def content(root: Path, name: str) -> list[list[str]] | None:
    """Everything in a folder as a JSON value: paths with the SHA-256 of files; None where it cannot be told.

    Links are not told: what they lead to may change, or lie outside of the project.

    Args:
        root: the project's folder.
        name: of the folder, relative to it.
    """
    index, folder = _session.index, root / name
    if index is None or folder.resolve() != root.resolve() / name:
        return None
    found: list[list[str]] = []
    try:
        for entry in _entries(folder):
            if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
                return None
            path = entry.path[len(str(folder)) + 1 :]
            found.append([path, "" if entry.is_dir() else index.sha256(Path(entry.path))])
    except OSError:
        return None
    return sorted(found)


def _entries(folder: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)
