"""The step ``reading``: Sphinx reads one edition's filtered modules, once."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from build_tools.errors import JobError

_WARNING = re.compile(
    r"^(?:(?P<path>[^\n:]+\.md)(?::(?P<line>\d+))?: )?(?:WARNING|ERROR|CRITICAL|SEVERE): (?P<text>.*)$"
)


class ReadingError(JobError):
    """What Sphinx found wrong with the text: ``faults`` are (path, line, problem)."""

    def __init__(self, faults: tuple[tuple[str, int, str], ...]) -> None:
        lines = "; ".join(f"{path}:{line}: {text}" for path, line, text in faults[:3])
        super().__init__(f"the text has {len(faults)} problem(s): {lines}", "Correct the text at these lines.")
        self.faults = faults

    def __reduce__(self) -> tuple[type[ReadingError], tuple[Any, ...]]:
        return ReadingError, (self.faults,)  # errors travel between processes


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Reads an edition and writes its reading.

    Args:
        options: ``kit`` (the kit's folder, relative to the workspace).
        workspace: the filtered modules, pictures and translations under the paths that they have in
            the project, ``conf/conf.py`` and ``edition.json``.
        out: gets ``reading.json``, ``ast.json`` and ``pictures/``.

    Raises:
        ReadingError: Sphinx warned about the text.
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
    faults = _faults(warnings.getvalue(), workspace)
    if faults:
        raise ReadingError(faults)
    for file in out.iterdir():
        if file.name not in ("reading.json", "ast.json", "pictures"):
            raise JobError(f"Sphinx left {file.name}", "Please report this.")


def _faults(said: str, workspace: Path) -> tuple[tuple[str, int, str], ...]:
    found = []
    for line in re.sub(r"\x1b\[[\d;]*m", "", said).splitlines():
        match = _WARNING.match(line)
        if match:
            path = (match["path"] or "").replace(f"{workspace}/", "")
            found.append((path, int(match["line"] or 0), match["text"]))
    return tuple(found)
