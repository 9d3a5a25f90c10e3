"""The assessment pack: sheets that give nothing away, and a key that fits them letter by letter."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from build_tools.errors import JobError
from build_tools.formats.assessment_pack import build
from build_tools.formats.assessment_pack_content import sheets_document
from build_tools.formats.assessment_pack_model import Paper, papers_of, shared
from build_tools.formats.base import FormatJob, read_json
from build_tools.formats.guides_activities import arranged
from build_tools.formats.guides_words import template_words
from build_tools.formats.typeset import typst_source
from build_tools.formats.walk import classes
from build_tools.sphinx_ext import ast
from build_tools.sphinx_ext import nodes as ours
from build_tools.sphinx_ext.ast_pandoc import plain_text
from tests.print import sample_activities as activities
from tests.print import sample_assessments as sample
from tests.print.pdf_pages import A4, colours_of_text, contrast, everything, outside, sizes
from tests.print.pdf_structure import page_texts, tags
from tests.print.real_kit import write_real
from tests.print.sample import paragraph, write_workspace
from tests.print.samples_of_nodes import document
from tests.support.elsewhere import made_twice

FOOT = "Kit «de muestra» · versión 1.2.0 · Policía Nacional · Español"
NAMES = ("pack", "key")
EACH = pytest.mark.parametrize("name", NAMES)


def _build(folder: Path, workspace: Path, job: FormatJob | None = None) -> dict[str, Path]:
    job = job or sample.pack_job()
    build(job, workspace, folder)
    stem = f"{job.stem}.assessment-pack"
    return {"pack": folder / f"{stem}.pdf", "key": folder / f"{stem}.key.pdf"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pack")
    return _build(folder, sample.write_tests(folder / "w"))


def _between(pages: list[str], start: str, end: str) -> str:
    """The text from the page that starts with a title to the page that starts with another."""
    first = next(n for n, page in enumerate(pages) if start in page[:160])
    last = next((n for n, page in enumerate(pages) if n > first and end in page[:160]), len(pages))
    return " ".join(pages[first:last])


def _letters(text: str, prompt: str, following: str) -> dict[str, str]:
    """The answers of a question on the sheet: letter -> text."""
    part = text.split(prompt)[1].split(following, maxsplit=1)[0]
    return dict(re.findall(r"(?<!\S)([a-h])\)? (\S.*?)(?= [a-h]\)? |$)", part.strip()))


def _overview(text: str) -> dict[int, str]:
    """What the key's table says of each question of the sample: number -> right answer."""
    rows = re.findall(
        r"(?<!\S)([1-8]) (b|a, d|4\.1 = \w, 4\.2 = \w|a = \d, b = \d, c = \d|Lucero|71–73 años|Es una opinión.*?) (?:\d|–) ",
        text,
    )
    return {int(number): answer for number, answer in rows}


@EACH
def test_pages_are_a4_and_nothing_reaches_over_the_edge(files: dict[str, Path], name: str) -> None:
    assert sizes(files[name]) == {A4}
    assert outside(files[name]) == []


@EACH
def test_each_page_says_version_audience_and_language(files: dict[str, Path], name: str) -> None:
    pages = page_texts(files[name])
    assert all(FOOT in page for page in pages)
    assert all(len(page.replace(FOOT, "")) > 60 for page in pages)


def test_only_the_key_says_on_each_page_that_it_holds_answers(files: dict[str, Path]) -> None:
    warning = "Contiene las respuestas. Guárdela aparte: no la entregue a las personas participantes."
    assert all(page.startswith(warning) for page in page_texts(files["key"]))
    pack = page_texts(files["pack"])
    assert "Para quien facilita: copie las hojas y guarde la clave aparte." in pack[0]
    assert not any("Para quien facilita" in page for page in pack[1:])


