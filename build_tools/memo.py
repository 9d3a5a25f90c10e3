"""Remembers what takes time to work out, by everything that it was worked out from.

The step that asks says what the answer depends on; where that is the same, so is the answer, whether it is
remembered or worked out anew. A memo that is lost or damaged costs time only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from build_tools.digests import digest

_HEAD = hashlib.sha256().digest_size


@dataclass
class _Memory:
    folder: Path | None = None


_memory = _Memory()


def use(folder: Path | None) -> None:
    """Where this process keeps memos from now on; None: nowhere, so that everything is worked out."""
    _memory.folder = folder


def used() -> bool:
    """Whether this process keeps memos."""
    return _memory.folder is not None


def recall(kind: str, parts: object, work_out: Callable[[], bytes]) -> bytes:
    """What was worked out before from the same parts, else what is worked out now.

    Args:
        kind: a word for what it is, e.g. ``doctree``.
        parts: a JSON value of everything that the answer depends on: content, options, the digest of the code
            (`build_tools.program`) and the versions of tools.
        work_out: gives the answer.
    """
    if _memory.folder is None:
        return work_out()
    key = digest([kind, parts])
    file = _memory.folder / kind / key[:2] / key
    known = _read(file)
    if known is None:
        known = work_out()
        _write(file, known)
    return known


def _read(file: Path) -> bytes | None:
    """The bytes after their own SHA-256; an entry that is used is made young, so that the old ones can be dropped."""
    try:
        text = file.read_bytes()
        if hashlib.sha256(text[_HEAD:]).digest() != text[:_HEAD]:
            return None
        os.utime(file)
    except OSError:
        return None
    return text[_HEAD:]


def _write(file: Path, value: bytes) -> None:
    beside = file.with_name(f"{file.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(value).digest() + value)
        beside.replace(file)
