"""What a real Moodle and ADL's validator taught (`shared/findings.md`), one test for each line of it.

Each broken package must be refused by our own check; what is built must show none of it.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from build_tools.errors import JobError
from build_tools.formats.manifest import NAME
from build_tools.formats.manifest_check import problems_of, verify
from build_tools.formats.package import ncname, plain_title
from tests.learner.sample import JOB
from tests.packages.sample import MAKERS, STANDARDS, attributes, content, manifest_of, texts, unpacked

BOTH = ("scorm12", "scorm2004")


@pytest.fixture(scope="session")
def folders(whole: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: unpacked(whole[name], tmp_path_factory.mktemp("unpacked")) for name in BOTH}


@pytest.fixture(params=BOTH)
def format_(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[(name, kind) for name in BOTH for kind in ("whole", "single")], ids="-".join)
def package(request: pytest.FixtureRequest, whole: dict[str, Path], single: dict[str, list[Path]]) -> tuple[str, Path]:
    name, kind = request.param
    return name, whole[name] if kind == "whole" else single[name][0]


def test_a_built_package_has_no_problem(package: tuple[str, Path], tmp_path: Path) -> None:
    assert list(problems_of(unpacked(package[1], tmp_path), STANDARDS[package[0]])) == []


def test_the_manifest_stands_in_the_root_and_is_spelt_so(package: tuple[str, Path]) -> None:
    assert [n for n in zipfile.ZipFile(package[1]).namelist() if n.lower().endswith("manifest.xml")] == [NAME]


def test_packaging_elements_have_no_prefix_and_the_others_theirs(package: tuple[str, Path]) -> None:
    raw = zipfile.ZipFile(package[1]).read(NAME).decode("utf-8")
    prefixes = {"adlcp"} if package[0] == "scorm12" else {"adlcp", "adlseq", "adlnav", "imsss"}
    assert set(re.findall(r"xmlns:([a-z]+)=", raw)) == prefixes | {"xsi"}
    assert set(re.findall(r"</?([a-z]+):", raw)) <= prefixes


def test_schemaversion_is_right_to_the_letter(package: tuple[str, Path]) -> None:
    wanted = {"scorm12": "1.2", "scorm2004": "2004 4th Edition"}
    assert texts(manifest_of(package[1]), "schemaversion") == [wanted[package[0]]]


def test_the_attribute_is_spelt_as_its_version_wants(package: tuple[str, Path]) -> None:
    raw = zipfile.ZipFile(package[1]).read(NAME).decode("utf-8")
    right, wrong = ("scormtype", "scormType") if package[0] == "scorm12" else ("scormType", "scormtype")
    assert f' adlcp:{right}="sco"' in raw
    assert wrong not in raw


def test_characters_stand_for_themselves(package: tuple[str, Path]) -> None:
    raw = zipfile.ZipFile(package[1]).read(NAME)
    assert raw.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert set(re.findall(rb"&[^;]*;", raw)) <= {b"&amp;"}
    assert "«trata»".encode() in raw


def test_the_schema_files_of_every_namespace_stand_in_the_root(package: tuple[str, Path]) -> None:
    (location,) = attributes(manifest_of(package[1]), "schemaLocation")
    files = location.split()[1::2]
    names = set(zipfile.ZipFile(package[1]).namelist())
    assert set(files) <= names
    assert len(files) == {"scorm12": 2, "scorm2004": 5}[package[0]]
    if package[0] == "scorm2004":
        assert {"xml.xsd", "XMLSchema.dtd", "datatypes.dtd", "imsss_v1p0util.xsd"} <= names


def test_every_file_is_listed_once_and_every_listed_file_is_there(package: tuple[str, Path]) -> None:
    root = manifest_of(package[1])
    listed = [str(e.get("href")) for e in root.iter("{*}file")]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(zipfile.ZipFile(package[1]).namelist()) - {NAME}


def test_a_recording_of_two_modules_is_one_file_that_both_depend_on(whole: dict[str, Path], format_: str) -> None:
    root = manifest_of(whole[format_])
    resources = {e.get("identifier"): e for e in root.iter("{*}resource")}
    needs = {n: [d.get("identifierref") for d in e.iter("{*}dependency")] for n, e in resources.items()}
    own = ncname("file", "media/ruta/240p.mp4")
    assert [n for n, found in needs.items() if own in found] == ["res-01-uno", "res-03-tres"]
    assert all("res-shared" in found for n, found in needs.items() if n in {"res-01-uno", "res-02-dos", "res-03-tres"})


@pytest.mark.parametrize("name", ["scorm12", "scorm2004", "cmi5"])
def test_no_module_carries_the_recordings_of_another(single: dict[str, list[Path]], name: str) -> None:
    with_media = [any(n.startswith("media/") for n in zipfile.ZipFile(p).namelist()) for p in single[name]]
    assert with_media == [True, False, True]


ALL = ("scorm12", "scorm2004", "cmi5")
KINDS = {"scorm12": {"imsmanifest.xml", ".xsd"}, "scorm2004": {"imsmanifest.xml", ".xsd", ".dtd"}, "cmi5": {"cmi5.xml"}}


@pytest.mark.parametrize("name", ALL)
def test_a_package_holds_only_what_a_learner_or_an_lms_needs(
    whole: dict[str, Path], single: dict[str, list[Path]], name: str
) -> None:
    """No sources, build traces or indexes of a website, as Sphinx would add them."""
    for package in (whole[name], *single[name]):
        others = {
            Path(n).suffix if Path(n).suffix in {".xsd", ".dtd"} else n for n in zipfile.ZipFile(package).namelist()
            if not re.fullmatch(r"(pictures|media)/.*|\d\d-[\w-]+\.html|metadata[\w-]*\.xml|[a-z]+\.(js|css)|salida\.html", n)
        }  # fmt: skip
        assert others == KINDS[name]


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_loaded_from_another_host(whole: dict[str, Path], name: str) -> None:
    archive = zipfile.ZipFile(whole[name])
    for file in archive.namelist():
        text = archive.read(file).decode("utf-8") if file.endswith((".html", ".css")) else ""
        found = re.findall(
            r"""(?:\ssrc|\sposter|<link[^>]*\shref)=["']?([^"'\s>]+)|url\(["']?([^"')]+)|@import\s+(\S+)""", text
        )
        loaded = [link for links in found for link in links if link]
        assert not [link for link in loaded if re.match(r"(?!data:)([a-z]+:|//)", link)], file


@pytest.mark.parametrize("language", ["es", "en", "fr"])
@pytest.mark.parametrize("name", ALL)
def test_pages_and_metadata_declare_the_packages_language(
    workspace: Path, name: str, language: str, tmp_path: Path
) -> None:
    shutil.copytree(workspace, tmp_path / "workspace")
    reading = content() | {"language": language}
    (tmp_path / "workspace/reading/reading.json").write_text(json.dumps(reading), encoding="utf-8")
    MAKERS[name].build(replace(JOB, language=language), tmp_path / "workspace", tmp_path)
    archive = zipfile.ZipFile(next(tmp_path.glob("*.zip")))
    pages = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".html")]
    assert {re.search(r'<html lang="([^"]*)"', page).group(1) for page in pages} == {language}  # type: ignore[union-attr]
    for file in (n for n in archive.namelist() if n.startswith("metadata")):
        assert set(texts(etree.fromstring(archive.read(file)), "language")) == {language}


