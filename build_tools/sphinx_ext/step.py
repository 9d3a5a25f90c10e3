"""The step ``reading``: Sphinx reads one edition's filtered modules, once; unchanged modules are remembered."""

from __future__ import annotations

import gc
import io
import json
import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from build_tools import memo
from build_tools.errors import JobError
from build_tools.findings import Code, ContentError, Finding
from build_tools.model import Location
from build_tools.sphinx_ext import remembered
from build_tools.sphinx_ext.library import Unsettled

_WARNING = re.compile(
    r"^(?:(?P<path>[^\n:]+\.(?:md|po))(?::(?P<line>\d+))?(?::<translated>)?(?::\d+)?: )?"
    r"(?:WARNING|ERROR|CRITICAL|SEVERE): (?P<text>.*)$"
)

_GARBAGE = (100_000, 5, 10)
"""When Python looks for garbage: rarely, and often enough for 200 modules to fit into a worker."""


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Reads an edition and writes its reading.

    Args:
        options: ``kit`` (the kit's folder, relative to the workspace).
        workspace: the filtered modules, pictures and translations under the paths that they have in
            the project, ``conf/conf.py`` and ``edition.json``.
        out: gets ``reading.json``, ``ast.json`` and ``pictures/``.

    Raises:
        ContentError: Sphinx warned about the text.
    """
    place = Place(workspace, workspace / options["kit"], out, json.loads((workspace / "edition.json").read_bytes()))
    said = _remembered(place) if memo.used() else None
    if said is None:
        said = _from_scratch(place)
    if findings := tuple(_findings(said, workspace)):
        raise ContentError(findings)
    for file in out.iterdir():
        if file.name not in ("reading.json", "ast.json", "pictures"):
            raise JobError(f"Sphinx left {file.name}", "Please report this.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edition is read: its workspace, its texts' folder in there, where the reading goes, its data."""

    workspace: Path
    source: Path
    out: Path
    edition: dict[str, Any]

    def application(self, warnings: io.StringIO) -> Sphinx:
        """Sphinx for this edition, which has read nothing."""
        overrides = {
            "kits_edition": self.edition, "language": self.edition["language"],
            "root_doc": self.edition["modules"][0]["id"], "exclude_patterns": ["img", "locale"],
            "locale_dirs": [],  # modules are translated by `translation`
        }  # fmt: skip
        return Sphinx(
            srcdir=self.source, confdir=self.workspace / "conf", outdir=self.out, buildername="edition",
            doctreedir=self.workspace / ".doctrees", confoverrides=overrides, status=None, warning=warnings,
            freshenv=True,
        )  # fmt: skip


@contextmanager
def apart(place: Place) -> Iterator[None]:
    """What Sphinx and docutils keep for the whole process is of this edition alone, and gone afterwards."""
    # Sphinx keeps every catalogue that it has read until its process ends: in a worker, the edition before would
    # say Sphinx's own words in this one, be it another language.
    translators.clear()
    with patch_docutils(str(place.workspace / "conf")), docutils_namespace(), _unburdened():
        yield


@contextmanager
def _unburdened() -> Iterator[None]:
    """Without what would take a third of the time.

    The search for garbage goes through trees that are all in use, over and over; and Sphinx makes up hundreds of
    messages about its own work that nobody asked for. Warnings are heard.
    """
    thresholds, disabled = gc.get_threshold(), logging.root.manager.disable
    gc.set_threshold(*_GARBAGE)
    logging.disable(max(disabled, logging.INFO))
    try:
        yield
    finally:
        logging.disable(disabled)
        gc.set_threshold(*thresholds)


def _from_scratch(place: Place) -> str:
    """Reads and writes all, as Sphinx does it; gives what it warns of."""
    warnings = io.StringIO()
    with apart(place):
        place.application(warnings).build(force_all=True)
    return warnings.getvalue()


def _remembered(place: Place) -> str | None:
    """Reads and writes what is not remembered; None if only a reading from scratch can tell the outcome."""
    warnings = io.StringIO()
    try:
        with apart(place):
            app = place.application(warnings)
            if not all(extension.parallel_read_safe for extension in app.extensions.values()):
                return None
            remembered.build(app, warnings)
    except (Unsettled, JobError, SphinxError):
        # Places in remembered modules are those of an earlier workspace: whoever is told of one shall find it.
        shutil.rmtree(place.out, ignore_errors=True)
        place.out.mkdir(parents=True, exist_ok=True)
        return None
    return warnings.getvalue()


def _findings(said: str, workspace: Path) -> Iterator[Finding]:
    """What Sphinx has warned of; the workspace is gone when someone reads it, so no path begins with that."""
    for line in re.sub(r"\x1b\[[\d;]*m", "", said).replace(f"{workspace}/", "").splitlines():
        match = _WARNING.match(line)
        if match:
            place = Location(match["path"] or "", int(match["line"] or 0), 1)
            yield Finding(Code.SPHINX, place, {"problem": match["text"]})
