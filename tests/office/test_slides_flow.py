"""What stands together on slides: no lone sentence beside its table, and job aids that are told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from build_tools.formats import slides
from build_tools.formats.base import FormatJob
from tests.print.made import workspace_of

_TABLE = "| Señal | Qué hace |\n|---|---|\n| Miedo | Escuchar |\n\n"
_FIGURE = ":::{figure} img/cuadro.svg\n:alt: Un cuadro\n\nEl pie.\n:::\n\n"
_AID = "::::{job-aid} Ayuda %s\n:id: ayuda-%s\n\n- ☐ Lleva agua\n- ☐ Lleva mapa\n::::\n\n"
_LAST = "Fíjese en la segunda columna.\n\n"


def _deck(text: str, folder: Path) -> list[Any]:
    workspace = workspace_of(f"## Una lección\n\n{text}", folder, facilitator=True)
    job = FormatJob("prueba/policia/es/slides", "prueba", "1.0.0", "policia", "es", "slides")
    slides.build(job, workspace, folder)
    return list(Presentation(str(folder / "prueba-1.0.0-policia-es.slides.pptx")).slides)


def _text(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def _holds_table(slide: Any) -> bool:
    """Whether it holds our table: the agenda is one, too."""
    tables = (shape.table for shape in slide.shapes if shape.has_table)
    return any(table.cell(0, 0).text == "Señal" for table in tables)


def _notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def test_a_last_sentence_goes_to_the_notes_of_its_table(tmp_path: Path) -> None:
    deck = _deck(f"Primero, un texto.\n\n{_TABLE}{_LAST}", tmp_path)
    (table,) = (slide for slide in deck if _holds_table(slide))
    assert _notes(table).endswith(_LAST.strip())
    assert not any(_LAST.strip() in _text(slide) for slide in deck)
    assert any("Primero, un texto." in _text(slide) for slide in deck)


def test_a_last_sentence_stands_under_a_picture(tmp_path: Path) -> None:
    deck = _deck(f"Primero, un texto.\n\n{_FIGURE}{_LAST}", tmp_path)
    (slide,) = (slide for slide in deck if _LAST.strip() in _text(slide))
    assert "El pie" in _text(slide)


def test_what_introduces_a_table_goes_to_its_notes(tmp_path: Path) -> None:
    deck = _deck(f"Primero, un texto.\n\n{_FIGURE}Así se distinguen:\n\n{_TABLE}", tmp_path)
    (table,) = (slide for slide in deck if _holds_table(slide))
    assert _notes(table).startswith("Así se distinguen:")
    assert not any("Así se distinguen:" in _text(slide) for slide in deck)


def test_more_than_a_sentence_keeps_its_slide(tmp_path: Path) -> None:
    deck = _deck(f"Primero, un texto.\n\n{_TABLE}Una frase. Y otra más.\n\nUn párrafo.\n\n", tmp_path)
    assert any("Una frase. Y otra más." in _text(slide) for slide in deck)


@pytest.mark.parametrize(("count", "said"), [
    (1, ["Se entrega ahora."]),
    (2, ["Ayuda de trabajo 1 de 2 de este módulo.", "Ayuda de trabajo 2 de 2 de este módulo."]),
])  # fmt: skip
def test_job_aids_of_a_module_are_told_apart(count: int, said: list[str], tmp_path: Path) -> None:
    deck = _deck("Texto.\n\n" + "".join(_AID % (n, n) for n in range(count)), tmp_path)
    found = [_text(slide) for slide in deck if "Una página para imprimir" in _text(slide)]
    assert len(found) == count
    assert all(text in slide for text, slide in zip(said, found, strict=True))
    assert ("Se entrega ahora." in "".join(found)) == (count == 1)


def test_what_is_to_be_ticked_has_no_bullet(tmp_path: Path) -> None:
    deck = _deck(f"- ☐ Lleva agua\n- [ ] Lleva mapa\n\n{_TABLE}- [ ] Uno\n- [ ] Dos\n\n{_AID % (1, 1)}", tmp_path)
    slide = next(slide for slide in deck if "☐ Uno" in _text(slide))
    lines = [p for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs if "☐" in p.text]
    assert [line.text for line in lines] == ["☐ Uno", "☐ Dos"]
    assert not any("buChar" in line._p.xml for line in lines)
    assert any("☐ Lleva mapa" in _notes(slide) for slide in deck)
    assert not any("• ☐" in _notes(slide) for slide in deck)
