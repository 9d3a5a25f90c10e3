"""The five steps in their order, for the commands: load, check, plan, run, publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from build_tools import institutions
from build_tools.digests import Index
from build_tools.errors import JobError, KitsError, UsageError
from build_tools.examining import examine
from build_tools.findings import Finding, in_order
from build_tools.held import held_back
from build_tools.i18n import Translator
from build_tools.model import Catalogue, Institution, Plan
from build_tools.place import Place
from build_tools.plan import plan
from build_tools.plan_media import asset_of, concerning, media_id, media_jobs, spoken_in
from build_tools.publish.dist import Publisher, published_jobs
from build_tools.run import cleaning
from build_tools.run.engine import Means, Run, State, run
from build_tools.run.history import History
from build_tools.run.keys import Keys
from build_tools.run.pool import LocalPool
from build_tools.run.progress import progress, waiting
from build_tools.run.store import Store
from build_tools.run.why import Forecast, forecast

if TYPE_CHECKING:
    from build_tools.run.cluster import ClusterPool

__all__ = ["Built", "Rendered", "Request", "Where", "build", "examine", "predict", "render"]

_LOCK_SECONDS = 600
_PUBLISHINGS = 2
"""How often publishing is tried: what the store turns out to have lost is made anew once."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built: what selectors ask for, or the files of an institution."""

    selectors: Sequence[str] = ()
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where work is done and kept.

    Args:
        workers: processes; None: one for each core.
        store: an fsspec location; None: a folder of the project.
        cluster: the address of a Dask scheduler; None: this computer.
    """

    workers: int | None = None
    store: str | None = None
    cluster: str | None = None

    def pool(self, index: Path) -> LocalPool | ClusterPool:
        """The workers; not started yet.

        Args:
            index: where what is known of the program's files is kept.

        Raises:
            UsageError: a cluster without a store that its workers reach.
            KitsError: the cluster cannot be used.
        """
        if self.cluster is None:
            return LocalPool(self.workers, index)
        if self.store is None:
            raise UsageError(
                "A cluster needs a store that all its workers reach",
                "Name it with --store: a bucket (s3://bucket/kits), or a folder that all see under the same path.",
            )
        from build_tools.run.cluster import ClusterPool  # noqa: PLC0415 - an extra that few have

        return ClusterPool(self.cluster)


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


def build(root: Path, request: Request, dist: Path, where: Where, translate: Translator) -> Built:
    """Builds what is asked for and publishes it.

    Args:
        root: the project's folder.
        request: globs over job ids (none: all), or an institution.
        dist: the output folder.
        where: where work is done and kept.
        translate: for what is said on the way.

    Raises:
        UsageError: a selector matches nothing, there is no such institution, or nothing is for it.
        KitsError: another build holds the project, or a folder, the store or the cluster cannot be used.
    """
    place, most = Place(root), cleaning.limit()
    with _locked(place, translate), _working(where, place.index) as pool:
        index = Index(place.index)
        catalogue, findings = examine(root, index)
        held = held_back(root, catalogue, findings)
        means = Means(place, Keys(root, index), Store(place.store(where.store)), pool)

        def make(selectors: Sequence[str]) -> tuple[Plan, Run]:
            planned = plan(catalogue, selectors, skip=held, there=published_jobs(dist))
            return planned, _run(planned, means, translate)

        for tries in range(_PUBLISHINGS):
            planned, result, large = _make(catalogue, request, make)
            try:
                files = Publisher(dist, catalogue, means.store, index).publish(planned, result, held)
                break
            except JobError:
                if tries + 1 == _PUBLISHINGS:
                    raise
        index.save()
        if means.store.local and State.BUILT in result.states.values():
            with suppress(OSError):  # next time
                cleaning.keep_small(place, Path(means.store.url), most)
    wanted = institutions.files_of(planned, result, dist) if request.institution else []
    return Built(result, in_order([*findings, *_faults(result), *large]), files, wanted)


def _make(
    catalogue: Catalogue, request: Request, make: Callable[[Sequence[str]], tuple[Plan, Run]]
) -> tuple[Plan, Run, list[Finding]]:
    if request.institution is None:
        return *make(request.selectors), []
    return _make_for(catalogue, institutions.find(catalogue, request.institution), make)


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


@contextmanager
def _working(where: Where, index: Path) -> Iterator[LocalPool | ClusterPool]:
    """The workers, gone at the end, however that comes."""
    pool = where.pool(index)
    try:
        yield pool
    finally:
        pool.close()


def _run(planned: Plan, means: Means, translate: Translator) -> Run:
    history = History(means.place.history)
    with progress(planned, history, means.pool.workers, translate) as shown:
        result = run(planned, replace(means, seconds=lambda job: history.seconds(job.id) or 1.0), shown)
    history.learn(planned, means.keys, result)
    history.save()
    _log(means.place, result)
    return result


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
    where = Where(store=store_url)
    with _locked(place, translate), _working(where, place.index) as pool:
        index = Index(place.index)
        catalogue, findings = examine(root, index)
        asset = asset_of(catalogue, name)
        spoken = spoken_in(asset, language)
        faults = concerning(asset, findings)
        if any(f.is_error for f in faults):
            return Rendered(Run(), faults, None)
        planned = Plan(tuple(media_jobs(catalogue, asset, spoken)), frozenset())
        store = Store(place.store(where.store))
        result = _run(planned, Means(place, Keys(root, index), store, pool), translate)
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
    store = Store(place.store(store_url))
    return forecast(planned, Keys(root, index), store, History(place.history)), findings


def _locked(place: Place, translate: Translator) -> FileLock:
    """The project's lock, which its holder's end frees; what builds left that were killed goes away."""
    try:
        place.work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place.work / "build.lock")
        waiting(lock, _LOCK_SECONDS, translate)
        shutil.rmtree(place.runs, ignore_errors=True)
    except Timeout as error:
        raise UsageError("Another build of this project is running", "Wait for it to end, then try again.") from error
    except OSError as error:
        remedy = "Is the folder yours, and the disk not full?"
        raise KitsError(
            "“{path}” cannot be written: {problem}", remedy, path=place.work, problem=error.strerror
        ) from error
    return lock


def _faults(result: Run) -> list[Finding]:
    return [finding for outcome in result.failures.values() for finding in outcome.findings]


def _log(place: Place, result: Run) -> None:
    """Keeps the log of each job that failed."""
    for name, outcome in result.failures.items():
        path = place.log(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        message, todo = outcome.said(str)
        path.write_text(f"{name}\n{message}\n{todo}\n\n{outcome.log}", encoding="utf-8")
