"""A module's page in a real browser, opened from a disk and from a server."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.learner.conftest import Watched
from tests.support.browser import PATIENCE

IDS = ["_start", "senales", "tabla", "video", "cierre", "_end", "glosario"]


def see(page: Page, *identifiers: str) -> None:
    """Waits until exactly these pages can be seen."""
    pages = "[...document.querySelectorAll('[data-page]')].filter(p => p.getClientRects().length)"
    until(page, f"{pages}.map(p => p.dataset.id).join() === '{','.join(identifiers)}'")


def go(page: Page, identifier: str) -> None:
    """Follows the link of the list of lessons."""
    page.locator(f"#_lessons a[href='#{identifier}']").click()
    expect(page.locator(f"[data-id='{identifier}']")).to_be_visible()


def until(page: Page, condition: str) -> None:
    """Waits; Playwright's own waiting evaluates text, which the pages' policy refuses."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(30)


def saved(page: Page) -> str:
    """What the browser keeps of the first module."""
    return str(page.evaluate("localStorage.getItem('kits/policia/muestra/01-uno')"))


def test_shows_one_lesson_at_a_time(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    see(page, "_start")
    for identifier in IDS[1:6]:
        page.locator("#_next").click()
        expect(page.locator(f"[data-id='{identifier}']")).to_be_visible()
        see(page, identifier)
        assert page.url.endswith(f"#{identifier}")
    expect(page.locator("#_next")).to_be_hidden()
    expect(page.get_by_text("Ha completado este módulo")).to_be_visible()
    page.go_back()
    see(page, "cierre")
    page.locator("#_previous").click()
    expect(page.locator("[data-id='video']")).to_be_visible()


def test_moves_focus_and_title_with_the_lesson(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    assert page.title() == "Qué es «trata» & qué no"
    page.locator("#_next").click()
    expect(page.get_by_role("heading", name="Señales")).to_be_focused()
    assert page.title() == "Señales — Qué es «trata» & qué no"
    assert page.locator("#_progress-text").inner_text() == "Lección 1 de 4"


def test_marks_a_lesson_as_seen_at_its_end_only(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    go(page, "senales")
    page.wait_for_timeout(150)
    expect(page.locator("#_lessons a.seen")).to_have_count(0)
    page.locator("#_pager").scroll_into_view_if_needed()
    expect(page.locator("#_lessons a.seen")).to_have_count(1)
    expect(page.locator("#_lessons a.seen .state")).to_have_text("Vista")
    assert page.locator("#_progress-bar").evaluate("bar => bar.value") == 1
    page.set_viewport_size({"width": 1280, "height": 1600})
    go(page, "video")  # its end is in view at once
    expect(page.locator("#_lessons a.seen")).to_have_count(2)


def test_resumes_where_the_learner_was(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    go(page, "tabla")
    go(page, "senales")
    page.goto("about:blank")
    page.goto(f"{base}/01-uno.html")
    see(page, "senales")
    expect(page.locator("a[href='#tabla'].seen")).to_have_count(1)
    assert page.url.endswith("#senales")


def test_an_address_with_a_fragment_wins_over_the_bookmark(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    go(page, "tabla")
    other = watched.open(f"{base}/01-uno.html#term-trata")
    see(other, "glosario")


def test_a_glossary_link_leads_there_and_back(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#senales")
    page.locator(".current a.term").first.click()
    see(page, "glosario")
    expect(page.locator("#term-trata")).to_be_focused()
    expect(page.locator("#_previous")).to_contain_text("Volver a Señales")
    page.locator("#_previous").click()
    see(page, "senales")
    expect(page.locator("#_lessons a.seen")).to_have_count(0)


def test_the_back_button_finds_the_place_again(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#senales")
    page.evaluate("scrollTo(0, 700)")
    page.locator("#_lessons a[href='#tabla']").evaluate("link => link.click()")
    see(page, "tabla")
    page.go_back()
    expect(page.locator("[data-id='senales']")).to_be_visible()
    until(page, "scrollY === 700")


def test_answers_are_checked_and_kept(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#senales")
    question = page.locator("form[data-question='q-uno']")
    expect(question.locator(".feedback").first).to_be_hidden()
    expect(question.locator(".solution")).to_be_hidden()
    check = question.get_by_role("button", name="Comprobar")
    check.click()
    expect(question.get_by_role("status")).to_have_text("Primero elija una respuesta.")
    question.get_by_label("Respuesta c3c3").check()
    check.click()
    expect(question.get_by_role("status")).to_contain_text("No es correcto.")
    expect(question.get_by_text("Comentario de c3c3.")).to_be_visible()
    expect(question.get_by_text("Comentario de a1a1.")).to_be_hidden()
    expect(question.locator(".solution")).not_to_have_attribute("open", "")
    question.get_by_label("Respuesta b2b2").check()
    expect(question.get_by_role("status")).to_be_empty()
    check.click()
    expect(question.get_by_role("status")).to_have_text("Correcto.")
    expect(question.get_by_text("Pregunte siempre.")).to_be_visible()
    page.reload()
    expect(question.get_by_label("Respuesta b2b2")).to_be_checked()
    expect(question.get_by_role("status")).to_have_text("Correcto.")


def test_several_answers_can_be_partly_right(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#cierre")
    question = page.locator("form[data-question='q-dos']")
    question.get_by_label("Respuesta a1a1").check()
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_contain_text("Correcto en parte.")
    question.get_by_label("Respuesta b2b2").check()
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_have_text("Correcto.")


def test_captions_work(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#video")
    video = page.locator("video")
    assert video.evaluate("v => v.textTracks[0].mode") == "showing"
    until(page, "document.querySelector('video').textTracks[0].cues?.length === 2")
    video.evaluate("async v => { v.muted = true; await v.play(); }")
    # On a busy machine the cue comes after the time that it is for.
    seen = "v.currentTime > 0.3 && v.textTracks[0].activeCues[0]?.text === 'Una señal no es una prueba.'"
    until(page, f"(v => {seen})(document.querySelector('video'))")
    assert page.locator(".media-facts").inner_text() == "Video · 1:20 · Voz sintética"
    assert page.locator(".renditions").inner_text() == "Video 2,1\u00a0MB"
    page.get_by_text("Leer la transcripción").click()
    expect(page.get_by_text("[música]")).to_be_visible()


def test_a_video_is_not_fetched_before_it_is_wanted(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#video")
    page.wait_for_timeout(200)
    assert not [url for url in watched.requests if url.endswith(".mp4")]
    assert page.locator("video").evaluate("v => v.readyState") == 0


def test_the_first_view_is_four_files_of_this_folder(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    page.wait_for_timeout(200)
    files = [url for url in watched.requests if not url.startswith("data:") and "/media/" not in url]
    assert len(files) <= 4
    assert all(url.startswith(base) for url in files)


def test_no_request_leaves_the_folder(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/index.html")
    page.get_by_role("link", name=re.compile("Abrir.*Qué es")).click()
    for identifier in IDS:
        go(page, identifier)
    assert all(url.startswith((base, "data:")) for url in watched.requests)


def test_blocked_storage_is_told_and_nothing_breaks(watched: Watched, server: str) -> None:
    watched.context.add_init_script(
        "for (const n of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, n, { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = watched.open(f"{server}/web/01-uno.html")
    expect(page.locator("#_notices")).to_contain_text("no permite guardar su avance")
    go(page, "video")
    go(page, "tabla")
    expect(page.locator("#_lessons a.seen")).to_have_count(1)


def test_full_storage_is_told(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/web/01-uno.html")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }")
    go(page, "video")
    expect(page.locator("#_notices")).to_contain_text("no permite guardar su avance")


@pytest.mark.parametrize("text", ["1.", "null", "{", "1.c.l.1", "9.zzz", "1.laaa\ud83d\ude00"])
def test_damaged_progress_never_stops_a_page(watched: Watched, server: str, text: str) -> None:
    page = watched.open(f"{server}/web/index.html")
    page.evaluate("t => localStorage.setItem('kits/policia/muestra/01-uno', t)", text)
    page.goto(f"{server}/web/01-uno.html")
    see(page, "_start")
    go(page, "tabla")
    assert saved(page).startswith("2.c")


def test_without_a_script_everything_reads(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/01-uno.html")
    for identifier in ("senales", "tabla", "video", "cierre", "glosario"):
        expect(page.locator(f"#{identifier}")).to_be_visible()
    for hidden in ("#_pager", "#_end", ".progress"):
        expect(page.locator(hidden)).to_be_hidden()
    page.locator(".solution summary").first.click()
    expect(page.get_by_text("Pregunte siempre.").first).to_be_visible()
    expect(page.locator(".exit-button")).to_have_attribute("href", "salida.html")
    context.close()


def test_a_runtime_that_fails_hides_nothing(watched: Watched, site: Path, server: str) -> None:
    watched.context.route("**/learner.js", lambda route: route.fulfill(
        body=(site / "web/learner.js").read_text(encoding="utf-8").replace("JSON.parse", "JSON.nothing"),
        content_type="text/javascript"))  # fmt: skip
    page = watched.open(f"{server}/web/01-uno.html")
    see(page, "_start", "senales", "tabla", "video", "cierre", "glosario")
    assert watched.problems
    watched.problems.clear()


def test_print_shows_every_lesson(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html")
    page.emulate_media(media="print")
    see(page, "_start", "senales", "tabla", "video", "cierre", "glosario")
    expect(page.locator(".bar")).to_be_hidden()


def test_the_home_page_shows_progress_and_forgets_it(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/index.html")
    cards = page.locator(".card-progress-text")
    expect(cards).to_have_text(["Sin empezar", "Sin empezar"])
    page.get_by_role("link", name=re.compile("Abrir.*El segundo")).click()
    page.locator("#_next").click()
    page.locator("#_next").click()
    page.get_by_role("link", name="Todos los módulos").click()
    expect(cards).to_have_text(["Sin empezar", "Completado"])
    page.get_by_role("link", name=re.compile("Abrir.*Qué es")).click()
    go(page, "video")
    page.go_back()
    see(page, "_start")
    # That it was left is noticed a moment later, and a test is quicker than a reader.
    expect(page.locator("#_lessons a[href='#video']")).to_have_class(re.compile("seen"))
    page.go_back()
    expect(cards.first).to_have_text("Lecciones vistas: 1 de 4")
    page.get_by_role("button", name="Borrar mi avance").click()
    expect(page.locator("#_forget-status")).to_have_text("Se borró su avance en este dispositivo.")
    expect(cards).to_have_text(["Sin empezar", "Sin empezar"])


def test_the_keyboard_is_enough(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/web/01-uno.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    see(page, "_start")
    _tab_to(page, "#_next")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Señales")).to_be_focused()
    _tab_to(page, "[data-question=q-uno] input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-question=q-uno] [role=status]")).to_have_text("Correcto.")
    _tab_to(page, "#_next")
    page.keyboard.press("Enter")
    _tab_to(page, ".current .table-wrap")
    _tab_to(page, "#_previous")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Señales")).to_be_focused()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(selector)
