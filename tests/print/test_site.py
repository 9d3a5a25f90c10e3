"""Where an edition's pages are published comes from the configuration, and reaches that edition alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_tools.edition import edition_json
from build_tools.load import load
from build_tools.model import Edition
from tests.support.files import replace
from tests.support.project import make_project

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="2"/></svg>'
PICTURE = """\
id: {id}
kind: picture
source: dibujo.svg
title: {{es: Dibujo}}
alt: {{es: Un cuadro}}
people: none
licence: CC-BY-SA-4.0
"""


def _site(project: Path, audience: str, *, facilitator: bool) -> dict[str, Any]:
    catalogue, findings = load(project)
    assert findings == []
    edition = Edition(catalogue.kits[0], catalogue.audiences[audience], "es")
    found: dict[str, Any] = json.loads(edition_json(catalogue, edition, facilitator=facilitator))["site"]
    return found


def _project(folder: Path) -> Path:
    project = make_project(folder)
    for name in ("para-todos", "para-facilitar"):
        (project / "media" / name).mkdir(parents=True)
        (project / "media" / name / "media.yml").write_text(PICTURE.format(id=name), "utf-8")
        (project / "media" / name / "dibujo.svg").write_text(DRAWING, "utf-8")
    module = project / "kits" / "prueba" / "02-dos.md"
    shown = "\n:::{media} para-todos\n:::\n\n::::{facilitator}\n:::{media} para-facilitar\n:::\n::::\n"
    module.write_text(module.read_text("utf-8") + shown, "utf-8")
    return project


def test_an_audience_without_an_address_is_published_nowhere(tmp_path: Path) -> None:
    project = _project(tmp_path)
    replace(project / "conf/audiences.yml", "quick_exit: ", "address: https://formacion.example/p, quick_exit: ")
    assert _site(project, "policia", facilitator=False)["address"] == "https://formacion.example/p/es/prueba/web"
    assert _site(project, "judicial", facilitator=False)["address"] is None


def test_the_web_folder_never_has_what_is_for_facilitators(tmp_path: Path) -> None:
    project = _project(tmp_path)
    for facilitator in (False, True):
        assert _site(project, "policia", facilitator=facilitator)["media"] == ["para-todos"]


def test_an_address_with_a_slash_at_its_end_is_a_finding(tmp_path: Path) -> None:
    project = _project(tmp_path)
    replace(project / "conf/audiences.yml", "quick_exit: ", "address: https://formacion.example/, quick_exit: ")
    _, findings = load(project)
    assert [(f.code.id, f.location.path) for f in findings] == [("yaml-field", "conf/audiences.yml")]
