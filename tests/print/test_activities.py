"""Activities on paper: to fill in for participants, solved for facilitators."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from build_tools.formats.guides import guide_parts
from build_tools.formats.guides_activities import arranged, on_own_pages
from build_tools.formats.guides_content import for_participants
from build_tools.formats.walk import classes
from build_tools.sphinx_ext import ast
from build_tools.sphinx_ext import nodes as ours
from build_tools.sphinx_ext.ast_pandoc import Block, plain_text
from tests.print import sample_activities as activities
from tests.print.pdf_structure import page_texts, tags
from tests.print.sample import write_workspace
from tests.print.samples_of_nodes import document

BOTH = pytest.mark.parametrize("name", ["participant", "facilitator"])


def _blocks(node: nodes.Node, *, solved: bool) -> list[Block]:
    found: list[Block] = arranged(ast.module_blocks(document(node), "01-m"), solved=solved)
    return found if solved else for_participants(found)


def _parts(blocks: list[Block], name: str) -> list[tuple[str, dict[str, str]]]:
    inside = blocks[0]["c"][1]
    return [(plain_text(b["c"][1]), dict(b["c"][0][2])) for b in inside if name in classes(b)]


def _whole(guide: Path) -> str:
    return " ".join(" ".join(text.split()) for text in page_texts(guide))


def test_pairs_stand_in_two_lists_and_only_facilitators_get_the_letters() -> None:
    lefts = _parts(_blocks(activities.match(), solved=False), "left")
    assert lefts == [("Acto", {}), ("Medio", {})]
    solved = _blocks(activities.match(), solved=True)
    assert [pairs for _, pairs in _parts(solved, "left")] == [{"letter": "b"}, {"letter": "a"}]
    assert [text for text, _ in _parts(solved, "right")] == ["¿Cómo?", "¿Qué?", "¿Cuánto?"]


def test_items_to_order_are_mixed_and_only_facilitators_get_the_places() -> None:
    mixed = ["Luego esto", "Al final esto", "Primero va esto"]
    assert [text for text, _ in _parts(_blocks(activities.order(), solved=False), "answer")] == mixed
    places = [pairs["place"] for _, pairs in _parts(_blocks(activities.order(), solved=True), "answer")]
    assert places == ["2", "3", "1"]


def test_items_whose_keys_have_the_right_order_by_chance_are_mixed_too() -> None:
    node = activities.order()
    for key, answer in zip("abc", node.findall(ours.answer), strict=True):
        answer["key"] = key
    texts = [text for text, _ in _parts(_blocks(node, solved=False), "answer")]
    assert texts == ["Luego esto", "Al final esto", "Primero va esto"]


@pytest.mark.parametrize("make", [activities.short, activities.numeric])
def test_typed_answers_are_not_in_the_participants_document(make: object) -> None:
    assert callable(make)
    assert not _parts(_blocks(make(), solved=False), "answer")
    assert _parts(_blocks(make(), solved=True), "answer")


def test_nothing_in_the_participants_source_says_what_is_right(tmp_path: Path) -> None:
    source = "".join(part.body for part in guide_parts(write_workspace(tmp_path), "participant"))
    for word in ("correct:", "letter:", "place:", "score:", "consequence:", "feedback:", *activities.SECRETS[:5]):
        assert word not in source


def test_an_assessment_draws_the_same_questions_whatever_their_order() -> None:
    drawn = []
    for questions in ((activities.match(), activities.order()), (activities.order(), activities.match())):
        blocks = _blocks(activities.assessment(*questions), solved=True)
        assert dict(blocks[0]["c"][0][2])["count"] == "1"
        drawn += [[pairs["name"] for _, pairs in _parts(blocks, "question")]]
    assert drawn[0] == drawn[1]


def test_a_heading_goes_to_the_page_of_the_assessment_under_it() -> None:
    heading = {"t": "Header", "c": [3, ["prueba", [], []], []]}
    made = on_own_pages([heading, *_blocks(activities.assessment(activities.match()), solved=False), heading])
    assert [block["t"] for block in made] == ["RawBlock", "Header", "Div", "Header"]
    assert "under-heading" in classes(made[2])
    assert "own-page" not in classes(made[2])


def test_only_the_facilitator_guide_has_answers_and_consequences(guides: dict[str, Path]) -> None:
    participant, facilitator = (_whole(guides[name]) for name in ("participant", "facilitator"))
    for secret in activities.SECRETS:
        assert secret not in participant
        assert secret in facilitator
    assert "71..73" not in participant


@BOTH
def test_a_scenario_reads_as_steps_that_name_each_other(guides: dict[str, Path], name: str) -> None:
    text = _whole(guides[name])
    assert "Caso con decisiones" in text
    assert "Ir (vaya al paso 2)" in text
    assert "Terminar (el caso termina aquí)" in text


@BOTH
def test_every_kind_says_what_to_do(guides: dict[str, Path], name: str) -> None:
    text = _whole(guides[name])
    for said in (
        "Escriba la letra de cada pareja", "Numere en el orden correcto", "Escriba una respuesta corta",
        "Escriba un número", "Marque un punto de la escala", "Evaluación final", "Para aprobar: 70 % de los puntos",
        "Reflexión", "¿Qué hará mañana?",
    ):  # fmt: skip
        assert said in text
    assert ("Nombre Fecha" in text) == (name == "participant")


@BOTH
def test_an_assessment_stands_on_a_page_of_its_own(guides: dict[str, Path], name: str) -> None:
    page = next(text for text in page_texts(guides[name]) if "Evaluación final" in text)
    assert "Encargo likert" not in page
    assert "Caso con decisiones" not in page


@BOTH
def test_what_is_to_be_matched_or_ordered_is_tagged_as_lists(guides: dict[str, Path], name: str) -> None:
    found = tags(guides[name])
    assert sum(tag.kind == "/L" for tag in found) > 10
    assert sum(tag.kind == "/LI" for tag in found) == sum(tag.kind == "/LBody" for tag in found)
