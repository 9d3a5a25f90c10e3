"""Job aids: each is a page of its own, that reads in black and white and from afar."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pikepdf
import pypdf
import pytest

from build_tools.errors import JobError
from build_tools.findings import ContentError
from build_tools.formats.job_aids import PAPERS, build
from build_tools.formats.job_aids_content import aids_documents
from build_tools.sphinx_ext.ast_pandoc import plain_text
from tests.print import sample_job_aids as sample
from tests.print.pdf_pages import A4, LETTER, colours_of_text, contrast, everything, outside, sizes
from tests.print.pdf_structure import page_texts, tags
from tests.print.reading import project_of, read
from tests.print.sample import ROOT, write_workspace
from tests.print.sample_text import HOSTILE
from tests.support.elsewhere import made_twice

CONTACTS = [
    {"id": "linea-145", "number": "145", "label": "Línea nacional contra la trata de personas"},
    {"id": "eri", "number": "8990-5187", "label": "Equipo de Respuesta Inmediata (ERI) de la CICESCT"},
    {"id": "emergencias", "number": "911", "label": "Emergencias, para un peligro inmediato"},
]
FOOT = "Kit «de muestra» · versión 1.2.0 · Policía Nacional · Español"


def _build(folder: Path, workspace: Path, language: str = "es") -> dict[str, Path]:
    job = sample.aids_job(language)
    build(job, workspace, folder)
    return {paper: folder / f"{job.stem}.job-aids{mark}.pdf" for paper, (mark, _) in PAPERS.items()}


@pytest.fixture(scope="module")
def aids(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("aids")
    colour = {"id": "policia", "title": "Policía Nacional", "colour": "#ffdd00", "quick_exit": None}
    workspace = sample.write_aids(folder / "w", sample.aids(), contacts=CONTACTS, audience=colour)
    return _build(folder, workspace)


BOTH = pytest.mark.parametrize("paper", list(PAPERS))


@BOTH
def test_each_aid_is_one_page_of_the_paper(aids: dict[str, Path], paper: str) -> None:
    assert sizes(aids[paper]) == {A4 if paper == "a4" else LETTER}
    titles = ("Antes de hablar con la persona", "Los primeros diez minutos", "De todo")
    pages = page_texts(aids[paper])
    assert len(pages) == len(titles)
    assert all(title in page for title, page in zip(titles, pages, strict=True))


@BOTH
def test_nothing_reaches_over_the_edge(aids: dict[str, Path], paper: str) -> None:
    assert outside(aids[paper]) == []


@BOTH
def test_each_page_says_what_it_belongs_to_and_where_to_call(aids: dict[str, Path], paper: str) -> None:
    modules = ("Primer módulo", "Primer módulo", "Segundo módulo")
    for module, page in zip(modules, page_texts(aids[paper]), strict=True):
        assert page.startswith(module)
        assert page.endswith(FOOT)
        assert "Ayuda de trabajo" in page
        assert "Dónde pedir ayuda y denunciar 145 Línea nacional" in page
        assert "911 Emergencias" in page
        assert "Número local (escríbalo a mano)" in page


@BOTH
def test_headings_lists_tables_and_figures_are_tagged(aids: dict[str, Path], paper: str) -> None:
    found = tags(aids[paper])
    kinds = [tag.kind for tag in found]
    assert [kind for kind in kinds if kind.startswith("/H") and kind[2:].isdigit()] == ["/H1"] * 3
    assert (kinds.count("/Table"), kinds.count("/TH")) == (1, 2)
    assert [tag.alt for tag in found if tag.kind == "/Figure"] == ["Un cuadro azul con la palabra «Cuadro»"]
    assert kinds.count("/LI") == kinds.count("/LBody") == 4 + 6 + 2
    assert kinds.count("/Link") == 2  # the address, and the telephone number


@BOTH
def test_the_document_is_marked_and_has_a_bookmark_for_each_aid(aids: dict[str, Path], paper: str) -> None:
    with pikepdf.open(aids[paper]) as pdf:
        xmp = bytes(pdf.Root.Metadata.read_bytes()).decode()
        with pdf.open_outline() as outline:
            assert [item.title.split(" #")[0] for item in outline.root] == [
                "Antes de hablar con la persona", "Los primeros diez minutos", "De todo",
            ]  # fmt: skip
        assert str(pdf.Root.Lang) == "es-HN"
        assert str(pdf.docinfo["/Title"]) == "Kit «de muestra» — Ayudas de trabajo"
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert str(aids[paper].parent) not in everything(aids[paper])


@BOTH
def test_text_reads_in_grey_whatever_the_colour_of_the_audience(aids: dict[str, Path], paper: str) -> None:
    on_white = {colour for colour in colours_of_text(aids[paper]) if contrast(colour, (255, 255, 255)) >= 4.5}
    # White letters stand in the band of the audience's colour, in its readable shade, and in the steps' numbers.
    assert colours_of_text(aids[paper]) - on_white == {(255, 255, 255)}


def test_tasks_have_boxes_and_steps_have_numbers(aids: dict[str, Path]) -> None:
    first, second, _ = page_texts(aids["a4"])
    assert "[" not in first.removeprefix("Primer módulo").split("Ayuda de trabajo")[1]
    assert "1 Póngala a salvo." in second
    assert "4 Derive." in second


def test_what_is_elsewhere_is_text_and_sources_and_notes_stand_at_the_end(aids: dict[str, Path]) -> None:
    page = page_texts(aids["a4"])[2]
    assert "Véase el primer módulo y una dirección" in page
    assert "1 La nota dice algo más." in page
    source = "Fuentes: [F1] Protocolo de Palermo. Naciones Unidas, 2000. unodc.org/e4j/un-texto.html"
    assert "".join(source.split()) in "".join(page.split())  # an address may go on in the next line
    quoted = HOSTILE.replace('"x"', "«x»").replace('"comillas"', "«comillas»")
    assert "".join(quoted.split()) in "".join(page.split())


def test_a_list_is_a_checklist_only_if_all_of_it_is() -> None:
    texts = {"sources": "Fuentes"}
    for marks, tasks in ((("[ ]", "[ ]"), True), (("☐", "☐"), True), (("[ ]", ""), False)):
        text = "\n".join(f"- {mark} punto" for mark in marks)
        block = sample.job_aid("m", "lista", "Lista", text, 1)
        reading = {"modules": [{"id": "m", "title": "Módulo"}]}
        made = aids_documents(reading, {"modules": {"m": [block]}, "sources": []}, texts)[0]["blocks"][0]
        assert any("checklist" in str(part) for part in made["c"][1]) == tasks
        assert (("[" in plain_text(made["c"][1])) or ("☐" in plain_text(made["c"][1]))) != tasks


def test_short_aids_are_set_larger_than_long_ones(tmp_path: Path) -> None:
    workspace = sample.write_aids(tmp_path / "w", {"02-segundo": [*sample.aids()["01-primero"], sample.too_long(30)]})
    reader = pypdf.PdfReader(_build(tmp_path, workspace)["a4"])
    largest = []
    for page, text in zip(reader.pages, ("Busque", "Escuche", "número 1"), strict=True):
        found: list[float] = []

        def visit(part: str, _cm: object, matrix: list[float], _font: object, size: float, text: str = text) -> None:
            if text in part:
                found.append(size * abs(matrix[3]))  # noqa: B023 - read within the page

        page.extract_text(visitor_text=visit)
        largest.append(found[0])
    assert largest[0] >= largest[1] > largest[2] >= 10
    assert largest[0] >= 18


def test_an_aid_that_is_too_long_is_a_finding_at_its_line(tmp_path: Path) -> None:
    workspace = sample.write_aids(tmp_path / "w", {"02-segundo": [sample.too_long(120)]})
    with pytest.raises(ContentError) as caught:
        _build(tmp_path, workspace)
    (finding,) = caught.value.findings
    assert str(finding.location) == "kits/muestra/02-segundo.md:99:1"
    assert finding.code.id == "job-aid-too-long"
    assert finding.values["title"] == "Demasiado larga"
    assert finding.values["paper"] == "letter"  # the lower of the two
    assert "10 points" in finding.remedy()
    assert pickle.loads(pickle.dumps(caught.value)).findings == (finding,)  # noqa: S301 - errors travel so
    over = int(str(finding.values["lines"]))
    _build(tmp_path, sample.write_aids(tmp_path / "v", {"02-segundo": [sample.too_long(120 - over)]}))
    with pytest.raises(ContentError):
        _build(tmp_path, sample.write_aids(tmp_path / "u", {"02-segundo": [sample.too_long(120 - over // 2)]}))


@pytest.mark.parametrize(("language", "said"), [
    ("en", ("Job aid", "Where to ask for help and report", "Local number", "English")),
    ("fr", ("Aide-mémoire", "Numéro local", "Français")),
])  # fmt: skip
def test_job_aids_speak_other_languages(language: str, said: tuple[str, ...], tmp_path: Path) -> None:
    workspace = sample.write_aids(tmp_path / "w", sample.aids(), language)
    for path in _build(tmp_path, workspace, language).values():
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == language
        assert all(word in page for word in said for page in page_texts(path))


def test_without_contacts_there_is_still_room_for_a_number(tmp_path: Path) -> None:
    workspace = sample.write_aids(tmp_path / "w", sample.aids(), contacts=[])
    for page in page_texts(_build(tmp_path, workspace)["a4"]):
        assert "Dónde pedir ayuda" not in page
        assert "Número local" in page


def test_job_aids_refuse_the_reading_of_facilitators(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="other reading"):
        build(sample.aids_job(), write_workspace(tmp_path / "w", facilitator=True), tmp_path)


def test_same_bytes_in_any_folder_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    code = (
        "from tests.print.sample_job_aids import *; from build_tools.formats.job_aids import build;"
        "build(aids_job(), write_aids(folder / 'w', aids()), folder)"
    )
    first, second = made_twice(code, tmp_path, "*.pdf")
    assert len(first) == 2
    assert first == second


def test_from_the_directive_to_the_page(tmp_path: Path) -> None:
    text = "## Una lección\n\n:::{job-aid} Antes de salir\n:id: antes\n\n- [ ] Agua\n- [ ] Mapa\n\n1. Mire\n2. Salga\n:::\n"
    found = read(project_of({"01-uno": text}, tmp_path / "project"), tmp_path / "read", facilitator=False)
    workspace = tmp_path / "w"
    shutil.copytree(ROOT / "conf" / "print", workspace / "conf" / "print")
    shutil.copytree(tmp_path / "read" / "out", workspace / "reading")
    assert len(found["reading"]["modules"]) == 1
    (page,) = page_texts(_build(tmp_path, workspace)["a4"])
    assert "Un módulo Ayuda de trabajo Antes de salir Agua Mapa 1 Mire 2 Salga" in page
