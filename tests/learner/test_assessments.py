"""Assessments on the page, from their start to the certificate."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.learner.conftest import Watched
from tests.learner.test_activities import opened


@pytest.fixture
def base(server: str) -> str:
    return f"{server}/act/standalone"


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
    expect(page.locator("#_score")).to_have_text("Su mejor puntaje: 75\u00a0%. Usted aprobó.")
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
