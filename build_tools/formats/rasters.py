"""Drawings as pixels, for programs that show no SVG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from build_tools.tools import typst

_SOURCE = """#import "/conf/print/svg.typ": weighted
#set text(font: "Source Sans 3")
#set page(width: {width}pt, height: auto, margin: 0pt, fill: white)
#for file in json(bytes(sys.inputs.pictures)) {{
  page(image(bytes(weighted(read(file))), format: "svg", width: 100%))
}}"""


def as_png(workspace: Path, names: Sequence[str], width: int) -> dict[str, bytes]:
    """SVG files as PNG on white, all in one go.

    Args:
        workspace: holds the files and ``conf/print/svg.typ``.
        names: the files, relative to the workspace.
        width: of each, in pixels.

    Raises:
        JobError: Typst cannot draw one of them.
    """
    if not names:
        return {}
    files = json.dumps([f"/{PurePosixPath(name)}" for name in names])
    made = typst.compile_pictures(_SOURCE.format(width=width), workspace, {"pictures": files})
    return dict(zip(names, made, strict=True))
