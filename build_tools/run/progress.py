"""A run as people follow it: a live display on a terminal, one line per job elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from filelock import BaseFileLock, Timeout
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.text import Text

from build_tools.i18n import Translator
from build_tools.model import Job, Plan
from build_tools.pulse import Pulse
from build_tools.run.engine import State
from build_tools.run.estimate import Estimate, left_text, length_text
from build_tools.run.history import History
from build_tools.run.worker import Outcome

_PATIENCE = 10.0
"""Seconds after which a log is told that a job is still at work, or how far all of them are."""
_LISTED = 8
"""Running jobs that a terminal shows."""
_Below = Callable[[], Iterator[RenderableType]]
_MARK = {State.BUILT: "✓", State.FAILED: "✗", State.SKIPPED: "–"}


class PlainProgress:
    """One line for each job that ran, and now and then how far the run is: for logs and pipes.

    Args:
        plan: what is run.
        estimate: counts down.
        translate: for the words.
    """

    def __init__(self, plan: Plan, estimate: Estimate, translate: Translator) -> None:
        self._total, self._done = len(plan.jobs), 0
        self._estimate, self._translate = estimate, translate
        self._beaten: dict[str, float] = {}
        self._told = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        """Nothing to take down."""

    def started(self, job: Job) -> None:
        """Starts the job's clock."""
        self._estimate.started(job)

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None:
        """Says how a job ended; reused ones stay silent."""
        self._done += 1
        self._estimate.ended(job)
        if state is not State.REUSED:
            self._say(_line(job, state, outcome, self._translate))
        self._tell()

    def beats(self, job: Job, pulse: Pulse) -> None:
        """Says now and then how far a long job is."""
        self._estimate.beats(job, pulse)
        now = time.monotonic()
        if now - self._beaten.setdefault(job.id, now - self._estimate.running_for(job.id)) >= _PATIENCE:
            self._beaten[job.id] = now
            self._say(f"… {job.id}  {_far(pulse)}")
        self._tell()

    def _tell(self) -> None:
        """Says now and then how far all is."""
        if self._done < self._total and time.monotonic() - self._told >= _PATIENCE:
            self._told = time.monotonic()
            left = self._left()
            self._say(f"{self._done}/{self._total}{' · ' + left if left else ''}")

    def _left(self) -> str:
        left = self._estimate.left()
        return "" if left is None else left_text(left, self._translate)

    def _say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - the plain output is this


class RichProgress(PlainProgress):
    """A bar with what is running now, above it the jobs that ended.

    Args:
        plan: what is run.
        estimate: counts down.
        translate: for the words.
        console: the terminal.
    """

    def __init__(self, plan: Plan, estimate: Estimate, translate: Translator, console: Console) -> None:
        super().__init__(plan, estimate, translate)
        self._now: dict[str, Pulse | None] = {}
        self._bar = _Bar(self._left, self._running, console)
        self._task = self._bar.add_task("", total=self._total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._bar.stop()

    def started(self, job: Job) -> None:
        """Shows the job as running."""
        super().started(job)
        self._now[job.id] = None

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None:
        """Moves the bar on."""
        self._now.pop(job.id, None)
        super().ended(job, state, outcome)
        self._bar.advance(self._task)

    def beats(self, job: Job, pulse: Pulse) -> None:
        """Shows how far the job is."""
        self._estimate.beats(job, pulse)
        if job.id in self._now:
            self._now[job.id] = pulse

    def refresh(self) -> None:
        """Draws anew at once."""
        self._bar.refresh()

    def _tell(self) -> None:
        """Nothing: the display says it all the time."""

    def _running(self) -> Iterator[RenderableType]:
        """A line for each job that runs; the thread that draws asks for it."""
        running = list(self._now.items())
        for name, pulse in running[:_LISTED]:
            try:
                spent = f"{self._estimate.running_for(name):.0f} s"
            except KeyError:
                continue  # it has ended since
            yield Text(f"  {name}  {_far(pulse) if pulse else spent}", style="dim", no_wrap=True, overflow="ellipsis")
        if len(running) > _LISTED:
            more = self._translate("and {count} more").format(count=len(running) - _LISTED)
            yield Text(f"  {more}", style="dim")

    def _say(self, line: str) -> None:
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)


class _Left(ProgressColumn):
    """How long it will still take, anew each time that the bar is drawn."""

    def __init__(self, left: Callable[[], str]) -> None:
        super().__init__()
        self._left = left

    def render(self, _task: Task) -> Text:
        """The words."""
        return Text(self._left())


class _Bar(Bar):
    """Rich's bar with lines below it."""

    def __init__(self, left: Callable[[], str], below: _Below, console: Console) -> None:
        self._below = below
        super().__init__(
            BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), _Left(left),
            console=console, transient=True, refresh_per_second=4,
        )  # fmt: skip

    def get_renderables(self) -> Iterator[RenderableType]:
        """The bar, then the lines."""
        yield from super().get_renderables()
        yield from self._below()


def _far(pulse: Pulse) -> str:
    return f"{pulse.done:.0f}/{pulse.total:.0f} s"


def _line(job: Job, state: State, outcome: Outcome | None, translate: Translator) -> str:
    took = f"  {outcome.seconds:.1f} s" if outcome and outcome.seconds else ""
    text = f"{_MARK[state]} {job.id}{took}"
    if state is State.SKIPPED:
        return text + "  " + translate("not built: something it needs failed")
    return text + (f"  {outcome.summary(translate)}" if outcome and outcome.failure else "")


def progress(plan: Plan, history: History, workers: int, translate: Translator) -> PlainProgress:
    """The display that fits where standard error goes.

    Args:
        plan: what is run.
        history: how long its jobs took before.
        workers: how many run at once.
        translate: for the words.
    """
    console = Console(stderr=True)
    estimate = Estimate(plan, history, workers, time.monotonic)
    if console.is_terminal:
        return RichProgress(plan, estimate, translate, console)
    return PlainProgress(plan, estimate, translate)


def waiting(lock: BaseFileLock, most: float, translate: Translator) -> None:
    """Takes a lock; while another build holds it, says that we wait, and since when.

    Args:
        lock: to be taken.
        most: seconds to wait.
        translate: for the words.

    Raises:
        Timeout: it was not free in that time.
    """
    console, since, told = Console(stderr=True), time.monotonic(), -_PATIENCE
    text = translate("Another build of this project is running; waiting for it to end ({time})")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        with console.status("") as status:
            while not lock.is_locked:
                spent = time.monotonic() - since
                line = text.format(time=length_text(spent))
                status.update(line)
                if not console.is_terminal and spent - told >= _PATIENCE:
                    told = spent
                    print(line, file=sys.stderr, flush=True)  # noqa: T201 - see PlainProgress
                _again(lock, spent, most)


def _again(lock: BaseFileLock, spent: float, most: float) -> None:
    try:
        lock.acquire(timeout=min(1.0, max(most - spent, 0.0)))
    except Timeout:
        if spent >= most:
            raise
