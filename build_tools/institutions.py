"""What one institution gets: its jobs, and whether its learning platform takes what they make."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from build_tools.errors import UsageError
from build_tools.findings import Code, Finding
from build_tools.formats.registry import BY_ID, MODULES
from build_tools.load.places import Places
from build_tools.model import Catalogue, Institution, Job, Output, Plan
from build_tools.plan import for_institution
from build_tools.publish.dist import folder_of
from build_tools.run.engine import Run, State

CONF = "conf/institutions.yml"
_MEGABYTE = 1_000_000


def find(catalogue: Catalogue, name: str) -> Institution:
    """The institution with an id.

    Raises:
        UsageError: there is none; the error names those that there are.
    """
    if name not in catalogue.institutions:
        known = ", ".join(sorted(catalogue.institutions)) or "–"
        raise UsageError(
            "There is no institution “{name}”", "Those in {conf}: {known}.", name=name, conf=CONF, known=known
        )
    return catalogue.institutions[name]


def jobs_of(catalogue: Catalogue, institution: Institution) -> list[str]:
    """Ids of the jobs that make the institution's files.

    Raises:
        UsageError: no kit is for its audience in its languages.
    """
    found = for_institution(catalogue, institution)
    if not found:
        raise UsageError(
            "No kit is for the institution “{name}”",
            "It wants kits for the audience {audience} in: {languages}. Correct {conf} or the kit.yml.",
            name=institution.id, audience=institution.audience, languages=", ".join(institution.languages), conf=CONF,
        )  # fmt: skip
    return found


def too_large(institution: Institution, planned: Plan, result: Run) -> list[tuple[Job, Output]]:
    """The files of a run that the institution's platform does not take."""
    return [
        (job, output) for job in planned.jobs if job.published for output in result.outputs.get(job.id, ())
        if "/" not in output.path and output.size > institution.largest_upload
    ]  # fmt: skip


def split(institution: Institution, large: list[tuple[Job, Output]]) -> dict[str, str]:
    """For each job whose package is too large, the job that makes one package per module instead."""
    if institution.modules != "auto":
        return {}
    jobs = [job for job, _ in large if f"{job.options['format']}{MODULES}" in BY_ID]
    return {job.id: job.id + MODULES for job in jobs}


def merged(first: Plan, result: Run, replaced: dict[str, str], second: Plan, more: Run) -> tuple[Plan, Run]:
    """Two runs as one, without the jobs that others replace."""
    jobs = {job.id: job for job in (*first.jobs, *second.jobs) if job.id not in replaced}
    whole = Run()
    for run in (result, more):
        # What the first run made is found made by the second one: it was built all the same.
        again = {name for name, state in run.states.items() if state is State.REUSED and name in whole.states}
        whole.states |= {n: value for n, value in run.states.items() if n not in replaced and n not in again}
        whole.outputs |= {name: value for name, value in run.outputs.items() if name not in replaced}
        whole.failures |= {name: value for name, value in run.failures.items() if name not in replaced}
        whole.outcomes |= {name: value for name, value in run.outcomes.items() if name not in replaced}
        whole.keys |= {name: value for name, value in run.keys.items() if name not in replaced}
    return Plan(tuple(jobs.values()), first.known), whole


def findings(catalogue: Catalogue, institution: Institution, large: list[tuple[Job, Output]]) -> Iterator[Finding]:
    """What is too large even after splitting."""
    place = Places(catalogue.root).of(CONF, "institutions", institution.id, "largest_upload")
    for _, output in large:
        # Rounded up: a package may be too large by a few bytes.
        size = f"{math.ceil(output.size * 10 / _MEGABYTE) / 10:g}"
        limit = f"{institution.largest_upload / _MEGABYTE:g}"
        values = {"file": output.path, "size": size, "limit": limit, "institution": institution.id}
        yield Finding(Code.PACKAGE_TOO_LARGE, place, values)


def files_of(planned: Plan, result: Run, dist: Path) -> list[Path]:
    """Where the files of a run lie in ``dist/``; a website's folder counts as one."""
    found = {
        dist / job.options["audience"] / folder_of(job) / output.path.partition("/")[0]
        for job in planned.jobs if job.published for output in result.outputs.get(job.id, ())
    }  # fmt: skip
    return sorted(found)
