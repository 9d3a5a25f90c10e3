"""Pandoc (the one in the `pypandoc_binary` wheel): a pandoc AST in, Typst source or a file for an office out."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypandoc

from build_tools.errors import JobError, ToolMissingError

_EARLIEST = 315532800
"""Seconds from 1970 to 1 January 1980."""
_LONGEST_BOOKMARK = 40


@lru_cache(maxsize=1)
def version() -> str:
    """The version of pandoc, e.g. ``3.9``.

    Raises:
        ToolMissingError: the wheel has no pandoc for this machine.
    """
    _prefer_bundled()
    try:
        return str(pypandoc.get_pandoc_version())
    except OSError as error:
        message = "pandoc was not found."
        raise ToolMissingError(message, "Install the package pypandoc_binary, which brings it.") from error


def to_typst(document: str) -> str:
    """Turns a pandoc document into the body of a Typst document.

    Args:
        document: ``{"pandoc-api-version": […], "meta": {}, "blocks": […]}`` as JSON, for it is also what its
            source is remembered by.

    Raises:
        JobError: pandoc refuses the document.
        ToolMissingError: there is no pandoc.
    """
    return _converted(document, "typst", None, ["--wrap=none"])


def to_file(
    document: Mapping[str, Any], writer: str, out: Path, *, lua_filter: Path | None = None, options: Sequence[str] = ()
) -> None:
    """Writes a pandoc document as a file that people open: ``docx``, ``pptx`` or ``epub3``.

    Times in the file are those of 1 January 1980, the earliest that an archive knows; its bytes still depend
    on pandoc's zlib, so `formats.archive` packs it anew.

    Args:
        document: as for `to_typst`, but as a value; pictures must be put into pandoc's media bag by the filter,
            for pandoc itself may open no file but those in ``options``.
        writer: pandoc's name of the format.
        out: the file to write.
        lua_filter: what to do with the document first.
        options: of pandoc's command line, e.g. ``--reference-doc=…``.

    Raises:
        JobError: pandoc refuses the document or the filter fails.
        ToolMissingError: there is no pandoc.
    """
    _converted(json.dumps(document, ensure_ascii=False), writer, lua_filter, options, str(out))


def bookmark(ident: str) -> str:
    """What pandoc's DOCX writer calls the bookmark of an identifier: Word knows 40 characters (``toBookmarkName``)."""
    if len(ident) <= _LONGEST_BOOKMARK and ident[:1].isalpha():
        return ident
    return "X" + hashlib.sha1(ident.encode(), usedforsecurity=False).hexdigest()[1:]


@lru_cache(maxsize=1)
def reference_docx() -> bytes:
    """The reference document that pandoc takes for DOCX without another: every style that its writer uses.

    Raises:
        ToolMissingError: there is no pandoc.
    """
    version()
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file=reference.docx"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def _converted(
    document: str, writer: str, lua_filter: Path | None, options: Sequence[str], out: str | None = None
) -> str:
    """What pandoc makes, sandboxed: its reader and writer can open no file and no address."""
    version()
    try:
        return str(
            pypandoc.convert_text(
                document,
                writer,
                format="json",
                outputfile=out,
                extra_args=list(options),
                filters=[str(lua_filter)] if lua_filter else [],
                verify_format=False,
                sandbox=True,
            )
        )
    except RuntimeError as error:
        # The filter's place in a temporary workspace tells nobody anything.
        reason = str(error).replace(f"{lua_filter.parent}{os.sep}", "") if lua_filter else str(error)
        message = f"pandoc could not read the document: {reason}"
        raise JobError(message, "Report this with the module's text: content checks should find it first.") from error


def _prefer_bundled() -> None:
    """Keeps pypandoc from taking a newer pandoc that the machine has: same input, same bytes."""
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    bundled = Path(pypandoc.__file__).parent / "files" / name
    if bundled.is_file():
        os.environ.setdefault("PYPANDOC_PANDOC", str(bundled))
    # What pandoc takes for "now": the clock must not reach an artifact.
    os.environ["SOURCE_DATE_EPOCH"] = str(_EARLIEST)
