"""What a module wants to be played can be played."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.project import REPOSITORY, kits, make_project

GOLDEN = REPOSITORY / "tests/golden/media-complete"


PICTURE = (
    "id: foto\nkind: picture\nsource: p.svg\ntitle: {es: Una foto}\nalt: {es: Una sala}\npeople: none\nlicence: CC0\n"
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 2"><path d="M0 0h1v1z"/></svg>'


@pytest.mark.parametrize(("option", "refused"), [(":complete: played\n", True), ("", False)])
def test_a_picture_cannot_complete_a_module(tmp_path: Path, option: str, *, refused: bool) -> None:
    project = make_project(tmp_path / "project")
    shutil.copytree(GOLDEN, project, dirs_exist_ok=True)
    (project / "media/foto").mkdir()
    (project / "media/foto/media.yml").write_text(PICTURE, encoding="utf-8")
    (project / "media/foto/p.svg").write_text(DRAWING, encoding="utf-8")
    module = project / "kits/prueba/02-dos.md"
    text = module.read_text(encoding="utf-8").replace("corto\n:complete: visto\n", f"foto\n{option}")
    module.write_text(text, encoding="utf-8")
    found = kits(project, "check").stderr
    assert ("“foto” is a picture, which nobody can play" in found) == refused
    assert ("media-complete" in found) == refused
