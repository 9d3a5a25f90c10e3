"""`kits build --institution`: exactly its files, split where its platform takes no more."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from build_tools.load import load
from build_tools.pipeline import examine
from tests.support.files import copied, tree
from tests.support.once import made_once
from tests.support.project import REPOSITORY, kits, make_project

ACADEMY: dict[str, Any] = {
    "id": "academia", "name": {"es": "Academia"}, "audience": "policia", "languages": ["es"], "lms": "Moodle 4.1",
    "format": "scorm12", "largest_upload": 50,
}  # fmt: skip
STEM = "prueba-1.0.0-policia-es"


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project with one package published, and all that tests ask for in its store."""
    return made_once(tmp_path_factory, "institutions", _pack)


def _pack(folder: Path) -> None:
    project = make_project(folder)
    formats = ("scorm12", "scorm12-modules", "scorm2004", "cmi5", "cmi5-modules", "web")
    wanted = [f"*/policia/*/{name}" for name in formats]
    assert kits(project, "build", *wanted, "--out", str(folder / "warm")).returncode == 0
    assert kits(project, "build", wanted[0]).returncode == 0


@pytest.fixture
def project(packed: Path, tmp_path: Path) -> Path:
    return copied(packed, tmp_path)


def institutions(project: Path, *entries: dict[str, Any], **more: Any) -> Path:
    """Writes the institutions (as JSON, which is YAML)."""
    path = project / "conf/institutions.yml"
    path.write_text(json.dumps({"institutions": list(entries), **more}), encoding="utf-8")
    return path


def made(project: Path, name: str = "academia", code: int = 0) -> list[str]:
    """What a build says that it made for an institution: the files' names."""
    done = kits(project, "build", "--institution", name, "--out", "new")
    assert done.returncode == code, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert all((project / p).exists() for p in paths)
    return [p.name for p in paths]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, [f"{STEM}.scorm12.zip"]),
        ({"modules": "whole"}, [f"{STEM}.scorm12.zip"]),
        ({"modules": "single"}, [f"{STEM}-01-uno.scorm12.zip", f"{STEM}-02-dos.scorm12.zip"]),
        ({"format": "scorm2004"}, [f"{STEM}.scorm2004.zip"]),
        ({"format": "cmi5", "modules": "single"}, [f"{STEM}-01-uno.cmi5.zip", f"{STEM}-02-dos.cmi5.zip"]),
        ({"format": "web", "modules": "single"}, [f"{STEM}.web.zip", "web"]),
        ({"languages": ["en", "es"]}, [f"{STEM}.scorm12.zip"]),
    ],
)  # fmt: skip
def test_exactly_its_files_are_made(project: Path, change: dict[str, Any], wanted: list[str]) -> None:
    institutions(project, ACADEMY | change)
    assert made(project) == wanted
    files = {p for p in tree(project / "new") if not p.endswith((".html", "inventory.json")) and "/web/" not in p}
    assert {Path(p).name for p in files} == {w for w in wanted if w != "web"}


def sizes(project: Path) -> tuple[int, list[int]]:
    """How large the whole package is, and those of single modules."""
    folder = project / "dist/policia/es/prueba"
    assert kits(project, "build", "*/policia/*/scorm12", "*/policia/*/scorm12-modules").returncode == 0
    parts = sorted(p.stat().st_size for p in folder.glob(f"{STEM}-*.scorm12.zip"))
    return (folder / f"{STEM}.scorm12.zip").stat().st_size, parts


def test_a_package_that_is_too_large_is_split_by_modules(project: Path) -> None:
    whole, parts = sizes(project)
    assert parts[-1] < whole
    institutions(project, ACADEMY | {"largest_upload": (whole - 1) / 1e6})
    assert made(project) == [f"{STEM}-01-uno.scorm12.zip", f"{STEM}-02-dos.scorm12.zip"]
    assert not (project / f"new/policia/es/prueba/{STEM}.scorm12.zip").exists()
    institutions(project, ACADEMY | {"largest_upload": whole / 1e6})
    assert made(project) == [f"{STEM}.scorm12.zip"]


@pytest.mark.parametrize("modules", ["auto", "single"])
def test_a_module_that_is_too_large_is_a_finding(project: Path, modules: str) -> None:
    _, parts = sizes(project)
    institutions(project, ACADEMY | {"largest_upload": (parts[-1] - 1) / 1e6, "modules": modules})
    done = kits(project, "build", "--institution", "academia")
    assert done.returncode == 1
    assert done.stderr.count("package-too-large") == 1
    assert "conf/institutions.yml:1:" in done.stderr


