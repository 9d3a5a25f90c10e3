"""The edition that is being previewed: built again after each save, in this process."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

from build_tools.digests import Index
from build_tools.errors import UsageError
from build_tools.findings import Finding
from build_tools.held import held_back
from build_tools.model import Catalogue, Job, Kit
from build_tools.pipeline import examine
from build_tools.place import Place
from build_tools.plan import plan
from build_tools.pulse import Pulse
from build_tools.run.engine import Means, Run, State, run
from build_tools.run.here import HerePool
from build_tools.run.keys import Keys
from build_tools.run.store import Store
from build_tools.run.worker import Outcome


class _Silent:
    def started(self, job: Job) -> None:
        """Nothing to show."""

    def ended(self, job: Job, state: State, outcome: Outcome | None) -> None:
        """Nothing to show."""

    def beats(self, job: Job, pulse: Pulse) -> None:
        """Nothing to show."""


class Site:
    """The website of one edition, as of the last good build, with the findings of the last one."""

    def __init__(self, root: Path, kit: str, audience: str | None, language: str | None) -> None:
        self.root = root
        self._chosen = _choose(root, kit, audience, language)
        self.folder = Place(root).work / "preview" / self._chosen.replace("/", "__")
        self.version = 0
        self.problems: list[str] = []
        self.findings: list[Finding] = []
        self.changed = threading.Condition()

    @property
    def edition(self) -> str:
        """``<kit>/<audience>/<language>``."""
        return self._chosen

    def wait_for_change(self, seen: int, seconds: float) -> int:
        """The version, as soon as it is another than ``seen`` or the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != seen, timeout=seconds)
            return self.version

    def build(self) -> None:
        """Builds the edition again; where that fails the last good pages stay, with what is wrong."""
        catalogue, findings = examine(self.root)
        kit, audience, _ = self._chosen.split("/")
        mine = [f for f in findings if not f.location.path.startswith("kits/") or f"kits/{kit}/" in f.location.path]
        result = None if held_back(self.root, catalogue, findings).holds(kit, audience) else self._run(catalogue)
        with self.changed:
            self.findings = mine
            self.problems = [f"{n}: {o.summary(str)}" for n, o in result.failures.items()] if result else []
            self.version += 1
            self.changed.notify_all()

    def _run(self, catalogue: Catalogue) -> Run:
        planned = plan(_quick(catalogue), [f"{self._chosen}/web"])
        place = Place(self.root)
        store = Store(place.store(None))
        index = Index(place.index)
        result = run(planned, Means(place, Keys(self.root, index), store, HerePool()), _Silent())
        index.save()
        outputs = [o for o in result.outputs.get(f"{self._chosen}/web", ()) if o.path.startswith("web/")]
        if outputs:
            fresh = self.folder.with_name(self.folder.name + ".new")
            shutil.rmtree(fresh, ignore_errors=True)
            for output in outputs:
                store.fetch(output, fresh / output.path.removeprefix("web/"))
            shutil.rmtree(self.folder, ignore_errors=True)
            fresh.replace(self.folder)
        return result


def _quick(catalogue: Catalogue) -> Catalogue:
    """The same content with the smallest video only: whoever writes must not wait for the others."""
    ladder = catalogue.ladder
    return replace(catalogue, ladder=ladder and replace(ladder, rungs=ladder.rungs[:1]))


def _choose(root: Path, name: str, audience: str | None, language: str | None) -> str:
    catalogue, _ = examine(root)
    kit = next((k for k in catalogue.kits if k.id == name), None)
    if kit is None:
        known = ", ".join(k.id for k in catalogue.kits) or "–"
        raise UsageError("There is no kit “{name}” that can be read", "Kits here: {known}. Run “kits check”.",
                         name=name, known=known)  # fmt: skip
    return "/".join((kit.id, _one(audience, kit.audiences, kit), _one(language, kit.languages, kit)))


def _one(wanted: str | None, known: tuple[str, ...], kit: Kit) -> str:
    if wanted is None:
        return known[0]
    if wanted not in known:
        raise UsageError("The kit “{kit}” has no “{name}”", "Use one of: {known}.", kit=kit.id, name=wanted,
                         known=", ".join(known))  # fmt: skip
    return wanted
