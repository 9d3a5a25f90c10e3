"""One of something is said in the singular."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.formats import assessment_pack, slides
from build_tools.formats.base import FormatJob
from build_tools.formats.quantities import unit_after
from tests.print.made import guide_of, workspace_of
from tests.print.pdf_structure import page_texts

_TEXT = """
## Una lección

::::{question} numeric
:id: q-cuantas
:points: %d
:unit: personas

¿Cuántas personas?

- [x] %d
::::

::::{assessment} final
:id: final
:questions: q-cuantas
%s
::::
"""


@pytest.mark.parametrize(("number", "unit", "said"), [
    ("1", "personas", "(personas)"), ("1", "%", "%"), ("1", "kg", "kg"), ("2", "personas", "personas"),
    ("1", "travaux", "(travaux)"), ("1..2", "horas", "horas"), ("1", "s", "s"),
])  # fmt: skip
def test_a_unit_in_the_plural_stands_in_brackets_behind_one(number: str, unit: str, said: str) -> None:
    assert unit_after(number, unit) == said


@pytest.mark.parametrize(("count", "said"), [(1, "✓ 1 (personas)"), (3, "✓ 3 personas")])
def test_the_facilitator_guide_reads_well(count: int, said: str, tmp_path: Path) -> None:
    assert said in " ".join(page_texts(guide_of(_TEXT % (1, count, ""), tmp_path, "facilitator")))


@pytest.mark.parametrize(("language", "total", "needed", "answer"), [
    ("es", "1 punto en total", "Para aprobar: 1 de 1 punto (70 %)", "1 (personas)"),
    ("en", "1 point in all", "To pass: 1 of 1 point (70 %)", "1 (personas)"),
    ("fr", "1 point au total", "Pour réussir : 1 point sur 1 (70 %)", "1 (personas)"),
])  # fmt: skip
@pytest.mark.parametrize("mark", ["", ":pass: 70"])
def test_the_key_reads_well(mark: str, language: str, total: str, needed: str, answer: str, tmp_path: Path) -> None:
    text = _key(_TEXT % (1, 1, mark), language, tmp_path)
    assert answer in text
    assert (needed if mark else total) in text
    assert total in text


def test_the_key_still_counts_many(tmp_path: Path) -> None:
    text = _key(_TEXT % (4, 5, ""), "es", tmp_path)
    assert "4 puntos en total" in text
    assert "5 personas" in text


def test_notes_of_slides_read_well(tmp_path: Path) -> None:
    from pptx import Presentation  # noqa: PLC0415

    workspace = workspace_of(_TEXT % (1, 1, ""), tmp_path, facilitator=True)
    slides.build(_job("slides"), workspace, tmp_path)
    notes = [s.notes_slide.notes_text_frame.text for s in Presentation(str(next(tmp_path.glob("*.pptx")))).slides]
    assert any("1 (personas)" in text for text in notes)


def _key(text: str, language: str, folder: Path) -> str:
    workspace = workspace_of(text, folder, facilitator=True)
    file = workspace / "reading" / "reading.json"
    reading = json.loads(file.read_text("utf-8")) | {"language": language}
    file.write_text(json.dumps(reading), "utf-8")
    assessment_pack.build(_job("assessment-pack"), workspace, folder)
    return " ".join(page_texts(next(folder.glob("*.key.pdf")))).replace("\u00a0", " ").replace("\u202f", " ")


def _job(format_id: str) -> FormatJob:
    return FormatJob(f"prueba/policia/es/{format_id}", "prueba", "1.0.0", "policia", "es", format_id)
