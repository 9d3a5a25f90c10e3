"""Answers, scores and statuses in scorm-again, both versions at strict settings."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.learner.conftest import Watched
from tests.learner.lms import Simulator, answer_everything, play_scenario, take_final, visit

INPUT = "field.dispatchEvent(new Event('input', {bubbles: true}));"
BREAK = """() => {
  for (const api of [window.API, window.API_1484_11]) {
    for (const name of Object.keys(api ?? {})) api[name] = () => { throw Error(name); };
  }
}"""
WITHOUT_INTERACTIONS = """() => {
  const was = window.strict;
  window.strict = (api, version) => {
    const made = was(api, version);
    const name = Object.keys(made).find((n) => n.endsWith('SetValue'));
    const set = made[name];
    made[name] = (element, value) => (element.includes('interactions') ? 'false' : set(element, value));
    return made;
  };
}"""
LESSONS = ("inicial", "practica", "caso", "diario", "prueba", "_end")


@pytest.fixture(params=["scorm12", "scorm2004"])
def lms(request: pytest.FixtureRequest, watched: Watched, server: str) -> Simulator:
    page = "lms.html" if request.param == "scorm12" else "lms2004.html"
    return Simulator(watched.open(f"{server}/{page}"), f"act/{request.param}")


def is_old(lms: Simulator) -> bool:
    return lms.sco.endswith("12")


def test_all_kinds_of_answers_are_told_once_and_taken(lms: Simulator) -> None:
    frame = lms.launch()
    answer_everything(frame)
    play_scenario(frame)
    lms.until("Object.keys(lms.kept).filter(k => /^cmi.interactions.\\d+.id$/.test(k)).length === 9")
    kept = lms.kept
    told = {kept[f"cmi.interactions.{n}.id"]: n for n in range(9)}
    types = {name: kept[f"cmi.interactions.{n}.type"] for name, n in told.items()}
    assert types == {
        "q-uno": "choice", "q-multi": "choice", "q-verdad": "true-false", "q-par": "matching", "q-orden": "sequencing",
        "q-corta": "fill-in", "q-num": "numeric", "q-grado": "likert", "s-caso": "performance",
    }  # fmt: skip
    results = {name: kept[f"cmi.interactions.{n}.result"] for name, n in told.items()}
    assert results.pop("q-grado") == "neutral"
    assert results.pop("s-caso") == "80"
    assert set(results.values()) == {"correct"}
    response = "student_response" if is_old(lms) else "learner_response"
    at = f"cmi.interactions.{told['q-par']}."
    assert kept[at + response] == kept[at + "correct_responses.0.pattern"]
    if not is_old(lms):
        assert kept[at + response] == "l1l1[.]r1r1[,]l2l2[.]r2r2"
        assert kept[f"cmi.interactions.{told['q-num']}.correct_responses.0.pattern"] == "17[:]19"
        assert re.fullmatch(r"\d{4}(-\d\d){2}T(\d\d:){2}\d\d\.\d\dZ", kept[at + "timestamp"])
    calls = len(lms.calls("SetValue"))
    visit(frame, "diario")
    lms.page.wait_for_timeout(1200)
    assert not [c for c in lms.calls("SetValue")[calls:] if "interactions" in c[1]]
    lms.leave()
    assert lms.get("faults") == []


def test_interactions_go_on_where_the_last_session_ended(lms: Simulator) -> None:
    frame = lms.launch()
    play_scenario(frame)
    lms.leave()
    told = {"cmi.interactions.0.id": "s-caso", "cmi.interactions.0.type": "performance"}
    frame = lms.launch(told if is_old(lms) else {})
    visit(frame, "practica")
    frame.locator(".current form[data-question='q-uno']").get_by_label("Respuesta b2b2").check()
    frame.locator(".current form[data-question='q-uno']").get_by_role("button").click()
    lms.leave()
    assert lms.kept["cmi.interactions.1.id"] == "q-uno"
    assert lms.get("faults") == []


def test_a_fail_then_a_pass_reach_the_gradebook(lms: Simulator) -> None:
    frame = lms.launch()
    visit(frame, *LESSONS)
    take_final(frame, 1)
    lms.leave()
    kept = lms.kept
    if is_old(lms):
        assert kept["cmi.core.lesson_status"] == "failed"
        assert [kept[f"cmi.core.score.{name}"] for name in ("raw", "min", "max")] == ["25", "0", "100"]
    else:
        assert (kept["cmi.completion_status"], kept["cmi.success_status"]) == ("completed", "failed")
        assert (kept["cmi.score.raw"], kept["cmi.score.scaled"], kept["cmi.progress_measure"]) == ("25", "0.25", "1")
    frame = lms.launch()
    expect(frame.locator("html.ready")).to_have_count(1)
    take_final(frame, 4)
    lms.leave()
    kept = lms.kept
    assert kept["cmi.core.lesson_status" if is_old(lms) else "cmi.success_status"] == "passed"
    assert kept["cmi.core.score.raw" if is_old(lms) else "cmi.score.raw"] == "100"
    assert kept["cmi.interactions.0.id"].startswith("e-final.q-")
    assert lms.get("finished") == 2
    assert lms.get("faults") == []


def test_a_pass_does_not_count_before_the_lessons_were_seen(lms: Simulator) -> None:
    frame = lms.launch()
    take_final(frame, 4)
    lms.leave()
    name = "cmi.core.lesson_status" if is_old(lms) else "cmi.completion_status"
    assert lms.kept[name] == "incomplete"
    assert lms.get("faults") == []


def test_objectives_are_told(lms: Simulator) -> None:
    frame = lms.launch({"cmi.objectives.0.id": "definir"})
    take_final(frame, 4)
    answer_everything(frame)
    lms.leave()
    kept = lms.kept
    assert "cmi.objectives.1.id" not in kept
    status = kept["cmi.objectives.0.status" if is_old(lms) else "cmi.objectives.0.success_status"]
    assert status == "passed"
    assert lms.get("faults") == []


def test_little_is_left_for_the_end_of_the_page(lms: Simulator) -> None:
    if is_old(lms):
        return
    frame = lms.launch()
    answer_everything(frame)
    take_final(frame, 4)
    visit(frame, "diario")
    lms.page.wait_for_timeout(1500)
    lms.leave()
    assert lms.get("pendingAtEnd") < 300
    assert lms.kept["cmi.exit"] == "suspend"
    assert re.fullmatch(r"PT(\d+M)?[\d.]+S", lms.kept["cmi.session_time"])


@pytest.mark.parametrize("valid", ["true", "false", "unknown"])
def test_the_way_on_is_offered_where_the_lms_knows_it(watched: Watched, server: str, valid: str) -> None:
    lms = Simulator(watched.open(f"{server}/lms2004.html"), "act/scorm2004")
    lms.page.evaluate("valid => { lms.valid = valid; }", valid)
    frame = lms.launch()
    visit(frame, "_end")
    button = frame.get_by_role("button", name="Seguir al módulo siguiente")
    if valid != "true":
        expect(button).to_have_count(0)
        return
    button.click()
    assert lms.calls("SetValue")[-1][1:] == ["adl.nav.request", "continue"]
    assert lms.get("finished") == 1
    lms.leave()
    assert lms.get("finished") == 1
    assert lms.get("faults") == []


def test_review_and_browse_write_nothing(lms: Simulator) -> None:
    for mode in ("review", "browse"):
        frame = lms.launch({("cmi.core.lesson_mode" if is_old(lms) else "cmi.mode"): mode})
        expect(frame.locator("#_notices")).to_contain_text("no se guarda")
        take_final(frame, 4)
        lms.page.wait_for_timeout(900)
        lms.leave()
        assert lms.calls("SetValue") == []
    assert lms.get("faults") == []


def test_a_reflection_too_long_for_the_lms_is_told_and_stays_on_the_device(watched: Watched, server: str) -> None:
    lms = Simulator(watched.open(f"{server}/lms.html"), "act/scorm12")
    text = "Ñandú corre. " * 400
    frame = lms.launch()
    visit(frame, "diario")
    field = frame.get_by_label("Su reflexión")
    expect(frame.locator(".counter")).to_contain_text(re.compile(r"Caracteres disponibles: 3\d{3}"))
    field.evaluate(f"(field, text) => {{ field.value = text; {INPUT} }}", text)
    expect(frame.locator(".counter")).to_have_text("Caracteres disponibles: 0")
    expect(frame.locator(".counter-note")).to_contain_text("La plataforma no tiene espacio para todo este texto")
    lms.page.wait_for_timeout(1700)
    answer_everything(frame)
    lms.leave()
    assert 4000 < len(lms.kept["cmi.suspend_data"]) <= 4096
    assert lms.get("faults") == []
    frame = lms.launch()
    expect(frame.get_by_label("Su reflexión")).to_have_value(text)
    expect(frame.locator("form[data-question='q-par'] .result").first).to_have_text("Correcto.")
    lms.leave()
    lms.page.evaluate("localStorage.clear()")
    frame = lms.launch()
    expect(frame.locator(".counter")).not_to_be_empty()
    kept = frame.get_by_label("Su reflexión").input_value()
    assert text.startswith(kept)
    assert len(kept) > 1500
    expect(frame.locator(".counter-note")).to_contain_text("La plataforma no tiene espacio")


def test_a_reflection_goes_whole_to_scorm_2004(watched: Watched, server: str) -> None:
    lms = Simulator(watched.open(f"{server}/lms2004.html"), "act/scorm2004")
    frame = lms.launch()
    visit(frame, "diario")
    frame.get_by_label("Su reflexión").evaluate(f"field => {{ field.value = 'Ñandú '.repeat(1500); {INPUT} }}")
    lms.page.wait_for_timeout(1700)
    lms.leave()
    lms.page.evaluate("localStorage.clear()")
    frame = lms.launch()
    expect(frame.get_by_label("Su reflexión")).to_have_value("Ñandú " * 1500)
    assert lms.get("faults") == []


def test_faults_of_the_lms_lose_nothing(lms: Simulator) -> None:
    """Commit false, SetValue errors, and an API that is gone: kept here, told, and sent next time."""
    frame = lms.launch()
    visit(frame, "caso")
    lms.page.evaluate("lms.refuse = true")
    answer_everything(frame)
    take_final(frame, 4)
    expect(frame.locator("#_notices")).to_contain_text("no está guardando")
    lms.page.evaluate(BREAK)
    visit(frame, "diario")
    lms.leave()
    assert "cmi.interactions.0.id" not in lms.kept
    lms.page.evaluate("lms.refuse = false; lms.faults = []")
    frame = lms.launch()
    expect(frame.locator("[data-id=diario]")).to_be_visible()
    lms.until("Object.keys(lms.kept).filter(k => /^cmi.interactions.\\d+.id$/.test(k)).length === 12")
    lms.leave()
    assert lms.kept["cmi.core.score.raw" if is_old(lms) else "cmi.score.raw"] == "100"
    assert lms.page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('kits/')).length") == 0
    assert lms.get("faults") == []


def test_an_lms_without_interactions_saves_the_rest(lms: Simulator) -> None:
    lms.page.evaluate(WITHOUT_INTERACTIONS)
    frame = lms.launch()
    take_final(frame, 4)
    lms.page.wait_for_timeout(1000)
    expect(frame.locator("#_notices")).to_be_empty()
    lms.leave()
    assert lms.kept["cmi.core.score.raw" if is_old(lms) else "cmi.score.raw"] == "100"


def test_a_new_version_of_the_kit_resumes_an_old_state(lms: Simulator) -> None:
    """Gone questions and lessons are kept aside; new ones are new; a state of version 1 is read."""
    frame = lms.launch()
    answer_everything(frame)
    lms.leave()
    lms.page.evaluate("lms.kept['cmi.suspend_data'] = '1.cZZZ.lZZZ.1ZZZa.' + lms.kept['cmi.suspend_data'].slice(2)")
    frame = lms.launch()
    visit(frame, "practica")
    expect(frame.locator("form[data-question='q-par'] .result").first).to_have_text("Correcto.")
    lms.leave()
    assert "ZZZ" in lms.kept["cmi.suspend_data"]
    assert lms.get("faults") == []


def test_a_clock_set_back_hurts_nothing(lms: Simulator) -> None:
    frame = lms.launch()
    frame.locator("html").evaluate("() => { const now = Date.now; Date.now = () => now() - 4e9; }")
    play_scenario(frame)
    lms.leave()
    assert lms.get("faults") == []
    span = lms.kept["cmi.core.session_time" if is_old(lms) else "cmi.session_time"]
    assert span.startswith(("0000:00:", "PT"))


def test_the_other_versions_api_is_left_alone(lms: Simulator) -> None:
    """An LMS may offer both: who calls the wrong one tells it nothing (ADL refuses 1.2 calls in a 2004 package)."""
    other = "API_1484_11" if is_old(lms) else "API"
    lms.page.evaluate(
        "(name) => { window.touched = []; const spy = (_, f) => (...a) => (touched.push(f), 'true');"
        " window[name] = new Proxy({}, { get: spy }); }",
        other,
    )
    frame = lms.launch()
    visit(frame, "practica", "_end")
    lms.leave()
    lms.until("lms.finished === 1")
    assert lms.page.evaluate("touched") == []
    assert (lms.get("initialized"), lms.get("faults")) == (1, [])
