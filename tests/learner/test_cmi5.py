"""A cmi5 unit against a recording LMS of another origin that knows the rules."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.learner import players
from tests.learner.conftest import Watched
from tests.learner.lms import answer_everything, play_scenario, take_final, visit
from tests.learner.lrs import Lms, serve

LESSONS = ("inicial", "practica", "caso", "diario", "prueba", "_end")
STATE = "kits.progress"


@pytest.fixture
def lms(watched: Watched) -> Iterator[Lms]:
    made = Lms()
    httpd = serve(made)
    yield made
    # A state or profile that is not there yet is no fault; neither is a connection that a test cuts.
    watched.problems = [text for text in watched.problems if not text.startswith("Failed to load resource")]
    httpd.shutdown()
    httpd.server_close()
    assert made.faults == []


@pytest.fixture
def unit(server: str) -> str:
    return f"{server}/act/cmi5/01-uno.html"


def until(condition: Callable[[], bool], page: Page | None = None) -> None:
    """Waits for what the LMS must be told; playwright has to run meanwhile."""
    end = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < end
        if page and not page.is_closed():
            page.wait_for_timeout(50)
        else:
            time.sleep(0.05)


def opened(watched: Watched, lms: Lms, unit: str, **data: object) -> Page:
    page = watched.open(lms.launch(unit, **data))
    expect(page.locator("html.ready")).to_have_count(1)
    return page


def close(page: Page, lms: Lms) -> None:
    players.close(page)
    until(lambda: "terminated" in lms.verbs)


def frame(page: Page):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Pages and frames have the same locators."""
    return page


def test_a_session_says_what_it_must_in_order(watched: Watched, lms: Lms, unit: str) -> None:
    page = opened(watched, lms, unit)
    assert lms.verbs == ["initialized"]
    answer_everything(frame(page))
    play_scenario(frame(page))
    until(lambda: len(lms.of("answered")) == 9, page)
    by_id = {one["object"]["id"].rsplit("/", 1)[1]: one for one in lms.of("answered")}
    assert by_id["q-par"]["result"]["response"] == "l1l1[.]r1r1[,]l2l2[.]r2r2"
    assert by_id["q-num"]["object"]["definition"]["correctResponsesPattern"] == ["17[:]19"]
    assert by_id["q-grado"]["object"]["definition"]["interactionType"] == "likert"
    assert "success" not in by_id["q-grado"]["result"]
    assert by_id["s-caso"]["result"]["score"] == {"scaled": 0.8}
    close(page, lms)
    assert lms.verbs[-1] == "terminated"


def test_passed_and_completed_once_for_a_registration(watched: Watched, lms: Lms, unit: str) -> None:
    page = opened(watched, lms, unit, masteryScore=0.8)
    visit(frame(page), *LESSONS)
    take_final(frame(page), 3)
    until(lambda: len(lms.of("completed")) == 1, page)
    assert not lms.of("failed")
    close(page, lms)
    assert lms.of("failed")[0]["result"]["score"] == {"raw": 75, "min": 0, "max": 100, "scaled": 0.75}
    page = opened(watched, lms, unit, masteryScore=0.8)
    visit(frame(page), "prueba")
    expect(page.locator(".assessment-facts").last).to_contain_text("Para aprobar: 80")
    take_final(frame(page), 4)
    until(lambda: "passed" in lms.states[STATE]["sent"], page)
    close(page, lms)
    page = opened(watched, lms, unit, masteryScore=0.8)
    close(page, lms)
    assert lms.verbs == ["initialized", "terminated"]
    parents = [p["id"] for one in lms.of("answered") for p in one["context"]["contextActivities"]["parent"]]
    assert set(parents) == {"http://lms.example/au/01-uno/assessment/e-final"}


def test_resumes_through_the_state_api(watched: Watched, lms: Lms, unit: str) -> None:
    page = opened(watched, lms, unit)
    visit(frame(page), "diario")
    page.get_by_label("Su reflexión").fill("Ñandú " * 100)
    close(page, lms)
    until(lambda: ".r" in lms.states.get(STATE, {}).get("state", ""))
    page = opened(watched, lms, unit)
    expect(page.locator("[data-id=diario]")).to_be_visible()
    expect(page.get_by_label("Su reflexión")).to_have_value("Ñandú " * 100)
    close(page, lms)


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_in_browse_and_review_nothing_is_told(watched: Watched, lms: Lms, unit: str, mode: str) -> None:
    page = opened(watched, lms, unit, launchMode=mode)
    expect(page.locator("#_notices")).to_contain_text("no se guarda")
    take_final(frame(page), 4)
    visit(frame(page), *LESSONS)
    page.wait_for_timeout(1000)
    close(page, lms)
    assert lms.verbs == ["initialized", "terminated"]
    assert lms.states == {}


