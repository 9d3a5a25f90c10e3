"""The slides of the sample, as python-pptx reads the real file."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from build_tools.errors import JobError
from build_tools.formats import slides
from build_tools.formats.base import FormatJob
from build_tools.formats.slides_layouts import LAYOUTS
from build_tools.formats.slides_measure import wrapped
from build_tools.formats.slides_model import MOST_LINES, MOST_ROWS
from build_tools.formats.theme import contrast, parse
from build_tools.sphinx_ext.ast_pandoc import attr, div, para, plain, words
from tests.print import sample
from tests.print.sample_activities import SECRETS
from tests.print.sample_text import HOSTILE
from tests.support.elsewhere import made_twice

NAME = "muestra-1.2.0-policia-{}.slides.pptx"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TAGS = {"es": "es-HN", "en": "en-US", "fr": "fr-FR"}
FURNITURE = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def built(folder: Path, language: str = "es", change: Callable[[Path], None] | None = None) -> Path:
    workspace = sample.write_workspace(folder / "workspace", facilitator=True, language=language)
    if change:
        change(workspace)
    job = FormatJob(f"muestra/policia/{language}/slides", "muestra", "1.2.0", "policia", language, "slides")
    slides.build(job, workspace, folder)
    return folder / NAME.format(language)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("slides"))


@pytest.fixture(scope="module")
def deck(file: Path) -> Any:
    return Presentation(str(file))


def body(page: Any) -> Any:
    return next((s for s in page.placeholders if s.placeholder_format.idx == 1), None)


def box_of(page: Any, index: int) -> Any:
    return next(s for s in page.slide_layout.placeholders if s.placeholder_format.idx == index)


def shown(page: Any) -> str:
    return " ".join(page._element.itertext())


def notes(page: Any) -> str:
    return str(page.notes_slide.notes_text_frame.text)


def page_of(deck: Any, title: str) -> Any:
    return next(page for page in deck.slides if page.shapes.title.text.startswith(title))


def shown_lines(page: Any) -> int:
    """Lines of the text, measured in the width and size that the file gives."""
    shape = body(page)
    if shape is None:
        return 0
    return sum(_paragraph_lines(p, Pt(box_of(page, 1).width).pt / 12700) for p in shape.text_frame.paragraphs)


def _paragraph_lines(paragraph: Any, width: float) -> int:
    properties = paragraph._p.pPr
    indent = int(properties.get("marL", 0)) / 12700 if properties is not None else 0
    size = max(run.font.size.pt for run in paragraph.runs)
    bold = any(run.font.bold for run in paragraph.runs)
    return len(wrapped(paragraph.text, width - indent, size, bold=bold))


def test_every_slide_has_a_title_of_its_own_that_is_read_first(deck: Any) -> None:
    titles = [page.shapes.title.text for page in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(page.shapes[0] == page.shapes.title for page in deck.slides)


def test_no_slide_shows_more_than_six_lines_nor_is_empty(deck: Any) -> None:
    for page in deck.slides:
        assert shown_lines(page) <= MOST_LINES, page.shapes.title.text
        content = [
            s for s in page.placeholders if s.placeholder_format.type not in FURNITURE and s != page.shapes.title
        ]
        has_table = any(s.has_table for s in page.shapes)
        assert has_table or any(s.placeholder_format.idx in (1, 2) for s in content), page.shapes.title.text
        assert all(s.text_frame.text.strip() for s in content if s.has_text_frame)


def test_titles_and_lines_fit_their_boxes(deck: Any) -> None:
    for page in deck.slides:
        title, layout = page.shapes.title, next(x for x in LAYOUTS.values() if x.name == page.slide_layout.name)
        box = layout.boxes[0]
        assert len(wrapped(title.text, box.width, box.size, bold=True)) <= box.lines, title.text
        if body(page) is not None:
            size = max(r.font.size.pt for p in body(page).text_frame.paragraphs for r in p.runs)
            gaps = 10 * (len(body(page).text_frame.paragraphs) - 1)
            assert shown_lines(page) * size * 1.2 + gaps <= layout.boxes[1].height, title.text


def test_text_is_large_enough(deck: Any) -> None:
    for page in deck.slides:
        runs = [r for p in body(page).text_frame.paragraphs for r in p.runs] if body(page) is not None else []
        assert all(run.font.size.pt >= 20 for run in runs)
    for layout in deck.slide_layouts:
        title = next(s for s in layout.placeholders if s.placeholder_format.idx == 0)
        assert int(title._element.find(f".//{A}defRPr").get("sz")) >= 2800


def test_each_slide_names_version_audience_language_and_its_number(deck: Any) -> None:
    for page in deck.slides:
        by_kind = {s.placeholder_format.type: s.text_frame.text for s in page.placeholders if s.has_text_frame}
        assert by_kind[PP_PLACEHOLDER.FOOTER] == "Kit «de muestra» · 1.2.0 · Policía Nacional · Español"
        assert page._element.find(f".//{A}fld").get("type") == "slidenum"


def test_questions_do_not_show_what_is_right_and_their_notes_do(deck: Any) -> None:
    told = " ".join(notes(page) for page in deck.slides)
    seen = " ".join(shown(page) for page in deck.slides)
    secrets = [s for s in SECRETS if s != "de 100"]
    for secret in (
        *secrets,
        sample.RIGHT_FEEDBACK,
        sample.GENERAL_FEEDBACK,
        sample.FACILITATOR_NOTE,
        sample.SESSION_NOTE,
    ):
        assert secret in told, secret
        assert secret not in seen, secret
    page = page_of(deck, "¿Cuál es?")
    assert body(page).text_frame.paragraphs[0].text == "La buena"
    assert "Respuesta correcta\na) La buena" in notes(page)
    assert "Fuentes: F1" in notes(page)


def test_answers_look_the_same_whichever_is_right(tmp_path: Path) -> None:
    def other_right(workspace: Path) -> None:
        ast = workspace / "reading" / "ast.json"
        text = ast.read_text("utf-8")
        swapped = re.sub(
            r'"correct", "(true|false)"', lambda m: f'"correct", "{"false" if m[1] == "true" else "true"}"', text
        )
        assert swapped != text
        ast.write_text(swapped, "utf-8")

    one, other = (
        Presentation(str(built(tmp_path / str(n), change=change))) for n, change in enumerate((None, other_right))
    )
    pages = list(zip(one.slides, other.slides, strict=True))
    assert all(etree.tostring(a._element) == etree.tostring(b._element) for a, b in pages)
    assert any(notes(a) != notes(b) for a, b in pages)


def test_pairs_and_orders_are_mixed_and_resolved_in_the_notes(deck: Any) -> None:
    pairs = page_of(deck, "Encargo match")
    table = next(s.table for s in pairs.shapes if s.has_table)
    assert [row.cells[0].text for row in table.rows] == ["1, 2, 3…", "1. Acto", "2. Medio", ""]
    rights = {row.cells[1].text[3:]: row.cells[1].text[0] for row in list(table.rows)[1:]}
    assert f"1. Acto – {rights['¿Qué?']})" in notes(pairs)
    order = page_of(deck, "Encargo order")
    offered = [p.text for p in body(order).text_frame.paragraphs]
    assert offered[0] != "Primero va esto"
    assert f"1. {'abc'[offered.index('Primero va esto')]}) Primero va esto" in notes(order)


def test_scenarios_have_a_slide_for_each_step_and_consequences_in_the_notes(deck: Any) -> None:
    first, second = page_of(deck, "En la terminal · Paso 1"), page_of(deck, "En la terminal · Paso 2")
    assert [p.text for p in body(first).text_frame.paragraphs] == ["Elija.", "Ir", "Terminar"]
    assert first._element.find(f".//{A}buAutoNum").get("type") == "alphaLcParenR"
    assert "a) Ir → vaya al paso 2" in notes(first)
    assert "Consecuencia de ir" in notes(first)
    assert "80" in notes(second)


def test_questions_of_assessments_are_not_projected(deck: Any) -> None:
    page = page_of(deck, "Evaluación final")
    assert "Con calma." in shown(page)
    assert "Preguntas: 1" in shown(page)
    assert sum(p.shapes.title.text.startswith("Encargo match") for p in deck.slides) == 1  # the one outside of it


def test_pictures_have_alternative_texts_and_are_whole(deck: Any) -> None:
    pictures = [(p, s) for p in deck.slides for s in p.shapes if hasattr(s, "image")]
    assert {s._element.nvPicPr.cNvPr.get("descr") for _, s in pictures} >= {
        "Imagen de «La ruta»", "Imagen de «La foto»", "Cuadro con la palabra «Cuadro»",
    }  # fmt: skip
    for page, picture in pictures:
        box = box_of(page, 2)
        assert picture._element.nvPicPr.cNvPr.get("descr")
        assert box.left <= picture.left
        assert picture.left + picture.width <= box.left + box.width
        assert picture.top + picture.height <= box.top + box.height
        wide, high = picture.image.size
        assert picture.width / picture.height == pytest.approx(wide / high, rel=0.01)


def test_a_recording_has_its_poster_and_the_way_to_it(deck: Any) -> None:
    page = page_of(deck, "La ruta")
    assert "Video · 3:05 min" in shown(page)
    assert "Frase 0 de la narración de «La ruta»." in notes(page)
    assert "formacion.example/policia" in notes(page)


def test_tables_are_tables_and_large_ones_stay_in_the_notes(deck: Any) -> None:
    tables = [s.table for p in deck.slides for s in p.shapes if s.has_table]
    assert all(table.first_row and len(table.rows) <= MOST_ROWS + 1 for table in tables)
    page = next(p for p in deck.slides if "fila 59" in notes(p))
    assert "La tabla está en la guía de participantes." in shown(page)
    assert "fila 0 | ¿qué? |" in notes(page)


def test_modules_begin_with_their_title_duration_notice_and_objectives(deck: Any) -> None:
    titles = [page.shapes.title.text for page in deck.slides]
    assert titles[0] == "Kit «de muestra»"
    assert titles[1] == "Agenda"
    table = next(s.table for s in deck.slides[1].shapes if s.has_table)
    assert [cell.text for cell in table.rows[2].cells] == ["0:45", "2. Segundo módulo", "45\u00a0min"]
    assert "Antes de comenzar" in titles
    assert "Objetivos" in titles
    assert "Módulo 2 · 45\u00a0min" in shown(page_of(deck, "Segundo módulo"))
    assert titles[-2:] == ["Dónde pedir ayuda y denunciar", "Fuentes"]
    assert "Protocolo de Palermo" in notes(deck.slides[-1])


def test_sessions_and_facilitation_stand_in_the_notes(deck: Any) -> None:
    page = page_of(deck, "Primer módulo")
    assert "• Acogida – 15 min" in notes(page)
    assert "Método: Plenaria" in notes(page)


def _with_new_parts(workspace: Path) -> None:
    """A job aid, and a session that is done otherwise online."""
    path = workspace / "reading" / "ast.json"
    ast = json.loads(path.read_text("utf-8"))
    title = div([plain(words("Siete señales"))], attr("", ["box-title"]))
    aid = div([title, para(words("No interrogue."))], attr("x--senales", ["job-aid"], name="senales", line="9"))
    texts = {"purpose": "Para mirar", "activity": "Mapa", "method": "En parejas", "materials": "Papel",
             "online": "En salas", "online-materials": "Pizarra"}  # fmt: skip
    fields = [div([plain(words(text))], attr("", ["session-field"], name=name)) for name, text in texts.items()]
    session = div(fields, attr("", ["session"], minutes="15", online_minutes="20"))
    ast["modules"]["02-segundo"] += [aid, session]
    path.write_text(json.dumps(ast), "utf-8")


def test_job_aids_are_announced_and_sessions_told_for_the_room_and_online(tmp_path: Path) -> None:
    made = Presentation(str(built(tmp_path, change=_with_new_parts)))
    aid = page_of(made, "Siete señales")
    assert "No interrogue." in notes(aid)
    assert "No interrogue." not in shown(aid)
    assert "Ayuda de trabajo" in shown(aid)
    plan = notes(page_of(made, "Segundo módulo"))
    assert "Mapa – 15 min (En línea: 20 min)" in plan
    lesson = notes(page_of(made, "Cierre"))
    for text in ("Propósito: Para mirar", "Método: En parejas", "En línea: En salas", "Materiales en línea: Pizarra"):
        assert text in lesson


def test_what_is_asked_in_the_title_is_not_said_twice(deck: Any) -> None:
    for page in deck.slides:
        assert body(page) is None or body(page).text_frame.text != page.shapes.title.text


def test_hostile_text_stays_text(deck: Any) -> None:
    plain = " ".join(HOSTILE.split())
    assert any(plain in notes(page) for page in deck.slides)


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_every_text_says_its_language(tmp_path: Path, language: str) -> None:
    made = Presentation(str(built(tmp_path, language)))
    tags = {run.get("lang") for page in (*made.slides, *(p.notes_slide for p in made.slides), *made.slide_layouts)
            for run in page._element.iter(f"{A}rPr")}  # fmt: skip
    assert tags == {TAGS[language]}
    with zipfile.ZipFile(tmp_path / NAME.format(language)) as archive:
        texts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
    assert {tag for text in texts for tag in re.findall(r' lang="([^"]+)"', text)} == {TAGS[language]}
    assert made.core_properties.language == TAGS[language]
    assert made.core_properties.title == "Kit «de muestra» – Policía Nacional"
    named = {"es": "Módulo 1", "en": "Module 1", "fr": "Module 1"}
    assert any(named[language] in shown(page) for page in made.slides)


def test_nothing_says_who_made_it_when_and_with_what(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert not re.search("creator|created|modified|lastModifiedBy|revision", core)
        assert not [n for n in archive.namelist() if re.search(r"app\.xml|thumbnail|printerSettings", n)]
        texts = b"".join(archive.read(n) for n in archive.namelist() if n.endswith((".xml", ".rels")))
    assert not re.search(rb"python|/tmp|Macintosh|Steve", texts)


def test_same_bytes_in_any_folder_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    first, second = made_twice("from tests.office.test_slides import built; built(folder)", tmp_path, "**/*.pptx")
    assert len(first) == 1
    assert first == second


def _relations(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for name in archive.namelist():
        if name.endswith(".rels"):
            folder = Path("/", name).parent.parent
            for relation in etree.fromstring(archive.read(name)):
                target = (
                    (folder / relation.get("Target", "")).as_posix() if relation.get("TargetMode") != "External" else ""
                )
                yield name, str(Path(re.sub(r"[^/]+/\.\./", "", re.sub(r"[^/]+/\.\./", "", target))))


def test_the_page_is_16_to_9(deck: Any) -> None:
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    assert not deck.element.find("{*}sldSz").get("type")


def test_a_release_has_its_day_on_the_first_slide(tmp_path: Path) -> None:
    def released(workspace: Path) -> None:
        path = workspace / "reading" / "reading.json"
        reading = json.loads(path.read_text("utf-8"))
        reading["kit"]["released"] = "2026-11-24"
        path.write_text(json.dumps(reading), "utf-8")

    made = Presentation(str(built(tmp_path, change=released)))
    assert "Versión 1.2.0 · 24 de noviembre de 2026 · Español" in shown(made.slides[0])


def test_the_package_is_sound(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert names[0] == "[Content_Types].xml"
        targets = {target.lstrip("/") for _, target in _relations(archive) if target != "."}
        assert targets <= set(names)
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        said = {t.get("PartName", "").lstrip("/") for t in types} - {""}
        assert said <= set(names)
        assert set(names) - targets == {"[Content_Types].xml", *(n for n in names if n.endswith(".rels"))}
        for name in names:
            if name.startswith("ppt/slides/slide"):
                idents = [e.get("id") for e in etree.fromstring(archive.read(name)).iter("{*}cNvPr")]
                assert len(set(idents)) == len(idents), name


def test_the_audience_s_colour_has_contrast_whatever_it_is(tmp_path: Path) -> None:
    def pale(workspace: Path) -> None:
        path = workspace / "reading" / "reading.json"
        reading = json.loads(path.read_text("utf-8"))
        reading["audience"]["colour"] = "#ffd800"
        path.write_text(json.dumps(reading), "utf-8")

    made = Presentation(str(built(tmp_path, change=pale)))
    theme = next(r.target_part for r in made.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    scheme = etree.fromstring(theme.blob).find(f".//{A}clrScheme")
    colours = {c.tag.removeprefix(A): parse("#" + c[0].get("val")) for c in scheme if c[0].tag == f"{A}srgbClr"}
    for ground in ("lt1", "lt2"):
        for ink in ("dk1", "dk2", "accent1"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def test_the_participants_reading_is_refused(tmp_path: Path) -> None:
    workspace = sample.write_workspace(tmp_path / "workspace")
    with pytest.raises(JobError, match="other reading"):
        slides.build(FormatJob("a/b/es/slides", "a", "1.0.0", "b", "es", "slides"), workspace, tmp_path)
