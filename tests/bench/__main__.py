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
import zipfile
from collections.abc import Callable
from pathlib import Path

from build_tools.edition import edition_json, module_inputs, picture_files
from build_tools.load import load
from build_tools.model import Edition

ROOT = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent / "results.json"
MARKED = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)
RUNS = 3
# Our directives' nodes need our translator; the rest of that build is Sphinx as it comes.
TRANSLATOR = """
def setup(app):
    from build_tools.sphinx_ext.html import EditionTranslator
    app.set_translator("html", EditionTranslator)
"""
SELECTOR = "*/*/es/*"
PACKAGES = {"scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004", "cmi5": "cmi5"}


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
        module = next((project / "kits").glob("*/*.md"))
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
    return {key: round(statistics.median(values), 2) for key, values in figures.items()}


def _sphinx(source: Path, out: Path) -> Callable[[], object]:
    target = out / source.parent.name / source.name
    return command(sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(target), cwd=source)


def weights() -> dict[str, int]:
    """Bytes and files of a module's first view, and what a package weighs besides media and schemas."""
    with tempfile.TemporaryDirectory() as name:
        selector = "fundamentos/policia/es/"
        for format_ in ("web", *(f"{name}-modules" for name in PACKAGES)):
            command(sys.executable, "-m", "build_tools.cli", "build", selector + format_, "--out", name, cwd=ROOT)()
        folder = Path(name) / "policia/es/fundamentos"
        pages = sorted((folder / "web").glob("0*.html"))
        shared = [folder / "web/learner.css", folder / "web/learner.js"]
        heaviest = {name: max(map(overhead, folder.glob(f"*.{name}.zip"))) for name in PACKAGES}
        return {
            "first_view_files": 1 + len(shared),
            "first_view_bytes": max(p.stat().st_size for p in pages) + sum(p.stat().st_size for p in shared),
            "script_bytes": shared[1].stat().st_size,
            **{f"module_package_overhead_{name}": size for name, size in heaviest.items()},
        }


def overhead(package: Path) -> int:
    """Bytes of a package in the zip, less media, pictures and the schema files that ADL asks for."""
    with zipfile.ZipFile(package) as archive:
        kept = [i for i in archive.infolist() if not i.filename.endswith((".xsd", ".dtd"))
                and not i.filename.startswith(("media/", "pictures/"))]  # fmt: skip
        return sum(i.compress_size for i in kept)


def table(figures: dict[str, float], heavy: dict[str, int]) -> str:
    """The results as the README shows them."""
    plain = figures["sphinx"]
    rows = [
        ("Everything from nothing: 5 audiences x 6 formats", figures["cold"]),
        ("One sentence changed for all audiences", figures["warm"]),
        ("Nothing changed", figures["nothing"]),
        ("Plain `sphinx-build -b html` of the same 5 editions (HTML only)", plain),
    ]
    lines = ["| build | seconds | beside plain Sphinx |", "| --- | ---: | ---: |"]
    lines += [f"| {title} | {seconds:.2f} | {seconds / plain:.2f} x |" for title, seconds in rows]
    lines += [
        "", "| weight of a module (the largest) | ours | leanest peer |", "| --- | ---: | ---: |",
        f"| first view, files | {heavy['first_view_files']} | 4 |",
        f"| first view, raw bytes without pictures | {heavy['first_view_bytes'] / 1000:.0f} KB | 165 KB |",
        f"| of it JavaScript | {heavy['script_bytes'] / 1000:.0f} KB | 82 KB |",
        *(
            f"| {title} package less media, pictures and schemas |"
            f" {heavy[f'module_package_overhead_{name}'] / 1000:.0f} KB | 39 KB |"
            for name, title in PACKAGES.items()
        ),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures, prints, and writes the results down."""
    figures, heavy = times(), weights()
    RESULTS.write_text(json.dumps({"python": platform.python_version(), "seconds": figures, "weights": heavy},
                                  indent=1) + "\n", encoding="utf-8")  # fmt: skip
    shown = table(figures, heavy)
    print(shown)
    readme = ROOT / "README.md"
    readme.write_text(MARKED.sub(lambda _: shown, readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
