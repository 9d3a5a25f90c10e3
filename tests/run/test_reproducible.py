"""The same inputs give the same bytes, whoever builds, wherever, whenever; and without a network."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.support.files import tree
from tests.support.project import kits, make_project

FIRST = {".epub": ["mimetype", "META-INF/container.xml", "EPUB/content.opf"]}
"""What stands first where the format asks for it (OCF 3.3, 4.3); all else is sorted by name."""


def test_two_builds_elsewhere_are_equal_to_the_byte(sound: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "a much longer folder name with spaces")
    done = kits(project, "build", "--jobs", "3", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7", HOME=str(tmp_path),
                USER="somebody", LOGNAME="somebody", KITS_LANG="es", SOURCE_DATE_EPOCH="86400",
                LANGUAGE="fr")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert tree(project / "dist") == tree(sound / "dist")


def test_the_whole_build_runs_without_a_network(sound: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "offline")
    cut = [shutil.which("unshare") or "unshare", "--net"]
    if os.geteuid() != 0:
        cut.append("--map-root-user")
    interfaces = subprocess.run([*cut, "cat", "/proc/net/dev"], capture_output=True, text=True, check=True).stdout
    assert "eth" not in interfaces  # the network is really cut off
    done = subprocess.run([*cut, sys.executable, "-m", "build_tools.cli", "build"], cwd=project,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert tree(project / "dist") == tree(sound / "dist")


def test_no_artifact_names_this_machine(sound: Path) -> None:
    def parts(name: str, data: bytes) -> list[tuple[str, bytes]]:
        if not zipfile.is_zipfile(io.BytesIO(data)):
            return [(name, data)]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            first = FIRST.get(Path(name).suffix, [])
            assert archive.namelist() == [*first, *sorted(set(archive.namelist()) - set(first))]
            return [part for i in archive.namelist() for part in parts(f"{name}!{i}", archive.read(i))]

    for path in (p for p in (sound / "dist").rglob("*") if p.is_file()):
        for name, data in parts(path.name, path.read_bytes()):
            assert str(sound).encode() not in data, name
            assert str(Path(sys.prefix)).encode() not in data, name