@pytest.mark.parametrize("change", [{"modules": "whole"}, {"format": "web"}])
def test_what_cannot_be_split_is_a_finding(project: Path, change: dict[str, Any]) -> None:
    institutions(project, ACADEMY | {"largest_upload": 0.001} | change)
    done = kits(project, "build", "--institution", "academia")
    assert done.returncode == 1
    assert done.stderr.count("package-too-large") == 1


def test_what_was_published_before_stays(project: Path) -> None:
    institutions(project, ACADEMY | {"format": "cmi5"})
    before = tree(project / "dist/policia/es")
    assert kits(project, "build", "--institution", "academia").returncode == 0
    after = tree(project / "dist/policia/es")
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_an_unknown_institution_is_told_with_the_known_ones(project: Path) -> None:
    institutions(project, ACADEMY, ACADEMY | {"id": "otra"})
    done = kits(project, "build", "--institution", "academi")
    assert (done.returncode, done.stdout) == (2, "")
    assert "academia, otra" in done.stderr


def test_an_institution_and_selectors_exclude_each_other(project: Path) -> None:
    institutions(project, ACADEMY)
    assert kits(project, "build", "--institution", "academia", "*").returncode == 2


def test_without_a_file_of_institutions_there_is_none(project: Path) -> None:
    assert kits(project, "build", "--institution", "academia").returncode == 2


def test_an_institution_that_no_kit_is_for_is_told(project: Path) -> None:
    institutions(project, ACADEMY | {"languages": ["en"]})
    done = kits(project, "build", "--institution", "academia")
    assert done.returncode == 2
    assert "policia" in done.stderr


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        ({"audience": "polisia"}, "unknown-audience", ""), ({"languages": ["xx"]}, "unknown-language", ""),
        ({"format": "pdf"}, "yaml-field", "format"), ({"largest_upload": 0}, "yaml-field", "largest_upload"),
        ({"largest_upload": "50"}, "yaml-field", "largest_upload"), ({"modules": "some"}, "yaml-field", "modules"),
        ({"id": "Academia"}, "yaml-field", "id"), ({"colour": "red"}, "yaml-field", "colour"),
    ],
)  # fmt: skip
def test_mistakes_in_the_file_are_findings(project: Path, change: dict[str, Any], code: str, line: str) -> None:
    institutions(project, ACADEMY | change)
    _, findings = examine(project)
    assert [(f.code.id, f.location.path) for f in findings] == [(code, "conf/institutions.yml")]
    assert code != "yaml-field" or line in findings[0].message()


def test_two_institutions_with_one_id_are_a_finding(project: Path) -> None:
    institutions(project, ACADEMY, ACADEMY)
    assert [f.code.id for f in examine(project)[1]] == ["duplicate-id"]


@pytest.mark.parametrize("iri", ["http://a.example", "https://a.example/", "urn:x", "https://a b"])
def test_the_iri_of_cmi5_is_an_address_without_a_slash(project: Path, iri: str) -> None:
    institutions(project, ACADEMY, base_iri=iri)
    assert [f.code.id for f in examine(project)[1]] == ["yaml-field"]


def test_the_iri_of_cmi5_can_be_set(project: Path) -> None:
    institutions(project, ACADEMY | {"format": "cmi5"}, base_iri="https://kits.example.org/x")
    (name,) = made(project)
    raw = zipfile.ZipFile(project / "new/policia/es/prueba" / name).read("cmi5.xml").decode()
    assert 'id="https://kits.example.org/x/prueba/policia/es/au/01-uno"' in raw


def test_the_examples_cover_the_audiences_and_have_kits() -> None:
    catalogue, findings = load(REPOSITORY)
    assert not [f for f in findings if f.location.path == "conf/institutions.yml"]
    assert {i.audience for i in catalogue.institutions.values()} == set(catalogue.audiences)
    assert {"police-academy", "judicial-school", "stss", "civil-society-network"} <= set(catalogue.institutions)


def test_the_examples_are_plausible() -> None:
    """Core Moodle has no cmi5 activity; a file of 2 MB is PHP's own limit, above 2 GB few servers take anything."""
    examples = load(REPOSITORY)[0].institutions.values()
    assert not [i.id for i in examples if "Moodle" in i.lms and i.format == "cmi5"]
    assert not [i.id for i in examples if not 2_000_000 <= i.largest_upload <= 2_000_000_000]
    assert "example" in (REPOSITORY / "conf/institutions.yml").read_text(encoding="utf-8")
