"""The workers of a Dask cluster: they share nothing with us but the store.

Before the first job each worker is asked what it runs, and again when it gets its first job, for workers come and go:
a job's bytes depend on the program and on the versions of what it uses, so these must be ours.
"""

from __future__ import annotations

import contextlib
import logging
import re
import socket
import time
import warnings
import zlib
from concurrent.futures import Executor, Future
from functools import lru_cache, partial
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

from build_tools.digests import Index
from build_tools.errors import JobError, KitsError, ToolMissingError, UsageError
from build_tools.program import Program
from build_tools.run.process import be_plain
from build_tools.run.worker import Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 5.0
"""Seconds for a scheduler to answer."""
_JOINING = 20.0
"""Seconds for the first worker to appear."""
_GREETING = 1 << 20
_ALONE = 60.0
"""Seconds that a job waits while no worker is left."""
_REFRESH = 2.0
"""Seconds after which the workers are counted again."""
_PROJECT = "kits-formacion"
_DIFFERS = "The worker {worker} has {theirs} of {what}, this computer {ours}"
_SAME = "Install the same version there (with build_tools/constraints.txt), then start the worker again."


class ClusterPool:
    """The workers of a Dask cluster.

    Args:
        address: of its scheduler, e.g. ``tcp://host:8786``.

    Raises:
        ToolMissingError: the extra ``cluster`` is not installed.
        UsageError: nothing answers at the address, or no worker has joined.
        KitsError: a worker could make other bytes than this computer.
    """

    far = True
    tries = 3

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = _connected(address)
        try:
            from distributed import KilledWorker  # noqa: PLC0415 - an extra that few have

            self.died: tuple[type[BaseException], ...] = (KilledWorker,)
            self._executor = _Executor(self._client, address)
            _set_up(self._client, address)
            self._count()
        except BaseException:
            self.close()
            raise

    def executor(self) -> Executor:
        """The cluster."""
        if time.monotonic() - self._counted > _REFRESH:
            self._count()
        return self._executor

    def renew(self) -> None:
        """The cluster replaces its workers itself."""

    def close(self) -> None:
        """Leaves the cluster; what its workers are at comes to nothing but what it puts into the store."""
        with contextlib.suppress(OSError, TimeoutError):  # the cluster had gone before
            self._client.close(timeout=1)
        self._client.status = "closed"

    def _count(self) -> None:
        # Without any worker a job waits for one to come, and is given up by the scheduler.
        self.workers = max(1, len(_asked(self._address, self._client.nthreads)))
        self._counted = time.monotonic()


class _Executor(Executor):
    """Dask's executor, whose failures are told in our words; the death of a worker is passed on as it is."""

    def __init__(self, client: Any, address: str) -> None:  # noqa: ANN401 - distributed is an extra
        self._inner, self._address = client.get_executor(pure=False), address

    def submit(self, function: Callable[..., Any], /, *args: Any, **extra: Any) -> Future[Any]:  # noqa: ANN401 - as it is
        outer: Future[Any] = Future()
        inner = self._inner.submit(checked, described(), function, *args, **extra)
        inner.add_done_callback(partial(self._pass_on, outer))
        return outer

    def _pass_on(self, outer: Future[Any], inner: Future[Any]) -> None:
        if inner.cancelled():
            outer.set_exception(_silent(self._address, "its scheduler has ended"))
            return
        error = inner.exception()
        if error is None:
            outer.set_result(inner.result())
        elif type(error).__name__ == "KilledWorker":
            outer.set_exception(error)
        else:
            outer.set_exception(_silent(self._address, str(error) or type(error).__name__))


def checked(ours: dict[str, str], function: Callable[[Task], Outcome], task: Task) -> Outcome:
    """Runs a task on a worker that runs what we do; on another, the task fails.

    Args:
        ours: what `described` says on the computer that asks.
        function: what to run, in the settings that are the same everywhere.
        task: its argument.
    """
    from distributed import get_worker  # noqa: PLC0415 - on a worker it is there

    worker = get_worker()
    problem = difference(worker.address, worker.state.nthreads, ours, described())
    if problem is not None:
        return Outcome(task.id, failure=problem.message, remedy=problem.remedy, values=problem.values)
    be_plain()
    return function(task)


@lru_cache
def described() -> dict[str, str]:
    """What the bytes of jobs depend on beside their inputs: this program, and the version of each package it needs."""
    code = Program(Index()).digest_of_all()
    return {**_packages(), "zlib": zlib.ZLIB_RUNTIME_VERSION, "the program": code[:12]}


