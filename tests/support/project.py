"""Small projects for tests: a sound base kit, and changes on top of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
BASE = Path(__file__).parent / "base"
CLIP = Path(__file__).parent / "clip.mp4"
"""Four seconds of blue; a tone from 0.2 to 1.8 and from 2.2 to 3.9."""


def make_project(folder: Path) -> Path:
    """Copies the base project and the repository's templates into a folder.

    Args:
        folder: gets ``kits/``, ``media/`` and ``conf/``.
    """
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for name in ("conf.py", "media.yml", "templates", "print", "office", "slides"):
        source = REPOSITORY / "conf" / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, folder / "conf" / name)
    return folder


def kits(project: Path, *arguments: str, timeout: float = 300, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the real ``kits`` command in a project, as an author would."""
    import os  # noqa: PLC0415

    command = [sys.executable, "-m", "build_tools.cli", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=timeout,
                          env={**os.environ, "KITS_LANG": "en", **environment})  # fmt: skip