def test_sheets_ask_for_a_code_and_never_for_a_name(files: dict[str, Path]) -> None:
    sheets = [page for page in page_texts(files["pack"])[1:] if "· 1 /" in page]
    assert len(sheets) == 4
    for page in sheets:
        assert "Código Fecha No escriba su nombre." in page
        assert "Nombre" not in page


def test_pages_are_counted_sheet_by_sheet(files: dict[str, Path]) -> None:
    ends = [page.rpartition("Español ")[2] for page in page_texts(files["pack"])]
    assert ends == [
        "Paquete de evaluación · 1 / 1", "Evaluación inicial · 1 / 2", "Evaluación inicial · 2 / 2",
        "Evaluación final · 1 / 2", "Evaluación final · 2 / 2",
        "Hoja de respuestas: Evaluación inicial · 1 / 1", "Hoja de respuestas: Evaluación final · 1 / 1",
    ]  # fmt: skip


def test_nothing_in_the_pack_gives_an_answer_away(files: dict[str, Path]) -> None:
    seen = " ".join(page_texts(files["pack"])) + everything(files["pack"])
    assert [secret for secret in sample.SECRETS if secret.lower() in seen.lower()] == []
    key = " ".join(page_texts(files["key"]))
    told = set(sample.SECRETS) - {"71..73", "q-unica", "q-varias", "q-pares", "e-antes"}  # the range, and ids
    assert [secret for secret in told if secret not in key] == []


def test_not_even_the_source_of_the_pack_says_what_is_right(tmp_path: Path) -> None:
    workspace = sample.write_tests(tmp_path)
    reading, tree = (read_json(workspace / "reading" / f"{name}.json") for name in ("reading", "ast"))
    tests = papers_of(reading, tree, template_words("es"), solved=False)
    source, _ = typst_source(sheets_document(tests), "assessment-pack", reading, {})
    for word in ("correct:", "letter:", "place:", "feedback:", "points:", 'name: "q', *sample.SECRETS):
        assert word not in source


def _tests(folder: Path, *, draw: int | None = None) -> tuple[Paper, ...]:
    workspace = sample.write_tests(folder, draw=draw)
    reading, tree = (read_json(workspace / "reading" / f"{name}.json") for name in ("reading", "ast"))
    return papers_of(reading, tree, template_words("es"), solved=False)


def _asked(*questions: ours.question) -> list[list[str]]:
    """The answers of the questions of a test, as texts in the order of paper."""
    blocks = arranged(ast.module_blocks(document(_assessment(*questions)), "m"), solved=True)
    questions = (block["c"][1] for block in blocks[0]["c"][1] if "question" in block["c"][0][1])
    return [[plain_text(b["c"][1][0]) for b in question if "answer" in classes(b)] for question in questions]


def _assessment(*questions: ours.question) -> ours.assessment:
    made = activities.assessment(*questions)
    made["draw"] = None
    return made


def _single(qid: str, texts: tuple[str, ...], kind: str = "single") -> ours.question:
    answers = [ours.answer("", paragraph(text), correct=text == "buena", key=f"{text}-key") for text in texts]
    return activities.question(qid, kind, *answers)


def test_the_order_of_the_source_does_not_show_in_the_order_on_paper() -> None:
    texts = ("buena", "mala", "peor", "pésima")
    orders = {str(_asked(_single("q", order))) for order in itertools.permutations(texts)}
    assert len(orders) == 1


def test_the_right_answer_stands_everywhere_equally_often() -> None:
    asked = _asked(*(_single(f"q-{n}", ("buena", "mala", "peor")) for n in range(300)))
    places = Counter(answers.index("buena") for answers in asked)
    assert all(75 < places[place] < 125 for place in range(3))


def test_of_two_things_to_order_the_first_is_not_always_the_second() -> None:
    first = Counter()
    for number in range(100):
        node = activities.question(
            f"q-{number}",
            "order",
            *(ours.answer("", paragraph(text), key=f"{text}-{number}") for text in ("antes", "después")),
        )
        first[_asked(node)[0][0]] += 1
    assert all(30 < first[text] < 70 for text in ("antes", "después"))