def difference(worker: str, threads: int, ours: dict[str, str], theirs: dict[str, str]) -> KitsError | None:
    """Why a worker must not run our jobs; None: it may.

    Args:
        worker: its address.
        threads: how many jobs it would run at once.
        ours: what `described` says here.
        theirs: what it says there.
    """
    if threads != 1:
        return UsageError(
            "The worker {worker} runs {threads} jobs at once in one process, which they do not bear",
            "Start it with: dask worker ADDRESS --nthreads 1 --nworkers {threads}", worker=worker, threads=threads,
        )  # fmt: skip
    for what in sorted(ours.keys() & theirs.keys()):
        if ours[what] != theirs[what]:
            return KitsError(_DIFFERS, _SAME, worker=worker, what=what, ours=ours[what], theirs=theirs[what])
    return None


def _packages() -> dict[str, str]:
    """The versions of all packages that this project needs, and of those that they need."""
    found: dict[str, str] = {}
    todo = [_PROJECT]
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        if name not in found:
            found[name] = package.version
            needed = (re.match(r"[\w.-]+", r) for r in package.requires or () if "extra ==" not in r)
            todo += [match[0] for match in needed if match]
    return found


def _connected(address: str) -> Any:  # noqa: ANN401 - distributed is an extra
    try:
        import dask  # noqa: PLC0415 - an extra that few have
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise ToolMissingError(
            "A cluster needs packages that are missing: {problem}",
            "pip install 'kits-formacion[cluster]'",
            problem=error,
        ) from error
    # What there is to say, we say.
    for name in ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    dask.config.set({"distributed.comm.timeouts.connect": f"{_PATIENCE:g} s"})
    client: Any = object.__new__(distributed.Client)
    try:
        _knock(address)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions, which we compare ourselves
            client.__init__(address, timeout=_PATIENCE, set_as_default=False)
    except Exception as error:  # what is no scheduler can answer anything
        client.status = "closed"  # else it tries to take leave when it is forgotten, and complains
        raise UsageError(
            "No Dask scheduler answers at {address}",
            "Is the address right, such as tcp://host:8786, and does a firewall let it through? “dask scheduler” starts"
            " one, “dask worker ADDRESS --nthreads 1” a worker.", address=address,
        ) from error  # fmt: skip
    return client


def _knock(address: str) -> None:
    """Asks whether a scheduler is there: a client of Dask takes long to find nobody, and waits for ever for others."""
    where = re.fullmatch(r"(tcp|tls)://\[?([^\[\]/]+)\]?:(\d+)/?", address)
    if where is None:
        raise ValueError(address)
    with socket.create_connection((where[2], int(where[3])), timeout=_PATIENCE) as connection:
        # A scheduler greets whoever comes, with the length of its greeting first.
        if where[1] == "tcp" and not 0 < int.from_bytes(connection.recv(8), "little") < _GREETING:
            raise ValueError(address)


def _set_up(client: Any, address: str) -> None:  # noqa: ANN401 - distributed is an extra
    """Proves the workers, and has the scheduler tell us of each death: we know what to try again, and how often."""
    try:
        client.wait_for_workers(1, timeout=_JOINING)
    except TimeoutError as error:
        raise UsageError(
            "The cluster at {address} has no workers", "Start some: dask worker {address} --nthreads 1", address=address
        ) from error
    _asked(address, client.run_on_scheduler, prepare_scheduler)
    threads = _asked(address, client.nthreads)
    for worker, theirs in sorted(_asked(address, client.run, described, on_error="return").items()):
        if isinstance(theirs, BaseException):
            raise KitsError("The worker {worker} does not have this program: {problem}", _SAME,
                            worker=worker, problem=theirs)  # fmt: skip
        if problem := difference(worker, threads.get(worker, 1), described(), theirs):
            raise problem


def prepare_scheduler(dask_scheduler: Any = None) -> None:  # noqa: ANN401 - distributed is an extra
    """Runs on the scheduler: a job whose worker dies comes back to us, and so does one that no worker is left for."""
    dask_scheduler.allowed_failures = 0
    dask_scheduler.no_workers_timeout = _ALONE


def _asked(address: str, question: Callable[..., Any], *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as above
    try:
        return question(*args, **extra)
    except (OSError, TimeoutError, ValueError, ImportError, AttributeError) as error:
        raise _silent(address, str(error) or type(error).__name__) from error


def _silent(address: str, problem: str) -> JobError:
    return JobError(
        "The cluster at {address} does not answer any more: {problem}",
        "Look at its scheduler and workers, then build again: what is done is kept in the store.",
        address=address, problem=problem,
    )  # fmt: skip
