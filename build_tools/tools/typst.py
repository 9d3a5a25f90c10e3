"""Typst (the compiler in the `typst` wheel): Typst source in, tagged PDF or pictures out."""

from __future__ import annotations

import ctypes
import json
import logging
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

import fontpkg_source_sans_3
import psutil
import typst

from build_tools import memo
from build_tools.errors import JobError
from build_tools.tools.typst_reads import INPUTS, MAIN, PARTS, Files, forbid, readable

__all__ = [
    "PARTS",
    "Files",
    "compile_noted",
    "compile_pdf",
    "compile_pictures",
    "noted",
    "readable",
    "spare",
    "version",
]

TIMESTAMP = 0
"""Seconds since 1970 that Typst takes for "now": the clock must not reach the artifact."""

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
"""PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2, level A) at once."""

_PPI = 72
"""Pixels of a picture for each inch, which has 72 points."""

_FOLDER = re.compile(r"(┌─ )\S*[/\\]")
"""The folder before a file's name in a diagnostic: that of a temporary workspace tells nobody anything."""

_MISSING = "could not be displayed with font"
"""Of a letter that the font lacks: PDF/UA-1 (ISO 14289-1, 7.21.7) and PDF/A-2 allow no empty box."""

_MUCH = 400_000_000
"""Bytes of a process from which on Typst has to forget: a worker must do with 600 million, of which a guide of 100
pages takes 300."""

_GROWTH = 60_000_000
"""Bytes that a process takes more since it last forgot, before it does so again: it takes a tenth of a second."""

_KEPT = 12
"""Documents after which Typst drops what it remembers (10), and some to spare."""

_NO_PACKAGES = "no-packages-here"
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_log = logging.getLogger(__name__)


@dataclass
class _Left:
    """What a process had when it had forgotten."""

    bytes: int = 0


_left = _Left()


def version() -> str:
    """The version of Typst, e.g. ``0.15.2``."""
    return metadata.version("typst")


def compile_pdf(source: str, root: Path, inputs: Mapping[str, str], files: Files | None = None) -> bytes:
    """Compiles a document to PDF/UA-1 and PDF/A-2a, which wants a date of the document.

    Args:
        source: the main file's text; it may read files under ``root`` only, by paths like ``/conf/x.typ``.
        root: the folder of everything the document reads.
        inputs: what the document reads in ``/inputs.json``.
        files: `readable` of the root, where many documents are made of the same.

    Returns:
        The PDF; the same for the same input, whatever folder, clock, zone and fonts the machine has.

    Raises:
        JobError: Typst refuses the document, e.g. for a picture without alternative text.
    """
    parts = [*_parts(source, root, inputs, files), STANDARDS]
    return memo.recall("pdf", parts, lambda: _compiled(source, root, inputs))


def _parts(source: str, root: Path, inputs: Mapping[str, str], files: Files | None) -> list[Any]:
    """Everything that a document depends on."""
    fonts = metadata.version("fontpkg-source-sans-3")
    return [source, dict(inputs), files if files is not None else readable(root, source), version(), fonts]


def _compiled(source: str, root: Path, inputs: Mapping[str, str]) -> bytes:
    _prepare(source, root, inputs)
    try:
        return _set(root)
    finally:
        spare()


def compile_noted(
    source: str, root: Path, inputs: Mapping[str, str], label: str, files: Files
) -> tuple[bytes, list[Any]]:
    """A document's PDF and what its template noted, laid out once for both.

    Args:
        source: as for `compile_pdf`, like ``root``, ``inputs`` and ``files``.
        root: its folder.
        inputs: of its template.
        label: as for `noted`.
        files: everything that it may read, see `readable`.

    Returns:
        the PDF, and the values in their order.

    Raises:
        JobError: Typst refuses the document.
    """

    def make() -> bytes:
        pdf = _compiled(source, root, inputs)
        return json.dumps(_query(root, label)).encode() + b"\n" + pdf

    parts = [*_parts(source, root, inputs, files), STANDARDS, label]
    notes, _, pdf = memo.recall("noted-pdf", parts, make).partition(b"\n")
    return pdf, list(json.loads(notes))


