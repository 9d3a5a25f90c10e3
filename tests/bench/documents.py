"""What documents cost: all of one edition beside one Sphinx HTML build, a guide beside WeasyPrint.

Each is a whole command, in turn with its peer. A guide is measured twice: from a ready reading to the PDF, as the
peer goes from ready HTML to its PDF, and as ``kits build``, which loads, checks and plans the project as well.
Memory has a round of its own, for whoever watches many processes takes a tenth of the time of what they do.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdf

from build_tools.formats.registry import FORMATS
from tests.bench.guide import workspace
from tests.bench.plain import lend_store, timed
from tests.bench.spent import spent

ROOT = Path(__file__).parent.parent.parent
RUNS = 3
EDITION = "fundamentos/policia/es"
DOCUMENTS = tuple(f.id for f in FORMATS if f.carrier is None)
"""Formats without renditions of media assets: what people print, edit, project and read."""
GUIDE = "facilitator-guide"


Run = Callable[[Sequence[str], Path], float]
"""Runs a command in a folder, and gives what is measured of it."""


class _Project:
    """A copy of ours, built once: from then on only what was changed is made anew."""

    def __init__(self, folder: Path) -> None:
        for part in ("kits", "media", "conf"):
            shutil.copytree(ROOT / part, folder / part)
        lend_store(folder)
        self.folder = folder
        self.build(DOCUMENTS, timed)

    def build(self, formats: Sequence[str], run: Run) -> float:
        selectors = [f"{EDITION}/{name}" for name in formats]
        return run([sys.executable, "-m", "build_tools.cli", "build", *selectors], self.folder)

    def change_text(self, round_: int) -> None:
        """A sentence more: everything is read again."""
        module = min((self.folder / "kits" / EDITION.split("/", maxsplit=1)[0]).glob("[0-9]*.md"))
        module.write_text(f"{module.read_text(encoding='utf-8')}\nOtra frase {round_}.\n", encoding="utf-8")

    def change_templates(self, round_: int) -> None:
        """A comment more in the guides' template and the book's styles: the readings stay, these are made again."""
        for name in ("print/guide.typ", "office/epub.css"):
            with (self.folder / "conf" / name).open("a", encoding="utf-8") as file:
                file.write(f"\n/* {round_} */\n")

    @property
    def pages(self) -> int:
        """Of the guide."""
        (file,) = (self.folder / "dist").rglob(f"*.{GUIDE}.pdf")
        return len(pypdf.PdfReader(file).pages)


def measure(source: Path) -> dict[str, Any]:
    """Medians of seconds, and peaks of memory.

    Args:
        source: the same edition as a plain Sphinx project.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = _Project(folder / "project")
        ready = workspace(project.folder, f"{EDITION}/{GUIDE}", folder / "ready")
        single = folder / "single"
        timed(_sphinx("singlehtml", source, single), source)

        def took(round_: int, run: Run) -> dict[str, float]:
            project.change_text(round_)
            found = {"all, from the text": project.build(DOCUMENTS, run)}
            project.change_templates(round_)
            found["all, from the readings"] = project.build(DOCUMENTS, run)
            found["html"] = run(_sphinx("html", source, folder / f"html{round_}"), source)
            project.change_templates(round_ + RUNS + 1)
            found["guide, whole build"] = project.build([GUIDE], run)
            found["guide"] = run(_guide(ready, folder), ROOT)
            return found | {"weasyprint": run(_weasyprint(single, folder), folder)}

        rounds = [took(number, timed) for number in range(RUNS)]
        megabytes = took(RUNS, lambda command, where: spent(command, where).megabytes)
        pages = {"guide": project.pages, "weasyprint": len(pypdf.PdfReader(folder / "peer.pdf").pages)}
    return {
        "documents": len(DOCUMENTS), "pages": pages,
        "seconds": {key: round(statistics.median(each[key] for each in rounds), 2) for key in rounds[0]},
        "megabytes": megabytes,
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
        (f"all {count}, templates of guides and book changed", "all, from the readings"),
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
