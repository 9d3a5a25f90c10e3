"""Drawings as pixels, for programs that show no SVG."""

from __future__ import annotations

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