def test_no_global_objectives_no_collection_no_base(package: tuple[str, Path]) -> None:
    raw = zipfile.ZipFile(package[1]).read(NAME)
    for word in (b"mapInfo", b"sequencingCollection", b"IDRef", b"xml:base", b"objectiveID"):
        assert word not in raw


@pytest.mark.parametrize(
    ("title", "wanted"),
    [("0", "0."), (" 0 ", "0."), ("", "–"), ("a\n b", "a b"), ("Uso de <b>x</b>", "Uso de ‹b›x‹/b›"),
     ("x" * 400, "x" * 199 + "…"), ("Señal & más", "Señal & más")],
)  # fmt: skip
def test_titles_are_what_an_lms_takes(title: str, wanted: str) -> None:
    assert plain_title(title) == wanted


@pytest.mark.parametrize("length", [64, 119, 120, 121, 255, 4000])
def test_identifiers_stay_short_and_distinct(length: int) -> None:
    one, other = ncname("item", "a" * length), ncname("item", "a" * length + "b")
    assert one != other
    assert len(one) <= 255


BREAKS: dict[str, tuple[tuple[str, ...], str, str, str]] = {
    "schemaversion": (BOTH, r"<schemaversion>[^<]*", "<schemaversion>2004 3rd", "schemaversion"),
    "title 0": (BOTH, r"<title>El segundo", "<title>0", "title"),
    "title empty": (BOTH, r"<title>El segundo", "<title>", "title"),
    "title over 200": (BOTH, r"<title>El segundo", "<title>" + "x" * 256, "title"),
    "title with markup": (BOTH, r"<title>El segundo", "<title>&lt;b&gt;El", "title"),
    "no title": (BOTH, r"<title>El segundo</title>", "", "no title|line"),
    "entity": (BOTH, r"<title>El segundo", "<title>Se&#241;al", "entity"),
    "doctype": (BOTH, r"(<manifest)", r"<!DOCTYPE manifest>\1", "entity"),
    "id over 255": (BOTH, r"res-02-dos", "r" * 256, "too long"),
    "id no NCName": (BOTH, r"item-02-dos", "2 dos", "line"),
    "id twice": (BOTH, r"item-02-dos", "item-01-uno", "used twice"),
    "default organization": (BOTH, r'default="[^"]*"', 'default="item-01-uno"', "reference to nothing"),
    "identifierref to an item": (BOTH, r'identifierref="res-02-dos"', 'identifierref="item-01-uno"', "to nothing"),
    "item without a resource": (BOTH, r' identifierref="res-02-dos"', "", "launches nothing"),
    "dependency": (BOTH, r'dependency identifierref="res-shared"', 'dependency identifierref="x"', "to nothing"),
    "launch file missing": (BOTH, r'href="02-dos.html"', 'href="02-otro.html"', "missing: 02-otro.html"),
    "launch file not its own": (BOTH, r'sco" href="02-dos.html"', 'sco" href="learner.js"', "launch file"),
    "launched asset": (BOTH, r'="sco" href="02-dos', '="asset" href="02-dos', "no SCO"),
    "metadata file missing": (BOTH, r"location>metadata.xml", "location>other.xml", "missing: other.xml"),
    "xml:base": (BOTH, r"<resources>", '<resources xml:base="a/">', "xml:base"),
    "prefixed packaging": (BOTH, r'xmlns="([^"]*)"(.*)<resources>(.*)</resources>',
                           r'xmlns="\1" xmlns:imscp="\1"\2<imscp:resources>\3</imscp:resources>', "wrong prefix"),
    "other prefix for adlcp": (BOTH, r"adlcp:", "scorm:", "wrong prefix"),
    "namespace without a schema": (BOTH, r"</metadata>\n  <org",
                                   '<x xmlns="urn:x"/></metadata>\n  <org', "without a schema|line"),
    "lower case in 2004": (("scorm2004",), r"scormType", "scormtype", "no adlcp:scormType|line"),
    "camel case in 1.2": (("scorm12",), r"scormtype", "scormType", "no adlcp:scormtype|line"),
    "mapInfo": (("scorm2004",), r"</imsss:primaryObjective>",
                '<imsss:mapInfo targetObjectiveID="g"/></imsss:primaryObjective>', "mapInfo"),
    "sequencingCollection": (("scorm2004",), r"</manifest>",
                             "<imsss:sequencingCollection><imsss:sequencing/></imsss:sequencingCollection></manifest>",
                             "sequencingCollection"),
    "IDRef": (("scorm2004",), r"<imsss:sequencing>", '<imsss:sequencing IDRef="x">', "IDRef"),
    "sequencing in a wrong order": (("scorm2004",), r"(<imsss:rollupRules [^>]*/>)(\s*)(<imsss:objectives>.*?</imsss:objectives>)",
                                    r"\3\2\1", "line"),
    "control after rollup": (("scorm2004",), r"(<imsss:controlMode [^>]*/>)(\s*)(<imsss:rollupRules>.*?</imsss:rollupRules>)",
                             r"\3\2\1", "line"),
    "conditions after the action": (("scorm2004",),
                                    r"(<imsss:rollupConditions.*?</imsss:rollupConditions>)(\s*)(<imsss:rollupAction [^>]*/>)",
                                    r"\3\2\1", "line"),
    "unknown condition": (("scorm2004",), r'condition="completed"', 'condition="done"', "line"),
    "weight over 1": (("scorm2004",), r'objectiveMeasureWeight="1"', 'objectiveMeasureWeight="2"', "line"),
    "measure over 1": (("scorm2004",), r"Measure>0.8<", "Measure>80<", "line"),
    "progress over 1": (("scorm2004",), r'minProgressMeasure="1.0"', 'minProgressMeasure="100"', "line"),
    "unknown control": (("scorm2004",), r"hideLMSUI>abandon<", "hideLMSUI>all<", "line"),
    "mastery over 100": (("scorm12",), r"masteryscore>80<", "masteryscore>800<", "line|mastery"),
    "mastery in words": (("scorm12",), r"masteryscore>80<", "masteryscore>80 %<", "line|mastery"),
    "ill-formed": (BOTH, r"</manifest>", "", "not well-formed"),
    "metadata in a wrong order": (BOTH, r"(<schema>.*?</schema>)(\s*)(<schemaversion>.*?</schemaversion>)",
                                  r"\3\2\1", "line"),
}  # fmt: skip
"""By what is broken: in which standards, what is replaced by what, and what must be said."""


