"""The kit with all activities, built once for all workers."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from filelock import FileLock
from lxml.html import HtmlElement

from tests.activities.content import make_activities
from tests.support.project import kits

PROMPT = "¿Cómo se llama lo que se ve?"
FRENCH = "Comment s’appelle ce qu’on voit ?"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """``dist/`` of the websites of both audiences in Spanish, and of one in French."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    project = shared / "activities"
    with FileLock(f"{project}.lock"):
        if not project.exists():
            make_activities(project)
            folder = project / "kits/prueba/locale/fr/LC_MESSAGES"
            folder.mkdir(parents=True)
            head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
            texts = {PROMPT: FRENCH, "Señal": "Signe"}
            entries = "".join(f'\nmsgid "{k}"\nmsgstr "{v}"\n' for k, v in texts.items())
            (folder / "banco.po").write_text(head + entries, encoding="utf-8")
            done = kits(project, "build", "*/*/es/web", "*/policia/fr/web")
            assert done.returncode == 0, done.stderr
    return project / "dist"


@pytest.fixture(scope="session")
def page(built: Path) -> HtmlElement:
    """The page of the module with all activities, for the police."""
    return lxml.html.parse(built / "policia/es/prueba/web/02-dos.html").getroot()
