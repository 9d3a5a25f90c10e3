"""Typst (the compiler in the `typst` wheel): Typst source in, tagged PDF or pictures out."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

import fontpkg_source_sans_3
import psutil
import typst

from build_tools import memo
from build_tools.digests import sha256_file
from build_tools.errors import JobError

TIMESTAMP = 0
"""Seconds since 1970 that Typst takes for "now": the clock must not reach the artifact."""

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
"""PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2, level A) at once."""

_PPI = 72
"""Pixels of a picture for each inch, which has 72 points."""

_PACKAGE = re.compile(r'(?:import|include)\s*\(?\s*"@')
_READING = re.compile(r"/reading/\w+\.json")
"""What documents are made of, but may not read: it changes with every word."""

_FOLDER = re.compile(r"(┌─ )\S*[/\\]")
"""The folder before a file's name in a diagnostic: that of a temporary workspace tells nobody anything."""

_MISSING = "could not be displayed with font"
"""Of a letter that the font lacks: PDF/UA-1 (ISO 14289-1, 7.21.7) and PDF/A-2 allow no empty box."""

_MUCH = 400_000_000
"""Bytes of a process from which on Typst has to forget: a worker must do with 600 million, of which a guide of 100
pages takes 300."""

_KEPT = 12
"""Documents after which Typst drops what it remembers (10), and some to spare."""

_NO_PACKAGES = "no-packages-here"
_log = logging.getLogger(__name__)


def version() -> str:
    """The version of Typst, e.g. ``0.15.2``."""
    return metadata.version("typst")


def compile_pdf(source: str, root: Path, inputs: Mapping[str, str]) -> bytes:
    """Compiles a document to PDF/UA-1 and PDF/A-2a, which wants a date of the document.

    Args:
        source: the main file's text; it may read files under ``root`` only, by paths like ``/conf/x.typ``.
        root: the folder of everything the document reads.
        inputs: what the document reads in ``/inputs.json``.

    Returns:
        The PDF; the same for the same input, whatever folder, clock, zone and fonts the machine has.

    Raises:
        JobError: Typst refuses the document, e.g. for a picture without alternative text.
    """
    _forbid(source, root)
    _write_inputs(inputs, root)
    parts = [source, _readable(root), STANDARDS, version(), metadata.version("fontpkg-source-sans-3")]
    return memo.recall("pdf", parts, lambda: _compiled(source, root))


def _compiled(source: str, root: Path) -> bytes:
    try:
        return _set(source, root)
    finally:
        if psutil.Process().memory_info().rss > _MUCH:
            _forget()


def _forget() -> None:
    """Typst keeps what it laid out for its last ten documents, for others like them; empty ones push it out.

    The next document takes the place in memory that this one had.
    """
    for _ in range(_KEPT):
        _compiler().compile(b"", format="pdf")


def _set(source: str, root: Path) -> bytes:
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            source.encode(), format="pdf", root=root, pdf_standards=[*STANDARDS], timestamp=TIMESTAMP
        )
    except typst.TypstError as error:
        raise _refused(error) from error
    for warning in warnings:
        _log.warning("Typst: %s", warning.message)
    if not isinstance(pdf, bytes):
        message = "Typst returned no PDF."
        raise JobError(message)
    return pdf


def _readable(root: Path) -> list[tuple[str, str]]:
    """Everything that a document may read, by its path and SHA-256."""
    files = ((p.relative_to(root).as_posix(), p) for p in sorted(root.rglob("*")) if p.is_file())
    return [(name, sha256_file(path)) for name, path in files if not _READING.fullmatch(f"/{name}")]


def noted(source: str, root: Path, inputs: Mapping[str, str], label: str) -> list[Any]:
    """What a document's template noted of it while it was laid out, e.g. what did not fit.

    Args:
        source: the main file's text, of a document that `compile_pdf` took.
        root: the folder of everything the document reads.
        inputs: what the document reads in ``/inputs.json``.
        label: of the ``metadata`` elements whose values are wanted, in their order.
    """
    _forbid(source, root)
    _write_inputs(inputs, root)
    document = _compiler_of(source.encode(), str(root))
    return list(json.loads(document.query(f"<{label}>", field="value", format="json")))


def compile_pictures(source: str, root: Path, inputs: Mapping[str, str]) -> list[bytes]:
    """Compiles a document to one PNG for each page, one pixel for each point.

    Args:
        source: the main file's text, as for `compile_pdf`.
        root: the folder of everything the document reads.
        inputs: what the document sees as ``sys.inputs``.

    Raises:
        JobError: Typst refuses the document.
    """
    _forbid(source, root)
    try:
        made = _compiler().compile(source.encode(), format="png", root=root, sys_inputs=dict(inputs), ppi=_PPI)
    except typst.TypstError as error:
        raise _refused(error) from error
    return [page for page in (made if isinstance(made, list) else [made]) if page is not None]


def _refused(error: typst.TypstError) -> JobError:
    if _MISSING in error.message:
        return JobError(f"Typst: {error.message}", "Write it in letters of the Latin alphabet, or as a picture.")
    place = _FOLDER.sub(r"\1", error.diagnostic)
    return JobError(f"Typst: {error.message}\n{place}".strip(), " ".join(error.hints))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One compiler per process: it keeps fonts and what it laid out before, the second guide is faster."""
    return _compiler_of()


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[fontpkg_source_sans_3.ROOT / "files"],
    )


def _compiler_of(source: bytes | None = None, root: str | None = None) -> typst.Compiler:
    return typst.Compiler(
        source,
        root=root,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        package_path=_NO_PACKAGES,
        package_cache_path=_NO_PACKAGES,
    )


def _write_inputs(inputs: Mapping[str, str], root: Path) -> None:
    """What differs from one document to the next, as a file.

    As ``sys.inputs`` it would be part of the library, by which Typst knows again whatever it laid out before.
    """
    (root / "inputs.json").write_text(json.dumps(dict(inputs), ensure_ascii=False), "utf-8")


def _forbid(source: str, root: Path) -> None:
    """Typst would fetch a package from the network; a build must not. And what a template needs of a reading, it gets.

    Text of authors is escaped and cannot import; this is about our templates.
    """
    templates = [(f.name, f.read_text("utf-8")) for f in sorted(root.rglob("*.typ"))]
    for name, text in [("main", source), *templates]:
        if _PACKAGE.search(text):
            message = f"{name} imports a Typst package, which would be fetched from the network."
            raise JobError(message, "Write the function in conf/print instead.")
    for name, text in templates:
        if _READING.search(text):
            message = f"{name} reads all of the reading, which changes with every word."
            raise JobError(message, "Take it from the inputs instead (build_tools/formats/typeset.py).")
