"""Pandoc (the one in the `pypandoc_binary` wheel): a pandoc AST in, Typst source out."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypandoc

from build_tools.errors import JobError, ToolMissingError


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


def to_typst(document: Mapping[str, Any], lua_filter: Path) -> str:
    """Turns a pandoc document into the body of a Typst document.

    Pandoc runs sandboxed: its reader and writer can open no file and no address.

    Args:
        document: ``{"pandoc-api-version": […], "meta": {}, "blocks": […]}``.
        lua_filter: maps our Divs and Spans to the functions of the Typst template.

    Raises:
        JobError: pandoc refuses the document or the filter fails.
        ToolMissingError: there is no pandoc.
    """
    version()
    try:
        return str(
            pypandoc.convert_text(
                json.dumps(document, ensure_ascii=False),
                "typst",
                format="json",
                extra_args=["--wrap=none"],
                filters=[str(lua_filter)],
                verify_format=False,
                sandbox=True,
            )
        )
    except RuntimeError as error:
        # The filter's place in a temporary workspace tells nobody anything.
        reason = str(error).replace(f"{lua_filter.parent}{os.sep}", "")
        message = f"pandoc could not read the document: {reason}"
        raise JobError(message, "Report this with the module's text: content checks should find it first.") from error


def _prefer_bundled() -> None:
    """Keeps pypandoc from taking a newer pandoc that the machine has: same input, same bytes."""
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    bundled = Path(pypandoc.__file__).parent / "files" / name
    if bundled.is_file():
        os.environ.setdefault("PYPANDOC_PANDOC", str(bundled))
