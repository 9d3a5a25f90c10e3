"""A translation that no person has read says so wherever it is seen, until a review is recorded in its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.files import replace
from tests.support.project import kits, make_project
from tests.translate.pseudo import translate_all

MARK = "Draft translation, not yet reviewed"
FILE = "kits/prueba/locale/en/LC_MESSAGES/{name}.po"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project in English, as a draft, with its website built."""
    made = make_project(tmp_path_factory.mktemp("review") / "project")
    replace(made / "kits/prueba/kit.yml", "languages: [es]", "languages: [es, en]")
    assert kits(made, "translate", "update").returncode == 0
    translate_all(made, "en")
    _build(made)
    return made


def _build(project: Path) -> None:
    done = kits(project, "build", "*/policia/*/web")
    assert done.returncode == 0, done.stderr


def _page(project: Path, language: str, name: str) -> str:
    return (project / "dist/policia" / language / "prueba/web" / f"{name}.html").read_text("utf-8")


def _states(project: Path) -> dict[str, str]:
    inventory = json.loads((project / "dist/policia/inventory.json").read_text("utf-8"))
    found: dict[str, str] = inventory["kits"]["prueba"]["languages"]
    return found


def test_each_page_of_a_draft_says_so(project: Path) -> None:
    for name in ("index", "01-uno", "02-dos"):
        assert MARK in _page(project, "en", name)
        assert MARK not in _page(project, "es", name)
        assert "borrador" not in _page(project, "es", name)


def test_the_catalogue_page_tells_the_state_of_each_language(project: Path) -> None:
    assert _states(project) == {"es": "original", "en": "draft", "fr": "none"}
    page = (project / "dist/policia/index.html").read_text("utf-8")
    for said in ("(original)", "(traducción en borrador, aún sin revisar)", "(aún sin traducir)"):
        assert said in page
    assert 'class="button" href="es/prueba/web/index.html"' in page


def test_a_changed_translation_is_seen_at_once(project: Path) -> None:
    file = project / FILE.format(name="02-dos")
    replace(file, "xxTexto xxdel xxsegundo xxmódulo.", "A text that was mended.")
    _build(project)
    assert "A text that was mended." in _page(project, "en", "02-dos")
    assert "xxTercera" in _page(project, "en", "02-dos")
    assert "xxTexto xxdel" not in _page(project, "en", "02-dos")


def test_a_recorded_review_takes_the_mark_away(project: Path) -> None:
    for name in ("01-uno", "02-dos"):
        assert MARK in _page(project, "en", "01-uno"), "one file that nobody has read keeps the mark"
        file = project / FILE.format(name=name)
        replace(file, '"X-Review: draft', '"X-Reviewed-By: Ana, 2026-11-30')
        _build(project)
    assert MARK not in _page(project, "en", "01-uno")
    assert MARK not in _page(project, "en", "index")
    assert _states(project)["en"] == "reviewed"


def test_a_picture_has_a_twin_in_its_language(project: Path) -> None:
    folder = project / "kits/prueba/img"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="5">{}</text></svg>'
    (folder / "cuadro.svg").write_text(drawing.format("Alto"), "utf-8")
    (folder / "cuadro.en.svg").write_text(drawing.format("Stop"), "utf-8")
    _build(project)

    def shown(language: str) -> str:
        pictures = project / "dist/policia" / language / "prueba/web/pictures"
        return "".join(p.read_text("utf-8") for p in pictures.iterdir())

    assert "Stop" in shown("en")
    assert "Alto" not in shown("en")
    assert "Alto" in shown("es")
    assert "Stop" not in shown("es")
    assert "picture-untranslated" not in kits(project, "check").stderr
    (folder / "cuadro.en.svg").write_text("<svg><script/></svg>", "utf-8")
    assert "picture-broken" in kits(project, "check").stderr