def test_a_lost_connection_is_told_and_made_up_for(watched: Watched, lms: Lms, unit: str) -> None:
    page = opened(watched, lms, unit)
    expect(frame(page).locator(".check").first).to_be_attached()  # the activities' script has come
    watched.context.set_offline(True)
    answer_everything(frame(page))
    expect(page.locator("#_notices")).to_contain_text("no está guardando")
    assert lms.verbs == ["initialized"]
    watched.context.set_offline(False)
    until(lambda: len(lms.of("answered")) == 8, page)
    expect(page.locator("#_notices")).to_contain_text("vuelve a guardar")
    close(page, lms)
    assert len({one["id"] for one in lms.of("answered")}) == 8


def test_what_a_dead_lms_missed_is_told_in_the_next_session(watched: Watched, lms: Lms, unit: str) -> None:
    page = opened(watched, lms, unit)
    visit(frame(page), "caso")
    lms.down = True
    play_scenario(frame(page))
    take_final(frame(page), 4)
    expect(page.locator("#_notices")).to_contain_text("no está guardando")
    players.close(page)
    time.sleep(1)  # its last words come while nobody listens
    lms.down = False
    page = opened(watched, lms, unit)
    until(lambda: len(lms.of("answered")) == 5 and bool(lms.of("passed")), page)
    expect(page.locator("[data-id=prueba]")).to_be_visible()
    close(page, lms)


@pytest.mark.parametrize(
    "search",
    ["", "?endpoint=x&fetch=y", "?endpoint=x&fetch=http%3A%2F%2F127.0.0.1%3A9%2F&actor={}&registration=r&activityId=a"],
)
def test_without_a_launch_the_device_keeps_the_progress(watched: Watched, lms: Lms, unit: str, search: str) -> None:
    page = watched.open(unit + search)
    expect(page.locator("#_notices")).to_contain_text("No se encontró la plataforma")
    visit(frame(page), "caso")
    page.reload()
    expect(page.locator("[data-id=caso]")).to_be_visible()
    assert lms.statements == []


def test_leads_back_to_the_platform(watched: Watched, lms: Lms, unit: str, server: str) -> None:
    page = opened(watched, lms, unit, returnURL=f"{server}/lms.html")
    visit(frame(page), "_end")
    page.get_by_role("button", name="Volver a la plataforma").click()
    page.wait_for_url("**/lms.html")
    until(lambda: "terminated" in lms.verbs, page)
    assert lms.verbs == ["initialized", "terminated"]


def test_a_clock_set_back_keeps_the_order(watched: Watched, lms: Lms, unit: str) -> None:
    page = opened(watched, lms, unit)
    page.evaluate("() => { const now = Date.now; Date.now = () => now() - 4e9; }")
    play_scenario(frame(page))
    close(page, lms)
    assert lms.verbs == ["initialized", "answered", "terminated"]


def test_a_killed_tab_loses_at_most_two_seconds(watched: Watched, lms: Lms, unit: str) -> None:
    page = opened(watched, lms, unit)
    answer_everything(frame(page))
    page.wait_for_timeout(2000)
    watched.crash(page)
    assert len(lms.of("answered")) == 8
    page = opened(watched, lms, unit)
    visit(frame(page), "practica")
    expect(page.locator("form[data-question='q-par'] .result").first).to_have_text("Correcto.")
    close(page, lms)


@pytest.mark.parametrize(("wish", "muted"), [("off", True), ("on", False), (None, False)])
def test_who_wants_no_sound_gets_none(watched: Watched, lms: Lms, unit: str, wish: str | None, *, muted: bool) -> None:
    if wish:
        lms.states["cmi5LearnerPreferences"] = {"languagePreference": "es-HN,es", "audioPreference": wish}
    page = opened(watched, lms, unit.replace("01-uno", "02-dos"))
    assert page.locator("video").evaluate("one => one.muted") is muted
    close(page, lms)


def test_launch_parameters_may_come_in_any_order(watched: Watched, lms: Lms, unit: str) -> None:
    address, _, query = lms.launch(unit).partition("?")
    page = watched.open(f"{address}?{'&'.join(sorted(query.split('&'), reverse=True))}&extra=1")
    expect(page.locator("html.ready")).to_have_count(1)
    close(page, lms)
    assert lms.verbs == ["initialized", "terminated"]
