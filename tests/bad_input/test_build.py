"""A build that meets a broken project leaves everything that was published as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from build_tools.findings import Code, Severity
from tests.bad_input import media_rows, text_rows, yaml_rows
from tests.bad_input.edits import END, TWO, Row, end, media_file, row
from tests.support.once import made_once
from tests.support.project import make_project

ROWS = [*yaml_rows.ROWS, *text_rows.ROWS, *media_rows.ROWS]
ERRORS = {code.id for code in Code if code.severity is Severity.ERROR}
BROKEN = [r for r in ROWS if any(found.split(" ")[1] in ERRORS for found in r.found)]
"""Advice stops no build."""
A_THIRD = BROKEN[::3]
ONLY_WHEN_READ = row(
    "sphinx", end("```{list-table}\n* - Uno\n  - Dos\n* - Falta una casilla\n```"), f"{TWO}:{END} sphinx"
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound project that has been built: once for all workers."""
    return made_once(tmp_path_factory, "published", _publish)


def _publish(project: Path) -> None:
    make_project(project)
    assert _build(project, "--jobs", "2").exit_code == 0


def _build(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["build", "--project", str(project), *arguments])


def _copied(published: Path, folder: Path) -> Path:
    shutil.copytree(published, folder / "project")
    return folder / "project"


def _dist(project: Path) -> dict[str, bytes]:
    return {str(p.relative_to(project)): p.read_bytes() for p in (project / "dist").rglob("*") if p.is_file()}


def _prove(broken: Row, project: Path, tmp_path: Path) -> None:
    before = _dist(project)
    assert before
    broken.edit(project)
    done = _build(project)
    assert done.exit_code != 0
    assert "Traceback" not in done.stderr + done.stdout
    for found in broken.found:
        place, code = found.split(" ")
        lines = done.stderr.splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith(place) and f": {code}: " in line)
        assert lines[at + 1].startswith("    → ")
    assert _dist(project) == before
    assert [p.name for p in tmp_path.iterdir()] == ["project"]


@pytest.mark.parametrize("broken", A_THIRD, ids=lambda r: r.name)
def test_what_was_published_stays(broken: Row, published: Path, tmp_path: Path) -> None:
    _prove(broken, _copied(published, tmp_path), tmp_path)


def test_what_was_published_stays_when_only_the_reading_fails(published: Path, tmp_path: Path) -> None:
    _prove(ONLY_WHEN_READ, _copied(published, tmp_path), tmp_path)


def test_the_place_of_a_photo_does_not_travel(published: Path, tmp_path: Path) -> None:
    project = _copied(published, tmp_path)
    media_file("foto.jpg", media_rows.jpeg_with_place(), "picture")(project)
    assert b"Canon" in (project / "media/corto/foto.jpg").read_bytes()
    assert _build(project, "prueba/policia/es/web").exit_code == 0
    photos = list((project / "dist").rglob("media/corto/pictures/*"))
    assert {photo.suffix for photo in photos} >= {".jpg", ".webp"}
    for photo in photos:
        assert b"Canon" not in photo.read_bytes()
        assert b"Exif" not in photo.read_bytes()
