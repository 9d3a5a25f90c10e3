"""The package in scorm-again's SCORM 1.2 player within a strict layer (``lms.html``)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.learner.conftest import Watched
from tests.learner.lms import Kept, Simulator


@pytest.fixture
def lms(watched: Watched, server: str) -> Simulator:
    return Simulator(watched.open(f"{server}/lms.html"), "package")


def go(frame: FrameLocator, identifier: str) -> None:
    frame.locator(f"#_lessons a[href='#{identifier}']").click()
    expect(frame.locator(f"[data-id='{identifier}']")).to_be_visible()


def unfold(frame: FrameLocator) -> None:
    if not frame.locator("#_lessons ol").is_visible():
        frame.locator("#_lessons summary").click()


def visit(frame: FrameLocator, identifier: str) -> None:
    unfold(frame)
    go(frame, identifier)


def test_a_first_entry_is_incomplete_at_once(lms: Simulator) -> None:
    lms.launch()
    lms.until("lms.kept['cmi.core.lesson_status'] === 'incomplete'")
    assert lms.get("initialized") == 1
    lms.leave()
    kept = lms.get("kept")
    assert kept["cmi.core.exit"] == "suspend"
    assert re.fullmatch(r"\d{4}:\d\d:\d\d\.\d\d", kept["cmi.core.session_time"])
    assert lms.get("finished") == 1
    assert lms.get("faults") == []


def test_resumes_and_completes(lms: Simulator) -> None:
    frame = lms.launch()
    visit(frame, "senales")
    visit(frame, "tabla")
    lms.leave()
    kept = lms.get("kept")
    assert kept["cmi.core.lesson_location"] == "tabla"
    assert kept["cmi.core.lesson_status"] == "incomplete"
    frame = lms.launch()
    expect(frame.locator("[data-id=tabla]")).to_be_visible()
    expect(frame.locator("#_lessons a.seen")).to_have_count(1)
    for identifier in ("video", "cierre", "_end"):
        visit(frame, identifier)
    lms.until("lms.kept['cmi.core.lesson_status'] === 'completed'")
    lms.leave()
    assert lms.get("kept")["cmi.core.exit"] == ""
    assert lms.get("finished") == 2
    frame = lms.launch({"cmi.core.lesson_mode": "normal"})
    visit(frame, "senales")
    lms.leave()
    assert lms.get("kept")["cmi.core.lesson_status"] == "completed"
    assert ["LMSSetValue", "cmi.core.lesson_status", "incomplete"] not in lms.get("calls")
    assert lms.get("faults") == []


def test_each_change_is_committed_within_a_second(lms: Simulator) -> None:
    frame = lms.launch()
    visit(frame, "senales")
    lms.until("lms.kept['cmi.core.lesson_location'] === 'senales'")
    frame.locator(".current").get_by_label("Respuesta b2b2").check()
    # In the page, so that the answer and the two figures belong to one moment, however slow the machine is.
    asked, before = (
        frame.locator(".current")
        .get_by_role("button", name="Comprobar")
        .evaluate(
            """button => {
              const commits = parent.lms.calls.filter(([name]) => name === 'LMSCommit').length;
              const now = parent.performance.now();
              button.click();
              return [now, commits];
            }"""
        )
    )
    lms.until("lms.kept['cmi.suspend_data'].includes('.1')")
    assert len(lms.calls("LMSCommit")) == before + 1
    assert lms.get("committed") - asked <= 1000


def test_an_idle_learner_costs_the_lms_nothing(lms: Simulator) -> None:
    lms.launch()
    lms.page.wait_for_timeout(1000)
    calls = len(lms.get("calls"))
    lms.page.wait_for_timeout(1200)
    assert len(lms.get("calls")) == calls


def test_answers_come_back(lms: Simulator) -> None:
    frame = lms.launch()
    visit(frame, "senales")
    frame.locator(".current").get_by_label("Respuesta c3c3").check()
    frame.locator(".current").get_by_role("button", name="Comprobar").click()
    lms.leave()
    frame = lms.launch()
    expect(frame.locator(".current").get_by_label("Respuesta c3c3")).to_be_checked()
    expect(frame.locator("[data-question=q-uno] [role=status]")).to_contain_text("No es correcto.")


def test_hiding_the_page_commits_but_does_not_finish(lms: Simulator) -> None:
    frame = lms.launch()
    visit(frame, "tabla")
    frame.locator("html").evaluate(
        """() => {
          Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
          document.dispatchEvent(new Event('visibilitychange'));
        }"""
    )
    assert lms.get("kept")["cmi.core.lesson_location"] == "tabla"
    assert lms.get("finished") == 0


def test_closing_the_window_finishes_once(watched: Watched, server: str) -> None:
    lms = Simulator(watched.open(f"{server}/lms.html"), "package")
    # Chromium gives a window that is closed half a second for its last words; a busy machine may need more.
    for _ in range(3):
        with lms.page.expect_popup() as opened:
            lms.page.evaluate("launch('package/01-uno.html', {}, true)")
        popup = opened.value
        popup.locator("#_next").click()
        expect(popup.locator("[data-id=senales]")).to_be_visible()
        popup.close(run_before_unload=True)
        lms.page.wait_for_timeout(1000)
        if lms.get("finished"):
            break
    assert lms.get("finished") == 1
    kept = lms.get("kept")
    assert kept["cmi.core.lesson_location"] == "senales"
    assert kept["cmi.core.exit"] == "suspend"
    assert lms.get("faults") == []


def test_a_page_from_the_browsers_cache_calls_no_finished_api(lms: Simulator) -> None:
    frame = lms.launch()
    frame.locator("html").evaluate(
        """() => {
          dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
          dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        }"""
    )
    expect(frame.locator("#_notices")).to_contain_text("La sesión con la plataforma terminó")
    visit(frame, "tabla")
    lms.page.wait_for_timeout(1000)
    lms.leave()
    assert lms.get("finished") == 1
    assert lms.get("faults") == []
    frame = lms.launch()  # what was done without a session is not lost
    expect(frame.locator("[data-id=tabla]")).to_be_visible()


@pytest.mark.parametrize(
    "extra",
    [{"cmi.core.lesson_mode": "review"}, {"cmi.core.lesson_mode": "browse"}, {"cmi.core.credit": "no-credit"}],
)
def test_nothing_is_written_in_review_browse_or_without_credit(lms: Simulator, extra: Kept) -> None:
    frame = lms.launch(extra)
    expect(frame.locator("#_notices")).to_contain_text("no se guarda")
    for identifier in ("senales", "tabla"):
        visit(frame, identifier)
    lms.page.wait_for_timeout(1000)
    lms.leave()
    assert lms.calls("LMSSetValue") == []
    assert lms.get("finished") == 1
    assert lms.get("faults") == []


@pytest.mark.parametrize("status", ["completed", "passed", "failed"])
def test_a_status_of_the_lms_is_never_lowered(lms: Simulator, status: str) -> None:
    frame = lms.launch({"cmi.core.lesson_status": status})
    for identifier in ("senales", "tabla", "video", "cierre", "_end"):
        visit(frame, identifier)
    lms.leave()
    assert [call for call in lms.calls("LMSSetValue") if call[1] == "cmi.core.lesson_status"] == []


@pytest.mark.parametrize("state", ["garbage", "1.cZZZ.lZZZ", "9.x", "{}", "1." + "l" * 4000])
def test_damaged_states_of_the_lms_are_survived(lms: Simulator, state: str) -> None:
    frame = lms.launch({"cmi.suspend_data": state, "cmi.core.lesson_status": "incomplete"})
    expect(frame.locator("[data-id=_start]")).to_be_visible()
    visit(frame, "tabla")
    lms.leave()
    assert lms.get("kept")["cmi.core.lesson_location"] == "tabla"
    assert lms.get("faults") == []


def test_the_location_helps_where_the_state_is_lost(lms: Simulator) -> None:
    frame = lms.launch({"cmi.core.lesson_location": "tabla", "cmi.core.lesson_status": "incomplete"})
    expect(frame.locator("[data-id=tabla]")).to_be_visible()


def test_a_refusing_lms_is_told_and_tried_again(lms: Simulator) -> None:
    frame = lms.launch()
    lms.page.evaluate("lms.refuse = true")
    visit(frame, "tabla")
    notice = frame.locator("#_notices")
    expect(notice).to_contain_text("La plataforma no está guardando su avance")
    lms.page.evaluate("lms.refuse = false")
    visit(frame, "video")
    expect(notice).to_contain_text("vuelve a guardar")
    lms.page.wait_for_function("lms.kept['cmi.core.lesson_location'] === 'video'")


def test_what_an_lms_refused_to_the_end_reaches_it_next_time(lms: Simulator) -> None:
    frame = lms.launch()
    lms.page.evaluate("lms.refuse = true")
    visit(frame, "senales")
    visit(frame, "tabla")
    lms.leave()
    assert "cmi.suspend_data" not in lms.get("kept") or "l" not in lms.get("kept")["cmi.suspend_data"]
    lms.page.evaluate("lms.refuse = false")
    frame = lms.launch()
    expect(frame.locator("[data-id=tabla]")).to_be_visible()
    lms.until("lms.kept['cmi.core.lesson_location'] === 'tabla'")
    assert lms.page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('kits/')).length") == 0


def test_another_learner_on_the_same_device_gets_nothing_of_it(lms: Simulator) -> None:
    frame = lms.launch()
    lms.page.evaluate("lms.refuse = true")
    visit(frame, "tabla")
    lms.leave()
    lms.page.evaluate("lms.refuse = false; lms.kept = {}")
    frame = lms.launch({"cmi.core.student_id": "berta"})
    expect(frame.locator("[data-id=_start]")).to_be_visible()


@pytest.mark.parametrize(
    "break_it", ["LMSInitialize = () => 'false'", "LMSInitialize = () => { throw new Error('x'); }"]
)
def test_an_lms_that_opens_no_session_is_told(lms: Simulator, break_it: str) -> None:
    lms.page.evaluate(f"() => {{ window.API = {{ LMSGetLastError: () => '101' }}; window.API.{break_it}; }}")
    lms.page.evaluate(
        """() => {
          const frame = document.createElement('iframe');
          frame.id = 'sco';
          frame.src = 'package/01-uno.html';
          document.body.append(frame);
        }"""
    )
    expect(lms.page.frame_locator("#sco").locator("#_notices")).to_contain_text("No se encontró la plataforma")


def test_an_lms_whose_calls_throw_stops_nothing(lms: Simulator) -> None:
    frame = lms.launch()
    lms.page.evaluate("() => { for (const n of Object.keys(API)) API[n] = () => { throw new Error(n); }; }")
    visit(frame, "tabla")
    expect(frame.locator("#_notices")).to_contain_text("no está guardando")


def test_without_an_lms_the_device_keeps_the_progress(watched: Watched, server: str) -> None:
    page = watched.open(f"{server}/package/01-uno.html")
    expect(page.locator("#_notices")).to_contain_text("No se encontró la plataforma de aprendizaje")
    page.locator("#_lessons a[href='#tabla']").click()
    page.reload()
    expect(page.locator("[data-id=tabla]")).to_be_visible()


def test_time_counts_on_through_a_changed_clock(lms: Simulator) -> None:
    frame = lms.launch()
    frame.locator("html").evaluate("() => { Date.now = () => 0; }")
    visit(frame, "tabla")
    lms.leave()
    assert lms.get("kept")["cmi.core.session_time"].startswith("0000:00:")


def test_unchanged_values_are_not_sent_again(lms: Simulator) -> None:
    frame = lms.launch()
    visit(frame, "senales")
    lms.page.wait_for_timeout(1000)
    before = len(lms.calls("LMSSetValue"))
    visit(frame, "senales")
    lms.page.wait_for_timeout(1000)
    assert len(lms.calls("LMSSetValue")) <= before + 1  # the session's time
