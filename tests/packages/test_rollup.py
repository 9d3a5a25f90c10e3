"""The package of a whole kit in scorm-again's sequencing engine: flow, choice, and roll-up to the organization."""

from __future__ import annotations

import shutil
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from build_tools.formats import scorm2004
from build_tools.learner import bundle
from tests.learner.activities import LESSONS, activities
from tests.learner.lms import take_final, visit
from tests.learner.sample import JOB, module, write_workspace
from tests.packages.sequencing import course
from tests.support.browser import PATIENCE

FIRST, SECOND, THIRD = "item-01-uno", "item-02-dos", "item-03-tres"
ALL = ("inicial", "practica", "caso", "diario", "prueba", "_end")


def _content() -> dict[str, Any]:
    """Two modules with a final assessment, which pass with 70 and 80 %, and between them one without."""
    content = activities()
    content["modules"].append(module("03-tres", "Tercero", {"prueba": LESSONS["prueba"]}))
    finals = {"01-uno": 70, "03-tres": 80}
    for part in content["modules"]:
        if part["id"] in finals:
            part["assessments"] = [{"id": "e-final", "kind": "final", "pass": finals[part["id"]]}]
    return content


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bundle.install()
    folder = tmp_path_factory.mktemp("rollup")
    (folder / "out").mkdir()
    scorm2004.build(JOB, write_workspace(folder / "workspace", _content()), folder / "out")
    return folder / "out" / f"{JOB.stem}.scorm2004.zip"


@pytest.fixture(scope="module")
def address(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("course")
    zipfile.ZipFile(package).extractall(site)
    shutil.copyfile(Path(__file__).with_name("course.html"), site / "course.html")
    player = bundle.HERE / "node_modules/scorm-again/dist/scorm2004.min.js"
    shutil.copyfile(player, site / player.name)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}/course.html"
    httpd.shutdown()
    httpd.server_close()


class Course:
    """One attempt of a learner on the whole package."""

    def __init__(self, page: Page, package: Path) -> None:
        self.page = page
        assert page.evaluate("(course) => begin(course)", course(package))
        self.frame = self.shown(FIRST)

    def shown(self, item: str) -> FrameLocator:
        self.page.wait_for_function("(item) => current === item", arg=item)
        frame = self.page.frame_locator("#sco")
        expect(frame.locator("html.ready")).to_have_count(1)
        return frame

    def choose(self, item: str) -> FrameLocator:
        assert self.page.evaluate("(item) => choose(item)", item)
        return self.shown(item)

    def onward(self, frame: FrameLocator) -> None:
        visit(frame, "_end")
        frame.get_by_role("button", name="módulo siguiente").click()

    def state(self, item: str = "") -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate("(item) => state(item)", item)
        return found

    @property
    def kit(self) -> tuple[str, str]:
        state = self.state()
        return state["completion"], state["success"]


@pytest.fixture
def attempt(browser: Browser, address: str, package: Path) -> Iterator[Course]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="es-HN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    made = Course(page, package)
    yield made
    faults = page.evaluate("lms.faults")
    context.close()
    assert faults == []


def test_the_kit_is_completed_and_passed_when_all_its_modules_are(attempt: Course) -> None:
    assert attempt.kit == ("unknown", "unknown")
    visit(attempt.frame, *ALL)
    take_final(attempt.frame, 3)
    attempt.onward(attempt.frame)
    frame = attempt.shown(SECOND)
    visit(frame, "x")
    assert attempt.state(FIRST) == {"completion": "completed", "success": "passed", "measure": 1, "score": 0.75}
    assert attempt.kit == ("incomplete", "unknown")  # neither passed nor failed while a final is to come
    attempt.onward(frame)
    frame = attempt.shown(THIRD)
    assert attempt.state(SECOND)["completion"] == "completed"
    assert attempt.kit == ("incomplete", "unknown")
    visit(frame, "prueba", "_end")
    take_final(frame, 4)
    attempt.choose(FIRST)
    assert attempt.state(THIRD)["success"] == "passed"
    assert attempt.kit == ("completed", "passed")
    assert attempt.state()["score"] == pytest.approx((0.75 + 1) / 2)


def test_a_failed_final_fails_the_kit_until_it_is_made_good(attempt: Course) -> None:
    frame = attempt.choose(THIRD)
    take_final(frame, 3)
    visit(frame, "_end")
    attempt.choose(SECOND)
    assert attempt.state(THIRD) == {"completion": "completed", "success": "failed", "measure": 1, "score": 0.75}
    assert attempt.kit == ("incomplete", "failed")
    frame = attempt.choose(THIRD)
    take_final(frame, 4)
    frame = attempt.choose(FIRST)
    assert attempt.state(THIRD)["success"] == "passed"
    visit(frame, *ALL)
    take_final(frame, 4)
    frame = attempt.choose(SECOND)
    visit(frame, "x", "_end")
    attempt.choose(FIRST)
    assert attempt.kit == ("completed", "passed")


def test_a_module_half_done_is_resumed_and_completes_nothing(attempt: Course) -> None:
    visit(attempt.frame, "practica", "caso")
    attempt.choose(SECOND)
    half = attempt.state(FIRST)
    assert half["completion"] == "incomplete"
    assert 0 < half["measure"] < 1
    assert attempt.kit == ("incomplete", "unknown")
    frame = attempt.choose(FIRST)
    expect(frame.locator("[data-id=caso]")).to_be_visible()


def test_modules_flow_and_can_be_chosen(attempt: Course) -> None:
    valid = lambda request: attempt.page.evaluate("(request) => valid(request)", request)  # noqa: E731
    assert (valid("previous"), valid("continue")) == ("false", "true")
    assert {valid(f"choice.{{target={item}}}") for item in (SECOND, THIRD)} == {"true"}
    attempt.choose(THIRD)
    assert valid("previous") == "true"
    assert attempt.page.evaluate("lms.delivered") == [FIRST, THIRD]
