"""What each job was last made from, how long it took and what it weighs: one file, losing it loses only that.

It is read by ``kits plan``, to say why a job will run, and by the display of a build, to say how long it will take.
Thousands of jobs share most of what they are made from, so that equal groups of facts are written once.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

from build_tools.model import Output, Plan
from build_tools.run.engine import Run, State
from build_tools.run.facts import Facts, Group, Reader
from build_tools.run.keys import Keys
from build_tools.run.kinds import edition_of, is_media, step_name

_HEAD = '{{"sha256":"{}",\n"history":'
_SHORT = 16
"""Characters of a key that are kept: they are compared, never looked up."""


@dataclass(frozen=True, slots=True)
class Record:
    """A job as it last ended well; ``seconds`` (None: it never ran here) are those of its last real run."""

    key: str
    seconds: float | None
    bytes: int
    facts: Facts


class History:
    """The records of all jobs.

    Args:
        file: where they are kept; a damaged one counts as none.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._changed = False

    @cached_property
    def _records(self) -> dict[str, Record]:
        return _read(self._file)

    @cached_property
    def _usual(self) -> dict[str, float]:
        found: dict[str, list[float]] = defaultdict(list)
        for job, record in self._records.items():
            if record.seconds is not None:
                found[step_name(job)].append(record.seconds)
        return {name: median(seconds) for name, seconds in found.items()}

    def record(self, job: str) -> Record | None:
        """What is known of a job."""
        return self._records.get(job)

    def same(self, record: Record, key: str) -> bool:
        """Whether a record is of the job with this very key."""
        return record.key == key[:_SHORT]

    def seconds(self, job: str) -> float | None:
        """How long a job will take: as last time, else as those that do the same elsewhere; None: nobody knows."""
        record = self._records.get(job)
        return self._usual.get(step_name(job)) if record is None or record.seconds is None else record.seconds

    def learn(self, plan: Plan, keys: Keys, run: Run) -> None:
        """Takes in a run: what its jobs were made from, and how long those took that ran.

        Args:
            plan: what was done.
            keys: of the run.
            run: how it ended; what failed or was skipped stays as it was known.
        """
        reader = Reader(keys)
        for job in plan.jobs:
            outputs, state = run.outputs.get(job.id), run.states.get(job.id)
            if outputs is None or state not in {State.BUILT, State.REUSED}:
                continue
            key = run.keys.get(job.id) or keys.key(job, run.outputs)
            before = self._records.get(job.id)
            if state is State.REUSED and before is not None and self.same(before, key):
                continue
            seconds = before.seconds if before else None
            if state is State.BUILT and (outcome := run.outcomes.get(job.id)):
                seconds = round(outcome.seconds, 3)
            self._records[job.id] = Record(key[:_SHORT], seconds, weight(outputs), reader.facts(job, run.outputs))
            self._changed = True
        self._forget(plan)

    def _forget(self, plan: Plan) -> None:
        """Drops editions that there are no more; a plan of a media asset alone knows of none."""
        editions = {edition_of(name) for name in plan.known}
        gone = [n for n in self._records if not is_media(n) and edition_of(n) not in editions] if editions else []
        for name in gone:
            del self._records[name]
        self._changed = self._changed or bool(gone)

    def save(self) -> None:
        """Writes down what was learned; a folder that cannot be written loses explanations only."""
        if not self._changed:
            return
        text = _written(self._records)
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}.part")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(_HEAD.format(_sha(text)) + text + "}\n", encoding="utf-8")
            beside.replace(self._file)
        self._changed = False


def weight(outputs: tuple[Output, ...]) -> int:
    """Bytes of a job's outputs together."""
    return sum(output.size for output in outputs)


def _written(records: Mapping[str, Record]) -> str:
    names: dict[str, int] = {}
    groups: dict[Group, int] = {}
    jobs = {
        job: [r.key, r.seconds, r.bytes, [groups.setdefault(group, len(groups)) for group in r.facts]]
        for job, r in records.items()
    }
    listed = [
        [kind, [n for name, value in entries for n in (names.setdefault(name, len(names)), value)]]
        for kind, entries in groups
    ]
    return json.dumps({"names": list(names), "groups": listed, "jobs": jobs}, separators=(",", ":"))


def _read(file: Path) -> dict[str, Record]:
    try:
        text = file.read_text(encoding="utf-8")
        head = len(_HEAD.format("0" * 64))
        body = text[head:-2]
        if text[:head] != _HEAD.format(_sha(body)):
            return {}
        kept: dict[str, Any] = json.loads(body)
        names = kept["names"]
        groups = [
            (kind, tuple(zip(map(names.__getitem__, flat[::2]), flat[1::2], strict=True)))
            for kind, flat in kept["groups"]
        ]
        return {
            job: Record(key, seconds, size, tuple(groups[n] for n in numbers))
            for job, (key, seconds, size, numbers) in kept["jobs"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
