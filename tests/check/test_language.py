"""What is checked of the language of modules: how easily it reads, and what is still to be confirmed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_tools.check.readability import GRADES, grade, measured, sentences
from build_tools.check.tables import Tables
from build_tools.check.translations import BARE, MARKS, check_translation
from build_tools.check.view import View
from build_tools.load import load
from build_tools.load.places import Places
from build_tools.load.prose import Sentences, blocks
from build_tools.load.scan import scan
from tests.support.project import kits, make_project

TEXT = """---
title: Módulo
duration: 20
---

(uno)=
## Una lección

Una {term}`señal <senal>` se ve {cite}`F1`
y *se anota*.

- [x] Sí, `codigo` no se lee.
  > Correcto.

:::{audience} policia
Solo la policía.

| Uno | Dos |
|---|---|
| a | b |
:::
"""


def test_blocks_are_what_is_read() -> None:
    found = [(b.kind, [(p.line, p.text) for p in b.parts], sorted(b.roles), b.inside) for b in blocks(TEXT)]
    assert found == [
        ("heading", [(7, "Una lección")], [], ()),
        ("paragraph", [(9, "Una señal se ve y se anota.")], ["cite", "term"], ()),
        ("list", [(12, "Sí, no se lee."), (13, "Correcto.")], [], ()),
        ("paragraph", [(16, "Solo la policía.")], [], ("audience",)),
        ("table", [(18, "Uno"), (18, "Dos"), (20, "a"), (20, "b")], [], ("audience",)),
    ]


@given(st.text(" .,;?¿¡«»“”‘’–—…aÑ1", max_size=20).map("a".__add__))
@settings(max_examples=500, deadline=None)
def test_what_is_taken_for_words_alone_has_no_marks(text: str) -> None:
    assume(BARE.fullmatch(text))
    assert not [e for e in scan(text).elements if e.kind in MARKS]


def test_the_score_is_that_of_szigriszt_and_pazos() -> None:
    text = "La niña habla miskito. El juez escucha con calma y no la interrumpe."
    divided = "La ni-ña ha-bla mis-ki-to. El juez es-cu-cha con cal-ma y no la in-te-rrum-pe."
    assert divided.replace("-", "") == text
    syllables = len(divided.replace("-", " ").split())
    words = len(text.split())
    expected = 206.835 - 62.3 * syllables / words - words / 2
    assert measured([Sentences(1, text)]) == pytest.approx(expected, abs=0.1)


def test_grades_are_those_of_the_inflesz_scale() -> None:
    assert [below for below, _ in GRADES] == [40, 55, 65, 80]
    said = [grade(score).text for score in (39.9, 40, 55, 64.9, 65, 80)]
    assert said == ["very hard", "somewhat hard", "average", "average", "quite easy", "very easy"]


def test_each_audience_is_measured_by_what_it_reads(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    module = project / "kits/prueba/02-dos.md"
    text = module.read_text(encoding="utf-8")
    module.write_text(f"{text}\n:::{{audience}} policia\nSolo policía.\n:::\n\n:::{{facilitator}}\nNota.\n:::\n",
                      encoding="utf-8")  # fmt: skip
    catalogue, _ = load(project)
    (kit,) = catalogue.kits
    view = View(catalogue, kit, kit.modules[1], Tables(catalogue, kit, Places(project)))
    said = {a: " ".join(s.text for s in sentences(view, a)) for a in view.audiences}
    assert "Solo policía." in said["policia"]
    assert "Solo policía." not in said["judicial"]
    assert "Nota." not in "".join(said.values())


def test_what_is_not_verified_is_a_list_to_tick_off(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    sources = project / "conf/sources.yml"
    more = "  - {id: H9, title: Un diario, state: secondary, note: Leer el original.}\nlegal:"
    sources.write_text(sources.read_text(encoding="utf-8").replace("legal:", more), encoding="utf-8")
    module = project / "kits/prueba/02-dos.md"
    added = "\nAntes. Lo dice el {legal}`Decreto 1-2000, art. 2` y {cite}`F1,H9`. Después.\n"
    module.write_text(module.read_text(encoding="utf-8") + added, encoding="utf-8")
    done = kits(project, "check", "--pending")
    assert done.returncode == 0, done.stderr
    line = module.read_text(encoding="utf-8").split("\n").index(added.strip()) + 1
    said = f"kits/prueba/02-dos.md:{line} Lo dice el Decreto 1-2000, art. 2 y."
    assert done.stdout.count(said) == 2  # beneath the reference, and beneath the source
    assert "- [ ] Decreto 1-2000, art. 2" in done.stdout
    assert "Leer el original." in done.stdout
    assert "F1" not in done.stdout.partition("Sources")[2].replace("F1,H9", "")
    found = json.loads(kits(project, "check", "--pending", "--format", "json").stdout)
    assert {(p["kind"], p["id"], p["state"]) for p in found} >= {
        ("legal", "Decreto 1-2000, art. 2", "secondary"), ("source", "H9", "secondary"),
    }  # fmt: skip


def test_only_the_chosen_kits_are_looked_through(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    shutil.copytree(project / "kits/prueba", project / "kits/otro")
    kit = project / "kits/otro/kit.yml"
    kit.write_text(kit.read_text(encoding="utf-8").replace("id: prueba", "id: otro"), encoding="utf-8")
    shown = [kits(project, "check", *names, "--pending").stdout for names in ((), ("otro*",))]
    assert ["kits/prueba" in text for text in shown] == [True, False]
    assert all("kits/otro" in text for text in shown)


def test_translations_avoid_the_words_too_unless_the_text_quotes_them(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    (project / "conf/words.yml").write_text(
        "avoid:\n  - {words: [palabra fea, ugly word], better: kind word}\n", encoding="utf-8"
    )
    path = "kits/prueba/locale/en/LC_MESSAGES/02-dos.po"
    file = project / path
    file.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    file.write_text(f'{head}\nmsgid "uno"\nmsgstr "an ugly word"\n\nmsgid "palabra fea"\nmsgstr "ugly word"\n',
                    encoding="utf-8")  # fmt: skip
    found = list(check_translation(load(project)[0], path))
    assert [(f.code.id, f.location.line, f.values["words"]) for f in found] == [("avoided-words", 4, "ugly word")]
