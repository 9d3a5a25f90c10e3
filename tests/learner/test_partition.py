"""A module in a frame of another site: storage partitioned or blocked, an API beyond reach.

127.0.0.1 and localhost are two sites. Nothing here is simulated: Chromium's own settings are used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from tests.learner.conftest import Watched, serving
from tests.learner.lms import take_final, visit
from tests.learner.lrs import Lms, serve
from tests.learner.players import SIMULATORS, close, until
from tests.support.browser import ARGUMENTS, PATIENCE, chromium

SCORM = ("scorm12", "scorm2004")
TEXT = "Escucharía."
PREFERENCES = {
    "partitioned": {"cookie_controls_mode": 0},
    "third-party blocked": {"cookie_controls_mode": 1},
    "all blocked": {"default_content_setting_values": {"cookies": 2}},
}


def _context(browser: Browser, folder: Path, policy: str) -> BrowserContext:
    """A profile with settings. Playwright turns partitioning off: then what is of a third party is blocked."""
    session = browser.new_browser_cdp_session()
    line = session.send("SystemInfo.getInfo")["commandLine"]
    session.detach()
    (off,) = re.findall(r"--disable-features=\S+", line)
    assert ",ThirdPartyStoragePartitioning," in off
    partitioned = policy == "partitioned"
    features = [off.replace("ThirdPartyStoragePartitioning,", "")] if partitioned else []
    (folder / "Default").mkdir(parents=True)
    (folder / "Default/Preferences").write_text(json.dumps({"profile": PREFERENCES[policy]}), encoding="utf-8")
    return browser.browser_type.launch_persistent_context(
        folder, executable_path=chromium(), locale="es-HN", viewport={"width": 1280, "height": 900},
        args=[*ARGUMENTS, *features], ignore_default_args=[off] if partitioned else None)  # fmt: skip


@pytest.fixture(scope="module", params=sorted(PREFERENCES))
def policy(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def profile(browser: Browser, policy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """One Chromium for all tests of a policy: no other start of a browser takes as long."""
    context = _context(browser, tmp_path_factory.mktemp("profile"), policy)
    context.set_default_timeout(PATIENCE)
    watch = Watched(context)
    watch.expects_cut_requests = True
    yield watch
    context.close()


@pytest.fixture
def inside(profile: Watched) -> Iterator[Watched]:
    yield profile
    for page in profile.context.pages[1:]:
        page.close()
    problems, profile.problems = profile.problems, []
    assert problems == []


@pytest.fixture
def server(site: Path) -> Iterator[str]:
    """A server of the test's own: of an origin for which the profile keeps nothing yet."""
    with serving(site) as address:
        yield address


def around(watched: Watched, site: str, address: str) -> Page:
    return watched.open(f"{site}/frame.html?src={quote(address, safe='')}")


@pytest.fixture
def elsewhere(server: str) -> str:
    """The same server as another site."""
    return server.replace("127.0.0.1", "localhost")


def reflect(frame: FrameLocator) -> None:
    visit(frame, "diario")
    frame.get_by_label("Su reflexión").fill(TEXT)
    frame.get_by_label("Su reflexión").blur()


def is_back(frame: FrameLocator) -> None:
    expect(frame.locator("[data-id=diario]")).to_be_visible()
    expect(frame.get_by_label("Su reflexión")).to_have_value(TEXT)


def ready(frame: FrameLocator) -> FrameLocator:
    expect(frame.locator("html.ready")).to_have_count(1)
    return frame


