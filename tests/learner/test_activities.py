"""Every kind of activity on the page, by keyboard and by what a screen reader is told."""

from __future__ import annotations

import re

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


def answer_all(page: Page, right: int) -> None:
    """The final assessment's questions, the first ``right`` of them rightly."""
    for number, form in enumerate(page.locator(".current form.question:visible").all()):
        good = number < right
        kind = form.get_attribute("data-kind")
        form.get_by_label(
            ("Falso" if good else "Verdadero") if kind == "true-false" else f"Respuesta {'b2b2' if good else 'a1a1'}"
        ).check()


def test_an_assessment_from_start_to_the_last_attempt(watched: Watched, base: str) -> None:
    page = opened(watched, base, "prueba")
    part = page.locator("[data-assessment='e-final']")
    questions = part.locator("form.question:visible")
    expect(part).to_have_attribute("aria-label", "Evaluación final")
    expect(questions).to_have_count(0)
    expect(part.locator(".assessment-facts")).to_have_text(
        "Preguntas: 4 · Para aprobar: 70\u00a0% · Intentos disponibles: 2"
    )
    part.get_by_role("button", name="Empezar").click()
    expect(questions).to_have_count(4)
    expect(part.get_by_role("button", name="Comprobar")).to_have_count(0)
    order = [form.get_attribute("data-question") for form in questions.all()]
    answer_all(page, 2)
    page.reload()
    expect(questions).to_have_count(4)
    assert [form.get_attribute("data-question") for form in questions.all()] == order
    expect(part.locator("input:checked")).to_have_count(4)
    part.get_by_role("button", name="Terminar").click()
    result = part.locator(".assessment-result")
    expect(result).to_be_focused()
    expect(result).to_contain_text("Su puntaje: 50\u00a0% No aprobado: se necesita al menos 70\u00a0%.")
    expect(result).to_contain_text("Preguntas sin respuesta correcta: 2. Lea de nuevo:")
    expect(result.locator(".review a").first).to_be_visible()
    expect(part.locator(".answer-mark")).to_have_count(4)
    expect(part.locator("input:enabled")).to_have_count(0)
    expect(part.locator(".assessment-facts")).to_contain_text("Intentos disponibles: 1")
    part.get_by_role("button", name="Intentar de nuevo").click()
    expect(part.locator("input:checked")).to_have_count(0)
    answer_all(page, 4)
    part.get_by_role("button", name="Terminar").click()
    expect(result).to_contain_text("Su puntaje: 100\u00a0% Aprobado")
    expect(result).to_contain_text("Su mejor puntaje: 100\u00a0%")
    expect(part.locator(".assessment-facts")).to_contain_text("No quedan intentos.")
    expect(part.get_by_role("button", name="Intentar de nuevo")).to_be_hidden()
    page.reload()
    expect(result).to_contain_text("Su puntaje: 100\u00a0%")


def test_an_assessment_needs_no_mouse(watched: Watched, base: str) -> None:
    page = opened(watched, base, "prueba")
    part = page.locator("[data-assessment='e-final']")
    part.get_by_role("button", name="Empezar").press("Enter")
    expect(part.locator("fieldset:focus")).to_have_count(1)
    for question in part.locator("form.question:visible").all():
        page.keyboard.press("Tab")
        expect(question.locator("input:focus")).to_have_count(1)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(question.locator("input:checked")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(part.get_by_role("button", name="Terminar")).to_be_focused()
    page.keyboard.press("Enter")
    result = part.locator(".assessment-result")
    expect(result).to_be_focused()
    expect(result).to_have_accessible_name(re.compile("^Su puntaje: "))
    page.keyboard.press("Tab")
    expect(part.locator("a:focus, button:focus")).to_have_count(1)


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


def test_questions_left_open_are_asked_about_once(watched: Watched, base: str) -> None:
    page = opened(watched, base, "prueba")
    part = page.locator("[data-assessment='e-final']")
    part.get_by_role("button", name="Empezar").click()
    part.get_by_role("button", name="Terminar").click()
    expect(part.get_by_text("No ha respondido esta pregunta.")).to_have_count(4)
    expect(part.locator(".result[aria-live=polite]")).to_have_count(1)
    assert part.evaluate("part => part.contains(document.activeElement)")
    part.get_by_role("button", name="Terminar").click()
    expect(part.locator(".assessment-result")).to_contain_text("Su puntaje: 0\u00a0%")
    expect(part.get_by_text("Sin responder.")).to_have_count(4)


def test_review_links_lead_to_the_lesson_that_teaches_it(watched: Watched, base: str) -> None:
    page = opened(watched, base, "inicial")
    part = page.locator("[data-assessment='e-inicial']")
    part.get_by_role("button", name="Empezar").click()
    part.get_by_role("button", name="Terminar").click()
    part.get_by_role("button", name="Terminar").click()
    link = part.locator(".assessment-result .review a")
    expect(link).to_have_text(["Práctica"])
    link.click()
    expect(page.locator("[data-id=practica]")).to_be_visible()


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
    assert field.input_value() == "Ñandú\n" * 300


def finish_module(page: Page) -> None:
    for lesson in ("inicial", "practica", "caso", "diario", "prueba", "_end"):
        page.locator(f"#_lessons a[href='#{lesson}']").click()
        expect(page.locator(f"[data-id='{lesson}']")).to_be_visible()


def test_the_end_tells_the_score_and_gives_a_certificate(watched: Watched, base: str) -> None:
    page = opened(watched, base, "_end")
    expect(page.locator(".certificate")).to_be_hidden()
    finish_module(page)
    expect(page.locator("#_missing")).to_contain_text("Evaluación final: Prueba")
    page.locator("#_missing a").click()
    page.get_by_role("button", name="Empezar").click()
    answer_all(page, 3)
    page.get_by_role("button", name="Terminar").click()
    page.locator("#_lessons a[href='#_end']").click()
    expect(page.locator("#_score")).to_have_text("Su mejor puntaje: 75\u00a0% Usted aprobó.")
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; }")
    button = page.get_by_role("button", name="Imprimir o guardar como PDF")
    button.click()
    expect(page.locator(".certificate [role=status]")).to_have_text("Primero escriba su nombre.")
    page.get_by_label("Su nombre").fill("Ana <López>")
    button.click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    expect(page.locator(".certificate-name")).to_have_text("Ana <López>")
    expect(page.locator(".certificate-name")).to_be_visible()
    expect(page.locator(".certificate-score")).to_contain_text("75\u00a0%")
    expect(page.locator(".pager")).to_be_hidden()
    expect(page.get_by_role("button", name="Imprimir o guardar como PDF")).to_be_hidden()
    assert "Ana" not in page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})")
    assert all(re.match(r"(http://127|data:|blob:)", url) for url in watched.requests)


def test_a_kit_is_certified_when_all_modules_are_completed(watched: Watched, base: str) -> None:
    page = opened(watched, base, "prueba")
    page.get_by_role("button", name="Empezar").click()
    answer_all(page, 4)
    page.get_by_role("button", name="Terminar").click()
    finish_module(page)
    page.goto(f"{base}/index.html")
    expect(page.locator(".certificate")).to_be_hidden()
    page.goto(f"{base}/02-dos.html#x")
    page.locator("#_next").click()
    page.goto(f"{base}/index.html")
    expect(page.locator(".certificate")).to_be_visible()
    expect(page.locator(".card-progress-text")).to_have_text(["Completado", "Completado"])


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
