"""Every code of `build_tools.codes` has a folder that shows it: what is found, and exactly where.

A folder holds the files that differ from ``tests/support/base`` and ``expected.txt``, the findings
as ``path:line:column: code: message``. ``padded.txt`` (a path and a size) stands for a large file,
``clip.txt`` (a path) for a recording of four seconds.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.findings import Code, Finding
from build_tools.pipeline import examine
from tests.support.project import CLIP, kits, make_project

GOLDEN = Path(__file__).parent
FOLDERS = sorted(p.name for p in GOLDEN.iterdir() if p.is_dir() and not p.name.startswith("__"))
OURS = {"expected.txt", "padded.txt", "clip.txt"}
WHOLE_FILE = {"captions-broken", "file-too-large", "module-unlisted"}
"""Codes that may speak of a whole file: they are about no line of it, or of one that is not known."""


def _project(code: str, folder: Path) -> Path:
    project = make_project(folder / "project")
    overlay = GOLDEN / code
    shutil.copytree(overlay, project, dirs_exist_ok=True, ignore=lambda *_: OURS)
    for line in _listed(overlay / "clip.txt"):
        shutil.copyfile(CLIP, project / line)
    for line in _listed(overlay / "padded.txt"):
        path, size = line.split()
        file = project / path
        file.write_bytes(file.read_bytes().ljust(int(size)))
    return project


def _listed(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _line(finding: Finding) -> str:
    return f"{finding.location}: {finding.code.id}: {finding.message()}"


def _expected(code: str) -> list[str]:
    return (GOLDEN / code / "expected.txt").read_text(encoding="utf-8").splitlines()


BUILT = {
    Code.SPHINX.id: ["prueba/policia/es/web"],
    Code.PACKAGE_TOO_LARGE.id: ["--institution", "academia"],
    Code.JOB_AID_TOO_LONG.id: ["prueba/policia/es/job-aids"],
}
"""Codes that only a build finds, and what to build."""


@pytest.mark.parametrize("code", [c for c in FOLDERS if c not in BUILT])
def test_the_findings_are_exactly_these(code: str, tmp_path: Path) -> None:
    _, findings = examine(_project(code, tmp_path), translations=True)
    assert [_line(f) for f in findings] == _expected(code)


@pytest.mark.parametrize("code", sorted(BUILT))
def test_what_only_a_build_finds_is_a_finding_too(code: str, tmp_path: Path) -> None:
    project = _project(code, tmp_path)
    assert kits(project, "check").returncode == 0
    done = kits(project, "build", *BUILT[code])
    said = [line for line in done.stderr.splitlines() if f": {code}: " in line]
    assert said == _expected(code)
    assert done.returncode != 0


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    assert sorted(c.id for c in Code) == FOLDERS


@pytest.mark.parametrize("code", FOLDERS)
def test_a_folder_shows_its_code_at_a_line(code: str) -> None:
    mine = [line for line in _expected(code) if f": {code}: " in line]
    assert mine
    for line in mine:
        place = line.partition(f": {code}: ")[0].split(":")
        assert len(place) == 3 or code in WHOLE_FILE
