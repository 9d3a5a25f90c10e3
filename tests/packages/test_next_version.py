"""A next version takes the place of a package: what a learner's attempt hangs on stays the same."""

from __future__ import annotations

import copy
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.learner.sample import LONG, module
from tests.packages.sample import MAKERS, attributes, build, content, manifest_of

IDENTIFIERS = {"scorm12": ("identifier", "identifierref", "default"), "cmi5": ("id", "idref")}
IDENTIFIERS["scorm2004"] = IDENTIFIERS["scorm12"]


def _content(reading: dict[str, Any]) -> None:
    reading["kit"] |= {"version": "2.3.0", "title": "Otro título", "titles": {"es": "Otro título"}, "mastery": 90}
    for part in reading["modules"]:
        part["title"] += " (revisado)"
        part["duration"] += 5


def _order(reading: dict[str, Any]) -> None:
    reading["modules"].reverse()


def _lesson(reading: dict[str, Any]) -> None:
    lessons = reading["modules"][0]["lessons"]
    html = f'<section id="nueva" class="lesson"><h2>Nueva</h2>{LONG}</section>'
    lessons.insert(1, {"id": "nueva", "title": "Nueva", "html": html})


def _question(reading: dict[str, Any]) -> None:
    del reading["modules"][0]["lessons"][0]


@pytest.mark.parametrize("change", [_content, _order, _lesson, _question])
@pytest.mark.parametrize("format_", sorted(MAKERS))
def test_identifiers_outlive_every_change(
    workspace: Path, whole: dict[str, Path], format_: str, change: Any, tmp_path: Path
) -> None:
    assert identifiers(format_, whole[format_]) == identifiers(format_, changed(workspace, change, format_, tmp_path))


@pytest.mark.parametrize("format_", sorted(MAKERS))
def test_a_new_module_only_adds(workspace: Path, whole: dict[str, Path], format_: str, tmp_path: Path) -> None:
    def insert(reading: dict[str, Any]) -> None:
        reading["modules"].insert(0, module("00-nuevo", "Nuevo", {"x": ("Única", LONG)}))

    before = identifiers(format_, whole[format_])
    after = identifiers(format_, changed(workspace, insert, format_, tmp_path))
    assert before < after
    assert all("00-nuevo" in name for name in after - before)


def test_pages_and_shelves_keep_their_names(workspace: Path, whole: dict[str, Path], tmp_path: Path) -> None:
    after = changed(workspace, _order, "scorm12", tmp_path)
    assert names(whole["scorm12"]) == names(after)


@pytest.mark.parametrize("format_", sorted(MAKERS))
def test_the_same_input_gives_the_same_bytes(
    workspace: Path, whole: dict[str, Path], single: dict[str, list[Path]], format_: str, tmp_path: Path
) -> None:
    (again,) = build(format_, workspace, tmp_path / "whole")
    assert again.read_bytes() == whole[format_].read_bytes()
    parts = build(format_, workspace, tmp_path / "single", single=True)
    assert [p.read_bytes() for p in parts] == [p.read_bytes() for p in single[format_]]
    for info in zipfile.ZipFile(again).infolist():
        assert info.date_time[:3] == (1980, 1, 1) or info.date_time[0] < 2000, info


def changed(workspace: Path, change: Any, format_: str, folder: Path) -> Path:
    """The package after a change of the reading."""
    shutil.copytree(workspace, folder / "workspace")
    reading = copy.deepcopy(content())
    change(reading)
    (folder / "workspace/reading/reading.json").write_text(json.dumps(reading), encoding="utf-8")
    return build(format_, folder / "workspace", folder / "out")[0]


def identifiers(format_: str, package: Path) -> set[str]:
    """What an LMS stores attempts under."""
    return set(attributes(manifest_of(package), *IDENTIFIERS[format_]))


def names(package: Path) -> set[str]:
    """The names of a package's files."""
    return set(zipfile.ZipFile(package).namelist())
