"""Whatever ends a build in the middle: the next one is right, and nothing half-written or running is left."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.support.files import copied, ran, replace, tree
from tests.support.once import made_once
from tests.support.project import kits

MODULE = "kits/prueba/01-uno.md"
WORDS = ("Más texto.", "Otro texto.")
SOME = ("*/*/es/web", "*/*/es/scorm12", "*/*/es/participant-guide")
KILLS, ROUNDS = 6, 5
LONGEST = 4.0
"""Seconds after which a build of the base project is well under way: kills fall before it, wherever they fall."""


@pytest.fixture(scope="session")
def clean(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project with another word, built from nothing."""

    def make(folder: Path) -> None:
        shutil.copytree(sound, folder, ignore=shutil.ignore_patterns(".kits", "dist"))
        replace(folder / MODULE, *WORDS)
        assert kits(folder, "build").returncode == 0

    return made_once(tmp_path_factory, "clean", make)


def start(project: Path, *selectors: str, **more: object) -> subprocess.Popen[str]:
    """A build with a process group of its own."""
    command = [sys.executable, "-m", "build_tools.cli", "build", *selectors]
    environment = {**os.environ, "KITS_LANG": "en"}
    return subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                            start_new_session=True, env=environment, **more)  # type: ignore[call-overload,no-any-return] # fmt: skip


def offspring(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """All processes that a build has started until now."""
    return psutil.Process(process.pid).children(recursive=True)


def gone(processes: list[psutil.Process], seconds: float) -> bool:
    """Whether all processes have ended before some time has passed."""
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return not [p for p in alive if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def settled(process: subprocess.Popen[str]) -> bool:
    """Whether workers are there, which have begun their first jobs."""
    assert process.stderr is not None
    return "✓" in process.stderr.readline()


def strange(dist: Path) -> list[str]:
    """Files that an audience's folder must never hold: hidden or half-written ones."""
    return [p.name for folder in dist.iterdir() if not folder.name.startswith(".") for p in folder.rglob(".*")]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_build_that_is_killed_at_any_moment_leaves_no_trace(
    seed: int, sound: Path, clean: Path, tmp_path: Path
) -> None:
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    project = copied(sound, tmp_path)
    replace(project / MODULE, *WORDS)
    for _ in range(KILLS):
        with start(project, *SOME) as process:
            time.sleep(moments.uniform(0, LONGEST))
            started = offspring(process) if process.poll() is None else []
            process.kill()
            process.wait()
            assert gone(started, 10)
        assert not strange(project / "dist")
    done = kits(project, "build")
    assert done.returncode == 0, done.stderr
    assert tree(project / "dist") == tree(clean / "dist")
    assert not (project / ".kits" / "runs").exists() or not list((project / ".kits" / "runs").iterdir())


def test_an_interrupted_build_ends_within_two_seconds_and_leaves_no_process(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    before = tree(project / "dist")
    replace(project / MODULE, *WORDS)
    with start(project) as process:
        assert settled(process)
        started = offspring(process)
        assert started
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=2) == 5
        assert gone(started, 2)
        assert "Traceback" not in (process.stderr.read() if process.stderr else "")
    assert tree(project / "dist") == before


def test_two_builds_at_once_wait_for_each_other(sound: Path, clean: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    replace(project / MODULE, *WORDS)
    with start(project) as one, start(project) as two:
        said = [each.communicate(timeout=200)[1] for each in (one, two)]
        assert [one.returncode, two.returncode] == [0, 0], said
    assert tree(project / "dist") == tree(clean / "dist")
    assert sorted(bool(re.search("^Nothing has changed|^0 built", text, re.MULTILINE)) for text in said) == [
        False,
        True,
    ]


@pytest.mark.parametrize(("where", "options"), [("dist", "size=300k"), ("dist", "ro"), (".kits", "size=300k")])
def test_a_disk_that_takes_nothing_is_said_plainly(where: str, options: str, sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    before = tree(project / "dist")
    replace(project / MODULE, *WORDS)
    cut = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    mounted = 'mount -t tmpfs -o "$0" none "$1" && shift && exec "$@"'
    command = [*cut, "sh", "-c", mounted, options, where, sys.executable, "-m", "build_tools.cli", "build", *SOME]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=200,
                          env={**os.environ, "KITS_LANG": "en"})  # fmt: skip
    assert done.returncode in {2, 4}, done.stderr
    assert "Traceback" not in done.stderr
    assert "fault of the program" not in done.stderr
    assert "cannot be written" in done.stderr or "The disk is full" in done.stderr
    assert tree(project / "dist") == before
    assert kits(project, "build").returncode == 0


def test_a_clock_that_was_set_back_hides_no_change(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    file = project / MODULE
    then = file.stat()
    replace(file, WORDS[0], "Más TEXTO.")  # as long as before
    os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))
    done = kits(project, "build", "prueba/policia/es/web")
    assert "prueba/policia/es/web" in ran(done)
    assert "Más TEXTO." in next((project / "dist").rglob("web/01-uno.html")).read_text(encoding="utf-8")
