"""Readings of one edition, made by the real step: Sphinx, our directives and our roles."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.edition import edition_json, module_inputs, picture_files
from build_tools.load import load
from build_tools.model import Edition
from build_tools.sphinx_ext import step
from tests.support.project import make_project

HEAD = "---\ntitle: Un módulo\nduration: 30\n---\n\n"


def project_of(texts: Mapping[str, str], folder: Path) -> Path:
    """The base project, with these texts as the modules of its kit."""
    project = make_project(folder)
    kit = project / "kits/prueba"
    for file in kit.glob("*.md"):
        file.unlink()
    for name, text in texts.items():
        (kit / f"{name}.md").write_text(f"{HEAD}{text}\n", "utf-8")
    lines = (kit / "kit.yml").read_text("utf-8").splitlines()
    listed = f"modules: [{', '.join(f'{name}.md' for name in texts)}]"
    (kit / "kit.yml").write_text("\n".join(listed if ln.startswith("modules:") else ln for ln in lines) + "\n", "utf-8")
    return project


def read(project: Path, folder: Path, *, language: str = "es", facilitator: bool = True) -> dict[str, Any]:
    """What the reading step writes of an edition for ``policia``: ``reading`` and ``ast``, parsed."""
    catalogue, findings = load(project)
    assert findings == []
    edition = Edition(catalogue.kits[0], catalogue.audiences["policia"], language)
    workspace, out = folder / "workspace", folder / "out"
    (workspace / "kits/prueba").mkdir(parents=True)
    shutil.copytree(project / "conf", workspace / "conf")
    for given in module_inputs(edition, facilitator=facilitator):
        (workspace / given.path).write_bytes(given.data or b"")
    for name in picture_files(edition, facilitator=facilitator):
        (workspace / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(project / name, workspace / name)
    (workspace / "edition.json").write_bytes(edition_json(catalogue, edition, facilitator=facilitator))
    step.build({"kit": "kits/prueba"}, workspace, out)
    return {name: json.loads((out / f"{name}.json").read_text("utf-8")) for name in ("reading", "ast")}
