"""What a build costs beside plain Sphinx on the same modules: the budgets of the engine, on generated kits.

How to read the figures: each of ours is measured in turn with its peer, in one run on one machine, so ratios hold
elsewhere and seconds do not. Small sizes are medians of three; what takes minutes is measured once. A machine with
anything else to do gives nothing to judge by. ``python -m tests.bench engine`` measures all of it (45 minutes on two
quiet cores) and writes it down; ``python -m tests.bench engine:10`` tries out one size and writes nothing.
"""

from __future__ import annotations

import math
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.generated import AUDIENCES, KIT, LANGUAGES, write_project
from tests.bench.plain import Project, Sphinx, lend_store, sphinx_projects
from tests.bench.plct import Plct
from tests.bench.spent import spent
from tests.support.project import REPOSITORY

SIZES = (10, 50, 200, 1000)
"""Modules of the generated kits."""
_MANY = 200
"""Modules from which on everything is measured once, and memory is watched."""
_ALL_FORMATS = (10, 50, 200)
_PEER = (10, 50)
RUNS = 3
LARGEST = "fundamentos"
"""The kit of the real curriculum that most audiences get."""
EDITION = f"{KIT}/{AUDIENCES[0]}/es"


def measure(sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """All figures, or those of some sizes; seconds by the clock, ``[ours, theirs]`` where there are two."""
    _say("one edition of the real curriculum")
    found: dict[str, Any] = {"cores": os.cpu_count(), "real": real_edition()}
    if SIZES[0] in sizes:
        _say("all editions of a generated kit")
        found["matrix"] = matrix(SIZES[0])
    rows = [size(modules) for modules in sizes]
    found["sizes"] = [{key: value for key, value in row.items() if key != "memory"} for row in rows]
    found["memory"] = next((row["memory"] for row in rows if "memory" in row), None)
    if len(sizes) > 1:
        found["fit"] = {kind: fit([(row["modules"], row[kind]) for row in rows]) for kind in ("cold", "changed")}
    _say("the closest peer")
    found["peer"] = peer([modules for modules in sizes if modules in _PEER])
    return found


def matrix(modules: int) -> dict[str, Any]:
    """A kit for all audiences in three languages, beside Sphinx for each of these editions in sequence."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Project(write_project(folder / "project", modules))
        peers = list(sphinx_projects(project.root, folder / "sphinx", LANGUAGES).values())
        websites = ("*/*/*/web", "*/*/*/scorm12")

        def cold(*selectors: str) -> float:
            project.forget()
            return project.build(*selectors)

        pages = in_turn(1, lambda _: cold(*websites), lambda _: sum(peer.full() for peer in peers))
        everything = cold()
        nothing = in_turn(RUNS, lambda _: project.build(), lambda _: peers[0].again())
    return {"modules": modules, "editions": len(peers), "websites": pages,
            "everything": [round(everything, 2), pages[1]], "nothing": nothing}  # fmt: skip


def size(modules: int) -> dict[str, Any]:
    """One edition: its website cold and after a changed word; all its formats after one, beside Sphinx."""
    _say(f"{modules} modules")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Project(write_project(folder / "project", modules, ["es"]))
        row: dict[str, Any] = {"modules": modules}
        for run in range(_runs(modules)):
            project.forget()
            row.setdefault("cold", []).append(project.build(f"{EDITION}/web"))
            project.change(run)
            row.setdefault("changed", []).append(project.build(f"{EDITION}/web"))
        row |= {kind: round(statistics.median(row[kind]), 2) for kind in ("cold", "changed")}
        if modules in _ALL_FORMATS:
            row |= _all_formats(project, sphinx_projects(project.root, folder / "sphinx")[EDITION], modules)
        return row


def _all_formats(project: Project, peer: Sphinx, modules: int) -> dict[str, Any]:
    project.forget()
    peak = spent(project.command(f"{EDITION}/*"), project.root)
    word = one_word(project, peer, EDITION, _runs(modules))
    nothing = in_turn(_runs(modules), lambda _: project.build(f"{EDITION}/*"), lambda _: peer.again())
    memory = {"modules": modules, "parent": peak.parent, "worker": peak.worker, "tool": peak.tool}
    found: dict[str, Any] = {"all": round(peak.seconds, 2), "word": word, "nothing": nothing}
    return found | ({"memory": memory} if modules >= _MANY else {})


def one_word(project: Project, peer: Sphinx, edition: str, runs: int) -> list[float]:
    """All formats of an edition after one changed word, beside a full Sphinx build of it."""

    def changed(run: int) -> float:
        project.change(run + RUNS)
        return project.build(f"{edition}/*")

    return in_turn(runs, changed, lambda _: peer.full())


def real_edition() -> dict[str, Any]:
    """One edition of the real curriculum; its recordings are taken from the store where they lie there."""
    edition = f"{LARGEST}/policia/es"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = copied(folder / "project")
        lend_store(project.root)
        project.build(f"{edition}/*")
        peer = sphinx_projects(project.root, folder / "sphinx")[edition]
        return {"edition": edition, "word": one_word(project, peer, edition, RUNS)}


def copied(folder: Path) -> Project:
    """The largest kit of the real curriculum in a folder of its own."""
    for part in (f"kits/{LARGEST}", "media", "conf"):
        shutil.copytree(REPOSITORY / part, folder / part)
    shutil.copyfile(REPOSITORY / "kits/glossary.yml", folder / "kits/glossary.yml")
    return Project(folder)


def peer(sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Our SCORM 1.2 package of one edition beside that of the closest peer: seconds and bytes."""
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        plct = Plct(Path(name)) if sizes else None
        for modules in sizes:
            folder = Path(name) / str(modules)
            project = Project(write_project(folder / "project", modules, ["es"]))
            source = sphinx_projects(project.root, folder / "sphinx")[EDITION].source
            rows = []
            for _ in range(RUNS):
                project.forget()
                rows.append((project.build(f"{EDITION}/scorm12"), plct.build(source) if plct else {}))
            (package,) = (project.root / "dist").rglob("*.scorm12.zip")
            seconds = [statistics.median(ours for ours, _ in rows), statistics.median(r["seconds"] for _, r in rows)]
            found.append({"modules": modules, "seconds": [round(value, 2) for value in seconds],
                          "package": [package.stat().st_size, rows[0][1]["package"]],
                          "site": rows[0][1]["site"]})  # fmt: skip
    return found


def in_turn(runs: int, ours: Callable[[int], float], theirs: Callable[[int], float]) -> list[float]:
    """Medians of two pieces of work, done in turn; each gets the run's number."""
    pairs = [(ours(run), theirs(run)) for run in range(runs)]
    return [round(statistics.median(values), 2) for values in zip(*pairs, strict=True)]


def fit(points: Sequence[tuple[float, float]]) -> dict[str, float]:
    """How time (seconds) grows with modules.

    Args:
        points: modules and seconds.

    Returns:
        of the line of least squares, ``per_module`` and ``start`` in seconds and ``r2``; and ``exponent``, that of the
        power of the modules which fits best (the slope between the logarithms): 1 is linear, 2 quadratic.
    """
    modules, seconds = zip(*points, strict=True)
    line = statistics.linear_regression(modules, seconds)
    power = statistics.linear_regression([math.log(m) for m in modules], [math.log(s) for s in seconds])
    r2 = statistics.correlation(modules, seconds) ** 2
    return {"per_module": round(line.slope, 4), "start": round(line.intercept, 2), "r2": round(r2, 4),
            "exponent": round(power.slope, 2)}  # fmt: skip


def budgets(found: Mapping[str, Any], whole: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What issue 6 allows, and what was measured.

    Args:
        found: what `measure` gave.
        whole: seconds of the real curriculum (`tests.bench.whole`).

    Returns:
        for each ``what``, ``beside``, ``aim`` (a ratio), ``ours`` and ``theirs`` (seconds).
    """
    grid = found["matrix"]
    again, full = "`sphinx-build` of one edition, nothing changed", "full `sphinx-build` of it"
    each = f"`sphinx-build`, {grid['editions']} times"
    words = [(f"{row['modules']} modules", row["word"]) for row in found["sizes"] if "word" in row]
    rows = [
        ("nothing changed, real curriculum", again, 0.3, whole["idle"]),
        (f"nothing changed, {grid['editions']} editions of {grid['modules']} modules", again, 0.3, grid["nothing"]),
        ("one word, all formats of an edition, real kit", full, 1.5, found["real"]["word"]),
        *((f"one word, all formats of an edition, {title}", full, 1.5, pair) for title, pair in words),
        (f"web + SCORM 1.2, {grid['editions']} editions, cold", each, 0.6, grid["websites"]),
        (f"all formats, {grid['editions']} editions, cold", each, 2.5, grid["everything"]),
    ]
    return [{"what": what, "beside": beside, "aim": aim, "ours": pair[0], "theirs": pair[1]}
            for what, beside, aim, pair in rows]  # fmt: skip


def _say(what: str) -> None:
    """What is measured now, and the time: a whole run takes long."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def _runs(modules: int) -> int:
    return 1 if modules >= _MANY else RUNS
