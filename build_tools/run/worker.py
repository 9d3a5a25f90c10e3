"""What runs in a worker: one job, in a workspace that holds only its declared inputs."""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import os
import shutil
import socket
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from build_tools import memo, pulse
from build_tools.digests import sha256_file
from build_tools.errors import JobError, KitsError, filled
from build_tools.findings import ContentError, Finding
from build_tools.formats.base import FormatJob
from build_tools.i18n import Translator
from build_tools.model import Output
from build_tools.run.store import LostError, Store

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


@dataclass(frozen=True, slots=True)
class Task:
    """A job ready to run: each file of its workspace, as bytes, as a file, or from the store."""

    id: str
    key: str
    step: str
    options: dict[str, Any]
    data: tuple[tuple[str, bytes], ...]
    files: tuple[tuple[str, str, str], ...]
    """Each as its path in the workspace, the file, and the SHA-256 that the key covers."""
    made: tuple[tuple[str, Output], ...]
    store: str
    memo: str = ""
    """Where the steps of one machine remember things; none: nowhere."""
    folder: str = ""
    """Of the run, gone with it: for the workspace, and for how far the job is. Another machine has none."""

    @property
    def pulse(self) -> Path:
        """The file that hears how far the job is."""
        return Path(self.folder) / f"{self.id.replace('/', '__')}.pulse"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended: its outputs, or what went wrong (``findings`` are of the content)."""

    id: str
    outputs: tuple[Output, ...] = ()
    failure: str = ""
    remedy: str = ""
    log: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    began: float = 0.0
    """Seconds since 1970, by the worker's clock."""
    seconds: float = 0.0
    worker: str = ""
    """Who did it, as ``host:pid``; none: it died."""
    damaged: tuple[str, ...] = ()
    """The SHA-256 of inputs that the store had lost; the job did not run."""

    def said(self, translate: Translator) -> tuple[str, str]:
        """What went wrong and what to do, in the translator's language."""
        return filled(translate(self.failure), self.values), filled(translate(self.remedy), self.values)

    def summary(self, translate: Translator) -> str:
        """The first line of what went wrong; the rest is in the log."""
        return self.said(translate)[0].partition("\n")[0]


def work(task: Task) -> Outcome:
    """Runs one task; never raises, so that a broken job cannot stop the others."""
    began, since = time.time(), time.monotonic()
    outcome = _outcome(task)
    who = f"{socket.gethostname()}:{os.getpid()}"
    return replace(outcome, began=began, seconds=time.monotonic() - since, worker=who)


def _outcome(task: Task) -> Outcome:
    said = io.StringIO()
    pulse.listen(task.pulse if task.folder else None)
    memo.use(Path(task.memo) if task.memo else None)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return _run(task)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a fault of ours becomes a failed job with its log
        return _failed(task, error, said.getvalue() + traceback.format_exc())


def _failed(task: Task, error: BaseException, log: str) -> Outcome:
    # Sphinx wraps what our directives raise, and any library an error of the disk.
    cause = error if isinstance(error, KitsError) else error.__cause__
    if isinstance(cause, KitsError):
        return Outcome(task.id, failure=cause.message, remedy=cause.remedy, values=cause.values, log=log,
                       findings=cause.findings if isinstance(cause, ContentError) else ())  # fmt: skip
    if any(isinstance(e, OSError) and e.errno in _FULL for e in _chain(error)):
        return Outcome(task.id, failure="The disk is full", remedy="Make room, then build again: what is done is kept.",
                       log=log)  # fmt: skip
    failure = "The program has failed: {problem}"
    values = {"problem": f"{type(error).__name__}: {error}"}
    remedy = "This is a fault of the program: please report it with the log."
    return Outcome(task.id, failure=failure, remedy=remedy, values=values, log=log)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _run(task: Task) -> Outcome:
    store = Store(task.store)
    # In the folder of the run, what a killed worker leaves goes away with it.
    around = task.folder if task.folder and Path(task.folder).is_dir() else None
    with tempfile.TemporaryDirectory(prefix="kits-", dir=around, ignore_cleanup_errors=True) as folder:
        workspace, out = Path(folder) / "workspace", Path(folder) / "out"
        workspace.mkdir()
        out.mkdir()
        if damaged := _lay_out(task, store, workspace):
            return Outcome(task.id, damaged=damaged)
        module, _, name = task.step.partition(":")
        step = getattr(importlib.import_module(module), name)
        step(_argument(task), workspace, out)
        if not any(out.iterdir()):
            raise JobError("it made nothing", "This is a fault of the program: please report it.")
        return Outcome(task.id, store.keep(task.key, out))


def _argument(task: Task) -> FormatJob | dict[str, Any]:
    return FormatJob(**task.options) if "format" in task.options else task.options


def _lay_out(task: Task, store: Store, workspace: Path) -> tuple[str, ...]:
    """Fills the workspace; gives the SHA-256 of what the store has lost."""
    lost = []
    for path, data in task.data:
        _target(workspace, path).write_bytes(data)
    for path, source, sha256 in task.files:
        target = _target(workspace, path)
        shutil.copyfile(source, target)
        if sha256_file(target) != sha256:
            raise JobError("“{path}” was changed while it was being built", "Build again.", path=path)
    for path, output in task.made:
        try:
            store.fetch(output, _target(workspace, path))
        except LostError as error:
            lost.append(error.sha256)
    return tuple(lost)


def _target(workspace: Path, path: str) -> Path:
    target = workspace / path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
