"""``make bench``: how long builds take beside plain Sphinx on the same modules, and how heavy pages are.

Every figure that the README shows comes from here: the results are written to ``results.json``, into the README
between its markers, and into its chart.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.bench import documents, engine, engine_table, media, whole
from tests.bench.plain import sphinx_projects
from tests.bench.weights import LIKE_THE_PEERS, PACKAGES, measure
from tests.bench.weights import table as weight_table

ROOT = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent / "results.json"
MARKED = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)


def weights() -> dict[str, Any]:
    """How heavy modules of the peers' length are."""
    with tempfile.TemporaryDirectory() as name:
        selectors = [
            f"{LIKE_THE_PEERS}/*/es/{format_}" for format_ in ("web", *(f"{name}-modules" for name in PACKAGES))
        ]
        command = [sys.executable, "-m", "build_tools.cli", "build", *selectors, "--out", name]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return measure(Path(name))


def paper() -> dict[str, Any]:
    """What the documents of one edition cost."""
    with tempfile.TemporaryDirectory() as name:
        return documents.measure(sphinx_projects(ROOT, Path(name))[documents.EDITION].source)


PARTS: dict[str, Callable[[], Any]] = {
    "seconds": whole.measure,
    "engine": engine.measure,
    "documents": paper,
    "weights": weights,
    "media": media.measure,
}


def table(found: Mapping[str, Any]) -> str:
    """The results as the README shows them."""
    lines = whole.table(found["seconds"])
    if "engine" in found and "idle" in found["seconds"]:
        shown = engine_table.table(found["engine"], found["seconds"])
        lines += ["", *shown, "", engine_table.picture(found["engine"], found["seconds"])]
    lines += ["", *documents.table(found["documents"]), "", *weight_table(found["weights"])]
    lines += ["", *media.table(found["media"])]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures, prints, and writes down.

    All parts, or those that the arguments name, e.g. ``documents``; ``engine`` measures the real curriculum too.
    ``engine:10`` (or any numbers of modules, ``engine:10,50``) only prints.
    """
    asked = set(sys.argv[1:]) or set(PARTS)
    if tried := [name for name in asked if name.startswith("engine:")]:
        _try_out(tried[0].partition(":")[2])
        return
    if "engine" in asked:
        asked.add("seconds")  # budgets are of both
    found = json.loads(RESULTS.read_text(encoding="utf-8")) | {"python": platform.python_version()}
    for name, work in PARTS.items():
        if name in asked:  # each part takes minutes: what was measured is kept, whatever becomes of the next
            found[name] = work()
            RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    shown = table(found)
    print(shown)
    readme = ROOT / "README.md"
    readme.write_text(MARKED.sub(lambda _: shown, readme.read_text(encoding="utf-8")), encoding="utf-8")


def _try_out(sizes: str) -> None:
    found = engine.measure([int(size) for size in sizes.split(",")])
    print(json.dumps(found, indent=1))
    print("\n".join(engine_table.table(found, {})))


if __name__ == "__main__":
    main()
