"""A run as people follow it: a live display on a terminal, one line per job elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from build_tools.i18n import Translator
from build_tools.model import Job
from build_tools.pulse import Pulse
from build_tools.run.engine import State
from build_tools.run.worker import Outcome

_PATIENCE = 10.0
"""Seconds after which a log is told that a job is still at work."""
_MARK = {State.BUILT: "✓", State.FAILED: "✗", State.SKIPPED: "–"}


class PlainProgress:
    """One line for each job that ran, for logs and pipes."""

    def __init__(self, translate: Translator) -> None:
        self._translate = translate
        self._since: dict[str, float] = {}
        self._beaten: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        """Nothing to take down."""

    def started(self, job: Job) -> None:
        """Starts the job's clock."""
        self._since[job.id] = time.monotonic()

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None:
        """Says how a job ended; reused ones stay silent."""
        if state is not State.REUSED:
            self._say(_line(job, state, outcome, self._since.get(job.id), self._translate))

    def beats(self, job: Job, pulse: Pulse) -> None:
        """Says now and then how far a long job is."""
        now = time.monotonic()
        if now - self._beaten.setdefault(job.id, self._since.get(job.id, now)) >= _PATIENCE:
            self._beaten[job.id] = now
            self._say(f"… {job.id}  {_far(pulse)}")

    def _say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - the plain output is this


class RichProgress(PlainProgress):
    """A bar with what is running now, above it the jobs that ended."""

    def __init__(self, translate: Translator, total: int, console: Console) -> None:
        super().__init__(translate)
        self._bar = Bar(
            BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"),
            console=console, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=total)
        self._now: dict[str, str] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._bar.stop()

    def started(self, job: Job) -> None:
        """Shows the job as running."""
        super().started(job)
        self._now[job.id] = job.id
        self._show()

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None:
        """Moves the bar on."""
        super().ended(job, state, outcome)
        self._now.pop(job.id, None)
        self._bar.advance(self._task)
        self._show()

    def beats(self, job: Job, pulse: Pulse) -> None:
        """Shows how far the job is."""
        if job.id in self._now:
            self._now[job.id] = f"{job.id} {_far(pulse)}"
            self._show()

    def refresh(self) -> None:
        """Draws anew at once."""
        self._bar.refresh()

    def _show(self) -> None:
        self._bar.update(self._task, description=" · ".join(self._now.values()))

    def _say(self, line: str) -> None:
        self._bar.console.print(line, markup=False, highlight=False)


def _far(pulse: Pulse) -> str:
    return f"{pulse.done:.0f}/{pulse.total:.0f} s"


def _line(job: Job, state: State, outcome: Outcome | None, since: float | None, translate: Translator) -> str:
    took = f"  {time.monotonic() - since:.1f} s" if since is not None else ""
    text = f"{_MARK[state]} {job.id}{took}"
    if state is State.SKIPPED:
        return text + "  " + translate("not built: something it needs failed")
    return text + (f"  {outcome.summary(translate)}" if outcome and outcome.failure else "")


def progress(total: int, translate: Translator) -> PlainProgress:
    """The display that fits where standard error goes."""
    console = Console(stderr=True)
    return RichProgress(translate, total, console) if console.is_terminal else PlainProgress(translate)