def spare() -> None:
    """Gives memory back where this process has much: what Typst keeps of documents for others like them."""
    if psutil.Process().memory_info().rss > max(_MUCH, _left.bytes + _GROWTH):
        _forget()
        _left.bytes = psutil.Process().memory_info().rss


def _forget() -> None:
    """Typst keeps what it laid out for its last ten documents, for others like them; empty ones push it out.

    The next document takes the place in memory that this one had.
    """
    for _ in range(_KEPT):
        _nowhere().compile(b"", format="pdf")
    if _LIBC and hasattr(_LIBC, "malloc_trim"):
        _LIBC.malloc_trim(0)  # glibc keeps for the process what is freed


def _set(root: Path) -> bytes:
    try:
        pdf, warnings = _compiler_of(root).compile_with_warnings(
            format="pdf", pdf_standards=[*STANDARDS], timestamp=TIMESTAMP
        )
    except typst.TypstError as error:
        raise _refused(error) from error
    for warning in warnings:
        _log.warning("Typst: %s", warning.message)
    if not isinstance(pdf, bytes):
        message = "Typst returned no PDF."
        raise JobError(message)
    return pdf


def noted(source: str, root: Path, inputs: Mapping[str, str], label: str, files: Files | None = None) -> list[Any]:
    """What a document's template noted of it while it was laid out, e.g. what did not fit.

    Args:
        source: the main file's text, as for `compile_pdf`.
        root: the folder of everything the document reads.
        inputs: what the document reads in ``/inputs.json``.
        label: of the ``metadata`` elements whose values are wanted, in their order.
        files: as for `compile_pdf`.

    Raises:
        JobError: Typst refuses the document.
    """

    def look() -> bytes:
        _prepare(source, root, inputs)
        try:
            return json.dumps(_query(root, label)).encode()
        finally:
            spare()

    return list(json.loads(memo.recall("noted", [*_parts(source, root, inputs, files), label], look)))


def _query(root: Path, label: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(_compiler_of(root).query(f"<{label}>", field="value", format="json"))
    except typst.TypstError as error:
        raise _refused(error) from error
    except RuntimeError as error:
        message = f"Typst: {error}"
        raise JobError(message) from error


def compile_pictures(source: str, root: Path, inputs: Mapping[str, str]) -> list[bytes]:
    """Compiles a document to one PNG for each page, one pixel for each point.

    Args:
        source: the main file's text, as for `compile_pdf`.
        root: the folder of everything the document reads.
        inputs: what the document sees as ``sys.inputs``.

    Raises:
        JobError: Typst refuses the document.
    """
    forbid(source, root)
    try:
        made = _nowhere().compile(source.encode(), format="png", root=root, sys_inputs=dict(inputs), ppi=_PPI)
    except typst.TypstError as error:
        raise _refused(error) from error
    return [page for page in (made if isinstance(made, list) else [made]) if page is not None]


def _refused(error: typst.TypstError) -> JobError:
    if _MISSING in error.message:
        return JobError(f"Typst: {error.message}", "Write it in letters of the Latin alphabet, or as a picture.")
    place = _FOLDER.sub(r"\1", error.diagnostic)
    return JobError(f"Typst: {error.message}\n{place}".strip(), " ".join(error.hints))


@lru_cache(maxsize=1)
def _nowhere() -> typst.Compiler:
    """A compiler of what is no file."""
    return _compiler_of(None)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[fontpkg_source_sans_3.ROOT / "files"],
    )


def _compiler_of(root: Path | None) -> typst.Compiler:
    """One for the main file in a folder. What it lays out is remembered for the next with a file of that name."""
    return typst.Compiler(
        str(root / MAIN) if root else None,
        root=str(root) if root else None,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        package_path=_NO_PACKAGES,
        package_cache_path=_NO_PACKAGES,
    )


def _prepare(source: str, root: Path, inputs: Mapping[str, str]) -> None:
    """What differs from one document to the next, as files.

    As ``sys.inputs`` it would be part of the library, by which Typst knows again whatever it laid out before.
    """
    forbid(source, root)
    (root / MAIN).write_text(source, "utf-8")
    (root / INPUTS).write_text(json.dumps(dict(inputs), ensure_ascii=False), "utf-8")
