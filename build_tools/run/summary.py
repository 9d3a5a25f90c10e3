"""How a run ended, added up so that it fits on a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from build_tools.formats.registry import BY_ID
from build_tools.i18n import Translator
from build_tools.model import Output
from build_tools.run.engine import Run, State
from build_tools.run.kinds import MEDIA, edition_of, is_media, makes_artifact, step_name
from build_tools.tables import Row, size_text, time_text

_MOST = 18
"""Rows of editions that are read at a glance, with a head, media and the sum."""
_LONG = 100
"""Seconds from which minutes are said."""
_VERY_LONG = 1000
"""Seconds from which only minutes are said."""
_FOLDS = ((0, 1, 2), (0, 1), (0, 2), (1, 2), (0,))
"""Which of kit, audience and language tell rows apart, the finest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """Jobs added up: how many ended how, seconds of work, and bytes of what they made for people."""

    name: str
    built: int
    reused: int
    failed: int
    seconds: float
    bytes: int

    @property
    def jobs(self) -> int:
        """How many jobs these are."""
        return self.built + self.reused + self.failed


def worth_a_table(run: Run) -> bool:
    """Whether a table says more than the line below it: several artifacts, and something ran."""
    return bool(run.outcomes) and sum(map(makes_artifact, run.states)) > 1


def by_edition(run: Run) -> list[Line]:
    """A line for each edition, in the order of the plan, without media."""
    return _grouped(run, edition_of)


def by_format(run: Run) -> list[Line]:
    """A line for each format and step on the way to it, in the order in which formats are listed."""
    order = [*BY_ID]
    return sorted(_grouped(run, step_name), key=lambda line: order.index(line.name) if line.name in order else -1)


def overview(run: Run) -> list[Line]:
    """A line for each format where there is one edition, else for editions, folded until they fit."""
    editions = {edition_of(name) for name in run.states if not is_media(name)}
    if len(editions) <= 1:
        return by_format(run)
    folded = next((f for f in _FOLDS if len({_fold(e, f) for e in editions}) <= _MOST), ())
    return _grouped(run, lambda job: _fold(job, folded))


def media_line(run: Run) -> Line | None:
    """All media assets."""
    names = [name for name in run.states if is_media(name)]
    return line(MEDIA, names, run) if names else None


def line(name: str, jobs: Iterable[str], run: Run) -> Line:
    """Jobs added up under a name."""
    listed = list(jobs)
    states = [run.states[job] for job in listed]
    return Line(
        name, states.count(State.BUILT), states.count(State.REUSED),
        states.count(State.FAILED) + states.count(State.SKIPPED),
        sum(run.outcomes[job].seconds for job in listed if job in run.outcomes),
        sum(map(_weight, ((job, run.outputs) for job in listed))),
    )  # fmt: skip


def rows(run: Run, translate: Translator) -> tuple[Row, list[Row]]:
    """The head and the rows of the table that a build ends with; names of editions are selectors."""
    lines = overview(run)
    if media := media_line(run):
        lines.append(media)
    lines.append(line(translate("all"), run.states, run))
    columns = {
        "": [x.name for x in lines],
        translate("built"): [_count(x.built) for x in lines],
        translate("unchanged"): [_count(x.reused) for x in lines],
        translate("failed"): [_count(x.failed) for x in lines],
        translate("time"): [spent(x.seconds) for x in lines],
        translate("size"): [size_text(x.bytes) if x.bytes else "" for x in lines],
    }
    columns = {name: cells for name, cells in columns.items() if any(cells)}  # 80 columns are not many
    return tuple(columns), list(zip(*columns.values(), strict=True))


def spent(seconds: float) -> str:
    """Seconds of work: ``2.3 s`` or ``3:20 min``; nothing for nothing."""
    if not seconds:
        return ""
    if seconds >= _VERY_LONG:
        return f"{seconds / 60:.0f} min"
    return f"{seconds:.1f} s" if seconds < _LONG else f"{time_text(seconds)} min"


def _count(number: int) -> str:
    return str(number) if number else ""


def _grouped(run: Run, name_of: Callable[[str], str]) -> list[Line]:
    groups: dict[str, list[str]] = {}
    for job in run.states:
        if not is_media(job):
            groups.setdefault(name_of(job), []).append(job)
    return [line(name, jobs, run) for name, jobs in groups.items()]


def _fold(job: str, parts: tuple[int, ...]) -> str:
    """A selector that is the same for all editions that are one row."""
    shown = [part if place in parts else "*" for place, part in enumerate(job.split("/")[:3])]
    while len(shown) > 1 and shown[-1] == "*":
        shown.pop()
    return "/".join(shown)


def _weight(entry: tuple[str, Mapping[str, tuple[Output, ...]]]) -> int:
    """Bytes of what goes to ``dist/``; of a media asset, what it gathers."""
    job, outputs = entry
    counts = step_name(job) == MEDIA if is_media(job) else makes_artifact(job)
    return sum(output.size for output in outputs.get(job, ())) if counts else 0
