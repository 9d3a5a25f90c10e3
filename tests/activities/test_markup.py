"""What the directives become in a page: the markup that the learner runtime takes up."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser

from tests.activities.conftest import FRENCH, PROMPT


def _form(page: HtmlElement, name: str, inside: str = "") -> HtmlElement:
    around = f"//*[@data-assessment='{inside}']" if inside else ""
    found: HtmlElement = page.xpath(f"{around}//form[@data-question='{name}']")[0]
    return found


def _texts(elements: list[HtmlElement]) -> list[str]:
    return [" ".join(e.text_content().split()) for e in elements]


def test_match_offers_all_right_sides_in_an_order_of_their_own(page: HtmlElement) -> None:
    form = _form(page, "q-pares")
    pairs = form.xpath(".//ul[@class='pairs']/li[@class='pair answer']")
    assert _texts([p.find("span") for p in pairs]) == ["Acto", "Medio", "Fin"]
    for pair in pairs:
        options = pair.xpath(".//option")
        keys = [o.get("value") for o in options]
        assert keys[0] == ""
        assert keys[1:] == sorted(keys[1:])
        assert sorted(_texts(options[1:])) == ["¿Cuándo?", "¿Cómo se logró?", "¿Para qué?", "¿Qué se hizo?"]
        assert pair.get("data-right") in keys
        assert pair.find("select").get("aria-label") == f"Pareja de: {pair.find('span').text_content()}"
    assert len(set(pairs[0].xpath(".//option/@value"))) == 5
    right = {o.get("value"): o.text for o in pairs[0].iter("option")}
    assert [right[p.get("data-right")] for p in pairs] == ["¿Qué se hizo?", "¿Cómo se logró?", "¿Para qué?"]
    assert _texts(pairs[0].find_class("feedback")) == ["Captar, por ejemplo."]


def test_order_is_not_written_in_the_right_order(page: HtmlElement) -> None:
    items = _form(page, "q-orden").xpath(".//ol[@class='order']/li")
    places = {i.find("span").text: i.get("data-place") for i in items}
    assert places == {"ver": "1", "valorar": "2", "derivar": "3"}
    assert [i.get("data-place") for i in items] != ["1", "2", "3"]
    assert all(i.find("select").get("aria-label").startswith("Lugar de: ") for i in items)
    assert _texts(_form(page, "q-orden").xpath(".//details//li")) == ["ver", "valorar", "derivar"]


def test_typed_answers_are_kept_in_the_solution(page: HtmlElement) -> None:
    numeric = _form(page, "b-policia")
    field = numeric.xpath(".//label[@class='entry']/input")[0]
    assert (field.get("type"), field.get("inputmode")) == ("text", "decimal")
    answers = numeric.xpath(".//details//li[@class='answer']")
    assert [(a.get("data-value"), "data-correct" in a.attrib) for a in answers] == [
        ("17..19", True), ("20.5", True), ("16", False),
    ]  # fmt: skip
    assert [a.get("hidden") is not None for a in answers] == [False, False, True]
    assert "años" in numeric.text_content()
    short = _form(page, "b-corta", "e-final")
    assert [a.get("data-value") for a in short.xpath(".//details//li")] == ["Señal", "Prueba"]


def test_a_scale_has_no_right_answer_and_no_points(page: HtmlElement) -> None:
    form = _form(page, "q-escala")
    assert form.get("data-points") == "0"
    assert not form.xpath(".//*[@data-correct]")
    assert not form.xpath(".//details")
    assert len(form.xpath(".//input[@type='radio']")) == 3


def test_every_answer_has_a_key_of_its_own(page: HtmlElement) -> None:
    for form in page.find_class("question"):
        answers = form.find_class("answer")
        keys = [a.get("data-key") or a.xpath("string(.//input/@value)") for a in answers]
        assert answers
        assert "" not in keys
        assert len(set(keys)) == len(keys)


def test_an_assessment_holds_copies_with_the_ids_of_the_originals(page: HtmlElement, built: Path) -> None:
    final, practice = page.xpath("//section[@data-assessment]")
    assert {k: final.get(f"data-{k}") for k in ("kind", "draw", "pass", "attempts", "shuffle")} == {
        "kind": "final", "draw": "2", "pass": "70", "attempts": "3", "shuffle": "yes",
    }  # fmt: skip
    assert (practice.get("data-draw"), practice.get("data-pass"), practice.get("data-shuffle")) == ("3", None, "no")
    ids = [f.get("data-question") for f in practice.iter("form")]
    assert ids == ["q-una", "q-pares", "b-corta"]
    first = lxml.html.parse(built / "policia/es/prueba/web/01-uno.html").getroot()
    for attribute in ("data-kind", "data-points", "data-objective"):
        assert _form(page, "q-una").get(attribute) == _form(first, "q-una").get(attribute)
    keys = [[a.get("data-key") for a in _form(p, "q-una").find_class("answer")] for p in (page, first)]
    assert keys[0] == keys[1]


def test_ids_of_a_page_are_unique(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_question_of_the_bank_leads_to_the_lesson_of_its_objective(page: HtmlElement) -> None:
    links = _form(page, "b-comun").xpath(".//p[@class='review']/a")
    assert [(a.get("href"), a.text) for a in links] == [("01-uno.html#primera", "Módulo uno: Primera lección")]
    own = _form(page, "q-pares", "e-practica").xpath(".//p[@class='review']/a")
    assert [a.get("href") for a in own] == ["#tercera"]


def test_references_and_sources_of_a_copy_work_where_it_stands(page: HtmlElement) -> None:
    form = _form(page, "b-comun")
    assert form.xpath(".//a[@class='module-link']/@href")[0] == "01-uno.html#primera"
    assert page.get_element_by_id("source-F1") is not None


def test_a_scenario_is_a_way_of_links(page: HtmlElement) -> None:
    scenario = page.find_class("scenario")[0]
    steps = scenario.find_class("step")
    assert [s.get("id") for s in steps] == ["caso--llegada", "caso--charla"]
    assert [s.get("data-score") for s in steps] == [None, "100"]
    links = scenario.xpath(".//ul[@class='choices']/li/a")
    assert [(a.get("href"), a.get("data-target")) for a in links] == [
        ("#caso--charla", "charla"),
        ("#caso--end", "end"),
    ]
    assert {a.get("href")[1:] for a in links} <= set(page.xpath("//@id"))
    assert _texts(scenario.xpath(".//ul[@class='choices']/li/div")) == ["Bien."]
    assert _texts(steps[0].xpath("./ul[not(@class)]/li")) == ["una maleta", "un boleto"]


def test_a_reflection_has_a_field_with_a_name(page: HtmlElement) -> None:
    field = page.xpath("//div[@data-reflection='r-uno']/textarea")[0]
    assert field.get("aria-label") == "¿Qué hará mañana?"
    assert (field.get("rows"), field.get("maxlength")) == ("4", "2000")


def test_the_bank_is_no_page_and_no_lesson(built: Path, page: HtmlElement) -> None:
    assert not list(built.rglob("*banco*"))
    assert page.xpath("//*[@data-page='lesson']/@data-id") == ["tercera"]


def test_a_block_of_the_bank_is_for_its_audience_alone(built: Path) -> None:
    for file in (built / "judicial").rglob("*"):
        if file.is_file() and file.suffix in (".html", ".json", ".js"):
            text = file.read_text(encoding="utf-8")
            assert "b-policia" not in text
            assert "PATRULLERO" not in text
    judicial = lxml.html.parse(built / "judicial/es/prueba/web/02-dos.html").getroot()
    forms = judicial.xpath("//section[@data-assessment='e-final']//form/@data-question")
    assert forms == ["b-comun", "b-corta"]


def test_questions_of_the_bank_are_translated(built: Path) -> None:
    page = lxml.html.parse(built / "policia/fr/prueba/web/02-dos.html").getroot()
    form = _form(page, "b-corta")
    assert FRENCH in form.text_content()
    assert PROMPT not in form.text_content()
    assert form.xpath(".//details//li/@data-value")[0] == "Signe"
    spanish = lxml.html.parse(built / "policia/es/prueba/web/02-dos.html").getroot()
    for name in ("q-pares", "q-orden", "b-comun"):
        keys = [[a.get("data-key") for a in _form(p, name).find_class("answer")] for p in (page, spanish)]
        assert keys[0] == keys[1]


@pytest.mark.parametrize("script", [True, False])
def test_a_browser_has_nothing_to_complain_of(built: Path, browser: Browser, *, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.goto((built / "policia/es/prueba/web/02-dos.html").as_uri() + "#tercera")
    page.wait_for_load_state()
    assert page.locator("form.question").count() == 9
    context.close()
    assert said == []
