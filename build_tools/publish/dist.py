"""Fifth step: artifacts go to ``dist/``, each only when whole, and what is outdated goes away.

``dist/<audience>/`` is complete and closed: it can be handed to that institution on its own.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from build_tools.digests import Index
from build_tools.errors import KitsError
from build_tools.held import Held
from build_tools.model import Artifact, Catalogue, Job, Output, Plan
from build_tools.publish.inventory import NAME as INVENTORY
from build_tools.publish.inventory import inventory, outdated, read_inventory, read_kits, tree_digest
from build_tools.publish.page import FACILITATORS, kit_entries, pages
from build_tools.publish.staging import Staging
from build_tools.run.engine import Run
from build_tools.run.store import Store


class Publisher:
    """Brings ``dist/`` up to date.

    Args:
        dist: the output folder.
        catalogue: for titles and versions.
        store: where the bytes are.
        index: knows the files in ``dist/`` by their stamps.
    """

    def __init__(self, dist: Path, catalogue: Catalogue, store: Store, index: Index) -> None:
        self._dist, self._catalogue, self._store, self._index = dist, catalogue, store, index
        self._staging = Staging(dist)

    def publish(self, plan: Plan, run: Run, held: Held) -> list[Path]:
        """Publishes a run.

        Args:
            plan: what was done, and which jobs there are at all.
            run: how it ended; artifacts of failed jobs stay as they are.
            held: kits and editions with errors; what was published of them stays.

        Returns:
            All files that now belong to ``dist/``.

        Raises:
            KitsError: ``dist/`` cannot be written.
            JobError: the store has lost what is to be published.
        """
        try:
            with self._staging:
                self._publish(plan, run, held)
            return sorted(p for p in self._dist.rglob("*") if p.is_file())
        except OSError as error:
            raise KitsError(
                "“{path}” cannot be written: {problem}",
                "Check that the disk has room and that the folder is yours and not open in another program.",
                path=error.filename or self._dist,
                problem=error.strerror,
            ) from error

    def _publish(self, plan: Plan, run: Run, held: Held) -> None:
        fresh: dict[str, list[Artifact]] = defaultdict(list)
        for job in plan.jobs:
            if job.published and job.id in run.outputs:
                fresh[job.options["audience"]] += self._place(job, run.outputs[job.id])
        gone: list[tuple[Path, set[str]]] = []
        for audience in sorted({*fresh, *_published(self._dist)}):
            folder = self._dist / audience
            before = read_inventory(folder)
            new_jobs = {a.job for a in fresh[audience]}
            stay = [a for a in before if a.job not in new_jobs and not outdated(a, plan.known, held.of(audience))]
            if not new_jobs and stay == before:
                continue  # nothing of this audience was looked at: its page stays as it was, too
            artifacts = sorted([*fresh[audience], *stay], key=lambda a: a.path)
            written = self._describe(folder, audience, artifacts, held)
            paths = {a.path for a in artifacts} | written
            gone.append((folder, {a.path for a in before if a.path not in paths} | ({FACILITATORS} - written)))
        self._staging.move()
        for folder, outdated_paths in gone:
            _remove(folder, outdated_paths)

    def _describe(self, folder: Path, audience: str, artifacts: list[Artifact], held: Held) -> set[str]:
        """The pages and the inventory, which comes last: it never lists what is not there."""
        kits = kit_entries(self._catalogue, audience, artifacts, read_kits(folder), held.of(audience))
        written = pages(self._catalogue, audience, artifacts, kits, self._index)
        for path, text in {**written, INVENTORY: inventory(audience, artifacts, kits)}.items():
            self._write(folder / path, text)
        return set(written)

    def _write(self, target: Path, text: str) -> None:
        if not target.is_file() or target.read_bytes() != text.encode():
            self._staging.write(target, text)

    def _place(self, job: Job, outputs: tuple[Output, ...]) -> list[Artifact]:
        base = self._dist / job.options["audience"]
        folder = folder_of(job)
        trees: dict[str, list[Output]] = defaultdict(list)
        found = []
        for output in outputs:
            top, _, rest = output.path.partition("/")
            if rest:
                trees[top].append(output)
                continue
            target = base / folder / output.path
            if not self._same(target, output):
                self._store.fetch(output, self._staging.place(target))
            found.append(_artifact(job, f"{folder}/{output.path}", output.size, output.sha256))
        for name, files in sorted(trees.items()):
            self._put_tree(base / folder / name, name, files)
            size = sum(f.size for f in files)
            found.append(_artifact(job, f"{folder}/{name}/", size, tree_digest(name, files)))
        return found

    def _same(self, target: Path, output: Output) -> bool:
        try:
            return target.stat().st_size == output.size and self._index.sha256(target) == output.sha256
        except OSError:
            return False

    def _put_tree(self, target: Path, name: str, files: Iterable[Output]) -> None:
        inside = {PurePosixPath(f.path).relative_to(name).as_posix(): f for f in files}
        present = {p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()}
        if present == set(inside) and all(self._same(target / path, f) for path, f in inside.items()):
            return
        staged = self._staging.place(target)
        for path, output in inside.items():
            self._store.fetch(output, staged / path)


def published_jobs(dist: Path) -> frozenset[str]:
    """Ids of the jobs whose artifacts lie in ``dist/``."""
    return frozenset(a.job for audience in _published(dist) for a in read_inventory(dist / audience))


def _published(dist: Path) -> list[str]:
    return [p.parent.name for p in dist.glob("*/inventory.json")]


def folder_of(job: Job) -> str:
    """Where a job's artifacts lie under its audience's folder."""
    part = "facilitator/" if job.facilitator else ""
    return f"{part}{job.options['language']}/{job.options['kit']}"


def _artifact(job: Job, path: str, size: int, sha256: str) -> Artifact:
    return Artifact(job.id, path, size, sha256, job.options["version"], job.facilitator)


def _remove(folder: Path, paths: set[str]) -> None:
    for path in sorted(paths):
        target = (folder / path).resolve()
        if not target.exists() or not target.is_relative_to(folder.resolve()):
            continue  # an inventory that somebody edited must not make us delete elsewhere
        if path.endswith("/"):
            shutil.rmtree(target, ignore_errors=True)
        else:
            target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == folder.resolve() or any(parent.iterdir()):
                break
            parent.rmdir()
