"""What runs in a worker: one job, in a workspace that holds only its declared inputs."""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools import memo, pulse
from build_tools.errors import JobError, KitsError, filled
from build_tools.findings import ContentError, Finding
from build_tools.formats.base import FormatJob
from build_tools.i18n import Translator
from build_tools.model import Output
from build_tools.run.store import Store


@dataclass(frozen=True, slots=True)
class Task:
    """A job ready to run: each file of its workspace, as bytes, as a file, or from the store."""

    id: str
    key: str
    step: str
    options: dict[str, Any]
    data: tuple[tuple[str, bytes], ...]
    files: tuple[tuple[str, str], ...]
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

    def said(self, translate: Translator) -> tuple[str, str]:
        """What went wrong and what to do, in the translator's language."""
        return filled(translate(self.failure), self.values), filled(translate(self.remedy), self.values)

    def summary(self, translate: Translator) -> str:
        """The first line of what went wrong; the rest is in the log."""
        return self.said(translate)[0].partition("\n")[0]


def work(task: Task) -> Outcome:
    """Runs one task; never raises, so that a broken job cannot stop the others."""
    said = io.StringIO()
    pulse.listen(task.pulse if task.folder else None)
    memo.use(Path(task.memo) if task.memo else None)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return Outcome(task.id, _run(task))
    except Exception as error:  # noqa: BLE001 - a fault of ours becomes a failed job with its log
        return _failed(task, error, said.getvalue() + traceback.format_exc())


def _failed(task: Task, error: Exception, log: str) -> Outcome:
    # Sphinx wraps what our directives raise.
    cause = error if isinstance(error, KitsError) else error.__cause__
    if isinstance(cause, KitsError):
        return Outcome(task.id, failure=cause.message, remedy=cause.remedy, values=cause.values, log=log,
                       findings=cause.findings if isinstance(cause, ContentError) else ())  # fmt: skip
    failure = "The program has failed: {problem}"
    values = {"problem": f"{type(error).__name__}: {error}"}
    remedy = "This is a fault of the program: please report it with the log."
    return Outcome(task.id, failure=failure, remedy=remedy, values=values, log=log)


def _run(task: Task) -> tuple[Output, ...]:
    store = Store(task.store)
    # In the folder of the run, what a killed worker leaves goes away with it.
    around = task.folder if task.folder and Path(task.folder).is_dir() else None
    with tempfile.TemporaryDirectory(prefix="kits-", dir=around) as folder:
        workspace, out = Path(folder) / "workspace", Path(folder) / "out"
        workspace.mkdir()
        out.mkdir()
        _lay_out(task, store, workspace)
        module, _, name = task.step.partition(":")
        step = getattr(importlib.import_module(module), name)
        step(_argument(task), workspace, out)
        if not any(out.iterdir()):
            raise JobError("it made nothing", "This is a fault of the program: please report it.")
        return store.keep(task.key, out)


def _argument(task: Task) -> FormatJob | dict[str, Any]:
    return FormatJob(**task.options) if "format" in task.options else task.options


def _lay_out(task: Task, store: Store, workspace: Path) -> None:
    for path, data in task.data:
        _target(workspace, path).write_bytes(data)
    for path, source in task.files:
        _target(workspace, path).write_bytes(Path(source).read_bytes())
    for path, output in task.made:
        store.fetch(output, _target(workspace, path))


def _target(workspace: Path, path: str) -> Path:
    target = workspace / path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def prepare() -> None:
    """Called once in each worker: quiet libraries, and an interrupt that only the parent answers."""
    import gc  # noqa: PLC0415 - only workers need it
    import signal  # noqa: PLC0415 - only workers need it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().setLevel(logging.ERROR)
    # Documents are trees without cycles: looking for some after each 700 parts takes a fifth of a job's time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
