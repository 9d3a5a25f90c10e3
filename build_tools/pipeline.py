"""The five steps in their order, for the commands: load, check, plan, run, publish."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from build_tools import institutions
from build_tools.digests import Index
from build_tools.errors import KitsError, UsageError
from build_tools.examining import examine
from build_tools.findings import Finding, in_order
from build_tools.held import held_back
from build_tools.i18n import Translator
from build_tools.model import Catalogue, Institution, Plan
from build_tools.place import Place
from build_tools.plan import plan
from build_tools.plan_media import asset_of, concerning, media_id, media_jobs, spoken_in
from build_tools.publish.dist import publish, published_jobs
from build_tools.run.engine import Means, Run, State, run
from build_tools.run.history import Forecast, History, forecast
from build_tools.run.keys import Keys
from build_tools.run.pool import LocalPool
from build_tools.run.progress import progress
from build_tools.run.store import Store

__all__ = ["Built", "Rendered", "Request", "build", "build_for", "examine", "predict", "render"]

_LOCK_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built: what selectors ask for, or the files of an institution."""

    selectors: Sequence[str] = ()
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended; ``files`` are all files in ``dist/``, ``wanted`` those of an institution."""

    run: Run
    findings: list[Finding]
    files: list[Path]
    wanted: list[Path]


@dataclass(frozen=True, slots=True)
class Rendered:
    """How the making of one media asset ended.

    ``folder`` holds ``media.json`` and what it names; None where findings or failures stopped it.
    """

    run: Run
    findings: list[Finding]
    folder: Path | None


def build(root: Path, selectors: Sequence[str], dist: Path, workers: int | None, store_url: str | None,
          translate: Translator) -> Built:  # fmt: skip
    """Builds what selectors ask for and publishes it.

    Args:
        root: the project's folder.
        selectors: globs over job ids; none means all.
        dist: the output folder.
        workers: worker processes; None: one for each core.
        store_url: an fsspec location for the store; None: a folder of the project.
        translate: for what is said on the way.

    Raises:
        KitsError: another build holds the project, or a folder cannot be written.
    """
    return _build(root, Request(selectors), dist, workers, store_url, translate)


def build_for(root: Path, institution: str, dist: Path, workers: int | None, store_url: str | None,
              translate: Translator) -> Built:  # fmt: skip
    """Builds an institution's files and publishes them; the rest is as for `build`.

    Raises:
        UsageError: there is no such institution, or nothing is for it.
    """
    return _build(root, Request(institution=institution), dist, workers, store_url, translate)


def _build(root: Path, request: Request, dist: Path, workers: int | None, store_url: str | None,
           translate: Translator) -> Built:  # fmt: skip
    place = Place(root)
    with _locked(place.work):
        index = Index(place.index)
        catalogue, findings = examine(root, index)
        held = held_back(root, catalogue, findings)
        store = Store(place.store(store_url))
        keys = Keys(root, index)

        def make(selectors: Sequence[str]) -> tuple[Plan, Run]:
            planned = plan(catalogue, selectors, skip=held, there=published_jobs(dist))
            result = _run(planned, place, keys, store, workers, translate)
            _remember(place, planned, keys, result)
            return planned, result

        if request.institution is None:
            planned, result = make(request.selectors)
            large: list[Finding] = []
        else:
            planned, result, large = _make_for(catalogue, institutions.find(catalogue, request.institution), make)
        files = publish(dist, catalogue, planned, result, store, held)
        index.save()
    wanted = institutions.files_of(planned, result, dist) if request.institution else []
    return Built(result, in_order([*findings, *_faults(result), *large]), files, wanted)


def _make_for(
    catalogue: Catalogue, institution: Institution, make: Callable[[Sequence[str]], tuple[Plan, Run]]
) -> tuple[Plan, Run, list[Finding]]:
    """Makes an institution's files; a package that is too large gives way to one per module."""
    planned, result = make(institutions.jobs_of(catalogue, institution))
    replaced = institutions.split(institution, institutions.too_large(institution, planned, result))
    if replaced:
        planned, result = institutions.merged(planned, result, replaced, *make(list(replaced.values())))
    large = institutions.too_large(institution, planned, result)
    return planned, result, list(institutions.findings(catalogue, institution, large))


