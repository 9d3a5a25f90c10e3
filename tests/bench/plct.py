"""The closest peer, plct-bulder-for-sphinx (PyPI: Sphinx to SCORM 1.2), on the words of the same modules.

It needs Sphinx 7.1, so it lives in an environment of its own, which is made by pip for each run. It knows none of our
directives: their content stays as plain Markdown, and what a learner would do with it is lost. Its package holds a
player for a website and none of the content, so the website's size is told as well.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tests.bench.plain import index, timed

NAME = "plct-bulder-for-sphinx 0.0.5"
# It asks for pkg_resources, which newer ones of setuptools lack.
_PACKAGES = ("plct-bulder-for-sphinx==0.0.5", "Sphinx==7.1.2", "myst-parser==4.0.1", "setuptools<80")
_CONF = """project = {title!r}
language = "es"
root_doc = "index"
extensions = ["myst_parser", "plct_bulder_for_sphinx.builder.plct_builder"]
myst_enable_extensions = ["deflist"]
suppress_warnings = ["myst", "toc"]
content_uri = "https://cursos.example/"
additional_build_targets = ["scorm"]
"""
_FENCE = re.compile(r"^(?:>\s*)*:{3,}(?:\{(?P<name>[a-z-]+)\} ?(?P<argument>.*))?$")
_OPTION = re.compile(r"^:[a-z-]+:")
_ROLE = re.compile(r"\{[a-z]+\}`(?:([^<`]*) <[^>`]*>|([^`]*))`")
_LABEL = re.compile(r"^\([a-z0-9-]+\)=$")


class Plct:
    """The peer, installed.

    Args:
        folder: gets its environment.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        timed([sys.executable, "-m", "venv", str(folder / "venv")], folder)
        scripts = "Scripts" if sys.platform == "win32" else "bin"
        self._python = str(folder / "venv" / scripts / "python")
        timed([self._python, "-m", "pip", "install", "--quiet", *_PACKAGES], folder)

    def build(self, source: Path) -> dict[str, float]:
        """Builds an edition.

        Args:
            source: the edition as a plain Sphinx project.

        Returns:
            ``seconds``; ``package`` and ``site``, bytes of its package and of the website that this shows.
        """
        plain, out = self._folder / "source", self._folder / "out"
        for old in (plain, out):
            shutil.rmtree(old, ignore_errors=True)
        _write(source, plain)
        seconds = timed([self._python, "-m", "sphinx", "-q", "-b", "plct_builder", str(plain), str(out)], plain)
        packages = sorted(out.rglob("*.zip"), key=lambda file: len(file.name))
        site = sum(file.stat().st_size for file in (out / "static_website").rglob("*") if file.is_file())
        return {"seconds": round(seconds, 2), "package": packages[0].stat().st_size, "site": site}


def _write(source: Path, target: Path) -> None:
    target.mkdir()
    modules = sorted(file for file in source.glob("*.md") if file.name[:1].isdigit())
    for file in modules:
        (target / file.name).write_text(as_plain(file.read_text(encoding="utf-8")), encoding="utf-8")
    if (source / "img").is_dir():
        shutil.copytree(source / "img", target / "img")
    (target / "index.md").write_text(index("Kit", [file.stem for file in modules]), encoding="utf-8")
    (target / "conf.py").write_text(_CONF.format(title="Kit"), encoding="utf-8")


def as_plain(text: str) -> str:
    """A module as Markdown that any MyST reads: the words stay, marks of ours go."""
    title = re.search(r"^title: \"?(.*?)\"?$", text, re.MULTILINE)
    body = text.partition("\n---\n")[2] if text.startswith("---\n") else text
    found, options = [f"# {title[1] if title else 'Kit'}", ""], False
    for line in body.splitlines():
        fence = _FENCE.match(line)
        options = bool(fence and fence["name"]) or (options and _OPTION.match(line) is not None)
        if fence:
            found += _opened(fence["name"], fence["argument"])
        elif not options and not _LABEL.match(line):
            found.append(_ROLE.sub(lambda role: role[1] or role[2], line))
    return "\n".join(found) + "\n"


def _opened(name: str | None, argument: str | None) -> list[str]:
    if name == "figure":
        return ["", f"![]({argument})", ""]
    return ["", f"**{argument}**", ""] if name in {"case", "job-aid", "scenario", "table"} else [""]
