"""The same modules as plain Sphinx projects, one for each edition; and commands, timed by the clock.

What is measured beside each other runs in turn, in one run, on the same texts: ratios hold on any machine.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.edition import edition_json, module_inputs, modules_of, picture_files, translation_files
from build_tools.load import load
from build_tools.model import Catalogue, Edition
from tests.support.project import REPOSITORY

# Our directives' nodes need our translator; the rest of that build is Sphinx as it comes.
_TRANSLATOR = """
def setup(app):
    from build_tools.sphinx_ext.html import EditionTranslator
    for builder in ("html", "singlehtml"):
        app.set_translator(builder, EditionTranslator)
"""
_CHANGED = re.compile(r"\nOtra frase \d+\.\n$")


class Project:
    """A project of ours that is built again and again.

    Args:
        root: its folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def command(self, *selectors: str) -> list[str]:
        """The command that builds what the selectors name."""
        return [sys.executable, "-m", "build_tools.cli", "build", *selectors]

    def build(self, *selectors: str) -> float:
        """Builds; seconds."""
        return timed(self.command(*selectors), self.root)

    def forget(self) -> None:
        """The next build is a cold one."""
        for name in (".kits", "dist"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def change(self, run: int) -> None:
        """Changes one word in a module for all audiences: the one in the middle of its kit."""
        modules = sorted(next((self.root / "kits").glob("*/kit.yml")).parent.glob("[0-9]*.md"))
        module = modules[len(modules) // 2]
        text = _CHANGED.sub("", module.read_text(encoding="utf-8"))
        module.write_text(f"{text}\nOtra frase {run}.\n", encoding="utf-8")


class Sphinx:
    """A plain Sphinx project.

    Args:
        source: its folder.
        out: where its pages go.
    """

    def __init__(self, source: Path, out: Path) -> None:
        self.source, self.out = source, out

    def full(self) -> float:
        """A full build into an empty folder; seconds."""
        shutil.rmtree(self.out, ignore_errors=True)
        return self.again()

    def again(self) -> float:
        """A build where nothing has changed since the last; seconds."""
        return timed([sys.executable, "-m", "sphinx", "-q", "-b", "html", str(self.source), str(self.out)], self.source)


def timed(command: Iterable[str], folder: Path) -> float:
    """Seconds by the clock that a command takes, which must succeed."""
    since = time.perf_counter()
    subprocess.run(list(command), cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - since


def lend_store(root: Path) -> None:
    """Gives a copy of our project what the repository has built, so that no recording is encoded again for it."""
    if (REPOSITORY / ".kits").is_dir():
        shutil.copytree(REPOSITORY / ".kits", root / ".kits", ignore=shutil.ignore_patterns("runs", "*.lock"))


def editions(catalogue: Catalogue, languages: Iterable[str]) -> Iterator[Edition]:
    """The editions of all kits in some languages."""
    wanted = set(languages)
    for kit in catalogue.kits:
        for name in kit.audiences:
            for language in kit.languages:
                if language in wanted:
                    yield Edition(kit, catalogue.audiences[name], language)


def sphinx_projects(root: Path, folder: Path, languages: Iterable[str] = ("es",)) -> dict[str, Sphinx]:
    """The modules of each edition as a plain Sphinx project with an index.

    Args:
        root: a project of ours.
        folder: gets a folder of sources and one of pages for each edition.
        languages: of the editions.

    Returns:
        the projects by the editions' ids.
    """
    catalogue, _ = load(root)
    return {e.id: _sphinx_project(catalogue, e, folder) for e in editions(catalogue, languages)}


def _sphinx_project(catalogue: Catalogue, edition: Edition, folder: Path) -> Sphinx:
    kit, root = edition.kit, catalogue.root
    source = folder / "sources" / edition.id
    source.mkdir(parents=True)
    for module in module_inputs(edition, facilitator=False):
        (source / Path(module.path).name).write_bytes(module.data or b"")
    for name in (*picture_files(edition, facilitator=False), *translation_files(root, edition)):
        target = source / Path(name).relative_to(kit.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target)
    settings = json.loads(edition_json(catalogue, edition, facilitator=False))
    conf = (root / "conf/conf.py").read_text(encoding="utf-8")
    more = f"\nkits_edition = {settings!r}\nlanguage = {edition.language!r}\n{_TRANSLATOR}"
    (source / "conf.py").write_text(conf + more, encoding="utf-8")
    (source / "index.md").write_text(index(kit.id, [m.id for m in modules_of(edition)]), encoding="utf-8")
    return Sphinx(source, folder / "pages" / edition.id)


def index(title: str, modules: Iterable[str]) -> str:
    """The first page of a Sphinx project."""
    listed = "\n".join(modules)
    return f"# {title}\n\n```{{toctree}}\n{listed}\n```\n"
