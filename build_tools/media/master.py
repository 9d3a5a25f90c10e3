"""The step ``media/<id>/<language>/master``: a storyboard as one recording without loss."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def build(options: dict[str, Any], workspace: Path, out: Path) -> None:
    """Draws the slides and lays the narration under them.

    Args:
        options: names, as `plan_media` gives them.
        workspace: holds ``slides.json``, the pictures, the sounds and ``conf/slides/``.
        out: gets ``master.mkv`` and ``timeline.json``.
    """
    raise NotImplementedError(options, workspace, out)