@pytest.mark.parametrize(("name", "what"), [(name, what) for what, row in BREAKS.items() for name in row[0]])
def test_what_lms_and_validators_refuse_never_leaves_the_build(
    folders: dict[str, Path], name: str, what: str, tmp_path: Path
) -> None:
    _, before, after, said = BREAKS[what]
    folder = shutil.copytree(folders[name], tmp_path / "package")
    text = (folder / NAME).read_text(encoding="utf-8")
    if what == "other prefix for adlcp":
        text = text.replace("xmlns:adlcp", "xmlns:scorm")
    broken, count = re.subn(before, after, text, flags=re.DOTALL)
    assert count
    (folder / NAME).write_text(broken, encoding="utf-8")
    with pytest.raises(JobError, match=said):
        verify(folder, STANDARDS[name])


def _move(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / NAME).rename(folder / "inner" / NAME)


def _rename(folder: Path) -> None:
    (folder / NAME).rename(folder / "IMSManifest.xml")


def _latin(folder: Path) -> None:
    (folder / NAME).write_bytes((folder / NAME).read_text(encoding="utf-8").encode("latin-1"))


def _stray(folder: Path) -> None:
    (folder / "stray.txt").write_text("x", encoding="utf-8")


def _no_schema(folder: Path) -> None:
    next(folder.glob("adlcp*.xsd")).unlink()


@pytest.mark.parametrize(
    ("change", "said"),
    [(_move, "does not stand in the root"), (_rename, "does not stand in the root"), (_latin, "UTF-8|well-formed"),
     (_stray, "not listed: stray"), (_no_schema, "schema file is missing")],
)  # fmt: skip
def test_a_package_with_wrong_files_never_leaves_the_build(
    folders: dict[str, Path], format_: str, change: object, said: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(folders[format_], tmp_path / "package")
    change(folder)  # type: ignore[operator]
    with pytest.raises(JobError, match=said):
        verify(folder, STANDARDS[format_])


def test_the_2004_manifest_needs_all_five_schemas(folders: dict[str, Path]) -> None:
    root = etree.parse(folders["scorm2004"] / NAME).getroot()
    used = {etree.QName(e).namespace for e in root.iter(etree.Element)}
    used |= {etree.QName(k).namespace for e in root.iter(etree.Element) for k in e.attrib} - {None}
    assert len(used) == 6  # and xsi
