"""Drawings as pixels, for programs that show no SVG."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from build_tools import memo
from build_tools.digests import sha256_file
from build_tools.program import code_of, tool_version
from build_tools.tools import typst

_DESIGN = "conf/print/svg.typ"
_TOOLS = ("typst", "fontpkg-source-sans-3")
_SOURCE = """#import "/conf/print/svg.typ": weighted
#set text(font: "Source Sans 3")
#set page(width: {width}pt, height: auto, margin: 0pt, fill: white)
#for file in json(bytes(sys.inputs.pictures)) {{
  page(image(bytes(weighted(read(file))), format: "svg", width: 100%))
}}"""


def as_png(workspace: Path, names: Sequence[str], width: int) -> dict[str, bytes]:
    """SVG files as PNG on white.

    Args:
        workspace: holds the files and ``conf/print/svg.typ``.
        names: the files, relative to the workspace.
        width: of each, in pixels.

    Raises:
        JobError: Typst cannot draw one of them.
    """
    return {name: _drawn(workspace, name, width) for name in names}


def _drawn(workspace: Path, name: str, width: int) -> bytes:
    files = json.dumps([f"/{PurePosixPath(name)}"])
    return picture(workspace, _SOURCE.format(width=width), {"pictures": files}, [_DESIGN, name])


def picture(workspace: Path, source: str, inputs: Mapping[str, str], files: Sequence[str]) -> bytes:
    """The one page of a Typst document as PNG: drawn once, whatever format asks for it.

    Args:
        workspace: holds the files.
        source: the document.
        inputs: what it sees as ``sys.inputs``.
        files: everything that it reads, relative to the workspace.

    Raises:
        JobError: Typst cannot draw it.
    """
    read = {name: sha256_file(workspace / name) for name in files}
    parts = [source, dict(inputs), read, code_of(__name__), *map(tool_version, _TOOLS)]
    return memo.recall("picture", parts, lambda: typst.compile_pictures(source, workspace, inputs)[0])