def test_true_stands_before_false_and_scales_keep_their_order() -> None:
    asked = _asked(_single("q", ("Verdadero", "Falso"), "true-false"), activities.likert())
    assert asked == [["Verdadero", "Falso"], ["Nada", "Algo", "Mucho"]]


@pytest.mark.parametrize(("title", "following"), [
    ("Evaluación inicial", "Evaluación final"), ("Evaluación final", "Hoja de respuestas"),
])  # fmt: skip
def test_sheet_answer_sheet_and_key_agree(files: dict[str, Path], title: str, following: str) -> None:
    sheet = _between(page_texts(files["pack"])[1:], title, following)
    key = _overview(_between(page_texts(files["key"])[1:], f"Clave: {title}", "Clave: Evaluación final"))
    marks = _between(page_texts(files["pack"]), f"Hoja de respuestas: {title}", "Hoja de respuestas: Evaluación final")
    assert sorted(key) == list(range(1, 9))
    order = ("single", "multiple", "true-false", "match", "order", "short")
    for number, (kind, after) in enumerate(itertools.pairwise(order), start=1):
        letters = _letters(sheet, f"{number} Encargo {kind}", f"{number + 1} Encargo {after}")
        right = {letters[letter] for letter in re.findall(r"\b[a-d]\b", key[number])}
        if kind in ("single", "multiple", "true-false"):
            assert {text.split(" 4 ")[0] for text in right} == sample.RIGHT[f"Encargo {kind}"]
            assert f"{number} {' '.join(letters)} {number + 1}" in marks
    pairs = _letters(sheet, "Medio", "5 Encargo order")
    told = dict(re.findall(r"4\.(\d) = (\w)", key[4]))
    assert {left: pairs[told[row]] for row, left in (("1", "Acto"), ("2", "Medio"))} == sample.PAIRS
    assert "4.1 a b c 4.2 a b c 5 a b c" in marks
    items = _letters(sheet, "Numere en el orden correcto", "6 Encargo short" if "6 Encargo" in sheet else FOOT)
    places = {int(place): items[letter].split(" Kit ")[0] for letter, place in re.findall(r"(\w) = (\d)", key[5])}
    assert tuple(places[n] for n in (1, 2, 3)) == sample.ORDER
    assert (key[6], key[7]) == ("Lucero", "71–73 años")
    assert key[8].startswith("Es una opinión")
    assert marks.split("7 ", 1)[1].startswith("años 8 a b c")


def test_the_key_tells_points_objectives_sources_and_why(files: dict[str, Path]) -> None:
    key = " ".join(page_texts(files["key"]))
    assert "2 a, d 2 Comprender las tres piezas. F1, H1 2" in key
    assert "8 puntos en total" in key
    assert "Para aprobar: 6 de 8 puntos (70 %)" in key  # 5.6 points are 70 %, 5 are less
    assert "b) Única buena ✓ Respuesta correcta Retro de Única buena" in key
    assert "Idea general de F1" in key
    assert "Nota para quien facilita: sin prisa." in key
    assert "Fuentes F1 Protocolo de Palermo. Naciones Unidas, 2000." in key


def test_the_first_page_of_the_key_compares_before_and_after(files: dict[str, Path]) -> None:
    page = page_texts(files["key"])[0]
    assert "«Evaluación inicial» y en «Evaluación final»: 1 → 1, 2 → 2" in page
    assert "Código Evaluación inicial 8 puntos en total Evaluación final 8 puntos en total Diferencia Promedio" in page


def test_what_is_drawn_before_is_asked_again_after(tmp_path: Path) -> None:
    before, after = _tests(tmp_path, draw=3)
    assert (len(before.asked), len(after.asked)) == (3, 8)
    assert [one for one, _ in shared(before, after)] == [1, 2, 3]
    names = [asked.name for asked in after.asked]
    assert all(names[other - 1] == before.asked[one - 1].name for one, other in shared(before, after))


