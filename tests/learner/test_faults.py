"""What goes wrong with a platform, in every adapter: the learner is told, and the next session makes up for it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.learner.lms import answer_everything, play_scenario, take_final, visit
from tests.learner.players import ADAPTERS, Player, close, until

SCORM = ("scorm12", "scorm2004")
PLATFORMS = (*SCORM, "cmi5")
TOLD = "Object.keys(lms.kept).filter(k => /^cmi.interactions.\\d+.id$/.test(k)).map(k => lms.kept[k])"
SHELVES = "Object.keys(localStorage).filter(k => k.startsWith('kits/'))"
NO_STORAGE = """for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"""
BACK = "() => { const now = Date.now; Date.now = () => now() - 4e9; }"
LAST = "#_notices"


def old(player: Player) -> bool:
    return player.adapter == "scorm12"


def name(player: Player, function: str) -> str:
    return ("LMS" if old(player) else "") + function


def element(player: Player, which: str) -> str:
    return ("cmi.core." if old(player) else "cmi.") + which


def told(player: Player) -> list[str]:
    """Ids of the answers that the platform has."""
    if player.scorm:
        found: list[str] = player.there.evaluate(TOLD)
        return found
    parents = [one["context"]["contextActivities"]["parent"][0]["id"] for one in player.lrs.of("answered")]
    return [f"{parent} {one['object']['id']}" for parent, one in zip(parents, player.lrs.of("answered"), strict=True)]


def score(player: Player) -> object:
    if player.scorm:
        return player.kept[element(player, "score.raw")]
    return str(player.lrs.of("passed")[0]["result"]["score"]["raw"])


def work(frame: FrameLocator | Page) -> None:
    """Something of everything: 8 answers, a scenario, an assessment of 4 questions, a reflection."""
    answer_everything(frame)
    play_scenario(frame)
    take_final(frame, 4)
    visit(frame, "diario")
    frame.get_by_label("Su reflexión").fill("Escucharía.")
    frame.get_by_label("Su reflexión").blur()


def is_back(player: Player) -> None:
    """All of it stands again where the learner left it, and the platform has it."""
    frame = player.launch()
    expect(frame.locator("[data-id=diario]")).to_be_visible()
    expect(frame.get_by_label("Su reflexión")).to_have_value("Escucharía.")
    until(lambda: len(told(player)) == 13, player.there)
    visit(frame, "prueba")
    expect(frame.locator(".assessment-result")).to_contain_text(["", "Su puntaje: 100"])
    until(lambda: player.there.evaluate(SHELVES) == [], player.there)
    player.leave()
    assert len(set(told(player))) == 13
    assert score(player) == "100"


FAULTS = [
    *[(adapter, fault) for adapter in SCORM for fault in ("all", "SetValue", "Commit", "throws", "suspend_data")],
    ("cmi5", "all"),
]


@pytest.mark.parametrize(("player", "fault"), FAULTS, indirect=["player"], ids=["-".join(f) for f in FAULTS])
def test_what_the_platform_refuses_is_told_kept_and_sent_next_time(player: Player, fault: str) -> None:
    frame = player.launch()
    player.refuse("cmi.suspend_data" if fault == "suspend_data" else fault)
    visit(frame, "caso")
    expect(frame.locator(LAST)).to_contain_text("La plataforma no está guardando su avance")
    work(frame)
    if fault == "Commit" and player.scorm:
        player.there.evaluate("() => { lms.refuse = true; }")  # a Finish that works would save what Commit did not
    player.leave()
    player.refuse("")
    if fault == "throws":
        player.there.evaluate("lms.kept = {}; lms.refuse = false")
    assert len(told(player)) == 0
    is_back(player)
    assert player.faults == []


@pytest.mark.parametrize("player", PLATFORMS, indirect=True)
def test_a_platform_that_is_back_gets_all_at_once(player: Player) -> None:
    frame = player.launch()
    player.refuse("all")
    visit(frame, "caso")
    expect(frame.locator(LAST)).to_contain_text("no está guardando")
    work(frame)
    player.refuse("")
    visit(frame, "caso", "diario")
    expect(frame.locator(LAST)).to_contain_text("La plataforma vuelve a guardar su avance")
    until(lambda: len(told(player)) == 13, player.there)
    player.leave()
    is_back(player)
    assert player.faults == []


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_a_commit_that_fails_once_costs_nothing_and_repeats_nothing(player: Player) -> None:
    frame = player.launch()
    player.refuse("Commit")
    answer_everything(frame)
    expect(frame.locator(LAST)).to_contain_text("no está guardando")
    player.refuse("")
    play_scenario(frame)
    until(lambda: len(told(player)) == 9, player.there)
    player.leave()
    assert len(set(told(player))) == 9
    assert player.faults == []


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_what_is_optional_may_be_refused(player: Player) -> None:
    """SCORM 1.2 RTE 3.4.2: an LMS need not have `score.min` and `score.max`."""
    frame = player.launch()
    player.refuse(element(player, "score.min"))
    take_final(frame, 4)
    until(lambda: len(told(player)) == 4, player.there)
    expect(frame.locator(LAST)).to_be_empty()
    player.leave()
    assert score(player) == "100"


@pytest.mark.parametrize("how", ["closed", "left"])
@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_the_window_of_the_platform_is_gone(player: Player, how: str) -> None:
    """The functions of a closed window still say "true": what is told to them goes nowhere."""
    player.launch()
    player.leave()
    lms = player.there
    with lms.expect_popup() as opened:
        lms.evaluate("url => launch(url, {}, true)", f"{player.folder}/01-uno.html")
    popup = opened.value
    expect(popup.locator("html.ready")).to_have_count(1)
    if how == "closed":
        lms.close()
    else:
        lms.goto(f"{player.server}/web/index.html")
    work(popup)
    expect(popup.locator(LAST)).to_contain_text("no está guardando")
    close(popup)
    player.page = None
    is_back(player)


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_an_api_that_is_only_hidden_still_gets_all(player: Player) -> None:
    frame = player.launch()
    player.there.evaluate(
        "() => { window.hidden = window.API ?? window.API_1484_11; delete window.API; delete window.API_1484_11; }"
    )
    work(frame)
    player.leave()
    is_back(player)
    assert player.faults == []


@pytest.mark.parametrize("player", ADAPTERS, indirect=True)
def test_without_a_platform_the_device_keeps_all(player: Player) -> None:
    address = f"{player.server}/{player.folder}/01-uno.html"
    page = player.watched.open(address)
    if player.adapter == "standalone":
        expect(page.locator(LAST)).to_be_empty()
    else:
        expect(page.locator(LAST)).to_contain_text("No se encontró la plataforma de aprendizaje")
    work(page)
    close(page)
    page = player.watched.open(address)
    expect(page.locator("[data-id=diario]")).to_be_visible()
    expect(page.get_by_label("Su reflexión")).to_have_value("Escucharía.")
    visit(page, "prueba")
    expect(page.locator(".assessment-result").last).to_contain_text("Su puntaje: 100")


@pytest.mark.parametrize("player", ["cmi5"], indirect=True)
def test_a_launch_into_a_dead_platform_is_made_up_for(player: Player) -> None:
    player.lrs.down = True
    page = player.watched.open(player.lrs.launch(f"{player.server}/{player.folder}/01-uno.html"))
    expect(page.locator(LAST)).to_contain_text("No se encontró la plataforma")
    take_final(page, 4)
    close(page)
    player.lrs.down = False
    frame = player.launch()
    expect(frame.locator("[data-id=prueba]")).to_be_visible()
    until(lambda: player.lrs.of("passed"), player.there)
    player.leave()
    assert player.faults == []


MODES = [(p, m) for p, modes in
         (("scorm12", ("lesson_mode=review", "lesson_mode=browse", "credit=no-credit")),
          ("scorm2004", ("mode=review", "mode=browse", "credit=no-credit"))) for m in modes]  # fmt: skip


@pytest.mark.parametrize(("player", "mode"), MODES, indirect=["player"], ids=["-".join(m) for m in MODES])
def test_review_browse_and_no_credit_write_nothing(player: Player, mode: str) -> None:
    player.launch()
    player.leave()
    which, value = mode.split("=")
    player.there.evaluate(
        "([url, extra]) => launch(url, extra)", [f"{player.folder}/01-uno.html", {element(player, which): value}]
    )
    frame = player.there.frame_locator("#sco")
    expect(frame.locator(LAST)).to_contain_text("no se guarda")
    work(frame)
    player.there.evaluate("() => { lms.mark = lms.calls.length; }")
    player.leave()
    calls = player.there.evaluate("lms.calls")
    assert {call[0] for call in calls} == {
        name(player, f) for f in ("Initialize", "GetValue", "Finish" if old(player) else "Terminate")
    }
    assert player.there.evaluate(SHELVES) == []
    assert player.faults == []


@pytest.mark.parametrize("player", ADAPTERS, indirect=True)
def test_blocked_storage_costs_nothing_with_a_platform(player: Player) -> None:
    player.watched.context.add_init_script(NO_STORAGE)
    frame = player.launch()
    if player.adapter == "standalone":
        expect(frame.locator(LAST)).to_contain_text("no permite guardar su avance")
        work(frame)
        return
    expect(frame.locator(LAST)).to_be_empty()
    player.refuse("all")
    visit(frame, "caso")
    expect(frame.locator(LAST)).to_contain_text("no está guardando")
    work(frame)
    player.refuse("")
    visit(frame, "caso", "diario")
    until(lambda: len(told(player)) == 13, player.there)
    player.leave()
    frame = player.launch()
    expect(frame.locator("[data-id=diario]")).to_be_visible()
    expect(frame.get_by_label("Su reflexión")).to_have_value("Escucharía.")
    assert score(player) == "100"
    assert player.faults == []


@pytest.mark.parametrize("player", ADAPTERS, indirect=True)
def test_a_clock_that_jumps_back_takes_nothing(player: Player) -> None:
    frame = player.launch()
    answer_everything(frame)
    player.runtime().evaluate(BACK)
    play_scenario(frame)
    take_final(frame, 4)
    visit(frame, "diario")
    frame.get_by_label("Su reflexión").fill("Escucharía.")
    frame.get_by_label("Su reflexión").blur()
    player.leave()
    if player.scorm:
        span = player.kept[element(player, "session_time")]
        assert re.fullmatch(r"0000:0\d:\d\d\.\d\d" if old(player) else r"PT(\dM)?[\d.]+S", span)
        spans = [value for key, value in player.kept.items() if key.endswith(".latency")]
        assert all(re.fullmatch(r"0000:0\d:\d\d\.\d\d" if old(player) else r"PT(\dM)?[\d.]+S", span) for span in spans)
    if player.adapter == "standalone":
        frame = player.launch()
        expect(frame.get_by_label("Su reflexión")).to_have_value("Escucharía.")
    else:
        is_back(player)
    assert player.faults == []


def lose_a_score(player: Player) -> None:
    """A whole session of which the LMS took the state, and no statement but the first."""
    frame = player.launch()
    player.lrs.deaf = True
    take_final(frame, 4)
    expect(frame.locator(LAST)).to_contain_text("no está guardando")
    close(player.there)
    until(lambda: any(one["verb"]["id"].endswith("/terminated") for one in player.lrs.unheard))


@pytest.mark.parametrize("player", ["cmi5"], indirect=True)
def test_a_score_that_got_lost_beside_its_state_is_told_next_time(player: Player) -> None:
    lose_a_score(player)
    assert player.lrs.of("passed") == []
    player.lrs.deaf = False
    player.launch()
    until(lambda: player.lrs.of("passed"), player.there)
    player.leave()
    assert score(player) == "100"
    assert player.faults == []


@pytest.mark.parametrize("player", ["cmi5"], indirect=True)
def test_the_end_is_heard_even_where_the_last_session_was_heard_late(player: Player) -> None:
    lose_a_score(player)
    player.lrs.statements += player.lrs.unheard
    player.lrs.deaf = False
    player.launch()
    player.leave()
    player.launch()
    player.there.wait_for_timeout(1500)
    player.leave()
    assert score(player) == "100"
    assert [one["result"]["success"] for one in player.lrs.of("passed")] == [True]
    assert player.faults == []


@pytest.mark.parametrize("player", ["cmi5"], indirect=True)
def test_a_score_that_arrived_unknown_to_the_learners_device_stands_once(player: Player) -> None:
    frame = player.launch()
    take_final(frame, 4)
    until(lambda: player.lrs.of("passed"), player.there)
    player.leave()
    player.lrs.states["kits.progress"]["sent"] = []  # the answer never came
    player.launch()
    until(lambda: player.lrs.states["kits.progress"]["sent"], player.there)
    player.leave()
    assert len(player.lrs.of("passed")) == 1
    assert player.faults == []
