"""The cache stays within its limit, loses what nobody uses, and never what a build is about to use."""

from __future__ import annotations

import itertools
import os
import time
from pathlib import Path

import pytest
from filelock import FileLock

from build_tools import memo
from build_tools.errors import UsageError
from build_tools.place import Place
from build_tools.run.cleaning import age_out, keep_small, limit
from build_tools.run.store import Store
from tests.support.files import copied, ran, replace, tree
from tests.support.project import kits

_DAY = 24 * 3600.0
_NOW = time.time()
_KB = 1000


class _Cache:
    """A store and a memo in which everything has the age that a test gives it."""

    def __init__(self, folder: Path) -> None:
        self.store, self.memo, self._out = folder / "store", folder / "memo", folder / "out"

    def keep(self, key: str, days: float, **files: bytes) -> None:
        before = set(self._all())
        for name, data in files.items():
            self._out.mkdir(exist_ok=True)
            (self._out / name).write_bytes(data)
        Store(str(self.store)).keep(key * 64, self._out)
        self._aged({*self._all()} - before, days)

    def remember(self, part: str, days: float) -> None:
        before = set(self._all())
        memo.use(self.memo)
        memo.recall("doctree", part, lambda: b"x" * _KB)
        memo.use(None)
        self._aged({*self._all()} - before, days)

    def age_out(self, most: int = 1000 * _KB) -> set[str]:
        """Keys that are still there, and ``memo`` for each thing remembered; what is there is whole."""
        age_out(self.store, self.memo, most, _NOW)
        keys = {path.name[0] for path in (self.store / "keys").rglob("*.json")}
        for key in keys:
            outputs = Store(str(self.store)).outputs(key * 64)
            assert outputs is not None
            assert Store(str(self.store)).complete(outputs)
        return keys | {f"memo {n}" for n, _ in enumerate(p for p in self.memo.rglob("*") if p.is_file())}

    @property
    def objects(self) -> int:
        return len([p for p in (self.store / "objects").rglob("*") if p.is_file()])

    def _all(self) -> list[Path]:
        return [p for top in (self.store, self.memo) for p in top.rglob("*") if p.is_file()]

    def _aged(self, files: set[Path], days: float) -> None:
        for file in files:
            os.utime(file, (_NOW - days * _DAY, _NOW - days * _DAY))


def test_what_was_not_used_for_90_days_goes_and_what_others_hold_stays(tmp_path: Path) -> None:
    cache = _Cache(tmp_path)
    cache.keep("a", 91, one=b"1", shared=b"s")
    cache.keep("b", 89, two=b"2", shared=b"s")
    cache.remember("old", 91)
    cache.remember("new", 89)
    assert cache.objects == 3
    assert cache.age_out() == {"b", "memo 0"}
    assert cache.objects == 2


def test_over_the_limit_goes_what_was_used_longest_ago(tmp_path: Path) -> None:
    cache = _Cache(tmp_path)
    for key, days in (("a", 5), ("b", 80), ("c", 20)):
        cache.keep(key, days, file=key.encode() * _KB)
    cache.remember("m", 40)
    assert cache.age_out(4 * _KB) == {"a", "c", "memo 0"}  # a kilobyte each, and the records
    assert cache.age_out(3 * _KB) == {"a", "c"}


def test_nothing_of_the_last_day_goes_however_full_it_is(tmp_path: Path) -> None:
    cache = _Cache(tmp_path)
    cache.keep("a", 0.9, file=b"a" * _KB)
    cache.keep("b", -3, file=b"b" * _KB)  # the clock was set back
    cache.keep("c", 2, file=b"c" * _KB)
    assert cache.age_out(0) == {"a", "b"}
    assert cache.objects == 2


def test_the_cache_is_looked_through_once_an_hour(tmp_path: Path) -> None:
    place, cache = Place(tmp_path), _Cache(tmp_path)
    cache.memo = place.memo
    place.work.mkdir(exist_ok=True)
    number = itertools.count()

    def left(most: int, aged: float = 0) -> int:
        if aged:
            os.utime(place.aged, (time.time() - aged, time.time() - aged))
        cache.remember(f"old {next(number)}", 91)
        keep_small(place, cache.store, most)
        return sum(p.is_file() for p in place.memo.rglob("*"))

    assert left(5) == 0
    assert left(5) == 1
    assert left(6) == 0  # another limit
    assert left(6, aged=3500) == 1
    assert left(6, aged=3700) == 0
    assert left(6, aged=-60) == 0  # the clock was set back


def test_what_is_used_again_becomes_young(tmp_path: Path) -> None:
    cache = _Cache(tmp_path)
    cache.keep("a", 91, file=b"a")
    assert Store(str(cache.store)).outputs("a" * 64)
    assert cache.age_out() == {"a"}


def test_what_a_killed_build_left_beside_goes_the_next_day(tmp_path: Path) -> None:
    cache = _Cache(tmp_path)
    cache.keep("a", 91, file=b"a")
    left = [cache.store / "objects/ab" / f"{name}.part" for name in ("old", "new")]
    for file, days in zip(left, (1.1, 0.9), strict=True):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"half")
        os.utime(file, (_NOW - days * _DAY, _NOW - days * _DAY))
    cache.age_out()
    assert [f.exists() for f in left] == [False, True]


@pytest.mark.parametrize(("value", "size"), [("", 10_000_000_000), ("2.5", 2_500_000_000), ("0", 0)])
def test_the_limit_is_in_gigabytes(value: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITS_CACHE_GB", value)
    assert limit() == size


@pytest.mark.parametrize("value", ["much", "-1", "inf", "nan"])
def test_a_limit_that_is_no_number_is_said(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITS_CACHE_GB", value)
    with pytest.raises(UsageError, match="no number of gigabytes"):
        limit()


def test_clean_empties_the_cache_and_the_next_build_makes_the_same_again(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    before = tree(project / "dist")
    with FileLock(project / ".kits/build.lock"):
        refused = kits(project, "clean")
    assert refused.returncode == 2
    assert "Another build of this project is running" in refused.stderr
    assert "0.0 MB freed, 0 files." in kits(project, "clean", "--old").stderr
    done = kits(project, "clean")
    assert done.returncode == 0
    assert not [p for p in (project / ".kits/store").rglob("*") if p.is_file()]
    assert float(done.stderr.split()[0]) > 0
    assert tree(project / "dist") == before
    replace(project / "kits/prueba/01-uno.md", "Sólo para la policía.", "Sólo para agentes.")
    assert kits(project, "build", "prueba/judicial/es/web").returncode == 0
    assert tree(project / "dist") == before


def test_a_build_ages_out_what_no_build_uses(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    old = set((project / ".kits/store/keys").rglob("*.json"))
    for file in (p for p in (project / ".kits/store").rglob("*") if p.is_file()):
        os.utime(file, (0, 0))
    replace(project / "kits/prueba/01-uno.md", "Sólo para la policía.", "Sólo para agentes.")
    assert kits(project, "build", "prueba/policia/es/web").returncode == 0
    left = old & set((project / ".kits/store/keys").rglob("*.json"))
    assert len(left) < len(old)
    assert ran(kits(project, "build", "prueba/policia/es/web")) == set()


def test_a_bucket_is_not_cleaned(sound: Path) -> None:
    done = kits(sound, "clean", "--store", "s3://bucket/kits")
    assert done.returncode == 2
    assert "rules of its own" in done.stderr
