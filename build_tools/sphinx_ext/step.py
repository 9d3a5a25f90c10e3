"""The step ``reading``: Sphinx reads one edition's filtered modules, once; unchanged modules are remembered."""

from __future__ import annotations

import io
import json
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
    r"^(?:(?P<path>[^\n:]+\.md)(?::(?P<line>\d+))?: )?(?:WARNING|ERROR|CRITICAL|SEVERE): (?P<text>.*)$"
)


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
    place = _Place(workspace, workspace / options["kit"], out, json.loads((workspace / "edition.json").read_bytes()))
    said = _remembered(place) if memo.used() else None
    if said is None:
        said = _from_scratch(place)
    if findings := tuple(_findings(said, workspace)):
        raise ContentError(findings)
    for file in out.iterdir():
        if file.name not in ("reading.json", "ast.json", "pictures"):
            raise JobError(f"Sphinx left {file.name}", "Please report this.")


@dataclass(frozen=True, slots=True)
class _Place:
    workspace: Path
    source: Path
    out: Path
    edition: dict[str, Any]

    def application(self, warnings: io.StringIO) -> Sphinx:
        """Sphinx for this edition, which has read nothing."""
        overrides = {
            "kits_edition": self.edition, "language": self.edition["language"],
            "root_doc": self.edition["modules"][0]["id"], "exclude_patterns": ["img", "locale"],
        }  # fmt: skip
        return Sphinx(
            srcdir=self.source, confdir=self.workspace / "conf", outdir=self.out, buildername="edition",
            doctreedir=self.workspace / ".doctrees", confoverrides=overrides, status=None, warning=warnings,
            freshenv=True,
        )  # fmt: skip


@contextmanager
def _apart(place: _Place) -> Iterator[None]:
    """What Sphinx and docutils keep for the whole process is of this edition alone, and gone afterwards."""
    # Sphinx keeps every catalogue that it has read until its process ends, by the module's name alone: in
    # a worker, the edition before would translate this one, be it another language, audience or kit.
    translators.clear()
    with patch_docutils(str(place.workspace / "conf")), docutils_namespace():
        yield


def _from_scratch(place: _Place) -> str:
    """Reads and writes all, as Sphinx does it; gives what it warns of."""
    warnings = io.StringIO()
    with _apart(place):
        place.application(warnings).build(force_all=True)
    return warnings.getvalue()


def _remembered(place: _Place) -> str | None:
    """Reads and writes what is not remembered; None if only a reading from scratch can tell the outcome."""
    warnings = io.StringIO()
    try:
        with _apart(place):
            app = place.application(warnings)
            if not all(extension.parallel_read_safe for extension in app.extensions.values()):
                return None
            remembered.build(app, warnings)
    except (Unsettled, JobError, SphinxError):
        # Places in remembered modules are those of an earlier workspace: whoever is told of one shall find it.
        shutil.rmtree(place.out)
        place.out.mkdir()
        return None
    return warnings.getvalue()


def _findings(said: str, workspace: Path) -> Iterator[Finding]:
    for line in re.sub(r"\x1b\[[\d;]*m", "", said).splitlines():
        match = _WARNING.match(line)
        if match:
            path = (match["path"] or "").replace(f"{workspace}/", "")
            yield Finding(Code.SPHINX, Location(path, int(match["line"] or 0), 1), {"problem": match["text"]})