@pytest.mark.parametrize("adapter", SCORM)
def test_a_platform_in_a_portal_of_another_site_saves_all(
    inside: Watched, server: str, elsewhere: str, adapter: str
) -> None:
    page = around(inside, elsewhere, f"{server}/{SIMULATORS[adapter]}")
    page.frame_locator("#in").locator("body").wait_for(state="attached")
    (lms,) = page.frames[0].child_frames

    def launch() -> FrameLocator:
        lms.evaluate("url => launch(url, {})", f"act/{adapter}/01-uno.html")
        return ready(page.frame_locator("#in").frame_locator("#sco"))

    frame = launch()
    expect(frame.locator("#_notices")).to_be_empty()
    take_final(frame, 4)
    reflect(frame)
    lms.evaluate("leave()")
    frame = launch()
    is_back(frame)
    assert lms.evaluate("lms.kept")["cmi.core.score.raw" if adapter == "scorm12" else "cmi.score.raw"] == "100"
    assert lms.evaluate("lms.faults") == []


@pytest.mark.parametrize("adapter", SCORM)
def test_an_api_above_a_frame_of_another_site_is_found(
    inside: Watched, server: str, elsewhere: str, adapter: str
) -> None:
    page = inside.open(f"{server}/{SIMULATORS[adapter]}")
    module = f"{server}/act/{adapter}/01-uno.html"
    page.evaluate("url => launch(url, {})", f"{elsewhere}/frame.html?src={quote(module, safe='')}")
    frame = ready(page.frame_locator("#sco").frame_locator("#in"))
    expect(frame.locator("#_notices")).to_be_empty()
    reflect(frame)
    location = "cmi.core.lesson_location" if adapter == "scorm12" else "cmi.location"
    until(lambda: page.evaluate("lms.kept").get(location) == "diario", page)


@pytest.mark.parametrize("adapter", SCORM)
def test_an_api_of_another_site_is_beyond_reach_and_the_learner_is_told(
    inside: Watched, server: str, elsewhere: str, adapter: str, policy: str
) -> None:
    page = inside.open(f"{elsewhere}/{SIMULATORS[adapter]}")

    def launch() -> FrameLocator:
        page.evaluate("url => launch(url, {})", f"{server}/act/{adapter}/01-uno.html")
        return ready(page.frame_locator("#sco"))

    frame = launch()
    kept = policy == "partitioned"
    said = "No se encontró la plataforma" if kept else "no permite guardar su avance"
    expect(frame.locator("#_notices")).to_contain_text(said)
    reflect(frame)
    page.evaluate("leave()")
    assert page.evaluate("lms.calls") == []
    frame = launch()
    if kept:
        is_back(frame)


def test_without_a_platform_the_partition_keeps_it_or_the_learner_is_told(
    inside: Watched, server: str, elsewhere: str, policy: str
) -> None:
    page = around(inside, elsewhere, f"{server}/act/standalone/01-uno.html")
    frame = ready(page.frame_locator("#in"))
    if policy == "partitioned":
        expect(frame.locator("#_notices")).to_be_empty()
    else:
        expect(frame.locator("#_notices")).to_contain_text("no permite guardar su avance")
    reflect(frame)
    if policy == "partitioned":
        is_back(ready(around(inside, elsewhere, f"{server}/act/standalone/01-uno.html").frame_locator("#in")))


def test_cmi5_in_a_frame_of_another_site_needs_no_storage(inside: Watched, server: str, elsewhere: str) -> None:
    """Unit, platform's page and LRS are of three origins: requests go by CORS, progress by the State API."""
    lms = Lms()
    httpd = serve(lms)
    unit = f"{server}/act/cmi5/01-uno.html"
    page = around(inside, elsewhere, lms.launch(unit))
    frame = ready(page.frame_locator("#in"))
    expect(frame.locator("#_notices")).to_be_empty()
    visit(frame, "inicial", "practica", "caso", "diario", "prueba")
    take_final(frame, 4)
    visit(frame, "_end")
    until(lambda: lms.of("completed") and lms.of("passed"), page)
    reflect(frame)
    page.evaluate("document.getElementById('in').remove()")
    until(lambda: "terminated" in lms.verbs, page)
    page = around(inside, elsewhere, lms.launch(unit))
    frame = ready(page.frame_locator("#in"))
    is_back(frame)
    close(page)
    until(lambda: "terminated" in lms.verbs)
    httpd.shutdown()
    httpd.server_close()
    assert lms.faults == []
