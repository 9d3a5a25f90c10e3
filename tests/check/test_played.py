"""What a module wants to be played can be played."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.project import REPOSITORY, kits, make_project

GOLDEN = REPOSITORY / "tests/golden/media-complete"


@pytest.mark.parametrize(("kind", "refused"), [("picture", True), ("video", False)])
def test_a_picture_cannot_complete_a_module(tmp_path: Path, kind: str, *, refused: bool) -> None:
    project = make_project(tmp_path / "project")
    shutil.copytree(GOLDEN, project, dirs_exist_ok=True)
    module, asset = project / "kits/prueba/02-dos.md", project / "media/corto/media.yml"
    module.write_text(module.read_text(encoding="utf-8").replace("visto", "played"), encoding="utf-8")
    asset.write_text(asset.read_text(encoding="utf-8").replace("kind: video", f"kind: {kind}"), encoding="utf-8")
    found = kits(project, "check").stderr
    assert ("“corto” is a picture, which nobody can play" in found) == refused
    assert ("media-complete" in found) == refused
