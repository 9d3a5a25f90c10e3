"""``make bench``: how long a build takes beside plain Sphinx on the same modules, and how heavy pages are.

Every figure that the README shows comes from here: the results are written to ``results.json`` and
into the README between its markers.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from build_tools.edition import edition_json, module_inputs, picture_files
from build_tools.formats.registry import FORMATS
from build_tools.load import load
from build_tools.model import Edition
from tests.bench import documents, media
from tests.bench.weights import PACKAGES, measure
from tests.bench.weights import table as weight_table

ROOT = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent / "results.json"
MARKED = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)
RUNS = 3
# Our directives' nodes need our translator; the rest of that build is Sphinx as it comes.
TRANSLATOR = """
def setup(app):
    from build_tools.sphinx_ext.html import EditionTranslator
    for builder in ("html", "singlehtml"):
        app.set_translator(builder, EditionTranslator)
"""
SELECTOR = "*/*/es/*"
EACH = sum(not f.on_request for f in FORMATS)


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes by the clock."""
    since = time.perf_counter()
    work()
    return time.perf_counter() - since


def command(*arguments: str, cwd: Path) -> Callable[[], object]:
    """A command to run; it must succeed."""
    return lambda: subprocess.run(arguments, cwd=cwd, check=True, capture_output=True)


def sphinx_sources(folder: Path) -> list[Path]:
    """The modules of each Spanish edition as plain Sphinx projects with an index."""
    catalogue, _ = load(ROOT)
    found = []
    for kit in catalogue.kits:
        for name in kit.audiences:
            edition = Edition(kit, catalogue.audiences[name], "es")
            source = folder / kit.id / name
            source.mkdir(parents=True)
            for module in module_inputs(edition, facilitator=False):
                (source / Path(module.path).name).write_bytes(module.data or b"")
            for picture in picture_files(edition, facilitator=False):
                target = source / Path(picture).relative_to(kit.folder)
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(ROOT / picture, target)
            settings = json.loads(edition_json(catalogue, edition, facilitator=False))
            conf = (ROOT / "conf/conf.py").read_text(encoding="utf-8")
            more = f"\nkits_edition = {settings!r}\nlanguage = 'es'\n{TRANSLATOR}"
            (source / "conf.py").write_text(conf + more, encoding="utf-8")
            listed = "\n".join(Path(m.path).stem for m in kit.modules)
            (source / "index.md").write_text(f"# {kit.id}\n\n```{{toctree}}\n{listed}\n```\n", encoding="utf-8")
            found.append(source)
    return found


def times() -> dict[str, float]:
    """Medians in seconds, each of our figures measured in turn with plain Sphinx."""
    cold, warm, nothing, plain = [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "project"
        for part in ("kits", "media", "conf"):
            shutil.copytree(ROOT / part, project / part)
        sources = sphinx_sources(folder / "sphinx")
        module = min((project / "kits").glob("*/[0-9]*.md"))
        kits = command(sys.executable, "-m", "build_tools.cli", "build", SELECTOR, cwd=project)
        for run in range(RUNS):
            shutil.rmtree(project / ".kits", ignore_errors=True)
            shutil.rmtree(project / "dist", ignore_errors=True)
            cold.append(timed(kits))
            nothing.append(timed(kits))
            module.write_text(module.read_text(encoding="utf-8") + f"\nOtra frase {run}.\n", encoding="utf-8")
            warm.append(timed(kits))
            plain.append(sum(timed(_sphinx(source, folder / "html" / str(run))) for source in sources))
    figures = {"cold": cold, "warm": warm, "nothing": nothing, "sphinx": plain}
    return {"formats": EACH, **{key: round(statistics.median(values), 2) for key, values in figures.items()}}


def _sphinx(source: Path, out: Path) -> Callable[[], object]:
    target = out / source.parent.name / source.name
    return command(sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(target), cwd=source)


def weights() -> dict[str, Any]:
    """How heavy the modules of our kits are."""
    with tempfile.TemporaryDirectory() as name:
        selectors = [f"*/*/es/{format_}" for format_ in ("web", *(f"{name}-modules" for name in PACKAGES))]
        command(sys.executable, "-m", "build_tools.cli", "build", *selectors, "--out", name, cwd=ROOT)()
        return measure(Path(name))


def paper() -> dict[str, Any]:
    """What the documents of one edition cost."""
    with tempfile.TemporaryDirectory() as name:
        kit, audience, _ = documents.EDITION.split("/")
        (source,) = (s for s in sphinx_sources(Path(name)) if s.parts[-2:] == (kit, audience))
        return documents.measure(source)


def table(found: Mapping[str, Any]) -> str:
    """The results as the README shows them."""
    figures = found["seconds"]
    plain = figures["sphinx"]
    rows = [
        (f"Everything from nothing: 5 audiences x {figures['formats']} formats", figures["cold"]),
        ("One sentence changed for all audiences", figures["warm"]),
        ("Nothing changed", figures["nothing"]),
        ("Plain `sphinx-build -b html` of the same 5 editions (HTML only)", plain),
    ]
    lines = ["| build | seconds | beside plain Sphinx |", "| --- | ---: | ---: |"]
    lines += [f"| {title} | {seconds:.2f} | {seconds / plain:.2f} x |" for title, seconds in rows]
    lines += ["", *documents.table(found["documents"]), "", *weight_table(found["weights"])]
    lines += ["", *media.table(found["media"])]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures, prints, and writes down: all, or with an argument that part only, e.g. ``documents``."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    parts: dict[str, Callable[[], Any]] = {
        "seconds": times,
        "documents": paper,
        "weights": weights,
        "media": media.measure,
    }
    asked = sys.argv[1:] or list(parts)
    found = {name: measure() if name in asked else kept[name] for name, measure in parts.items()}
    text = json.dumps({"python": platform.python_version(), **found}, indent=1)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    shown = table(found)
    print(shown)
    readme = ROOT / "README.md"
    readme.write_text(MARKED.sub(lambda _: shown, readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
