"""A scheduler and two workers, each a process in a folder of its own, give the bytes of a local build."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from build_tools.digests import Index
from build_tools.errors import KitsError, ToolMissingError, UsageError
from build_tools.model import Input, Job, Plan
from build_tools.place import Place
from build_tools.pulse import Pulse
from build_tools.run.cluster import ClusterPool, described, difference
from build_tools.run.engine import Means, State, run
from build_tools.run.keys import Keys
from build_tools.run.store import Store
from build_tools.run.worker import Outcome
from tests.support.files import ran, tree
from tests.support.project import REPOSITORY, kits, make_project
from tests.support.services import said, service

_KEYS = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "never-shown", "AWS_DEFAULT_REGION": "us-east-1"}


class _Cluster:
    def __init__(self, address: str, workers: list[int], bucket: dict[str, str]) -> None:
        self.address, self.workers, self.bucket = address, workers, bucket


@contextmanager
def _started(folder: Path, workers: int, **environment: str) -> Iterator[tuple[str, int, list[int]]]:
    """The scheduler's address and process id, and those of its workers."""
    file = folder / "scheduler.json"
    quiet = ["--host", "127.0.0.1", "--no-dashboard"]
    with ExitStack() as stack:
        arguments = ["-m", "distributed.cli.dask_scheduler", *quiet, "--port", "0", "--scheduler-file", str(file)]
        scheduler = stack.enter_context(service(folder, "scheduler", *arguments, says="Scheduler at"))
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        arguments = ["-m", "distributed.cli.dask_worker", address, *quiet, "--nthreads", "1", "--local-directory", "."]
        started = [
            stack.enter_context(service(folder, f"worker-{n}", *arguments, says="Registered to", **environment))
            for n in range(workers)
        ]
        yield address, scheduler.pid, [process.pid for process in started]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    with service(folder, "moto", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0", says="Running on"):
        (url,) = re.findall(r"Running on (http://\S+)", said(folder, "moto"))
        urllib.request.urlopen(urllib.request.Request(f"{url}/bucket", method="PUT"), timeout=60).close()
        bucket = {"AWS_ENDPOINT_URL": url, **_KEYS}
        with _started(folder, 2, **bucket) as (address, _, workers):
            yield _Cluster(address, workers, bucket)


def test_with_a_bucket_a_cluster_gives_the_bytes_of_a_local_build(
    cluster: _Cluster, sound: Path, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project")
    where = ["--cluster", cluster.address, "--store", "s3://bucket/kits"]
    done = kits(project, "build", *where, **cluster.bucket)
    assert done.returncode == 0, done.stderr
    assert tree(project / "dist") == tree(sound / "dist")
    assert not (project / ".kits/store").exists()  # nothing but the bucket is between us and the workers
    shutil.rmtree(project / ".kits")
    again = kits(project, "build", *where, **cluster.bucket)
    assert ran(again) == set()
    assert tree(project / "dist") == tree(sound / "dist")
    for text in (done.stderr, again.stderr):
        assert "never-shown" not in text


@contextmanager
def _building(project: Path, address: str) -> Iterator[subprocess.Popen[str]]:
    """A build on a cluster, with a folder beside the project for a store; one job has ended, and others run."""
    command = [sys.executable, "-m", "build_tools.cli", "build", "--cluster", address, "--store", "../shared"]
    with subprocess.Popen(
        command, cwd=project, stderr=subprocess.PIPE, text=True, env={**os.environ, "KITS_LANG": "en"}
    ) as build:
        assert build.stderr is not None
        build.stderr.readline()
        yield build


def test_with_a_shared_folder_too_and_a_worker_killed_in_the_middle_is_replaced(
    cluster: _Cluster, sound: Path, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project")
    with _building(project, cluster.address) as build:
        assert build.stderr is not None
        (worker,) = (p for p in psutil.Process(cluster.workers[0]).children() if "spawn_main" in " ".join(p.cmdline()))
        worker.kill()
        rest = build.stderr.read()
    assert build.returncode == 0, rest
    assert tree(project / "dist") == tree(sound / "dist")


def test_a_scheduler_that_ends_in_the_middle_is_said_and_what_was_done_is_kept(sound: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    with _started(tmp_path, 1) as (address, scheduler, _), _building(project, address) as build:
        os.kill(scheduler, signal.SIGKILL)
        rest = build.communicate(timeout=60)[1]
    assert build.returncode == 4, rest
    assert f"The cluster at {address} does not answer any more" in rest
    assert "Traceback" not in rest
    done = kits(project, "build", "--store", "../shared")
    assert done.returncode == 0, done.stderr
    assert re.search(r" built, [1-9]\d* unchanged, 0 failed", done.stderr)
    assert tree(project / "dist") == tree(sound / "dist")


def test_an_interrupt_ends_a_build_on_a_cluster_within_two_seconds(
    cluster: _Cluster, sound: Path, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project")
    with _building(project, cluster.address) as build:
        build.send_signal(signal.SIGINT)
        assert build.wait(timeout=2) == 5
        assert "Traceback" not in build.communicate()[1]
    assert not (project / "dist").exists()
    done = kits(project, "build", "--cluster", cluster.address, "--store", "../shared")
    assert done.returncode == 0, done.stderr
    assert tree(project / "dist") == tree(sound / "dist")


def _dies(options: dict[str, Any], _workspace: Path, _out: Path) -> None:
    _note(options)
    os.kill(os.getpid(), signal.SIGKILL)


def _dies_once(options: dict[str, Any], workspace: Path, out: Path) -> None:
    if _note(options) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    _works(options, workspace, out)


def _works(_options: dict[str, Any], _workspace: Path, out: Path) -> None:
    (out / "made.txt").write_text("made", encoding="utf-8")


def _note(options: dict[str, Any]) -> int:
    """Adds a line for each start; gives how many there are now."""
    with Path(options["starts"]).open("a+", encoding="utf-8") as file:
        file.write("started\n")
        file.seek(0)
        return len(file.readlines())


class _Quiet:
    def started(self, job: Job) -> None: ...

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None: ...

    def beats(self, job: Job, pulse: Pulse) -> None: ...


def test_a_job_that_kills_its_worker_three_times_is_reported(cluster: _Cluster, sound: Path, tmp_path: Path) -> None:
    def job(name: str, step: str) -> Job:
        inputs = (Input("a", data=name.encode()), Input("conf.py", file="conf/conf.py"))
        return Job(name, f"tests.run.test_cluster:{step}", inputs, {"starts": str(tmp_path / name)}, ())

    jobs = (job("bad", "_dies"), job("unlucky", "_dies_once"), job("good", "_works"))
    pool = ClusterPool(cluster.address)
    try:
        store = Store(str(tmp_path / "store"))
        result = run(Plan(jobs, frozenset()), Means(Place(sound), Keys(sound, Index()), store, pool), _Quiet())
    finally:
        pool.close()
    assert result.states == {"bad": State.FAILED, "unlucky": State.BUILT, "good": State.BUILT}
    assert "worker died" in result.failures["bad"].failure
    assert len((tmp_path / "bad").read_text(encoding="utf-8").splitlines()) == 3
    outcome = result.outcomes["good"]
    assert re.fullmatch(r".+:\d+", outcome.worker)
    assert outcome.began > 0


def test_a_worker_that_runs_another_program_is_named(sound: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(REPOSITORY / "build_tools", other / "build_tools", ignore=shutil.ignore_patterns("node_modules"))
    with (other / "build_tools/formats/guides.py").open("a", encoding="utf-8") as file:
        file.write("# another program\n")
    with _started(tmp_path, 1, PYTHONPATH=str(other)) as (address, *_):
        done = kits(sound, "build", "--cluster", address, "--store", str(tmp_path / "store"))
    assert done.returncode == 2
    assert re.search(r"The worker tcp://127\.0\.0\.1:\d+ has \w{12} of the program, this computer \w{12}", done.stderr)
    assert "Traceback" not in done.stderr


def test_what_a_worker_must_not_differ_in() -> None:
    ours = described()
    assert difference("w", 1, ours, {**ours}) is None
    assert difference("w", 1, ours, {**ours, "colorama": "1"}) is None  # only some systems need it
    other = difference("w", 1, ours, {**ours, "typst": "0.0.1"})
    assert type(other) is KitsError
    assert str(other) == f"The worker w has 0.0.1 of typst, this computer {ours['typst']}"
    assert isinstance(difference("w", 2, ours, ours), UsageError)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1", "http://127.0.0.1:80"])
def test_where_no_scheduler_answers_is_said(address: str) -> None:
    with pytest.raises(UsageError, match=f"No Dask scheduler answers at {address}"):
        ClusterPool(address)


def test_what_is_no_scheduler_is_told_from_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=lambda: other.accept()[0].sendall(b"220 mail.example\r\n"), daemon=True).start()
        with pytest.raises(UsageError, match="No Dask scheduler"):
            ClusterPool(f"tcp://127.0.0.1:{other.getsockname()[1]}")


def test_a_cluster_needs_a_store_that_is_named(sound: Path, tmp_path: Path) -> None:
    done = kits(sound, "build", "--cluster", "tcp://127.0.0.1:1", "--out", str(tmp_path / "dist"))
    assert done.returncode == 2
    assert "A cluster needs a store that all its workers reach" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_packages_for_it_is_said_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ToolMissingError) as caught:
        ClusterPool("tcp://127.0.0.1:1")
    assert "kits-formacion[cluster]" in caught.value.remedy
