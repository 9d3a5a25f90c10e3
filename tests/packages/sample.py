"""A kit with a final assessment and a recording in two modules, and its packages in every standard."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from build_tools.formats import cmi5, manifest12, manifest2004, scorm12, scorm2004
from build_tools.formats.manifest import NAME, Standard
from tests.learner.sample import JOB, module, reading

MAKERS: dict[str, Any] = {"scorm12": scorm12, "scorm2004": scorm2004, "cmi5": cmi5}
STANDARDS: dict[str, Standard] = {"scorm12": manifest12.SCORM12, "scorm2004": manifest2004.SCORM2004}
VIDEO = ("Un video", '<figure class="media" data-media="ruta"><figcaption><p>Pie.</p></figcaption></figure>')


def content() -> dict[str, Any]:
    """Three modules: the first judged by 80 %, the second by the kit's mastery, the third not."""
    found = reading()
    found["kit"] |= {
        "titles": {"es": "Muestra & prueba", "en": "Sample", "fr": "Essai"},
        "descriptions": {"es": "Uno.", "en": "One."},
    }
    found["modules"].append(module("03-tres", "Tercero", {"v": VIDEO}))
    found["modules"][0]["assessments"] = [
        {"id": "previa", "kind": "diagnostic", "pass": None}, {"id": "final", "kind": "final", "pass": 80},
    ]  # fmt: skip
    found["modules"][1]["assessments"] = [{"id": "f", "kind": "final", "pass": None}]
    found["modules"][2]["assessments"] = [{"id": "p", "kind": "formative", "pass": 50}]
    return found


def build(format_: str, workspace: Path, out: Path, *, single: bool = False) -> list[Path]:
    """The packages of a standard, as files in a folder that may not exist yet."""
    out.mkdir(parents=True, exist_ok=True)
    make = MAKERS[format_].build_modules if single else MAKERS[format_].build
    make(JOB, workspace, out)
    return sorted(out.glob("*.zip"))


def unpacked(package: Path, folder: Path) -> Path:
    """A package's files in a folder."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder


def manifest_of(package: Path) -> etree._Element:
    """The manifest (or course structure) of a package."""
    with zipfile.ZipFile(package) as archive:
        name = NAME if NAME in archive.namelist() else "cmi5.xml"
        return etree.fromstring(archive.read(name))


def attributes(root: etree._Element, *names: str) -> list[str]:
    """All values of attributes, by their local names, in the document's order."""
    wanted = " or ".join(f"local-name()='{name}'" for name in names)
    return [str(value) for value in root.xpath(f"//@*[{wanted}]")]


def texts(root: etree._Element, path: str) -> list[str]:
    """The texts of elements, by a path of local names."""
    return [e.text or "" for e in root.findall(".//" + "/".join(f"{{*}}{part}" for part in path.split("/")))]
