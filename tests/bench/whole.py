"""How long a kit takes for all its audiences: everything with its recordings, one sentence changed, nothing changed."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Any

from build_tools.formats.registry import FORMATS
from tests.bench.engine import RUNS, copied, in_turn
from tests.bench.plain import sphinx_projects

_SELECTOR = "*/*/es/*"
_EACH = sum(not f.on_request for f in FORMATS)


def measure() -> dict[str, Any]:
    """Seconds, each of ours in turn with plain Sphinx: medians, but from nothing once, which takes minutes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = copied(folder / "project")
        peers = sphinx_projects(project.root, folder / "sphinx")
        cold = project.build(_SELECTOR)
        warm, plain = [], []
        for run in range(RUNS):
            project.change(run)
            warm.append(project.build(_SELECTOR))
            plain.append(sum(peer.full() for peer in peers.values()))
        one = next(iter(peers.values()))
        idle = in_turn(RUNS, lambda _: project.build(_SELECTOR), lambda _: one.again())
    medians = {key: round(statistics.median(values), 2) for key, values in {"warm": warm, "sphinx": plain}.items()}
    return {"formats": _EACH, "cold": round(cold, 2), **medians, "nothing": idle[0], "idle": idle}


def table(figures: dict[str, Any]) -> list[str]:
    """The figures as the README shows them."""
    plain = figures["sphinx"]
    rows = [
        (f"The largest kit from nothing: 5 audiences x {figures['formats']} formats", figures["cold"]),
        ("One sentence changed for all audiences", figures["warm"]),
        ("Nothing changed", figures["nothing"]),
        ("Plain `sphinx-build -b html` of the same 5 editions (HTML only)", plain),
    ]
    lines = ["| build | seconds | beside plain Sphinx |", "| --- | ---: | ---: |"]
    return lines + [f"| {title} | {seconds:.2f} | {seconds / plain:.2f} x |" for title, seconds in rows]
