"""The DOCX: looks are styles, structure is real, and nothing of facilitators or machines is in it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree

from build_tools.errors import JobError
from tests.office.conftest import built, office_workspace
from tests.office.secrets import SECRETS
from tests.print.sample_text import HOSTILE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ALLOWED = {
    "rPr": {"rStyle", "lang"},
    "pPr": {"pStyle", "numPr"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption"},
    "trPr": {"tblHeader"},
    "tcPr": {"tcW", "gridSpan", "vMerge"},
}
"""What is no look: names of styles, list numbers, language, the structure of tables."""


@pytest.fixture(scope="module")
def document(docx_file: Path) -> Document:
    return docx.Document(str(docx_file))


def _part(file: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(file) as archive:
        return etree.fromstring(archive.read(name))


def _text(file: Path) -> str:
    root = _part(file, "word/document.xml")
    return " ".join("".join(run.text or "" for run in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


@pytest.mark.parametrize("part", ["document", "footnotes"])
def test_every_look_is_a_style(docx_file: Path, part: str) -> None:
    root = _part(docx_file, f"word/{part}.xml")
    for kind, allowed in ALLOWED.items():
        found = {etree.QName(child).localname for element in root.iter(W + kind) for child in element}
        assert found <= allowed, kind
    assert not list(root.iter(f"{W}pict"))


def test_every_style_that_is_used_is_defined(docx_file: Path, document: Document) -> None:
    known = {style.style_id for style in document.styles}
    root = _part(docx_file, "word/document.xml")
    used = {e.get(f"{W}val") for name in ("pStyle", "rStyle", "tblStyle") for e in root.iter(W + name)}
    assert used <= known


def test_modules_lessons_and_back_matter_are_headings_numbered_by_their_styles(document: Document) -> None:
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)  # type: ignore[union-attr]
    assert by_style["Heading 1"] == [f"Primer módulo {HOSTILE}", "Segundo módulo"]
    assert by_style["Heading 2"] == ["Primera lección", "Segunda lección", "Apertura", "Cierre"]
    assert by_style["Heading 3"] == ["Un apartado"]
    assert by_style["Unnumbered Heading"] == ["Glosario", "Fuentes", "Contactos"]
    assert by_style["Title"] == ["Kit «de muestra»"]
    for name in ("Heading 1", "Heading 2"):
        assert document.styles[name].element.find(f".//{W}numId").get(f"{W}val") == "77"


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("Case Title", f"Caso · Caso {HOSTILE}"),
        ("Case", HOSTILE),
        ("Warning Title", "Aviso de cuidado · Antes de comenzar"),
        ("Legal Title", "Marco legal · Decreto 59-2012, art. 52"),
        ("Objectives", "Definir."),
        ("Question Label", "Pregunta 1 · Marque una respuesta · 1 punto"),
        ("Question", "¿Cuál es?"),
        ("Answer", "La buena"),
        ("Writing Line", "\u00a0"),
        ("Scenario Title", "Caso con decisiones · En la terminal"),
        ("Media Title", "Video · 3:05 min · Voz sintética · La ruta"),
        ("Image Caption", "Figura\u00a0: Leyenda del cuadro"),  # its number is a field, which python-docx leaves out
        ("Image Caption", "Leyenda del cuadro"),  # of a figure that the reading gave no number
        ("Definition Term", "trata"),
        ("Separator", "* * *"),
    ],
)
def test_what_things_are_is_the_name_of_their_style(document: Document, style: str, text: str) -> None:
    assert text in [p.text for p in document.paragraphs if p.style.name == style]  # type: ignore[union-attr]


def test_captions_count_by_fields_in_the_order_of_the_text(docx_file: Path) -> None:
    fields = [f for f in _part(docx_file, "word/document.xml").iter(f"{W}fldSimple") if "SEQ" in f.get(f"{W}instr")]
    assert [f.get(f"{W}instr") for f in fields] == [f" SEQ {name} \\* ARABIC " for name in ("Figura", "Tabla")]
    assert ["".join(f.itertext()) for f in fields] == ["1", "1"]


def test_every_table_has_a_header_row_that_comes_again(docx_file: Path) -> None:
    tables = list(_part(docx_file, "word/document.xml").iter(f"{W}tbl"))
    assert len(tables) == 4  # contacts at the front and at the end, two in the text
    for table in tables:
        first, *rest = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert not [row for row in rest if row.find(f"{W}trPr/{W}tblHeader") is not None]


def test_every_picture_has_its_alternative_text_and_a_number_of_its_own(docx_file: Path) -> None:
    labels = list(_part(docx_file, "word/document.xml").iter(f"{WP}docPr"))
    wanted = [*["Cuadro con la palabra «Cuadro»"] * 2, "Imagen de «La foto»", "Imagen de «La ruta»", "Un cuadro azul"]
    assert sorted(label.get("descr") for label in labels) == wanted
    assert len({label.get("id") for label in labels}) == len(labels)


def test_links_and_references_lead_somewhere(docx_file: Path) -> None:
    root = _part(docx_file, "word/document.xml")
    marks = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    targets = {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")} - {None}
    assert {"term-trata", "source-F1"} <= targets
    assert targets <= set(marks)
    numbers = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")]
    assert len(set(numbers)) == len(numbers)
    assert len(set(marks)) == len(marks)


def test_contents_are_a_field_that_holds_the_titles(docx_file: Path, document: Document) -> None:
    root = _part(docx_file, "word/document.xml")
    box = next(root.iter(f"{W}sdt"))
    assert [i.text for i in box.iter(f"{W}instrText")] == [' TOC \\o "1-2" \\h \\z \\u ']
    kinds = [c.get(f"{W}fldCharType") for c in box.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    titles = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in box.iter(f"{W}p")]
    assert titles[0] == "Contenido"
    assert titles[1:6] == [f"Módulo 1 · Primer módulo {HOSTILE}", "1.1 Primera lección", "1.2 Segunda lección",
                           "Módulo 2 · Segundo módulo", "2.1 Apertura"]  # fmt: skip
    assert document.styles["toc 1"].style_id == "TOC1"


def test_footnotes_are_footnotes(docx_file: Path) -> None:
    notes = _part(docx_file, "word/footnotes.xml")
    assert "La nota dice algo más." in "".join(notes.itertext())
    assert len(list(_part(docx_file, "word/document.xml").iter(f"{W}footnoteReference"))) == 1


def test_each_page_says_edition_and_number(document: Document) -> None:
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Guía de participantes"
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Kit «de muestra» · versión 1.2.0 · Policía Nacional · Español")
    fields = [field.get(f"{W}instr") for field in foot._p.iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)  # type: ignore[union-attr]
    assert not section.different_first_page_header_footer


@pytest.mark.parametrize(
    ("language", "tag", "title"), [("es", "es-HN", "Guía de participantes"), ("fr", "fr-FR", "Guide")]
)
def test_title_and_language_are_told_and_no_author_or_time(language: str, tag: str, title: str, tmp_path: Path) -> None:
    file = built("docx", office_workspace(tmp_path / "w", language=language), tmp_path)
    told = docx.Document(str(file)).core_properties
    assert told.title.startswith(f"Kit «de muestra» — {title}")
    assert (told.language, told.author, told.last_modified_by) == (tag, "", "")
    assert told.created == told.modified
    assert str(told.created).startswith("2026-11-24")
    styles = _part(file, "word/styles.xml")
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == tag


def test_recordings_are_poster_way_and_transcript(docx_file: Path) -> None:
    text = _text(docx_file)
    for said in ("Para reproducirlo, abra: https://", "Sin conexión, abra la carpeta «web» del kit",
                 "En pantalla: Se ve un mapa con una ruta roja.", "Frase 11 de la narración"):  # fmt: skip
        assert said in text


def test_nothing_of_facilitators_or_of_builds_is_in_any_part(docx_file: Path) -> None:
    with zipfile.ZipFile(docx_file) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))).decode()
    text = re.sub(r"<[^>]+>", "", whole)
    assert [secret for secret in SECRETS if secret in text or secret in whole] == []
    for word in ("pandoc", "Microsoft Word", str(docx_file.parent), "data:image", "index", "secondary"):
        assert word not in whole, word


def test_the_other_reading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="other reading"):
        built("docx", office_workspace(tmp_path / "w", facilitator=True), tmp_path)


@pytest.mark.parametrize("format_id", ["docx", "epub"])
@pytest.mark.parametrize("drawing", ["<svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", None])
def test_a_picture_that_cannot_be_drawn_is_an_error_with_its_name(
    format_id: str, drawing: str | None, tmp_path: Path
) -> None:
    workspace = office_workspace(tmp_path / "w")
    file = workspace / "reading" / "pictures" / "cuadro.svg"
    if drawing is None:
        file.unlink()
    else:
        file.write_text(drawing, "utf-8")
    with pytest.raises(JobError, match=r"cuadro\.svg") as caught:
        built(format_id, workspace, tmp_path)
    assert str(tmp_path) not in str(caught.value)
