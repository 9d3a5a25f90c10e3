"""Two versions of a small kit, in the words of an author; and their packages by the real pipeline."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from tests.learner.players import SIMULATORS
from tests.support.project import kits, make_project

FORMATS = (*SIMULATORS, "cmi5")
HEAD = """\
---
title: {title}
duration: 20
---

:::{{objectives}}
- `ver` Reconocer una señal.
:::
"""
LESSON = """
({id})=
## {title}

Texto de esta lección.
"""


def question(identifier: str) -> str:
    """The first answer is right."""
    return f"""
:::{{question}} single
:id: {identifier}
:objective: ver

¿Qué dice {identifier}?

- [x] Bien {identifier}
- [ ] Mal {identifier}
:::
"""


FIRST = {
    "primera": question("q-una") + question("q-dos"),
    "evaluacion": """
:::{assessment} final
:id: e-final
:questions: q-una q-dos q-tres q-cuatro
:pass: 70
:attempts: 3
:::
""",
    "diario": """
:::{reflection}
:id: r-uno
:lines: 4

¿Qué hará mañana?
:::
""",
    "ultima": question("q-tres") + question("q-cuatro"),
}
NEXT = {
    "nueva": question("q-nueva"),
    "ultima": FIRST["ultima"],
    "diario": FIRST["diario"],
    "primera": question("q-una"),
    "evaluacion": FIRST["evaluacion"].replace(" q-dos", ""),
}


def _module(title: str, lessons: dict[str, str]) -> str:
    parts = [LESSON.format(id=name, title=name.capitalize()) + body for name, body in lessons.items()]
    return HEAD.format(title=title) + "".join(parts)


def _write(project: Path, version: str, modules: dict[str, str]) -> None:
    kit = project / "kits/prueba"
    for old in kit.glob("*.md"):
        old.unlink()
    for name, text in modules.items():
        (kit / f"{name}.md").write_text(text, encoding="utf-8")
    (kit / "kit.yml").write_text(
        f"id: prueba\nversion: {version}\ntitle: {{es: Kit de prueba}}\ndescription: {{es: Un kit.}}\n"
        f"audiences: [policia]\nlanguages: [es]\nmodules: [{', '.join(f'{name}.md' for name in modules)}]\n",
        encoding="utf-8",
    )


def build_versions(folder: Path) -> Path:
    """``1/`` and ``2/`` with a package in each standard."""
    project = make_project(folder / "project")
    one, two = _module("Uno", FIRST), _module("Dos", {"sola": "", "otra": ""})
    _write(project, "1.0.0", {"01-uno": one, "02-dos": two})
    _build(project, folder / "1")
    new = _module("Nuevo", {"primera-del-nuevo": question("q-primera")})
    _write(project, "1.1.0", {"00-nuevo": new, "02-dos": two, "01-uno": _module("Uno, revisado", NEXT)})
    _build(project, folder / "2")
    return folder


def _build(project: Path, out: Path) -> None:
    done = kits(project, "build", *(f"prueba/policia/es/{name}" for name in FORMATS), "--out", str(out))
    assert done.returncode == 0, done.stderr


def put(versions: Path, version: str, format_: str, folder: Path) -> None:
    """Puts a package in the place of the one that was there, as an LMS does."""
    for old in sorted(folder.rglob("*"), reverse=True):
        old.rmdir() if old.is_dir() else old.unlink()
    (package,) = (versions / version).rglob(f"*.{format_}.zip")
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)


def launches(folder: Path) -> dict[str, str]:
    """What an LMS keeps records under, and the page that it opens for each."""
    course = folder / "cmi5.xml"
    if course.exists():
        units = etree.parse(course).iterfind(".//{*}au")
        return {str(unit.get("id")): str(unit.findtext("{*}url")) for unit in units}
    root = etree.parse(folder / "imsmanifest.xml")
    pages = {e.get("identifier"): str(e.get("href")) for e in root.iterfind(".//{*}resource") if e.get("href")}
    items = root.iterfind(".//{*}item[@identifierref]")
    return {str(item.get("identifier")): pages[item.get("identifierref")] for item in items}
