"""What stands in the guides, and that they are what PDF/UA-1 (ISO 14289-1) asks for."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pikepdf
import pypdf
import pytest

from build_tools.errors import JobError
from build_tools.formats.guides import build_facilitator_guide, build_participant_guide
from tests.print.pdf_structure import page_texts, tags
from tests.print.sample import FACILITATOR_NOTE, GENERAL_FEEDBACK, RIGHT_FEEDBACK, SESSION_NOTE, job, write_workspace
from tests.print.sample_media import ADDRESS
from tests.print.sample_text import HOSTILE

BOTH = pytest.mark.parametrize("name", ["participant", "facilitator"])


@BOTH
def test_document_is_marked_titled_and_in_its_language(guides: dict[str, Path], name: str) -> None:
    with pikepdf.open(guides[name]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "es-HN"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]).startswith("Kit «de muestra» — Guía de ")
        xmp = bytes(pdf.Root.Metadata.read_bytes()).decode()
    for said in ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<"):
        assert said in xmp


@BOTH
def test_headings_never_skip_a_level(guides: dict[str, Path], name: str) -> None:
    levels = [int(tag.kind[2:]) for tag in tags(guides[name]) if re.fullmatch(r"/H\d", tag.kind)]
    assert levels[0] == 1
    assert {1, 2, 3} <= set(levels)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@BOTH
def test_every_figure_has_an_alternative_text(guides: dict[str, Path], name: str) -> None:
    alts = [tag.alt for tag in tags(guides[name]) if tag.kind == "/Figure"]
    codes = [f"Código QR: {ADDRESS}/media-{ident}.html" for ident in ("ruta", "voz")]
    pictures = [*["Cuadro con la palabra «Cuadro»"] * 2, "Imagen de «La foto»", "Imagen de «La ruta»", "Un cuadro azul"]
    assert all(alts)
    assert sorted(filter(None, alts)) == sorted([*pictures, *codes])


@BOTH
def test_tables_have_header_cells_and_lists_are_lists(guides: dict[str, Path], name: str) -> None:
    found = tags(guides[name])
    tables = sum(tag.kind == "/Table" for tag in found)
    # The text's, the one with a title, the contacts; states, programme, two plans, recordings, resources, five forms.
    assert tables == (3 if name == "participant" else 14)
    assert sum(tag.kind == "/THead" for tag in found) == tables
    headed = {tag.above.count("/THead") for tag in found if tag.kind == "/TH"}
    assert headed == {1}
    assert all(tag.scope == "/Column" for tag in found if tag.kind == "/TH")
    assert {"/TOC", "/TOCI", "/L", "/LI", "/Lbl", "/LBody", "/Caption", "/Note", "/Link"} <= {t.kind for t in found}


@BOTH
def test_each_page_has_text_of_its_own_and_the_running_foot(guides: dict[str, Path], name: str) -> None:
    foot = "Kit «de muestra» · versión 1.2.0 · Policía Nacional · Español"
    pages = page_texts(guides[name])
    for number, text in enumerate(pages, start=1):
        assert foot in text
        assert f"{number} / {len(pages)}" in text
        assert len(text.replace(foot, "")) > 45
        assert ("Para facilitación" in text) == (name == "facilitator")


@BOTH
def test_each_module_starts_a_page_with_its_notice_first(guides: dict[str, Path], name: str) -> None:
    pages = page_texts(guides[name])
    first = next(text for text in pages if "Módulo 1" in text)
    assert first.index("Este módulo habla de engaño") < first.index("Texto de entrada")
    second = next(text for text in pages if "Módulo 2" in text)
    assert "Fin." not in second


@BOTH
def test_header_row_comes_again_on_each_page_of_a_long_table(guides: dict[str, Path], name: str) -> None:
    pages = [text for text in page_texts(guides[name]) if re.search(r"fila \d+ ¿qué\?", text)]
    assert len(pages) > 1
    assert all("Pieza Pregunta Respuesta Nota" in text for text in pages)


@BOTH
def test_hostile_text_is_text(guides: dict[str, Path], name: str) -> None:
    squeezed = "".join("".join(page_texts(guides[name])).split())
    hostile = re.sub(r'"(.+?)"', r"«\1»", "".join(HOSTILE.split()))  # the quotes of the language
    assert squeezed.count(hostile) >= 5  # contents, module title, paragraph, box title, box, answer


@BOTH
def test_glossary_names_the_pages_where_a_term_is_used(guides: dict[str, Path], name: str) -> None:
    pages = page_texts(guides[name])
    used = next(number for number, text in enumerate(pages, start=1) if "La trata [F1]" in text)
    glossary = next(text for text in pages if "Delito: ver $1 #x." in text)
    assert f"Delito: ver $1 #x. página {used}" in glossary


@BOTH
def test_metadata_names_no_time_but_the_versions_and_no_place(guides: dict[str, Path], name: str) -> None:
    info = pypdf.PdfReader(guides[name]).metadata
    assert info is not None
    assert {info["/CreationDate"], info["/ModDate"]} == {"D:20261124000000Z"}
    content = guides[name].read_bytes()
    assert str(guides[name].parent).encode() not in content
    assert set(re.findall(rb"<xmp:\w+Date>(.+?)<", content)) == {b"2026-11-24T00:00:00Z"}


def test_answers_and_facilitation_are_absent_from_the_participant_guide(guides: dict[str, Path]) -> None:
    whole = " ".join(page_texts(guides["participant"]))
    assert "La buena" in whole
    hidden = (
        RIGHT_FEEDBACK,
        GENERAL_FEEDBACK,
        SESSION_NOTE,
        FACILITATOR_NOTE,
        "Respuesta correcta",
        "✓",
        "q-uno",
        "Plan de sesión",
        "pendiente de validación",
    )
    assert [text for text in hidden if text in whole] == []


def test_facilitator_guide_has_answers_plan_notes_and_states(guides: dict[str, Path]) -> None:
    whole = " ".join(page_texts(guides["facilitator"]))
    wanted = (
        RIGHT_FEEDBACK,
        GENERAL_FEEDBACK,
        SESSION_NOTE,
        FACILITATOR_NOTE,
        "La buena ✓ Respuesta correcta",
        "Plan de sesión",
        "Acogida 15 Plenaria Rotafolio",
        "Plan de sesión: presencial Actividad",
        "Total 45",
        "Plan de sesión: en línea Actividad min Método Materiales Acogida 15 Ronda por chat Rotafolio",
        "Lectura 25 Plenaria Pizarra compartida Total 50",
        "q-uno",
    )
    assert [text for text in wanted if text not in whole] == []
    # Legal reference, legal box, source H1; the sample of the mark, and the list of what is pending.
    assert whole.count("pendiente de validación") == 5


@pytest.mark.parametrize("language", ["en", "fr"])
def test_guides_speak_other_languages(language: str, tmp_path: Path) -> None:
    workspace = write_workspace(tmp_path / "w", language=language)
    build_participant_guide(job("participant"), workspace, tmp_path)
    path = tmp_path / f"{job('participant').stem}.participant-guide.pdf"
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == language
    whole = " ".join(page_texts(path))
    wanted = {"en": ("Glossary", "Contents", "English"), "fr": ("Glossaire", "Sommaire", "Français")}
    assert [text for text in wanted[language] if text not in whole] == []


@pytest.mark.parametrize("facilitator", [True, False])
def test_a_guide_refuses_the_other_reading(tmp_path: Path, *, facilitator: bool) -> None:
    workspace = write_workspace(tmp_path / "w", facilitator=facilitator)
    build = build_participant_guide if facilitator else build_facilitator_guide
    with pytest.raises(JobError, match="other reading"):
        build(job("x"), workspace, tmp_path)
