"""What a Typst document may read: our templates and what lies beside them, no package and not the whole reading."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from build_tools.digests import sha256_file
from build_tools.errors import JobError

Files = list[tuple[str, str]]
"""Paths, and the SHA-256 of what is there."""

MAIN = "main.typ"
"""The file of a document itself."""
INPUTS = "inputs.json"
"""What differs from one document to the next with the same templates."""
PARTS = "parts"
"""The folder of what a document of several parts is made of."""

_PACKAGE = re.compile(r'(?:import|include)\s*\(?\s*"@')
_IMPORT = re.compile(r'(?:import|include)\s*\(?\s*"([^"]+)"')
_UNTOLD = re.compile(r'\b(?:import|include)\s+(?!\(?\s*")')
"""An import of what only Typst can tell: then all templates are taken for imported."""
_TEMPLATE = ".typ"
_READING = re.compile(r"/reading/\w+\.json")
"""What documents are made of, but may not read: it changes with every word."""


def readable(root: Path, source: str) -> Files:
    """Everything that a document may read beside its inputs, by its path and SHA-256; of templates those it imports.

    Args:
        root: the folder of everything the document reads.
        source: the main file's text.
    """
    files = {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_file()}
    read = _imported(files, source)
    return [
        (name, sha256_file(path))
        for name, path in files.items()
        if name in read or not (name.endswith(_TEMPLATE) or name in (MAIN, INPUTS) or _READING.fullmatch(f"/{name}"))
    ]


def _imported(files: Mapping[str, Path], source: str) -> set[str]:
    """The templates that a source imports, and those that they import."""
    found: set[str] = set()
    left = [("", source)]
    while left:
        folder, text = left.pop()
        for named in _IMPORT.findall(text):
            path = posixpath.normpath(posixpath.join("/", folder, named)).removeprefix("/")
            if path not in files or path in found:
                continue
            found.add(path)
            text = files[path].read_text("utf-8")
            if _UNTOLD.search(text):
                return {name for name in files if name.endswith(_TEMPLATE)}
            left.append((posixpath.dirname(path), text))
    return found


def forbid(source: str, root: Path) -> None:
    """Typst would fetch a package from the network; a build must not. And what a template needs of a reading, it gets.

    Text of authors is escaped and cannot import; this is about our templates.
    """
    templates = [(f.name, f.read_text("utf-8")) for f in sorted(root.rglob("*.typ")) if f.parent != root / PARTS]
    for name, text in [("main", source), *templates]:
        if _PACKAGE.search(text):
            message = f"{name} imports a Typst package, which would be fetched from the network."
            raise JobError(message, "Write the function in conf/print instead.")
    for name, text in templates:
        if _READING.search(text):
            message = f"{name} reads all of the reading, which changes with every word."
            raise JobError(message, "Take it from the inputs instead (build_tools/formats/typeset.py).")
