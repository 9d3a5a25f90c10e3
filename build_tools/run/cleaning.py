"""Keeps the cache (the store in a folder, and what steps remember) from growing for ever.

What a build uses becomes young again. After a build, once an hour, goes what nobody used for long, then what was used
longest ago, until the rest fits. Nothing of the last day goes: a build of another checkout may be about to use it.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from build_tools.errors import KitsError, UsageError
from build_tools.place import Place

_HOUR = 3600.0
_DAY = 24 * _HOUR
_OLD = 90 * _DAY
_GB = 1_000_000_000
_LIMIT = 10.0
"""GB that store and memo may have together."""
_VARIABLE = "KITS_CACHE_GB"


@dataclass
class Freed:
    """How many files went, and how many bytes they had."""

    files: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """A file that can go; ``objects`` are the names of those that a record of the store holds."""

    used: float
    path: Path
    size: int
    objects: tuple[str, ...] = field(default=(), compare=False)


def clean(place: Place, store: Path, *, old: bool) -> Freed:
    """Empties the cache of a project, or drops only what `age_out` would; ``dist/`` is not touched.

    Args:
        place: the project.
        store: the folder of the store.
        old: only what is old, or too much.

    Raises:
        UsageError: a build of the project is running, or the limit is no number.
        KitsError: something cannot be deleted.
    """
    if not place.work.is_dir():
        return Freed()
    try:
        with FileLock(place.work / "build.lock", timeout=0):
            return age_out(store, place.memo, limit()) if old else _empty(store, place.memo)
    except Timeout as error:
        raise UsageError("Another build of this project is running", "Wait for it to end, then try again.") from error
    except OSError as error:
        raise KitsError("“{path}” cannot be deleted: {problem}", "Is it yours, and not open in another program?",
                        path=error.filename or store, problem=error.strerror) from error  # fmt: skip


def keep_small(place: Place, store: Path, most: int) -> None:
    """`age_out`, once an hour: it looks at each file, which takes as long as a small job.

    Args:
        place: the project.
        store: the folder of the store.
        most: bytes that the cache may have, see `limit`.

    Raises:
        OSError: something cannot be deleted.
    """
    asked = f"{store} {most}"
    if _asked_lately(place.aged, asked):
        return
    age_out(store, place.memo, most)
    place.aged.write_text(asked, encoding="utf-8")


def _asked_lately(record: Path, asked: str) -> bool:
    try:
        age = time.time() - record.stat().st_mtime
        return 0 <= age < _HOUR and record.read_text(encoding="utf-8") == asked
    except (OSError, ValueError):
        return False


def age_out(store: Path, memo: Path, most: int, now: float | None = None) -> Freed:
    """Drops what was not used for 90 days, then what was used longest ago, until the rest is within the limit.

    Args:
        store: the folder of the store.
        memo: the folder of what steps remember.
        most: bytes that both may have, see `limit`.
        now: seconds since 1970; None: what the clock says.

    Raises:
        OSError: something cannot be deleted.
    """
    return _Cache(store, memo, time.time() if now is None else now).age_out(most)


def limit() -> int:
    """The most bytes that the cache keeps: 10 GB, or what ``KITS_CACHE_GB`` says.

    Raises:
        UsageError: that is no number.
    """
    text = os.environ.get(_VARIABLE) or str(_LIMIT)
    try:
        size = float(text) * _GB
    except ValueError:
        size = -1
    if not 0 <= size < float("inf"):
        raise UsageError(
            "{variable} is “{value}”, which is no number of gigabytes",
            "Such as 10 or 2.5.",
            variable=_VARIABLE,
            value=text,
        )
    return int(size)


class _Cache:
    def __init__(self, store: Path, memo: Path, now: float) -> None:
        self._now, self._freed = now, Freed()
        self._objects = {e.path.name: e for e in _files(store / "objects")}
        self._records = list(_files(store / "keys"))
        self._memos = list(_files(memo))

    def age_out(self, most: int) -> Freed:
        everything = [*self._objects.values(), *self._records, *self._memos]
        size = sum(e.size for e in everything)
        if size <= most and all(self._age(e) < _OLD for e in everything):
            return self._freed  # the usual case: no record is opened
        entries, used = self._entries()
        for entry in sorted(entries):
            age = self._age(entry)
            # What is written beside (….part) and a day old was left by a build that was killed.
            if age > _OLD or (age > _DAY and (entry.path.suffix == ".part" or size - self._freed.size > most)):
                self._drop(entry, used)
        return self._freed

    def _entries(self) -> tuple[list[_Entry], Counter[str]]:
        """What can go by itself, and how many records hold each object: such a one goes with the last of them."""
        records = [_Entry(e.used, e.path, e.size, _held(e.path)) for e in self._records]
        used = Counter(name for record in records for name in set(record.objects))
        alone = [e for name, e in self._objects.items() if name not in used]
        return [*records, *self._memos, *alone], used

    def _drop(self, entry: _Entry, used: Counter[str]) -> None:
        self._remove(entry)  # the record first: none ever names what is not there
        for name in set(entry.objects):
            used[name] -= 1
            held = self._objects.get(name)
            if not used[name] and held is not None and self._age(held) > _DAY:
                self._remove(held)

    def _remove(self, entry: _Entry) -> None:
        entry.path.unlink(missing_ok=True)
        self._freed.files += 1
        self._freed.size += entry.size

    def _age(self, entry: _Entry) -> float:
        return self._now - entry.used


def _held(record: Path) -> tuple[str, ...]:
    try:
        return tuple(o["sha256"] for o in json.loads(record.read_bytes())["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()  # damaged: its objects are held by nothing


def _empty(store: Path, memo: Path) -> Freed:
    freed = Freed()
    for folder in (store / "keys", store / "objects", memo):  # only what is ours: a store may be any folder
        for entry in _files(folder):
            entry.path.unlink(missing_ok=True)
            freed.files += 1
            freed.size += entry.size
    return freed


def _files(folder: Path) -> Iterator[_Entry]:
    for base, _, names in os.walk(folder):
        for name in names:
            path = Path(base, name)
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue  # another build drops it at the same time
            yield _Entry(facts.st_mtime, path, facts.st_size)
