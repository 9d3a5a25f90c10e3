"""Every kind of activity on the page, by keyboard and by what a screen reader is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.learner.conftest import Watched


@pytest.fixture
def base(server: str) -> str:
    return f"{server}/act/standalone"


def opened(watched: Watched, base: str, lesson: str) -> Page:
    page = watched.open(f"{base}/01-uno.html#{lesson}")
    expect(page.locator("html.ready")).to_have_count(1)
    return page


def asked(page: Page, identifier: str) -> Locator:
    return page.locator(f".current form[data-question='{identifier}']")


def check(form: Locator) -> None:
    form.get_by_role("button", name="Comprobar").click()


def test_pairs_are_matched_with_lists(watched: Watched, base: str) -> None:
    page = opened(watched, base, "practica")
    form = asked(page, "q-par")
    form.get_by_label("Izquierda 1").select_option("Derecha r1r1")
    check(form)
    expect(form.locator(".result")).to_have_text("Primero elija una respuesta para cada línea.")
    form.get_by_label("Izquierda 2").select_option("Derecha r3r3")
    check(form)
    expect(form.locator(".result")).to_contain_text("Correcto en parte.")
    expect(form.get_by_text("Comentario de l2.")).to_be_visible()
    expect(form.locator(".answer-mark")).to_have_text(["Correcta", "No es correcta"])
    form.get_by_label("Izquierda 2").select_option("Derecha r2r2")
    expect(form.locator(".answer-mark")).to_have_count(0)
    check(form)
    expect(form.locator(".result")).to_have_text("Correcto.")
    page.reload()
    expect(form.get_by_label("Izquierda 2")).to_have_value("r2r2")
    expect(form.locator(".result")).to_have_text("Correcto.")


def test_things_are_ordered_by_keyboard_and_say_where_they_are(watched: Watched, base: str) -> None:
    page = opened(watched, base, "practica")
    form = asked(page, "q-orden")
    names = form.locator(".order .side")
    expect(names).to_have_text(["Paso 2", "Paso 3", "Paso 1"])
    up = form.get_by_role("button", name="Subir: Paso 1")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(form.locator(".order + [role=status]")).to_have_text("Paso 1: ahora en el lugar 2 de 3")
    check(form)
    expect(form.locator(".result")).to_contain_text("Correcto en parte.")
    up.focus()
    page.keyboard.press("Space")
    expect(names).to_have_text(["Paso 1", "Paso 2", "Paso 3"])
    expect(up).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Space")
    expect(names).to_have_text(["Paso 1", "Paso 2", "Paso 3"])
    expect(form.locator(".place").first).to_have_text("1 de 3")
    check(form)
    expect(form.locator(".result")).to_have_text("Correcto.")
    page.reload()
    expect(names).to_contain_text(["Paso 1", "Paso 2", "Paso 3"])


def test_an_order_left_as_it_was_is_an_answer_when_checked(watched: Watched, base: str) -> None:
    page = opened(watched, base, "practica")
    check(asked(page, "q-orden"))
    expect(asked(page, "q-orden").locator(".result")).to_contain_text("No es correcto.")


def test_words_and_numbers_are_typed(watched: Watched, base: str) -> None:
    page = opened(watched, base, "practica")
    form = asked(page, "q-corta")
    check(form)
    expect(form.locator(".result")).to_have_text("Primero escriba su respuesta.")
    form.get_by_role("textbox").fill("911")
    page.keyboard.press("Enter")
    expect(form.locator(".result")).to_contain_text("No es correcto.")
    expect(form.locator(".foreseen")).to_have_text("Comentario de 911.")
    expect(form.locator(".solution")).not_to_have_attribute("open", "")
    form.get_by_role("textbox").fill("  linea 145! ")
    expect(form.locator(".foreseen")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(form.locator(".result")).to_have_text("Correcto.")
    number = asked(page, "q-num")
    number.get_by_role("textbox").fill("muchos")
    page.keyboard.press("Enter")
    expect(number.locator(".result")).to_have_text("Primero escriba su respuesta con un número.")
    number.get_by_role("textbox").fill("18,5")
    page.keyboard.press("Enter")
    expect(number.locator(".result")).to_have_text("Correcto.")
    page.reload()
    expect(form.get_by_role("textbox")).to_have_value("linea 145!")


def test_a_scale_has_no_right_answer(watched: Watched, base: str) -> None:
    page = opened(watched, base, "practica")
    form = asked(page, "q-grado")
    form.get_by_label("Grado 3").check()
    check(form)
    expect(form.locator(".result")).to_contain_text("Se anotó su respuesta.")
    expect(form.locator(".answer-mark")).to_have_count(0)


def test_pairs_need_no_mouse_and_are_named(watched: Watched, base: str) -> None:
    page = opened(watched, base, "practica")
    form = asked(page, "q-par")
    expect(form.get_by_role("group")).to_have_accessible_name("Pregunta ¿Qué dice q-par?")
    for select in form.get_by_role("combobox").all():
        select.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    expect(form.get_by_role("button", name="Comprobar")).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.locator(".result")).to_contain_text("Correcto en parte.")
    verdicts = form.locator(".pair").evaluate_all(
        "all => all.map(one => one.querySelector('.answer-mark + .feedback'))"
    )
    assert None not in verdicts


def test_a_scenario_goes_step_by_step_and_back(watched: Watched, base: str) -> None:
    page = opened(watched, base, "caso")
    part = page.locator("[data-scenario]")
    steps = part.locator(".step:visible")
    expect(steps).to_have_count(1)
    part.get_by_role("link", name="Escuchar").focus()
    page.keyboard.press("Enter")
    told = part.locator(".consequence[role=status]")
    expect(told).to_contain_text("Usted eligió: Escuchar")
    expect(told).to_contain_text("La persona habla.")
    expect(steps).to_contain_text("Pide ayuda.")
    expect(part.locator("#s-caso--oir")).to_be_focused()
    part.get_by_role("button", name="Volver un paso").click()
    expect(steps).to_contain_text("Suena el teléfono.")
    part.get_by_role("link", name="Escuchar").click()
    part.get_by_role("link", name="Anotar").click()
    expect(steps).to_contain_text("Bien hecho.")
    expect(part.locator(".path li")).to_have_text(["Escuchar", "Anotar"])
    expect(part.locator(".path")).to_contain_text("Su puntaje: 80\u00a0%")
    page.reload()
    expect(part.locator(".path li")).to_have_text(["Escuchar", "Anotar"])
    part.get_by_role("button", name="Empezar el caso de nuevo").click()
    expect(steps).to_contain_text("Suena el teléfono.")
    expect(part.locator(".path")).to_be_hidden()
    assert page.url.endswith("#caso")


def test_a_reflection_is_kept_whole_and_counted(watched: Watched, base: str) -> None:
    page = opened(watched, base, "diario")
    field = page.get_by_label("Su reflexión")
    field.fill("Ñandú\n" * 300)
    expect(page.locator(".counter")).to_have_text("Caracteres: 1800")
    page.wait_for_timeout(900)
    page.reload()
    expect(field).to_have_value("Ñandú\n" * 300)


def test_two_windows_of_one_module_lose_nothing(watched: Watched, base: str) -> None:
    first = opened(watched, base, "practica")
    second = opened(watched, base, "caso")
    for page in (first, second):
        expect(page.locator("#_notices")).to_contain_text("también está abierto en otra ventana")
    form = asked(first, "q-verdad")
    form.get_by_label("Falso").check()
    check(form)
    second.get_by_role("link", name="Escuchar").click()
    first.wait_for_timeout(200)
    second.close()
    first.reload()
    expect(form.get_by_label("Falso")).to_be_checked()
    first.locator("#_lessons a[href='#caso']").click()
    expect(first.locator(".step:visible")).to_contain_text("Pide ayuda.")


def test_without_a_script_activities_read_and_work_as_links(browser, server: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/act/standalone/01-uno.html")
    expect(page.locator("#s-caso--bien")).to_be_visible()
    page.get_by_role("link", name="Escuchar").click()
    assert page.url.endswith("#s-caso--oir")
    expect(page.locator("[data-assessment='e-final'] form.question")).to_have_count(4)
    expect(page.locator(".certificate")).to_be_hidden()
    context.close()


def test_activities_come_after_the_first_view(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/act/standalone/01-uno.html")
    assert not [url for url in watched.requests if url.endswith("/activities.js")]
    with page.expect_request("**/activities.js"):
        expect(page.locator("#_next")).to_be_visible()  # a moment later, without doing anything
    expect(page.locator(".check").first).to_be_attached()


def test_activities_that_did_not_come_are_tried_again(watched: Watched, server: str) -> None:
    watched.context.route("**/activities.js", lambda route: route.abort())
    page = watched.open(f"{server}/act/standalone/01-uno.html#practica")
    expect(page.locator("html:not(.waiting)")).to_be_attached()
    page.locator(".current .solution summary").first.click()
    expect(page.locator(".current .solution .feedback").first).to_be_visible()
    assert watched.problems
    watched.problems.clear()
    watched.context.unroute("**/activities.js")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".current .check").first).to_be_visible()
