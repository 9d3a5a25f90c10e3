"""Fifth step: artifacts go to ``dist/``, each only when whole, and what is outdated goes away.

``dist/<audience>/`` is complete and closed: it can be handed to that institution on its own.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from build_tools.digests import sha256_file
from build_tools.errors import KitsError
from build_tools.held import Held
from build_tools.model import Artifact, Catalogue, Job, Output, Plan
from build_tools.publish.inventory import outdated, read_inventory, read_kits, tree_digest, write_inventory
from build_tools.publish.page import kit_entries, write_pages
from build_tools.run.engine import Run
from build_tools.run.store import Store


def publish(dist: Path, catalogue: Catalogue, plan: Plan, run: Run, store: Store, held: Held) -> list[Path]:
    """Brings ``dist/`` up to date with a run.

    Args:
        dist: the output folder.
        catalogue: for titles and versions.
        plan: what was done, and which jobs there are at all.
        run: how it ended; artifacts of failed jobs stay as they are.
        store: where the bytes are.
        held: kits and editions with errors; what was published of them stays.

    Returns:
        All files that now belong to ``dist/`` and the audiences that were touched.

    Raises:
        KitsError: ``dist/`` cannot be written.
    """
    try:
        return _publish(dist, catalogue, plan, run, store, held)
    except OSError as error:
        raise KitsError(
            "“{path}” cannot be written: {problem}",
            "Check that the disk has room and that the folder is yours and not open in another program.",
            path=error.filename or dist,
            problem=error.strerror,
        ) from error


def _publish(dist: Path, catalogue: Catalogue, plan: Plan, run: Run, store: Store, held: Held) -> list[Path]:
    fresh: dict[str, list[Artifact]] = defaultdict(list)
    for job in plan.jobs:
        if job.published and job.id in run.outputs:
            fresh[job.options["audience"]] += _place(dist, job, run.outputs[job.id], store)
    for audience in sorted({*fresh, *_published(dist)}):
        folder = dist / audience
        before = read_inventory(folder)
        new_jobs = {a.job for a in fresh[audience]}
        stay = [a for a in before if a.job not in new_jobs and not outdated(a, plan.known, held.of(audience))]
        if not new_jobs and stay == before:
            continue  # nothing of this audience was looked at: its page stays as it was, too
        artifacts = sorted([*fresh[audience], *stay], key=lambda a: a.path)
        kits = kit_entries(catalogue, audience, artifacts, read_kits(folder), held.of(audience))
        write_inventory(folder, audience, artifacts, kits)
        write_pages(folder, catalogue, audience, artifacts, kits)
        _remove(folder, {a.path for a in before} - {a.path for a in artifacts})
    return sorted(p for p in dist.rglob("*") if p.is_file())


def published_jobs(dist: Path) -> frozenset[str]:
    """Ids of the jobs whose artifacts lie in ``dist/``."""
    return frozenset(a.job for audience in _published(dist) for a in read_inventory(dist / audience))


def _published(dist: Path) -> list[str]:
    return [p.parent.name for p in dist.glob("*/inventory.json")]


def folder_of(job: Job) -> str:
    """Where a job's artifacts lie under its audience's folder."""
    part = "facilitator/" if job.facilitator else ""
    return f"{part}{job.options['language']}/{job.options['kit']}"


def _place(dist: Path, job: Job, outputs: tuple[Output, ...], store: Store) -> list[Artifact]:
    base = dist / job.options["audience"]
    folder = folder_of(job)
    trees: dict[str, list[Output]] = defaultdict(list)
    found = []
    for output in outputs:
        top, _, rest = output.path.partition("/")
        if rest:
            trees[top].append(output)
            continue
        _put(base / folder / output.path, output, store)
        found.append(_artifact(job, f"{folder}/{output.path}", output.size, output.sha256))
    for name, files in sorted(trees.items()):
        _put_tree(base / folder / name, name, files, store)
        size = sum(f.size for f in files)
        found.append(_artifact(job, f"{folder}/{name}/", size, tree_digest(name, files)))
    return found


def _artifact(job: Job, path: str, size: int, sha256: str) -> Artifact:
    return Artifact(job.id, path, size, sha256, job.options["version"], job.facilitator)


def _put(target: Path, output: Output, store: Store) -> None:
    if _same(target, output):
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        store.fetch(output, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _same(target: Path, output: Output) -> bool:
    return target.is_file() and target.stat().st_size == output.size and sha256_file(target) == output.sha256


def _put_tree(target: Path, name: str, files: Iterable[Output], store: Store) -> None:
    files = list(files)
    inside = {PurePosixPath(f.path).relative_to(name).as_posix(): f for f in files}
    present = {p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()}
    if present == set(inside) and all(_same(target / path, f) for path, f in inside.items()):
        return
    beside = target.with_name(f".{name}.{os.getpid()}.part")
    before = target.with_name(f".{name}.{os.getpid()}.old")
    try:
        for path, output in inside.items():
            store.fetch(output, beside / path)
        if target.exists():
            target.replace(before)
        beside.replace(target)
    finally:
        if before.exists() and not target.exists():
            before.replace(target)
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)


def _remove(folder: Path, paths: set[str]) -> None:
    for path in sorted(paths):
        target = (folder / path).resolve()
        if not target.is_relative_to(folder.resolve()):
            continue  # an inventory that somebody edited must not make us delete elsewhere
        if path.endswith("/"):
            shutil.rmtree(target, ignore_errors=True)
        else:
            target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == folder.resolve() or any(parent.iterdir()):
                break
            parent.rmdir()
