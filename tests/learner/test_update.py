"""A kit's next version takes the place of a package while a learner is half-way: both built from their sources.

It gains a module and a lesson, loses a question, and turns its modules and lessons around: what was done stays
done, nothing is counted for the wrong lesson, and the learner goes on where they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.learner.conftest import Watched
from tests.learner.lms import visit
from tests.learner.lrs import serve
from tests.learner.players import Player, until
from tests.learner.versions import FORMATS, build_versions, launches, put
from tests.support.once import made_once

TEXT = "Mañana escucharé más: ¡ñandú!"
STATE = "kits.progress"
Make = Callable[[str], Player]


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "versions", build_versions)


@pytest.fixture(params=FORMATS)
def format_(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(versions: Path, site: Path, format_: str) -> Path:
    folder = site / "update" / format_
    put(versions, "1", format_, folder)
    return folder


@pytest.fixture
def player(watched: Watched, server: str, format_: str) -> Iterator[Make]:
    """A learner's record of one module; a platform has one for each."""
    watched.expects_cut_requests = True
    made: dict[str, Player] = {}
    running = []

    def make(module: str) -> Player:
        if module not in made:
            made[module] = Player(format_, watched, server, f"update/{format_}")
            running.append(serve(made[module].lrs))
        return made[module]

    yield make
    for httpd in running:
        httpd.shutdown()
        httpd.server_close()


def answer(frame: FrameLocator | Page, name: str, label: str) -> None:
    form = frame.locator(f".current form[data-question='{name}']")
    form.get_by_label(label).check()
    form.get_by_role("button", name="Comprobar").click()


def half_way(frame: FrameLocator | Page) -> None:
    """Two answers, an attempt with 2 of 4 right, a reflection; one lesson is left."""
    visit(frame, "primera")
    answer(frame, "q-una", "Bien q-una")
    answer(frame, "q-dos", "Mal q-dos")
    visit(frame, "evaluacion")
    frame.locator(".current").get_by_role("button", name="Empezar").click()
    for name, label in (("q-una", "Bien"), ("q-dos", "Bien"), ("q-tres", "Mal"), ("q-cuatro", "Mal")):
        frame.locator(f".current form[data-question='{name}']").get_by_label(f"{label} {name}").check()
    frame.locator(".current").get_by_role("button", name="Terminar").click()
    expect(frame.locator(".current .assessment-result")).to_contain_text("Su puntaje: 50")
    visit(frame, "diario")
    frame.locator(".current textarea").fill(TEXT)


def told(player: Player) -> dict[str, str]:
    """What the platform's record says of score and status."""
    if player.adapter == "scorm12":
        names = {"score": "cmi.core.score.raw", "status": "cmi.core.lesson_status", "at": "cmi.core.lesson_location"}
    else:
        names = {"score": "cmi.score.raw", "status": "cmi.completion_status", "at": "cmi.location"}
    return {name: player.kept.get(element, "") for name, element in names.items()}


def seen(frame: FrameLocator | Page) -> set[str]:
    return {str(link.get_attribute("href"))[1:] for link in frame.locator("#_lessons a.seen").all()}


def test_records_are_found_again(versions: Path, place: Path, format_: str) -> None:
    before = launches(place)
    put(versions, "2", format_, place)
    after = launches(place)
    assert before.items() <= after.items()
    assert [page for name, page in after.items() if name not in before] == ["00-nuevo.html"]
    assert list(after.values()) == ["00-nuevo.html", "02-dos.html", "01-uno.html"]


def test_what_was_done_stays_done_and_with_its_lesson(versions: Path, place: Path, player: Make, format_: str) -> None:
    uno, dos = player("01-uno"), player("02-dos")
    frame = dos.launch("02-dos.html")
    visit(frame, "sola", "otra", "_end")
    dos.leave()
    half_way(uno.launch())
    uno.leave()

    put(versions, "2", format_, place)
    frame = uno.launch()
    expect(frame.locator("[data-id=diario]")).to_be_visible()
    expect(frame.locator(".current textarea")).to_have_value(TEXT)
    # A lesson whose end is in view counts as seen: nothing but these three was.
    assert seen(frame) == {"primera", "evaluacion", "diario"}
    assert frame.locator("#_lessons a").count() == 7
    _answers_are_where_they_were(frame)
    _the_attempt_counts(frame)
    uno.leave()
    _the_platform_has_it(uno, "50", "incomplete")

    frame = uno.launch()
    visit(frame, "nueva", "ultima", "_end")
    uno.leave()
    _the_platform_has_it(uno, "50", "failed" if format_ == "scorm12" else "completed")
    frame = dos.launch("02-dos.html")
    assert seen(frame) == {"sola", "otra"}
    visit(frame, "_end")
    expect(frame.locator("#_missing li")).to_have_count(0)
    dos.leave()
    assert [*uno.faults, *dos.faults] == []
    frame = player("00-nuevo").launch("00-nuevo.html")
    expect(frame.locator("[data-id=_start]")).to_be_visible()
    assert seen(frame) == set()


def _answers_are_where_they_were(frame: FrameLocator | Page) -> None:
    visit(frame, "primera")
    expect(frame.locator(".current form.question")).to_have_count(1)
    expect(frame.locator(".current").get_by_label("Bien q-una")).to_be_checked()
    expect(frame.locator(".current form .result").first).to_contain_text("Correcto.")
    assert frame.locator("form.question:not([data-assessment] form) input:checked").count() == 1


def _the_attempt_counts(frame: FrameLocator | Page) -> None:
    visit(frame, "evaluacion")
    expect(frame.locator(".assessment-facts")).to_contain_text("Intentos disponibles: 2")
    visit(frame, "_end")
    expect(frame.locator("#_score")).to_contain_text("50")
    visit(frame, "diario")


def _the_platform_has_it(player: Player, score: str, status: str) -> None:
    if player.scorm:
        found = told(player)
        assert (found["score"], found["status"]) == (score, status)
    else:
        until(lambda: bool(player.lrs.of("completed")) == (status == "completed"))
        assert player.lrs.of("failed")[-1]["result"]["score"]["raw"] == int(score)