@EACH
def test_document_is_marked_titled_and_in_its_language(files: dict[str, Path], name: str) -> None:
    with pikepdf.open(files[name]) as pdf:
        xmp = bytes(pdf.Root.Metadata.read_bytes()).decode()
        assert str(pdf.Root.Lang) == "es-HN"
        title = "Paquete de evaluación" if name == "pack" else "Clave de las evaluaciones"
        assert str(pdf.docinfo["/Title"]) == f"Kit «de muestra» — {title}"
        with pdf.open_outline() as outline:
            assert len(outline.root) == (5 if name == "pack" else 4)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert str(files[name].parent) not in everything(files[name])


@EACH
def test_headings_nest_and_tables_have_headers(files: dict[str, Path], name: str) -> None:
    found = [tag.kind for tag in tags(files[name])]
    levels = [int(kind[2:]) for kind in found if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    tables = found.count("/Table")
    assert tables == (2 if name == "pack" else 3)
    assert found.count("/THead") == tables
    assert found.count("/TH") == (4 if name == "pack" else 4 + 2 * 6)
    assert found.count("/LI") == found.count("/LBody") > 20


@EACH
def test_text_reads_in_grey(files: dict[str, Path], name: str) -> None:
    on_white = {colour for colour in colours_of_text(files[name]) if contrast(colour, (255, 255, 255)) >= 4.5}
    assert colours_of_text(files[name]) - on_white == {(255, 255, 255)}  # in the dark bands


@pytest.mark.parametrize(("language", "pack", "key"), [
    ("en", ("Assessment pack", "Diagnostic assessment", "Answer sheet: Final assessment"), "Contains the answers."),
    ("fr", ("Dossier d’évaluation", "Évaluation initiale", "Feuille de réponses : Évaluation finale"), "Contient les"),
])  # fmt: skip
def test_the_pack_speaks_other_languages(language: str, pack: tuple[str, ...], key: str, tmp_path: Path) -> None:
    made = _build(tmp_path, sample.write_tests(tmp_path / "w", language=language), sample.pack_job(language))
    whole = " ".join(page_texts(made["pack"]))
    assert [word for word in pack if word not in whole] == []
    assert all(page.startswith(key) for page in page_texts(made["key"]))


def test_the_pack_refuses_the_reading_of_participants(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="other reading"):
        build(sample.pack_job(), write_workspace(tmp_path / "w"), tmp_path)


def test_the_real_kit_has_a_test_before_and_one_after(tmp_path: Path) -> None:
    workspace = write_real(tmp_path / "w", "fundamentos/policia/es", "assessment-pack")
    made = _build(tmp_path, workspace, FormatJob("x", "fundamentos", "1.0.0", "policia", "es", "assessment-pack"))
    reading, tree = (read_json(workspace / "reading" / f"{name}.json") for name in ("reading", "ast"))
    before, after = papers_of(reading, tree, template_words("es"), solved=True)
    assert (before.kind, after.kind) == ("diagnostic", "final")
    assert len(shared(before, after)) == len(before.asked)
    whole = " ".join(page_texts(made["pack"]))
    hidden = everything(made["pack"]) + whole
    for asked in after.asked:
        for answer in asked.parts("answer"):
            feedback = [plain_text(b["c"][1]) for b in answer["c"][1] if b["t"] == "Div" and "feedback" in b["c"][0][1]]
            assert not any(text in hidden for text in feedback)
    assert all(name in " ".join(page_texts(made["key"])) for name in (before.title, after.title))
    assert all(outside(path) == [] for path in made.values())


def test_same_bytes_in_any_folder_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    code = (
        "from tests.print.sample_assessments import *; from build_tools.formats.assessment_pack import build;"
        "build(pack_job(), write_tests(folder / 'w'), folder)"
    )
    first, second = made_twice(code, tmp_path, "*.pdf")
    assert len(first) == 2
    assert first == second
