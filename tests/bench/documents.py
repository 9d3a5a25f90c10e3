"""What documents cost: all of one edition beside one Sphinx HTML build, a guide beside WeasyPrint.

Each is a whole command, in turn with its peer. A guide is measured twice: from a ready reading to the PDF, as the
peer goes from ready HTML to its PDF, and as ``kits build``, which loads, checks and plans the project as well.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdf

from build_tools.formats.registry import FORMATS
from tests.bench.guide import workspace
from tests.bench.spent import Spent, spent

ROOT = Path(__file__).parent.parent.parent
RUNS = 3
EDITION = "fundamentos/policia/es"
DOCUMENTS = tuple(f.id for f in FORMATS if f.carrier is None)
"""Formats without renditions of media assets: what people print, edit, project and read."""
GUIDE = "facilitator-guide"


class _Project:
    """A copy of ours, built once: from then on only what was changed is made anew."""

    def __init__(self, folder: Path) -> None:
        for part in ("kits", "media", "conf"):
            shutil.copytree(ROOT / part, folder / part)
        self.folder = folder
        self.build(DOCUMENTS)

    def build(self, formats: Sequence[str]) -> Spent:
        selectors = [f"{EDITION}/{name}" for name in formats]
        return spent([sys.executable, "-m", "build_tools.cli", "build", *selectors], self.folder)

    def change_text(self, run: int) -> None:
        """A sentence more: everything is read again."""
        module = min((self.folder / "kits" / EDITION.split("/", maxsplit=1)[0]).glob("[0-9]*.md"))
        module.write_text(f"{module.read_text(encoding='utf-8')}\nOtra frase {run}.\n", encoding="utf-8")

    def change_templates(self, run: int) -> None:
        """A comment more in each folder of templates: the readings stay, the documents are made again."""
        for name in ("print/guide.typ", "office/epub.css"):
            with (self.folder / "conf" / name).open("a", encoding="utf-8") as file:
                file.write(f"\n/* {run} */\n")

    @property
    def pages(self) -> int:
        """Of the guide."""
        (file,) = (self.folder / "dist").rglob(f"*.{GUIDE}.pdf")
        return len(pypdf.PdfReader(file).pages)


def measure(source: Path) -> dict[str, Any]:
    """Medians.

    Args:
        source: the same edition as a plain Sphinx project.
    """
    found: dict[str, list[Spent]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = _Project(folder / "project")
        ready = workspace(project.folder, f"{EDITION}/{GUIDE}", folder / "ready")
        single = folder / "single"
        spent(_sphinx("singlehtml", source, single), source)
        for run in range(RUNS):
            project.change_text(run)
            took = {"all, from the text": project.build(DOCUMENTS)}
            project.change_templates(run)
            took["all, from the readings"] = project.build(DOCUMENTS)
            took["html"] = spent(_sphinx("html", source, folder / f"html{run}"), source)
            project.change_templates(run + RUNS)
            took["guide, whole build"] = project.build([GUIDE])
            took["guide"] = spent(_guide(ready, folder), folder, {"PYTHONPATH": str(ROOT)})
            took["weasyprint"] = spent(_weasyprint(single, folder), folder)
            for key, value in took.items():
                found.setdefault(key, []).append(value)
        pages = {"guide": project.pages, "weasyprint": len(pypdf.PdfReader(folder / "peer.pdf").pages)}
    return {
        "documents": len(DOCUMENTS), "pages": pages,
        "seconds": {key: round(statistics.median(s.seconds for s in each), 2) for key, each in found.items()},
        "megabytes": {key: round(statistics.median(s.megabytes for s in each)) for key, each in found.items()},
    }  # fmt: skip


def _guide(ready: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "tests.bench.guide", str(ready), str(out)]


def _sphinx(builder: str, source: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder, str(source), str(out)]


def _weasyprint(single: Path, folder: Path) -> list[str]:
    return [sys.executable, "-m", "weasyprint", str(single / "index.html"), str(folder / "peer.pdf")]


def table(found: dict[str, Any]) -> list[str]:
    """The results as the README shows them."""
    seconds, pages = found["seconds"], found["pages"]
    count = found["documents"]
    lines = ["| documents of one edition | seconds | beside one `sphinx-build -b html` of it |",
             "| --- | ---: | ---: |"]  # fmt: skip
    for title, key in (
        (f"all {count}, one sentence changed", "all, from the text"),
        (f"all {count}, a template changed", "all, from the readings"),
        ("`sphinx-build -b html`", "html"),
    ):
        lines.append(f"| {title} | {seconds[key]:.2f} | {seconds[key] / seconds['html']:.2f} x |")
    rows = [
        ("**ours**, facilitator guide, PDF/UA-1, from a ready reading", "guide", "guide"),
        ("**ours**, the whole `kits build` of it", "guide, whole build", "guide"),
        ("WeasyPrint, from ready `singlehtml`", "weasyprint", "weasyprint"),
    ]
    peer = pages["weasyprint"] / seconds["weasyprint"]
    # Results of an earlier version have neither.
    memory = found.get("megabytes", {})
    lines += ["", "| to PDF | pages | seconds | pages a second | beside WeasyPrint | peak memory |",
              "| --- | ---: | ---: | ---: | ---: | ---: |"]  # fmt: skip
    for title, key, document in rows:
        if key in seconds:
            speed = pages[document] / seconds[key]
            lines.append(
                f"| {title} | {pages[document]} | {seconds[key]:.2f} | {speed:.1f} | {speed / peer:.1f} x "
                f"| {memory.get(key, 0)} MB |"
            )
    return lines
