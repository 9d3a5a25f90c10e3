"""How text becomes lines and slides: shortened where a clause ends, measured, divided evenly."""

from __future__ import annotations

import pytest

from build_tools.formats.slides_compose import composed
from build_tools.formats.slides_context import Aside, Own, filled
from build_tools.formats.slides_layouts import BODY, LAYOUTS
from build_tools.formats.slides_measure import line_count, total, wrapped
from build_tools.formats.slides_model import MOST_LINES, Line, Note, Slide
from build_tools.formats.slides_pages import Text, fitting, headline, numbered, paged
from build_tools.formats.slides_text import cleaned, notes_of, sentences, shortened, shown, told
from build_tools.sphinx_ext.ast_pandoc import attr, element, para, span, words

BOX = LAYOUTS["text"].boxes[BODY]
MODEL = Slide("text", "Lección", notes=(Note("propósito"),))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Uno. Dos.", ["Uno.", "Dos."]),
        ("¿Acepta? «No». Después, sí.", ["¿Acepta?", "«No».", "Después, sí."]),
        ("Según el art. 3 y la Sra. Ana. Fin", ["Según el art. 3 y la Sra. Ana.", "Fin"]),
        ("Rige desde 2020. 911 es otro número.", ["Rige desde 2020. 911 es otro número."]),
        ("Espera… y sigue.", ["Espera… y sigue."]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_text_is_shortened_at_the_end_of_a_sentence_or_of_a_clause_only() -> None:
    text = "La primera frase dice mucho; después sigue con otra idea, larga. La segunda."
    assert shortened(text, lambda part: len(part) <= 200) == text
    assert (
        shortened(text, lambda part: len(part) <= 70)
        == "La primera frase dice mucho; después sigue con otra idea, larga."
    )
    assert shortened(text, lambda part: len(part) <= 40) == "La primera frase dice mucho…"
    assert (
        shortened(text, lambda part: len(part) <= 10)
        == "La primera frase dice mucho; después sigue con otra idea, larga."
    )


def test_a_clause_is_never_cut_inside_of_a_quotation() -> None:
    text = "Ella dijo «no puedo salir sola: me esperan» y se quedó callada mirando al suelo"
    assert shortened(text, lambda part: len(part) <= 50) == text


def test_citations_and_footnotes_are_told_in_the_notes_only() -> None:
    cite = span([element("Link", attr("", ["cite"]), words("F1"), ["#source-F1", ""])], attr("", ["cites"]))
    inlines = [*words("Tres piezas"), element("Space"), cite, element("Note", [para(words("Aviso."))]), *words(": así")]
    assert shown(inlines) == "Tres piezas: así"
    assert told(inlines) == "Tres piezas F1 (Aviso.): así"


def test_control_characters_do_not_reach_the_file() -> None:
    assert cleaned("a\x0bb\x00c\ufffe d\u00a0e") == "a b c d\u00a0e"


def test_notes_keep_lists_tables_and_definitions() -> None:
    item = [element("Plain", words("uno")), element("BulletList", [[element("Plain", words("dos"))]])]
    listed = element("OrderedList", [1, element("Decimal"), element("Period")], [item])
    assert [n.text for n in notes_of([listed])] == ["1. uno", "\u00a0\u00a0• dos"]
    assert [n.text for n in notes_of([element("CodeBlock", attr(), "a\n  b")])] == ["a", "b"]


def test_lines_are_broken_between_words_and_a_word_that_is_too_long_inside() -> None:
    text = "la ruta de derivación " * 12
    lines = wrapped(text, 400, 28)
    assert " ".join(lines) == text.strip()
    assert line_count(text, 400, 28, bold=True) >= len(lines) > line_count(text, 400, 20)
    long = wrapped("m" * 300, 400, 28)
    assert "".join(long) == "m" * 300
    assert len(long) > 10


def test_pages_hold_six_lines_evenly_and_lose_no_text() -> None:
    texts = [Text((Line(f"Idea número {n}", mark="bullet"),), (Note(f"nota {n}"),)) for n in range(8)]
    pages = paged(texts, MODEL)
    assert [len(page.lines) for page in pages] == [4, 4]
    assert [line.text for page in pages for line in page.lines] == [t.lines[0].text for t in texts]
    assert pages[0].notes == (Note("propósito"), *(Note(f"nota {n}") for n in range(4)))


@pytest.mark.parametrize("text", ["Una frase de prueba que ocupa. " * 40, "palabra " * 400, "x" * 2000])
def test_a_paragraph_larger_than_a_slide_goes_on_on_the_next(text: str) -> None:
    pages = paged([Text((Line(text.strip()),), (Note("todo"),))], MODEL)
    assert len(pages) > 1
    assert all(total(page.lines, BOX.width, page.size) <= MOST_LINES for page in pages)
    assert "".join(line.text for page in pages for line in page.lines).replace(" ", "") == text.replace(" ", "")
    assert all(Note("todo") in page.notes for page in pages)


def test_what_cannot_stay_together_is_as_large_as_anything() -> None:
    few, many = [Line("a")], [Line(f"línea {n}") for n in range(9)]
    assert fitting(few, BOX) == fitting(many, BOX) == 28
    assert fitting([*few * 5, Line("una frase algo más larga que una línea de este tamaño, y que sigue")], BOX) == 24


@pytest.mark.parametrize("title", ["Corto", "Un título: " + "muy largo " * 30, "x" * 500, "Uno. " * 60])
def test_titles_fit_with_room_for_their_count(title: str) -> None:
    box = LAYOUTS["text"].boxes[0]
    found = headline(title)
    assert line_count(found + " (99/99)", box.width, box.size, bold=True) <= 2
    assert found == title or found.endswith(("…", "."))


def test_slides_of_one_title_are_counted() -> None:
    slides = [Slide("text", "A"), Slide("picture", "B"), Slide("text", "A")]
    assert [s.title for s in numbered(slides, "A")] == ["A (1/2)", "B", "A (2/2)"]


def test_facilitation_goes_to_the_case_before_it_or_to_the_first_slide() -> None:
    case = Own((Slide("activity", "Caso", (Line("c"),)),), keeps=True)
    question = Own((Slide("activity", "Pregunta", (Line("q"),)),))
    parts = [Aside((Note("al empezar"),)), Text((Line("uno"),)), case, question, Aside((Note("respuestas"),))]
    slides = composed(MODEL, parts)
    assert [(s.title, [n.text for n in s.notes]) for s in slides] == [
        ("Lección", ["propósito", "al empezar"]), ("Caso", ["respuestas"]), ("Pregunta", []),
    ]  # fmt: skip


def test_a_lesson_of_facilitation_only_has_a_slide() -> None:
    (slide,) = composed(MODEL, [Aside((Note("plan"),))])
    assert slide.lines
    assert [n.text for n in slide.notes] == ["propósito", "plan"]


def test_words_of_the_templates_are_filled() -> None:
    assert filled("To pass: %s % of the points", 70) == "To pass: 70 % of the points"
    assert filled("%s → %s", "a%20b", "c") == "a%20b → c"
