"""What only facilitators get: plans, bands, resources, provenance and forms; and the index, which both have."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from build_tools.formats.guides_activities import ENOUGH, long_marked
from build_tools.formats.guides_content import FORMS
from build_tools.formats.guides_facts import facts
from build_tools.formats.guides_index import Place, collation_key, index
from build_tools.formats.guides_sessions import resources, session_plans, sessions_of, with_glances
from build_tools.formats.guides_words import guide_words
from build_tools.formats.walk import classes
from build_tools.sphinx_ext.ast_pandoc import Block, attr, div, element, para, plain, plain_text, words
from tests.print.pdf_structure import page_texts
from tests.print.sample import reading

TEXTS = guide_words("es", "facilitator")


def _session(minutes: int, minutes_online: int | None = None, **fields: str) -> Block:
    inside = [
        div([plain(words(text))], attr("", ["session-field"], name=name.replace("_", "-")))
        for name, text in fields.items()
    ]
    pairs = {"minutes": str(minutes), "online_minutes": str(minutes_online or minutes)}
    return div([*inside, para(words("Lo que se hace."))], attr("", ["session"], **pairs))


def _lesson(title: str, *blocks: Block) -> list[Block]:
    return [element("Header", 2, attr(title), words(title)), *blocks]


def test_plans_add_up_in_person_and_online() -> None:
    content = [_session(10, activity="Uno", method="Plenaria", online="Chat"), _session(20, 30, activity="Dos")]
    room, online = session_plans(content, TEXTS)
    assert dict(room["c"][0][2]) == {"way": "in-person"}
    assert plain_text(room).endswith("Uno10PlenariaDos20Total30")
    assert plain_text(online).endswith("Uno10ChatDos30Total40")


def test_what_is_never_run_online_has_one_plan() -> None:
    assert len(session_plans([_session(10, activity="Uno")], TEXTS)) == 1
    assert session_plans([para(words("Nada."))], TEXTS) == []


def test_a_plan_of_many_rows_may_break() -> None:
    (plan,) = session_plans([_session(5, activity="x")] * 10, TEXTS)
    assert "long" in classes(plan)


def test_a_lesson_begins_with_the_sums_of_its_sessions() -> None:
    content = [
        para(words("Antes.")),
        *_lesson("una", _session(10, purpose="P", materials="Tiza", method="M")),
        *_lesson("dos", _session(10, materials="Tiza"), div([_session(5, 9, materials="Papel")], attr())),
        *_lesson("tres", para(words("Solo texto."))),
    ]
    found = with_glances(content)
    glances = [block for block in found if "glance" in classes(block)]
    assert [dict(g["c"][0][2]) for g in glances] == [{"minutes": "10"}, {"minutes": "15", "online-minutes": "19"}]
    assert [plain_text(g) for g in glances] == ["PMTiza", "Tiza · Papel"]
    assert [found.index(g) for g in glances] == [2, 5]
    assert plain_text(found[3]) == "Lo que se hace."  # what the band tells is not told again
    assert "told" in classes(found[3])
    assert "Papel" in plain_text(found[7])


def test_resources_are_told_by_module_and_way() -> None:
    uno, dos = (
        [_session(5, activity="A", materials="Tiza")],
        [_session(5, activity="B", materials="X", online_materials="Y")],
    )
    (both,) = resources([("Uno", uno), ("Dos", dos), ("Tres", [])], TEXTS)
    assert plain_text(both["c"][4]) == "UnoATizaTizaDosBXY"
    (room,) = resources([("Uno", uno)], TEXTS)
    assert plain_text(room["c"][4]) == "UnoATiza"
    assert resources([("Tres", [])], TEXTS) == []


def test_fields_of_the_online_way_default_to_those_of_the_room() -> None:
    (session,) = sessions_of([_session(5, method="M", online_materials="Y", materials="X")])
    assert [plain_text(session.of(name, online=True)) for name in ("method", "materials")] == ["M", "Y"]


def test_long_activities_may_break() -> None:
    short = div([para(words("x"))], attr("", ["question"]))
    assert "long" not in classes(long_marked(short))
    many = div([div([], attr("", ["answer"]))] * 13, attr("", ["question"]))
    shown = div([div([], attr("", ["media"], media="x"))], attr("", ["step"]))
    for block in (div([para(words("x " * ENOUGH))], attr("", ["reflection"])), many, shown):
        assert "long" in classes(long_marked(block))


def test_facts_count_sources_and_list_what_is_pending() -> None:
    about = reading(facilitator=True, language="es")
    places = [Place("legal", "Ley, art. 1", "a", "index"), Place("legal", "Ley, art. 1", "b", "index")]
    places += [Place("legal", "Ley, art. 2", "c", "verified"), Place("aid", "Ayuda", "d")]
    found = facts(about, {m["id"]: [] for m in about["modules"]}, places, [], [])
    assert found["pending"] == [{"text": "Ley, art. 1", "idents": ["a", "b"]}]
    assert found["aids"] == [{"text": "Ayuda", "ident": "d"}]
    assert found["released"] == "24 de noviembre de 2026"
    assert [row["minutes"] for row in found["programme"]] == [45, 45]
    about["kit"]["released"] = None
    assert facts(about, {m["id"]: [] for m in about["modules"]}, [], [], [])["released"] is None


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("es", ["abuso", "ácido", "«Acto»", "nube", "ñandú", "oro"]),
        ("fr", ["acte", "École", "effet", "œuvre", "zèle"]),
        ("en", ["act", "Aid", "naïve", "zone"]),
    ],
)
def test_the_alphabet_is_that_of_the_language(language: str, ordered: list[str]) -> None:
    keys = [collation_key(text, language) for text in ordered]
    assert keys == sorted(keys)


def test_the_index_groups_by_letter_and_joins_places() -> None:
    places = [
        Place("case", "Ñandú", "a"),
        Place("term", "ácido", "b"),
        Place("case", "Ñandú", "c"),
        Place("aid", "911", "d"),
    ]
    found = index(places, "es")
    assert [group["letter"] for group in found] == ["0–9", "A", "Ñ"]
    assert found[2]["entries"] == [{"text": "Ñandú", "kind": "case", "idents": ["a", "c"]}]


def test_provenance_says_version_date_licence_sources_and_what_is_pending(guides: dict[str, Path]) -> None:
    page = next(text for text in page_texts(guides["facilitator"])[2:] if "Versión y procedencia" in text)
    pages = page_texts(guides["facilitator"])
    where = next(n for n, text in enumerate(pages, start=1) if "según el Código Penal, art. 219" in text)
    for said in (
        "versión 1.2.0", "24 de noviembre de 2026", "CC-BY-SA-4.0", "verificada en un extracto del texto 1", "Total 2",
        f"Código Penal, art. 219 (pág. {where})", "deben confirmarse con el texto oficial",
    ):  # fmt: skip
        assert said in page


def test_front_pages_and_forms_are_one_page_each(guides: dict[str, Path]) -> None:
    pages = page_texts(guides["facilitator"])
    titles = [TEXTS[name] for name in ("provenance", "how-to-use", "programme", "resources", *FORMS, "glossary")]
    starts = [next(n for n, text in enumerate(pages) if n > 1 and title in text[: len(title) + 40]) for title in titles]
    assert starts == sorted(starts)
    assert starts[1:3] == [starts[0] + 1, starts[0] + 2]
    assert [b - a for a, b in itertools.pairwise(starts[4:])] == [1] * len(FORMS)


def test_forms_ask_for_nothing_that_could_harm(guides: dict[str, Path]) -> None:
    form = next(text for text in page_texts(guides["facilitator"]) if "Acepto figurar" in text)
    assert "No pida número de identidad" in form
    columns = form.split("Acepto figurar")[0].split("№")[1]
    assert " ".join(columns.split()) == "Nombre, o cómo quiere que le llamen Institución (opcional)"


def test_notes_are_named_by_what_they_are_about(guides: dict[str, Path]) -> None:
    whole = " ".join(page_texts(guides["facilitator"]))
    for label in ("Preparación", "Método", "Puesta en común", "Cuidado y seguridad"):
        assert f"{label} Nota de " in whole


@pytest.mark.parametrize("name", ["participant", "facilitator"])
def test_job_aids_stand_in_both_guides_and_in_the_index(guides: dict[str, Path], name: str) -> None:
    pages = page_texts(guides[name])
    there = next(n for n, text in enumerate(pages, start=1) if "Ayuda de trabajo Ñandú: qué mirar" in text)
    assert pages[-1].startswith(("Para facilitación Índice", "Índice", "Contactos"))
    assert "Ñandú: qué mirar (ayuda de trabajo)" in pages[-1]
    assert f" {there} " in pages[-1].split("Ñandú: qué mirar (ayuda de trabajo)")[1].split("Kit")[0]


def test_participants_get_none_of_it(guides: dict[str, Path]) -> None:
    whole = " ".join(page_texts(guides["participant"]))
    hidden = (
        "procedencia",
        "Programa",
        "De un vistazo",
        "Recursos",
        "asistencia",
        "pendiente",
        "Observación",
        "Puesta en común",
    )
    assert [text for text in hidden if text in whole] == []
