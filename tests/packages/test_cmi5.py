"""The cmi5 course structure: what is written, and that what the specification forbids is refused."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from build_tools.errors import JobError
from build_tools.formats.cmi5_structure import NAME, NAMESPACE, problems_of, verify
from build_tools.model import BASE_IRI
from tests.packages.sample import attributes, manifest_of, texts, unpacked

BASE = f"{BASE_IRI}/muestra/policia/es"


@pytest.fixture(scope="session")
def folder(whole: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(whole["cmi5"], tmp_path_factory.mktemp("cmi5"))


def test_a_built_package_has_no_problem(single: dict[str, list[Path]], folder: Path, tmp_path: Path) -> None:
    assert list(problems_of(folder)) == []
    for number, package in enumerate(single["cmi5"]):
        assert list(problems_of(unpacked(package, tmp_path / str(number)))) == []


def test_the_course_structure_stands_in_the_root(whole: dict[str, Path], single: dict[str, list[Path]]) -> None:
    for package in (whole["cmi5"], *single["cmi5"]):
        names = zipfile.ZipFile(package).namelist()
        assert NAME in names
        assert "imsmanifest.xml" not in names
        assert not [n for n in names if n.endswith((".xsd", ".dtd"))]


def test_the_zip_is_plain(whole: dict[str, Path], single: dict[str, list[Path]]) -> None:
    for package in (whole["cmi5"], *single["cmi5"]):
        archive = zipfile.ZipFile(package)
        assert archive.testzip() is None
        assert not [i for i in archive.infolist() if i.flag_bits & 1 or "\\" in i.filename or i.is_dir()]
        assert {i.compress_type for i in archive.infolist()} <= {zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED}


def test_a_block_for_the_kit_and_a_unit_for_each_module(whole: dict[str, Path]) -> None:
    root = manifest_of(whole["cmi5"])
    assert [etree.QName(e).localname for e in root] == ["course", "objectives", "block"]
    assert [u.get("id") for u in root.iter("{*}au")] == [f"{BASE}/au/{m}" for m in ("01-uno", "02-dos", "03-tres")]
    assert texts(root, "url") == ["01-uno.html", "02-dos.html", "03-tres.html"]
    assert {u.get("launchMethod") for u in root.iter("{*}au")} == {"AnyWindow"}


def test_elements_of_a_unit_stand_in_their_order(whole: dict[str, Path]) -> None:
    for unit in manifest_of(whole["cmi5"]).iter("{*}au"):
        assert [etree.QName(e).localname for e in unit] == ["title", "description", "objectives", "url"]


def test_the_kit_has_its_title_in_all_its_languages(whole: dict[str, Path]) -> None:
    course = manifest_of(whole["cmi5"])[0]
    strings = {(e.get("lang"), e.text) for e in course[0]}
    assert strings == {("es", "Muestra & prueba"), ("en", "Sample"), ("fr", "Essai")}


def test_a_unit_is_the_same_in_the_kits_package_and_in_its_own(
    whole: dict[str, Path], single: dict[str, list[Path]]
) -> None:
    units = [u.get("id") for p in single["cmi5"] for u in manifest_of(p).iter("{*}au")]
    assert units == [u.get("id") for u in manifest_of(whole["cmi5"]).iter("{*}au")]
    courses = {e.get("id") for p in (whole["cmi5"], *single["cmi5"]) for e in manifest_of(p).iter("{*}course")}
    assert len(courses) == 4


def test_nothing_in_the_structure_needs_a_network(whole: dict[str, Path]) -> None:
    iris = set(attributes(manifest_of(whole["cmi5"]), "id"))
    assert all(iri.startswith("https://formacion.example/") for iri in iris)


BREAKS: dict[str, tuple[str, str, str]] = {
    "namespace": (re.escape(NAMESPACE), "https://w3id.org/other", "root element"),
    "no block": (r"<block.*</block>", "", "children of courseStructure"),
    "url before title": (r"<au ([^>]*)>(.*?)(<url>.*?</url>)", r"<au \1>\3\2", "children of au"),
    "no title": (r"(<au [^>]*>)\s*<title>.*?</title>", r"\1", "children of au"),
    "no description": (r"(<course [^>]*>.*?</title>)\s*<description>.*?</description>", r"\1", "children of course"),
    "keys in a wrong order": (r"</url>", "</url><entitlementKey/><launchParameters/>",
                              "children of au"),
    "unit twice": (r"au/02-dos\"", 'au/01-uno"', "used twice"),
    "block twice": (r'<block id="[^"]*"', r'<block id="https://formacion.example/muestra/policia/es/course"', "used twice"),
    "objective twice": (r'<objective id="[^"]*"', '<objective id="https://a.example/x"', "used twice"),
    "no URL": (r"<url>02-dos.html", "<url>02 dos.html", "not a URL"),
    "query": (r"<url>02-dos.html", "<url>02-dos.html?fetch=x", "file is missing"),
    "no IRI": (r'id="https://[^"]*/block"', 'id="block"', "not an IRI"),
    "no id": (r'<block id="[^"]*"', "<block", "no identifier"),
    "objective": (r'idref="[^"]*"', 'idref="https://a.example/x"', "reference to nothing"),
    "moveOn": (r'moveOn="Completed"', 'moveOn="completed"', "moveOn"),
    "launchMethod": (r"AnyWindow", "NewWindow", "launchMethod"),
    "mastery above 1": (r'masteryScore="0.8"', 'masteryScore="80"', "masteryScore"),
    "mastery too precise": (r'masteryScore="0.8"', 'masteryScore="0.80001"', "masteryScore"),
    "file missing": (r"<url>02-dos.html", "<url>02-otro.html", "file is missing"),
    "absolute": (r"<url>02-dos.html", "<url>https://a.example/x.html", "file is missing"),
    "outside": (r"<url>02-dos.html", "<url>../cmi5/02-dos.html", "file is missing"),
    "language": (r'lang="es"', 'lang="español"', "language is"),
    "empty text": (r">Sample<", "><", "empty text"),
    "unknown attribute": (r"<au ", '<au class="x" ', "attribute class"),
    "foreign element": (r"</course>", '<x xmlns="urn:x"/></course>', "foreign element"),
    "ill-formed": (r"</courseStructure>", "", "not well-formed"),
}  # fmt: skip


@pytest.mark.parametrize("what", BREAKS)
def test_what_the_specification_forbids_never_leaves_the_build(folder: Path, what: str, tmp_path: Path) -> None:
    before, after, said = BREAKS[what]
    broken = shutil.copytree(folder, tmp_path / "cmi5")
    text, count = re.subn(before, after, (broken / NAME).read_text(encoding="utf-8"), count=0, flags=re.DOTALL)
    assert count
    (broken / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(JobError, match=said):
        verify(broken)


def test_without_a_structure_nothing_leaves_the_build(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="does not stand in the root"):
        verify(tmp_path)
