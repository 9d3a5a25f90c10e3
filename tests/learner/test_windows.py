"""Two windows of one module, in every adapter: nothing is lost, no status falls back."""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.learner.lms import play_scenario, take_final, visit
from tests.learner.players import ADAPTERS, Player, until

SCORM = ("scorm12", "scorm2004")
WINDOWS = "también está abierto en otra ventana"
STATUS = {"scorm12": ("cmi.core.lesson_status", "cmi.core.lesson_status"),
          "scorm2004": ("cmi.completion_status", "cmi.success_status")}  # fmt: skip
SECOND = """() => {
  const second = document.getElementById('sco').cloneNode();
  second.id = 'second';
  document.body.append(second);
}"""
DAY = "Su reflexión"


def second_window(player: Player) -> FrameLocator | Page:
    """Another window of the same attempt, as the platform would open it."""
    page, player.page = player.page, None
    frame = player.launch()
    assert page != player.page
    return frame


def reflect(frame: FrameLocator | Page, text: str) -> None:
    visit(frame, "diario")
    frame.get_by_label(DAY).fill(text)
    frame.get_by_label(DAY).blur()


def answer(frame: FrameLocator | Page, name: str) -> None:
    visit(frame, "practica")
    form = frame.locator(".current form[data-question='q-uno']")
    form.get_by_label(f"Respuesta {name}").check()
    form.get_by_role("button", name="Comprobar").click()


@pytest.mark.parametrize("player", ADAPTERS, indirect=True)
def test_what_is_done_last_in_any_window_stays(player: Player) -> None:
    first = player.launch()
    reflect(first, "Primero")
    answer(first, "a1a1")
    one = player.there
    second = second_window(player)
    for frame in (first, second):
        expect(frame.locator("#_notices")).to_contain_text(WINDOWS)
    reflect(second, "Primero, y luego más")
    answer(second, "b2b2")
    two = player.there
    player.page = one
    visit(first, "caso")  # what this window knew of old must not come back with its next change
    expect(first.get_by_label(DAY)).to_have_value("Primero, y luego más")
    player.leave()
    player.page = two
    player.leave()
    frame = player.launch()
    expect(frame.get_by_label(DAY)).to_have_value("Primero, y luego más")
    visit(frame, "practica")
    expect(frame.locator(".current form[data-question='q-uno']").get_by_label("Respuesta b2b2")).to_be_checked()
    expect(frame.locator("#_lessons a.seen")).to_have_count(3)


@pytest.mark.parametrize("player", ADAPTERS, indirect=True)
def test_an_assessment_begun_in_one_window_ends_in_the_other(player: Player) -> None:
    first = player.launch()
    visit(first, "inicial", "practica", "caso", "diario", "prueba")
    first.locator(".current").get_by_role("button", name="Empezar").click()
    one = player.there
    second = second_window(player)
    expect(second.locator("#_notices")).to_contain_text(WINDOWS)
    visit(second, "prueba")
    forms = second.locator(".current form.question:visible")
    expect(forms).to_have_count(4)  # the running attempt, not another one
    for form in forms.all():
        truth = form.get_attribute("data-kind") == "true-false"
        form.get_by_label("Falso" if truth else "Respuesta b2b2").check()
    second.locator(".current").get_by_role("button", name="Terminar").click()
    expect(first.locator(".current .assessment-result")).to_contain_text("Su puntaje: 100")
    two = player.there
    player.leave()
    player.page = one
    visit(first, "caso")
    player.leave()
    if player.scorm:
        assert [player.kept[name] for name in STATUS[player.adapter]][-1] == "passed"
    elif player.adapter == "cmi5":
        assert len(player.lrs.of("passed")) == 1
    player.page = two if not two.is_closed() else one
    frame = player.launch()
    visit(frame, "prueba")
    expect(frame.locator(".current .assessment-result")).to_contain_text("Su puntaje: 100")


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_two_windows_of_one_session_share_it(player: Player) -> None:
    """One API object, as with a player that opens the module in a frame and in a window."""
    first = player.launch()
    page = player.there
    page.evaluate(SECOND)
    second = page.frame_locator("#second")
    expect(second.locator("html.ready")).to_have_count(1)
    expect(second.locator("#_notices")).to_contain_text(WINDOWS)
    play_scenario(first)
    answer(second, "b2b2")
    visit(first, "inicial", "practica", "caso", "diario", "prueba")
    take_final(second, 4)
    visit(second, "_end")
    took = "Object.keys(lms.kept).filter(k => /^cmi.interactions.\\d+.id$/.test(k)).map(k => lms.kept[k])"
    until(lambda: len(page.evaluate(took)) == 6, page)
    told = page.evaluate(took)
    assert {name for name in told if not name.startswith("e-final.")} == {"s-caso", "q-uno"}
    page.evaluate("document.getElementById('second').remove()")
    visit(first, "caso")  # the session is over: told, kept here, and sent next time
    expect(first.locator("#_notices")).to_contain_text("no está guardando")
    player.leave()
    frame = player.launch()
    expect(frame.locator("[data-id=caso]")).to_be_visible()
    assert [player.kept[name] for name in STATUS[player.adapter]][-1] == "passed"
    initialize = ("LMS" if player.adapter == "scorm12" else "") + "Initialize"
    assert player.faults[0] == f"{initialize} while running"


BEGUN = """url => {
  launch(url, {});
  if (window.API) API.LMSInitialize('');
  else API_1484_11.Initialize('');
}"""


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_a_session_that_a_crashed_page_left_open_goes_on(player: Player) -> None:
    """The platform's page outlives the module's: its API says no to another beginning."""
    player.launch()
    player.leave()
    player.there.evaluate(BEGUN, f"{player.folder}/01-uno.html")
    frame = player.there.frame_locator("#sco")
    visit(frame, "caso")
    expect(frame.locator("#_notices")).to_be_empty()
    until(lambda: "caso" in player.kept.values(), player.there)
    player.leave()
    assert player.there.evaluate("lms.finished") == 2


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_what_is_tried_in_review_reaches_no_window_that_saves(player: Player) -> None:
    first = player.launch()
    answer(first, "a1a1")
    one = player.there
    mode = "cmi.core.lesson_mode" if player.adapter == "scorm12" else "cmi.mode"
    player.page = None
    player.launch()
    player.leave()
    player.there.evaluate("([url, extra]) => launch(url, extra)", [f"{player.folder}/01-uno.html", {mode: "review"}])
    review = player.there.frame_locator("#sco")
    expect(review.locator("#_notices")).to_contain_text("no se guarda")
    answer(review, "b2b2")
    player.leave()
    player.page = one
    visit(first, "practica")
    player.leave()
    frame = player.launch()
    visit(frame, "practica")
    expect(frame.locator(".current form[data-question='q-uno']").get_by_label("Respuesta a1a1")).to_be_checked()
