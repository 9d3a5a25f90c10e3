"""Drawings as pixels, for programs that show no SVG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from build_tools.tools import typst

WIDTH = 1600
"""Pixels: sharp on A4 at 240 dots per inch, and on a projector."""
_INPUT = "picture"
_SOURCE = """#import "/conf/print/svg.typ": weighted
#set page(width: {width}pt, height: auto, margin: 0pt, fill: white)
#set text(font: "Source Sans 3")
#image(bytes(weighted(read(sys.inputs.picture))), format: "svg", width: 100%)"""


def as_png(workspace: Path, name: str) -> bytes:
    """An SVG file as PNG, `WIDTH` pixels wide, on white.

    Args:
        workspace: holds the file and ``conf/print/svg.typ``.
        name: the file, relative to the workspace.

    Raises:
        JobError: Typst cannot draw it.
    """
    source = _SOURCE.format(width=WIDTH)
    return typst.compile_pictures(source, workspace, {_INPUT: f"/{PurePosixPath(name)}"})[0]


_PAGE_WIDTH = 1200
"""Pixels: 180 dots per inch across the text of a page."""
_ALL = """#import "/conf/print/svg.typ": weighted
#set text(font: "Source Sans 3")
#set page(width: {width}pt, height: auto, margin: 0pt, fill: white)
#for file in json(bytes(sys.inputs.pictures)) {{
  page(image(bytes(weighted(read(file))), format: "svg", width: 100%))
}}"""


def all_as_png(workspace: Path, names: Sequence[str]) -> dict[str, bytes]:
    """SVG files as PNG on white, wide enough for a page, all in one go.

    Args:
        workspace: holds the files and ``conf/print/svg.typ``.
        names: the files, relative to the workspace.

    Raises:
        JobError: Typst cannot draw one of them.
    """
    if not names:
        return {}
    files = json.dumps([f"/{PurePosixPath(name)}" for name in names])
    made = typst.compile_pictures(_ALL.format(width=_PAGE_WIDTH), workspace, {"pictures": files})
    return dict(zip(names, made, strict=True))
