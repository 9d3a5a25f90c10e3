"""What each job was last made from: lets ``kits plan`` say why a job will run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import Job, Output, Plan
from build_tools.run.keys import Keys
from build_tools.run.store import Store

FRESH, RUNS, WAITS = "fresh", "runs", "waits"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a build would do with a job: ``fresh``, ``runs``, or ``waits`` for one that runs; and why."""

    job: Job
    state: str
    why: str = ""


class History:
    """A small JSON file per job under ``.kits/jobs/``; losing it only loses explanations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def remember(self, job: Job, key: str, inputs: list[tuple[str, str]]) -> None:
        """Notes what a job was made from."""
        path = self._path(job)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_text(json.dumps({"key": key, "inputs": dict(inputs)}), encoding="utf-8")
        beside.replace(path)

    def why(self, job: Job, inputs: list[tuple[str, str]]) -> str:
        """Which input differs from the last time."""
        try:
            before: Mapping[str, str] = json.loads(self._path(job).read_text(encoding="utf-8"))["inputs"]
        except (OSError, ValueError, KeyError):
            return "never built"
        changed = [path for path, sha in inputs if before.get(path) != sha]
        changed += [path for path in before if path not in dict(inputs)]
        return ", ".join(changed[:3]) + (" …" if len(changed) > 3 else "") if changed else "program or tools changed"  # noqa: PLR2004

    def _path(self, job: Job) -> Path:
        return self._folder / f"{job.id.replace('/', '__')}.json"


def forecast(plan: Plan, keys: Keys, store: Store, history: History) -> list[Forecast]:
    """What a build would do with each job of a plan; builds nothing."""
    made: dict[str, tuple[Output, ...]] = {}
    found = []
    for job in plan.jobs:
        open_needs = [n for n in job.needs if n not in made]
        if open_needs:
            found.append(Forecast(job, WAITS, ", ".join(open_needs)))
            continue
        kept = store.outputs(keys.key(job, made))
        if kept is not None and store.complete(kept):
            made[job.id] = kept
            found.append(Forecast(job, FRESH))
        else:
            found.append(Forecast(job, RUNS, history.why(job, keys.inputs(job, made))))
    return found