def _run(planned: Plan, place: Place, keys: Keys, store: Store, workers: int | None, translate: Translator) -> Run:
    pool = LocalPool(min(workers or os.cpu_count() or 1, max(len(planned.jobs), 1)))
    try:
        with progress(len(planned.jobs), translate) as shown:
            return run(planned, Means(place, keys, store, pool), shown)
    finally:
        pool.close()


def render(root: Path, name: str, language: str | None, out: Path | None, store_url: str | None,
           translate: Translator) -> Rendered:  # fmt: skip
    """Makes one media asset and nothing else, with the very jobs of a build: that finds the work done already.

    Args:
        root: the project's folder.
        name: the asset's id.
        language: that is spoken; None: the asset's own.
        out: gets the files; None: a working folder of the project.
        store_url: an fsspec location for the store; None: a folder of the project.
        translate: for what is said on the way.

    Raises:
        KitsError: there is no such asset, it does not speak that language, or a folder cannot be written.
    """
    place = Place(root)
    with _locked(place.work):
        index = Index(place.index)
        catalogue, findings = examine(root, index)
        asset = asset_of(catalogue, name)
        spoken = spoken_in(asset, language)
        faults = concerning(asset, findings)
        if any(f.is_error for f in faults):
            return Rendered(Run(), faults, None)
        planned = Plan(tuple(media_jobs(catalogue, asset, spoken)), frozenset())
        store = Store(place.store(store_url))
        keys = Keys(root, index)
        result = _run(planned, place, keys, store, None, translate)
        _remember(place, planned, keys, result)
        index.save()
        faults = in_order([*faults, *_faults(result)])
        made = result.outputs.get(media_id(asset, spoken))
        if made is None:
            return Rendered(result, faults, None)
        folder = out or place.work / "media" / name / spoken
        for output in made:
            store.fetch(output, folder / output.path)
        return Rendered(result, faults, folder)


def predict(
    root: Path, selectors: Sequence[str], dist: Path, store_url: str | None
) -> tuple[list[Forecast], list[Finding]]:
    """What a build would do with each job, and the findings that would hold editions back."""
    place = Place(root)
    index = Index(place.index)
    catalogue, findings = examine(root, index)
    planned = plan(catalogue, selectors, skip=held_back(root, catalogue, findings), there=published_jobs(dist))
    return forecast(planned, Keys(root, index), Store(place.store(store_url)), History(place.work / "jobs")), findings


def _locked(work: Path) -> FileLock:
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / "build.lock", timeout=_LOCK_SECONDS)
        lock.acquire()
    except Timeout as error:
        raise UsageError("Another build of this project is running", "Wait for it to end, then try again.") from error
    except OSError as error:
        remedy = "Is the folder yours, and the disk not full?"
        raise KitsError("“{path}” cannot be written: {problem}", remedy, path=work, problem=error.strerror) from error
    return lock


def _faults(result: Run) -> list[Finding]:
    return [finding for outcome in result.failures.values() for finding in outcome.findings]


def _remember(place: Place, planned: Plan, keys: Keys, result: Run) -> None:
    """Keeps what each job was made from, and the log of each failed one."""
    history = History(place.work / "jobs")
    for job in planned.jobs:
        if result.states[job.id] is State.BUILT:
            history.remember(job, keys.key(job, result.outputs), keys.inputs(job, result.outputs))
    for name, outcome in result.failures.items():
        path = place.log(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        message, todo = outcome.said(str)
        path.write_text(f"{name}\n{message}\n{todo}\n\n{outcome.log}", encoding="utf-8")
