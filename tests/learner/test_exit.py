"""The quick exit: at once, everywhere, without a trace on the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.learner.conftest import Watched
from tests.learner.sample import QUICK_EXIT


def three_shifts(page: Page) -> None:
    """Presses Shift three times."""
    for _ in range(3):
        page.keyboard.press("Shift")


def press(page: Page) -> None:
    """Presses the button."""
    page.locator(".exit-button").click()


LEAVE = pytest.mark.parametrize("leave", [press, three_shifts])


@LEAVE
@pytest.mark.parametrize("start", ["index.html", "01-uno.html"])
def test_ends_at_the_other_site(watched: Watched, base: str, leave, start: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page = watched.open(f"{base}/{start}")
    leave(page)
    page.wait_for_url(QUICK_EXIT)


@LEAVE
def test_works_from_a_disk_without_a_connection(watched: Watched, site, leave) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page = watched.open((site / "web/01-uno.html").as_uri())
    watched.context.set_offline(True)
    leave(page)
    page.wait_for_url("**/salida.html")
    assert page.title() == "Notas"
    assert page.locator("body").inner_text().strip() == "Notas"
    page.get_by_label("Notas").fill("arroz")


@LEAVE
def test_a_hosted_page_without_a_connection_is_emptied(watched: Watched, server: str, leave) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    page = watched.open(f"{server}/web/01-uno.html")
    expect(page.locator(".check").first).to_be_attached()  # what comes after the first view has come
    watched.context.set_offline(True)
    leave(page)
    page.wait_for_url("**/salida.html")
    assert page.title().strip() == ""
    assert page.evaluate("document.body.textContent") == ""


def test_shift_with_another_key_is_no_press_and_is_not_told(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/web/01-uno.html#senales")
    expect(page.locator("html.ready")).to_have_count(1)
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+A")
    told = page.locator(".exit-button + [role=status]")
    expect(told).to_have_text("")
    page.keyboard.press("Shift")
    expect(told).to_have_text("Mayús: presione 2 veces más para salir.")


def test_covers_before_anything_is_loaded(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/web/01-uno.html")
    covered = page.evaluate(
        """() => {
          document.querySelector('.exit-button').click();
          return [getComputedStyle(document.body).display, document.title.trim()];
        }"""
    )
    assert covered == ["none", ""]
    page.wait_for_url(QUICK_EXIT)


def test_going_back_shows_nothing(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    page.locator("#_next").click()
    page.locator("#_next").click()
    press(page)
    page.wait_for_url(QUICK_EXIT)
    with page.expect_request(QUICK_EXIT):
        page.evaluate("history.back()")
    expect(page).to_have_title("Elsewhere")


def test_the_learner_can_come_back_on_purpose(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#tabla")
    press(page)
    page.wait_for_url(QUICK_EXIT)
    page.goto(f"{base}/01-uno.html")
    expect(page.locator("[data-id=tabla]")).to_be_visible()


def test_tells_how_many_presses_are_left(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/web/01-uno.html")
    status = page.locator(".exit [role=status]")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Mayús: presione 2 veces más para salir.")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Mayús: presione 1 vez más para salir.")
    page.keyboard.press("a")  # typing a capital is no call for help
    page.keyboard.press("Shift")
    expect(status).to_have_text("Mayús: presione 2 veces más para salir.")


def test_gives_up_after_a_while(watched: Watched, server: str) -> None:
    page = watched.context.new_page()
    page.clock.install()
    page.goto(f"{server}/web/01-uno.html")
    page.keyboard.press("Shift")
    page.clock.run_for(5100)
    expect(page.locator(".exit [role=status]")).to_contain_text("cancelada")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator("#_next")).to_be_visible()


def test_says_what_it_does_not_do(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    page.locator(".exit-note summary").click()
    expect(page.get_by_text("No borra el historial.")).to_be_visible()


def test_leaves_the_lms_around_it_too(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/lms.html")
    page.evaluate("launch('package/01-uno.html')")
    frame = page.frame_locator("#sco")
    frame.locator(".exit-button").click()
    page.wait_for_url(QUICK_EXIT)


def test_leaves_the_window_that_opened_it_too(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/lms.html")
    with page.expect_popup() as opened:
        page.evaluate("launch('package/01-uno.html', {}, true)")
    expect(opened.value.locator("#_next")).to_be_visible()
    three_shifts(opened.value)
    opened.value.wait_for_url(QUICK_EXIT)
    page.wait_for_url(QUICK_EXIT)


def test_a_frame_that_may_not_leave_empties_itself(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/lms.html")
    page.evaluate(
        """() => {
          const frame = document.createElement('iframe');
          frame.sandbox = 'allow-scripts allow-same-origin';
          frame.id = 'sco';
          frame.src = 'package/01-uno.html';
          document.body.append(frame);
        }"""
    )
    page.frame_locator("#sco").locator(".exit-button").click()
    page.wait_for_function("document.getElementById('sco').contentWindow.length === 0")
    expect(page.frame_locator("#sco").locator("#_next")).to_have_count(0)
    watched.problems.clear()  # the browser reports the refused navigation


def test_sends_nothing_to_the_lms_that_could_hold_the_page(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/lms.html")
    with page.expect_popup() as opened:
        page.evaluate("launch('package/01-uno.html', {}, true)")
    popup = opened.value
    expect(popup.locator("#_next")).to_be_visible()
    page.wait_for_timeout(1000)
    page.evaluate("lms.calls = []; window.stop = () => {}")
    popup.evaluate("Object.defineProperty(window, 'opener', { value: null })")
    press(popup)
    popup.wait_for_url(QUICK_EXIT)
    assert page.evaluate("lms.calls") == []
