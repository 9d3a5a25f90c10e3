"""SCORM 1.2 packages: the manifest, and that a broken one is never shipped."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from build_tools.errors import JobError
from build_tools.formats import manifest12, package, scorm12
from build_tools.formats.manifest import NAME
from build_tools.formats.manifest12 import ADLCP, IMSCP, SCORM12
from build_tools.formats.manifest_check import verify
from build_tools.formats.package import METADATA, Package, Sco, metadata_file
from tests.learner.sample import JOB

NAMESPACES = {"i": IMSCP, "a": ADLCP}
SHARED = ("learner.css", *SCORM12.imports.values())
PACKAGE = Package("k.policia.es", "k", "1.0.0", "Título & más", (Sco("m-1", "Uno", ("m-1.html",)),), SHARED)


def _folder(path: Path, package: Package = PACKAGE) -> Path:
    path.mkdir()
    for name in (*package.shared, *(file for sco in package.scos for file in sco.files)):
        (path / name).write_text("x", encoding="utf-8")
    for name in (METADATA, *(metadata_file(sco) for sco in package.scos)):
        (path / name).write_text("x", encoding="utf-8")
    (path / NAME).write_bytes(manifest12.to_xml(package))
    return path


def test_a_package_is_whole(site: Path) -> None:
    archive = zipfile.ZipFile(site / f"{JOB.stem}.scorm12.zip")
    root = etree.fromstring(archive.read("imsmanifest.xml"))
    assert root.findtext(".//i:schemaversion", namespaces=NAMESPACES) == "1.2"
    listed = {str(v) for v in root.xpath("//i:file/@href", namespaces=NAMESPACES)}
    assert listed == set(archive.namelist()) - {"imsmanifest.xml"}
    assert {"imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd", "ims_xml.xsd", "imsmd_rootv1p2p1.xsd"} <= listed
    kinds = root.xpath("//i:resource/@a:scormtype", namespaces=NAMESPACES)
    assert kinds == ["sco", "sco", "asset"]
    assert root.xpath("//i:item/@identifier", namespaces=NAMESPACES) == ["item-01-uno", "item-02-dos"]
    titles = root.xpath("//i:item/i:title/text()", namespaces=NAMESPACES)
    assert titles == ["Qué es «trata» & qué no", "El segundo"]
    assert b'adlcp:scormtype="sco"' in archive.read("imsmanifest.xml")
    assert "Qué".encode() in archive.read("imsmanifest.xml")


def test_one_package_for_each_module(workspace: Path, tmp_path: Path) -> None:
    scorm12.build_modules(JOB, workspace, tmp_path)
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == [f"{JOB.stem}-01-uno.scorm12.zip", f"{JOB.stem}-02-dos.scorm12.zip"]
    second = zipfile.ZipFile(tmp_path / names[1])
    assert not [n for n in second.namelist() if n.startswith(("media/", "pictures/", "01"))]
    assert b'identifier="item-02-dos"' in second.read("imsmanifest.xml")


def test_the_same_input_gives_the_same_bytes(site: Path, workspace: Path, tmp_path: Path) -> None:
    scorm12.build(JOB, workspace, tmp_path)
    name = f"{JOB.stem}.scorm12.zip"
    assert (tmp_path / name).read_bytes() == (site / name).read_bytes()


def test_a_next_version_keeps_the_identifiers(workspace: Path, tmp_path: Path) -> None:
    shutil.copytree(workspace, tmp_path / "w")
    content = json.loads((tmp_path / "w/reading/reading.json").read_text(encoding="utf-8"))
    content["kit"]["version"] = "2.0.0"
    content["modules"].reverse()
    (tmp_path / "w/reading/reading.json").write_text(json.dumps(content), encoding="utf-8")
    identifiers = []
    for number, folder in enumerate((workspace, tmp_path / "w")):
        out = tmp_path / str(number)
        out.mkdir()
        scorm12.build(JOB, folder, out)
        root = etree.fromstring(zipfile.ZipFile(next(out.iterdir())).read("imsmanifest.xml"))
        identifiers.append({str(v) for v in root.xpath("//@identifier")})
    assert identifiers[0] == identifiers[1]


def test_identifiers_are_names_that_xml_allows() -> None:
    assert package.ncname("item", "01-uno") == "item-01-uno"
    assert package.ncname("item", "señal") != package.ncname("item", "senal")
    assert package.ncname("item", "a/b") != package.ncname("item", "a b")


def test_titles_are_one_line_of_200_characters() -> None:
    assert package.plain_title(" a\n b ") == "a b"
    assert len(package.plain_title("x" * 400)) == 200


def test_a_whole_folder_passes(tmp_path: Path) -> None:
    verify(_folder(tmp_path / "p"), SCORM12)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "p")
    (folder / "m-1.html").unlink()
    with pytest.raises(JobError, match=r"file is missing: m-1\.html"):
        verify(folder, SCORM12)


def test_an_unlisted_file_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "p")
    (folder / "secreto.txt").write_text("x", encoding="utf-8")
    with pytest.raises(JobError, match=r"file is not listed: secreto\.txt"):
        verify(folder, SCORM12)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('identifierref="res-m-1"', 'identifierref="res-otro"', "reference to nothing: res-otro"),
        ('default="org-k"', 'default="org-otro"', "reference to nothing: org-otro"),
        ('identifier="item-m-1"', 'identifier="org-k"', "identifier used twice: org-k"),
        ("<organizations", "<resources/><organizations", "line"),
        ('adlcp:scormtype="sco"', 'adlcp:scormtype="page"', "line"),
    ],
)
def test_a_broken_manifest_is_told(tmp_path: Path, before: str, after: str, problem: str) -> None:
    folder = _folder(tmp_path / "p")
    text = (folder / NAME).read_text(encoding="utf-8")
    assert before in text
    (folder / NAME).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(JobError, match=problem):
        verify(folder, SCORM12)
