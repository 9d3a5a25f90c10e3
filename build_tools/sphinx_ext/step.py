"""The step ``reading``: Sphinx reads one edition's filtered modules, once."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from build_tools.errors import JobError
from build_tools.findings import Code, ContentError, Finding
from build_tools.model import Location

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
    edition = json.loads((workspace / "edition.json").read_text(encoding="utf-8"))
    source = workspace / options["kit"]
    warnings = io.StringIO()
    overrides = {
        "kits_edition": edition, "language": edition["language"], "project": edition["kit"]["title"],
        "root_doc": edition["modules"][0]["id"], "exclude_patterns": ["img", "locale"],
    }  # fmt: skip
    # Sphinx keeps every catalogue that it has read until its process ends, by the module's name alone: in
    # a worker, the edition before would translate this one, be it another language, audience or kit.
    translators.clear()
    with patch_docutils(str(workspace / "conf")), docutils_namespace():
        app = Sphinx(
            srcdir=source, confdir=workspace / "conf", outdir=out, doctreedir=workspace / ".doctrees",
            buildername="edition", confoverrides=overrides, status=None, warning=warnings, freshenv=True,
        )  # fmt: skip
        app.build(force_all=True)
    if findings := tuple(_findings(warnings.getvalue(), workspace)):
        raise ContentError(findings)
    for file in out.iterdir():
        if file.name not in ("reading.json", "ast.json", "pictures"):
            raise JobError(f"Sphinx left {file.name}", "Please report this.")


def _findings(said: str, workspace: Path) -> Iterator[Finding]:
    for line in re.sub(r"\x1b\[[\d;]*m", "", said).splitlines():
        match = _WARNING.match(line)
        if match:
            path = (match["path"] or "").replace(f"{workspace}/", "")
            yield Finding(Code.SPHINX, Location(path, int(match["line"] or 0), 1), {"problem": match["text"]})
