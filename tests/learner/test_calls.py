"""What a SCORM runtime may ask of an LMS, as `shared/findings.md` has it from a real Moodle and ADL's SCO test."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FrameLocator, Route, expect

from tests.learner.lms import answer_everything, play_scenario, take_final, visit
from tests.learner.players import Player, until

SCORM = ("scorm12", "scorm2004")
MOODLES_TIMESTAMP = re.compile(r"\d{4}(-\d\d){2}T(\d\d:){2}\d\d(\.\d{1,2}Z)?")
OTHER = """() => {
  const other = window.Scorm12API ? 'API_1484_11' : 'API';
  window.other = [];
  window[other] = new Proxy({}, { get: (_, name) => (...values) => (window.other.push([name, ...values]), 'true') });
}"""


def calls(player: Player, function: str = "") -> list[list[str]]:
    found: list[list[str]] = player.there.evaluate("lms.calls")
    return [call for call in found if call[0].removeprefix("LMS") == function or not function]


def answer(frame: FrameLocator, name: str, label: str) -> None:
    form = frame.locator(f".current form[data-question='{name}']")
    form.get_by_label(label).first.check()
    form.get_by_role("button", name="Comprobar").click()


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_begins_and_ends_once_and_reads_before_it_writes(player: Player) -> None:
    frame = player.launch()
    answer_everything(frame)
    visit(frame, "diario")
    player.leave()
    names = [call[0].removeprefix("LMS") for call in calls(player)]
    ends = "Finish" if player.adapter == "scorm12" else "Terminate"
    assert (names[0], names[-1]) == ("Initialize", ends)
    assert (names.count("Initialize"), names.count(ends)) == (1, 1)
    written = {call[1] for call in calls(player, "SetValue")}
    first = names.index("SetValue")
    read = {call[1] for call in calls(player)[:first] if call[0].endswith("GetValue")}
    kept = {"cmi.suspend_data"} | ({"cmi.core.lesson_location", "cmi.core.lesson_status"} if ends == "Finish" else
                                   {"cmi.location", "cmi.completion_status"})  # fmt: skip
    assert kept <= written
    assert kept <= read
    assert player.faults == []


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_no_api_of_the_other_version_is_called(player: Player) -> None:
    player.launch()
    player.leave()
    player.there.evaluate(OTHER)
    frame = player.launch()
    answer_everything(frame)
    take_final(frame, 4)
    player.leave()
    assert player.there.evaluate("other") == []
    prefixes = {call[0].startswith("LMS") for call in calls(player)}
    assert prefixes == {player.adapter == "scorm12"}
    elements = {call[1] for call in calls(player) if call[0].endswith("Value")}
    old = [
        name for name in elements if name.startswith(("cmi.core.", "cmi.student_data.")) or "student_response" in name
    ]
    assert bool(old) == (player.adapter == "scorm12")
    assert player.faults == []


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_each_answer_is_committed_before_the_next(player: Player) -> None:
    frame = player.launch()
    visit(frame, "practica")
    for number, (name, label) in enumerate(
        (("q-uno", "Respuesta a1a1"), ("q-verdad", "Falso"), ("q-grado", "Grado 2"))
    ):
        answer(frame, name, label)
        at = f"cmi.interactions.{number}.id"
        until(lambda at=at, name=name: player.kept.get(at) == name, player.there)  # type: ignore[misc]
        assert sum(len(str(call)) for call in left(player)) == 0
    player.leave()
    assert player.faults == []


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_the_answers_of_an_attempt_are_committed_one_by_one(player: Player) -> None:
    """They are no interactions yet, but must not be lost."""
    frame = player.launch()
    visit(frame, "prueba")
    frame.locator(".current").get_by_role("button", name="Empezar").click()
    for form in frame.locator(".current form.question:visible").all():
        state = player.kept.get("cmi.suspend_data", "")
        form.get_by_role("radio").first.check()
        until(lambda state=state: player.kept.get("cmi.suspend_data", "") != state, player.there)  # type: ignore[misc]
    player.leave()
    frame = player.launch()
    visit(frame, "prueba")
    expect(frame.locator(".current form.question:visible input:checked")).to_have_count(4)


def left(player: Player) -> list[list[str]]:
    """SetValue calls since the last Commit."""
    found = calls(player)
    last = max((n for n, call in enumerate(found) if call[0].endswith("Commit")), default=-1)
    return [call for call in found[last + 1 :] if call[0].endswith("SetValue")]


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_what_is_left_for_the_end_of_the_page_is_tiny(player: Player) -> None:
    frame = player.launch()
    answer_everything(frame)
    play_scenario(frame)
    take_final(frame, 4)
    visit(frame, "diario")
    until(lambda: len(told(player)) == 13, player.there)
    until(lambda: "diario" in player.kept.values(), player.there)
    player.leave()
    assert {call[1].rsplit(".", 1)[-1] for call in left(player)} <= {"session_time", "exit"}
    assert sum(len("".join(call)) for call in left(player)) < 100
    assert player.faults == []


@pytest.mark.parametrize("player", ["scorm2004"], indirect=True)
def test_timestamps_have_as_many_digits_as_moodle_takes(player: Player) -> None:
    frame = player.launch()
    answer_everything(frame)
    player.leave()
    stamps = [value for key, value in player.kept.items() if key.endswith(".timestamp")]
    assert len(stamps) == 8
    assert all(MOODLES_TIMESTAMP.fullmatch(value) for value in stamps)


@pytest.mark.parametrize("player", SCORM, indirect=True)
def test_sixty_answers_given_right_before_the_end_fit_a_beacon_and_none_is_lost(player: Player) -> None:
    """Moodle sends the end in one beacon of at most 64 KiB, and loses all of what is more."""
    many(player)
    frame = player.launch()
    visit(frame, "prueba")
    frame.locator(".current").get_by_role("button", name="Empezar").click()
    frame.locator(".current form.question:visible").first.wait_for()
    frame.locator("html").evaluate(
        """() => {
          for (const form of document.querySelectorAll('.current form.question')) form.querySelector('input').click();
          document.querySelector('.current .assessment-foot button').click();
        }"""
    )
    player.leave()
    assert player.there.evaluate("lms.pendingAtEnd") < 32_000
    before = told(player)
    assert 25 <= len(before) < 60  # a slow machine may have sent a batch before
    player.launch()
    # SCORM 1.2 does not say that a new session goes on with the list of the one before.
    until(lambda: len({*before, *told(player)}) == 60, player.there)
    player.leave()
    assert player.adapter == "scorm12" or len(told(player)) == 60
    assert player.faults == []


def told(player: Player) -> list[str]:
    return [value for key, value in player.kept.items() if re.fullmatch(r"cmi\.interactions\.\d+\.id", key)]


def many(player: Player) -> None:
    """The final assessment has sixty questions, all of them in each attempt."""

    def more(route: Route) -> None:
        body = route.fetch().text()
        start = body.index('<form class="question" data-question="q-f2"')
        form = body[start : body.index("</form>", start) + len("</form>")]
        key = re.search(r'data-key="(...)"', form)
        assert key
        copies = [form.replace("q-f2", f"q-x{n}").replace(f'"{key[1]}"', f'"z{n:02}"') for n in range(56)]
        body = body.replace(form, form + "".join(copies)).replace('data-draw="4"', 'data-draw="60"')
        route.fulfill(body=body, content_type="text/html")

    player.watched.context.route("**/act/*/01-uno.html", more)
