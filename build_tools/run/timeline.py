"""A run as a chart: a lane for each worker, a bar for each job, in the units of the drawing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from build_tools.run.engine import Run
from build_tools.run.kinds import Kind, kind_of
from build_tools.run.worker import Outcome

WIDTH = 1000
HEIGHT = 20
_WIDE = 6
"""Units from which a bar is drawn for itself and tells its name; smaller ones of a kind are one shape."""
_STEPS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800)
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A job that ran; ``began`` in seconds after the first one."""

    job: str
    kind: Kind
    worker: str
    began: float
    seconds: float
    failed: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that is wide enough for a name."""

    kind: str
    x: float
    width: float
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Lane:
    """What one worker did; ``small`` is a path for all narrow bars of a kind."""

    worker: str
    jobs: int
    busy: float
    bars: tuple[Bar, ...]
    small: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole chart; ``ticks`` are places and seconds."""

    seconds: float
    stretches: tuple[Stretch, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, int], ...]

    @property
    def busy(self) -> float:
        """The share of the workers' time in which they worked, 0 to 1."""
        whole = self.seconds * len(self.lanes)
        return sum(lane.busy for lane in self.lanes) / whole if whole else 0.0


def timeline(run: Run) -> Timeline:
    """The chart of all jobs of which a worker told when it did them."""
    told = [o for o in run.outcomes.values() if o.worker]
    start = min((o.began for o in told), default=0.0)
    stretches = sorted((_stretch(o, start) for o in told), key=lambda s: (s.began, s.job))
    end = max((s.began + s.seconds for s in stretches), default=0.0)
    workers: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        workers[stretch.worker].append(stretch)
    order = sorted(workers, key=lambda name: (name.rpartition(":")[0], len(name), name))
    lanes = tuple(_lane(worker, workers[worker], end or 1.0) for worker in order)
    return Timeline(end, tuple(stretches), lanes, _ticks(end))


def _stretch(outcome: Outcome, start: float) -> Stretch:
    began = outcome.began - start
    return Stretch(
        outcome.id, kind_of(outcome.id), outcome.worker, began, outcome.seconds, bool(outcome.failure)
    )  # fmt: skip


def _lane(worker: str, stretches: list[Stretch], end: float) -> Lane:
    bars: list[Bar] = []
    small: dict[str, list[str]] = defaultdict(list)
    for s in stretches:
        kind = "failed" if s.failed else s.kind.value
        x, width = round(s.began / end * WIDTH, 1), max(round(s.seconds / end * WIDTH, 1), 0.3)
        if width >= _WIDE or s.failed:
            bars.append(Bar(kind, x, width, s))
        else:
            small[kind].append(f"M{x:g} 0h{width:g}v{HEIGHT}h-{width:g}z")
    paths = tuple((kind, "".join(parts)) for kind, parts in sorted(small.items()))
    return Lane(worker, len(stretches), sum(s.seconds for s in stretches), tuple(bars), paths)


def _ticks(end: float) -> tuple[tuple[float, int], ...]:
    step = next((s for s in _STEPS if end / s <= _TICKS), max(_STEPS[-1], int(end / _TICKS)))
    return tuple((round(n * step / end * WIDTH, 1), n * step) for n in range(int(end / step) + 1)) if end else ()
