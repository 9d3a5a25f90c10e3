"""Translators' files: made in full, refreshed without any loss, counted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.support.files import replace, tree
from tests.support.project import kits, make_project

FILE = "kits/prueba/locale/en/LC_MESSAGES/02-dos.po"
MODULE = "kits/prueba/02-dos.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The base project with all English files made."""
    made = make_project(tmp_path / "project")
    replace(made / "kits/prueba/kit.yml", "languages: [es]", "languages: [es, en]")
    assert kits(made, "translate", "update").returncode == 0
    return made


def _read(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, abort_invalid=True)


def _translate(file: Path, **texts: str) -> None:
    for text in texts.values():
        source, _, said = text.partition(" = ")
        replace(file, f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{said}"')


def test_a_new_file_has_all_texts_in_their_order_with_their_places(project: Path) -> None:
    catalogue = _read(project / FILE)
    assert [m.id for m in catalogue if m.id] == [
        "Módulo dos", "Repetir lo aprendido.", "Tercera lección", "Texto del segundo módulo.",
        "Columna", "Otra", "uno", "dos",
    ]  # fmt: skip
    assert catalogue["Tercera lección"].locations == [(MODULE, 11)]
    assert catalogue["uno"].auto_comments == ["cell"]
    assert "X-Review: draft" in (project / FILE).read_text("utf-8")
    notes = _read(project / "kits/prueba/locale/en/LC_MESSAGES/01-uno.po")["Sólo para la policía."].auto_comments
    assert notes == ["text", "only for policia"]


def test_what_facilitators_read_is_there_too(project: Path) -> None:
    ids = {m.id for m in _read(project / "kits/prueba/locale/en/LC_MESSAGES/01-uno.po")}
    assert {"Leer", "En grupo", "Papel", "Lean juntos.", "Nota para quien facilita.", "Hay que leer con calma."} <= ids
    assert {"Algo que se ve", "Correcto.", "Una señal no prueba nada.", "Un cuadro azul"} <= ids


def test_updating_again_changes_no_byte_and_touches_no_file(project: Path) -> None:
    _translate(project / FILE, a="uno = one")
    before, stamp = tree(project / "kits"), (project / FILE).stat().st_mtime_ns
    assert kits(project, "translate", "update").returncode == 0
    assert tree(project / "kits") == before
    assert (project / FILE).stat().st_mtime_ns == stamp


def test_a_changed_text_keeps_its_translation_as_a_proposal(project: Path) -> None:
    file = project / FILE
    _translate(file, a="Texto del segundo módulo. = Text of the second module.", b="dos = two")
    replace(project / MODULE, "Texto del segundo módulo.", "Texto nuevo del segundo módulo.")
    done = kits(project, "translate", "update")
    assert "  8  " in done.stderr
    message = _read(file)["Texto nuevo del segundo módulo."]
    assert (message.string, message.fuzzy) == ("Text of the second module.", True)
    assert '#| msgid "Texto del segundo módulo."' in file.read_text("utf-8")
    assert _read(file)["dos"].string == "two"
    before = file.read_bytes()
    assert kits(project, "translate", "update").returncode == 0
    assert file.read_bytes() == before


def test_a_text_that_is_gone_keeps_its_translation_and_brings_it_back(project: Path) -> None:
    file = project / FILE
    _translate(file, a="Otra = Other")
    replace(file, 'msgid "Otra"', '# nota de quien traduce\nmsgid "Otra"')
    replace(project / MODULE, "| Columna | Otra |", "| Columna | 2 |")
    assert kits(project, "translate", "update").returncode == 0
    assert _read(file).obsolete["Otra"].string == "Other"
    replace(project / MODULE, "| Columna | 2 |", "| Columna | Otra |")
    assert kits(project, "translate", "update").returncode == 0
    assert _read(file)["Otra"].string == "Other"
    assert not _read(file).obsolete


def test_a_reviewed_file_with_new_texts_is_a_draft_again(project: Path) -> None:
    file = project / FILE
    for source in ("Módulo dos", "Repetir lo aprendido.", "Tercera lección", "Texto del segundo módulo.", "Columna",
                   "Otra", "uno", "dos"):  # fmt: skip
        _translate(file, a=f"{source} = x {source}")
    replace(file, '"X-Review: draft\\n"', '"X-Reviewed-By: Ana, 2026-11-30\\n"')
    assert _row(project, "02-dos") == (8, 8, 0, 0, 0, "reviewed")
    assert kits(project, "translate", "update").returncode == 0
    assert _row(project, "02-dos") == (8, 8, 0, 0, 0, "reviewed")
    replace(project / MODULE, "Tercera lección", "Una lección del todo distinta")
    assert _row(project, "02-dos") == (8, 7, 0, 0, 1, "reviewed")
    assert kits(project, "translate", "update").returncode == 0
    assert _row(project, "02-dos")[-1] == "draft"
    assert "X-Reviewed-By: Ana, 2026-11-30" in file.read_text("utf-8")


def _row(project: Path, text: str) -> tuple[object, ...]:
    rows = json.loads(kits(project, "translate", "status", "--json").stdout)
    (row,) = [r for r in rows if r["text"] == text and r["language"] == "en"]
    return tuple(row[name] for name in ("texts", "translated", "drafts", "doubtful", "missing", "state"))


def test_a_broken_file_is_named_at_its_line_and_left_alone(project: Path) -> None:
    file = project / FILE
    replace(file, 'msgid "uno"', 'msgid "uno')
    before = file.read_bytes()
    done = kits(project, "translate", "update")
    line = next(n for n, text in enumerate(file.read_text("utf-8").split("\n"), 1) if text == 'msgid "uno')
    assert done.returncode == 1
    assert f"{FILE}:{line}:1: catalogue-broken" in done.stderr
    assert file.read_bytes() == before
    assert "01-uno.po" in done.stdout


def test_a_file_that_cannot_be_written_loses_nothing(project: Path) -> None:
    file = project / FILE
    _translate(file, a="uno = one")
    replace(project / MODULE, "| uno |", "| tres |")
    before = file.read_bytes()
    if os.geteuid() == 0:
        blocked = file.with_name(f"{file.name}.part")
        assert not blocked.exists()
    file.parent.chmod(0o555)
    try:
        done = kits(project, "translate", "update")
    finally:
        file.parent.chmod(0o755)
    assert done.returncode == 0 or file.read_bytes() == before
    assert not list(file.parent.glob("*.part"))
    assert "one" in file.read_text("utf-8")


def test_templates_list_the_same_texts(project: Path) -> None:
    done = kits(project, "translate", "extract", "prueba")
    assert done.stdout.split() == [f".kits/pot/kits/prueba/{name}.pot" for name in ("01-uno", "02-dos")]
    made = _read(project / ".kits/pot/kits/prueba/02-dos.pot")
    assert [m.id for m in made] == [m.id for m in _read(project / FILE)]
    assert "POT-Creation-Date" not in (project / ".kits/pot/kits/prueba/02-dos.pot").read_text("utf-8")


def test_a_module_with_faults_and_unknown_names_are_refused(project: Path) -> None:
    assert kits(project, "translate", "status", "nada").returncode == 2
    assert kits(project, "translate", "update", "--language", "xx").returncode == 2
    assert kits(make_project(project.parent / "other"), "translate", "update").returncode == 2
    replace(project / MODULE, "Texto del segundo módulo.", "Un {term}`desconocido`.")
    done = kits(project, "translate", "update")
    assert (done.returncode, MODULE in done.stderr) == (2, True)
