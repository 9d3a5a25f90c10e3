"""Our zip writer: what others' readers make of it, and that nothing of the machine is in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.errors import JobError
from build_tools.formats import archive
from build_tools.formats.archive import write_zip

FILES = {
    "imsmanifest.xml": b"<manifest/>" * 50, "media/ruta/video.mp4": b"\0" * 3_000_000, "pictures/se\u00f1al 1.svg": b"<svg/>",
    "vac\u00edo.txt": b"", "learner.js": bytes(range(256)) * 40, "a/b/c/d.txt": b"d",
}  # fmt: skip


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def made(tmp_path: Path) -> Path:
    write_zip(tmp_path / "made.zip", laid(tmp_path / "files", FILES))
    return tmp_path / "made.zip"


def test_python_reads_every_file_back(made: Path) -> None:
    with zipfile.ZipFile(made) as found:
        assert found.testzip() is None
        assert found.namelist() == sorted(FILES)
        assert {name: found.read(name) for name in found.namelist()} == FILES
        infos = found.infolist()
    assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {i.external_attr >> 16 for i in infos} == {0o100644}
    assert {i.filename for i in infos if i.compress_type == zipfile.ZIP_STORED} == {"media/ruta/video.mp4"}


def test_a_reader_that_streams_needs_only_the_local_headers(made: Path) -> None:
    """Some LMSs unpack while they receive: sizes and sums stand before the data, not behind."""
    with zipfile.ZipFile(made) as found:
        for info in found.infolist():
            assert not info.flag_bits & 8
            header = made.read_bytes()[info.header_offset : info.header_offset + 30]
            assert header[:4] == b"PK\3\4"
            assert int.from_bytes(header[14:18], "little") == info.CRC
            assert int.from_bytes(header[18:22], "little") == info.compress_size


def test_python_s_command_unpacks_it(made: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(made), str(tmp_path / "out")], check=True)
    assert {p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in (tmp_path / "out").rglob("*")
            if p.is_file()} == FILES  # fmt: skip


def test_neither_order_nor_time_nor_rights_of_files_change_a_byte(made: Path, tmp_path: Path) -> None:
    folder = laid(tmp_path / "again", dict(reversed(FILES.items())))
    for path in folder.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    (folder / "learner.js").chmod(0o600)
    write_zip(tmp_path / "again.zip", folder)
    assert (tmp_path / "again.zip").read_bytes() == made.read_bytes()


def test_it_is_no_larger_than_python_s_best(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "python.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as other:
        for name, data in FILES.items():
            other.writestr(name, data, zipfile.ZIP_STORED if name.endswith(".mp4") else None)
    assert made.stat().st_size <= (tmp_path / "python.zip").stat().st_size


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9ñé_-]{1,12}(\.(js|mp4|txt))?", fullmatch=True), st.binary(max_size=4000), max_size=8
    )
)
def test_whatever_goes_in_comes_out(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    folder = tmp_path_factory.mktemp("zip")
    (folder / "files").mkdir()
    write_zip(folder / "x.zip", laid(folder / "files", files))
    with zipfile.ZipFile(folder / "x.zip") as found:
        assert {name: found.read(name) for name in found.namelist()} == files


def test_what_few_lmss_could_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", archive.CHUNK + 100)
    with pytest.raises(JobError, match="larger than 4 GiB"):
        write_zip(tmp_path / "x.zip", laid(tmp_path / "files", {"a.mp4": b"x" * 101}))
