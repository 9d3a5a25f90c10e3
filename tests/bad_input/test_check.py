"""Every broken project: ``kits check`` ends well, names file and line, and says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.cli import main
from tests.bad_input import media_rows, text_rows, yaml_rows
from tests.bad_input.edits import Row
from tests.support.project import kits, make_project

ROWS = [*yaml_rows.ROWS, *text_rows.ROWS, *media_rows.ROWS]
BY_NAME = {r.name: r for r in ROWS}
REAL_COMMAND = (
    "yaml: alias bomb", "yaml: misspelt field", "yaml: deep nesting", "file: module in UTF-16", "file: NUL",
    "file: module is a link out", "file: media source is a link out", "directive: include", "html: script",
    "audience: role in a pipe table", "svg: entity bomb", "png: bomb", "media: shell script", "translation: no quotes",
)  # fmt: skip


def _files(project: Path) -> dict[str, bytes]:
    """What people wrote: all but the folder of working files."""
    names = {p: p.relative_to(project) for p in project.rglob("*") if p.is_file() and not p.is_symlink()}
    return {str(name): p.read_bytes() for p, name in names.items() if name.parts[0] != ".kits"}


_UNTRANSLATED = {"untranslated", "field-untranslated"}
"""What a row that adds a language to a kit has not translated is not what it is about."""


def _prove(row: Row, code: int, said: str, listed: str) -> None:
    """The right exit code, the right places, a remedy for each, and no trace of the program's inside."""
    findings = [f for f in json.loads(listed) if f["code"] not in _UNTRANSLATED]
    places = [f"{f['path']}{':' * bool(f['line'])}{f['line'] or ''} {f['code']}" for f in findings]
    assert sorted(places) == sorted(row.found)
    assert code == (1 if any(f["severity"] == "error" for f in findings) else 0)
    assert all(f["remedy"] and f["message"] and "{" not in f["message"].replace("{audience}", "") for f in findings)
    assert "Traceback" not in said + listed


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.name)
def test_check_names_the_place(row: Row, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    row.edit(project)
    before = _files(project)
    done = CliRunner().invoke(main, ["check", "--format", "json", "--project", str(project)])
    _prove(row, done.exit_code, done.stderr, done.stdout)
    assert _files(project) == before
    assert [p.name for p in tmp_path.iterdir()] == ["project"]


@pytest.mark.parametrize("name", REAL_COMMAND)
def test_the_real_command_says_the_same(name: str, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    BY_NAME[name].edit(project)
    done = kits(project, "check", timeout=90)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for found in BY_NAME[name].found:
        place, code = found.split(" ")
        lines = done.stderr.splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith(place) and f": {code}: " in line)
        assert lines[at + 1].startswith("    → ")
    assert [p.name for p in tmp_path.iterdir()] == ["project"]


def test_there_are_enough_rows_and_no_name_twice() -> None:
    assert len(BY_NAME) == len(ROWS) >= 45
