"""A smoke test in a server that is not ours: upload, launch, save on exit, resume.

`scormhost` checks no values (scorm-again does, in tests/learner); what it shows is that another's
server unpacks the package, finds what to launch, and gets what the learner did.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, FrameLocator, Page, expect

START = """
import sys, uvicorn
from scormhost import create_scorm_app
app = create_scorm_app(data_dir=sys.argv[1], secret_key="0123456789abcdef0123456789abcdef")
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""
FORMATS = ["scorm12", "scorm2004"]
LOCATION = {"scorm12": "cmi.core.lesson_location", "scorm2004": "cmi.location"}
LEARNER = {"email": "ana@example.org", "username": "ana-lopez", "password": "clave-segura-1", "display_name": "Ana"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("scormhost")
    log = (folder / "log.txt").open("w")
    process = subprocess.Popen([sys.executable, "-c", START, str(folder / "data"), str(port)], stdout=log, stderr=log,
                               env={k: v for k, v in os.environ.items() if not k.startswith("SCORMHOST_")})  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _until(lambda: _answers(f"{address}/health"), (folder / "log.txt").read_text)
        yield address
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _until(what: Callable[[], bool], said: Callable[[], str] = str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, said()
        time.sleep(0.1)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800}, locale="es-HN")
    yield made
    made.close()


class Host:
    """The server as a learner's browser sees it."""

    def __init__(self, address: str, context: BrowserContext, format_: str) -> None:
        self.address, self.request, self.format = address, context.request, format_
        self.page: Page = context.new_page()
        self.package = ""

    def sign_in(self) -> None:
        entered = self._post("/api/auth/register", LEARNER)
        if entered in {400, 409}:
            entered = self._post("/api/auth/login", {k: LEARNER[k] for k in ("email", "password")})
        assert entered in {200, 201}

    def _post(self, path: str, value: dict[str, str]) -> int:
        return self.request.post(self.address + path, data=json.dumps(value),
                                 headers={"Content-Type": "application/json"}).status  # fmt: skip

    def upload(self, package: Path) -> dict[str, Any]:
        file = {"name": package.name, "mimeType": "application/zip", "buffer": package.read_bytes()}
        answer = self.request.post(f"{self.address}/api/packages", multipart={"file": file})
        assert answer.status == 201, answer.text()
        found: dict[str, Any] = answer.json()
        self.package = found["id"]
        return found

    def launch(self, page: str) -> FrameLocator:
        self.page.goto(f"{self.address}/launch/{self.package}?launch={urllib.parse.quote(page)}")
        frame = self.page.frame_locator("#scormhost-content")
        expect(frame.locator("html.ready")).to_have_count(1)
        return frame

    def leave(self) -> None:
        self.page.goto("about:blank")

    def kept(self, page: str) -> dict[str, str]:
        return _elements(self.request, f"{self.address}/api/scorm/{self.package}/cmi?launch={urllib.parse.quote(page)}")


def _elements(request: APIRequestContext, address: str) -> dict[str, str]:
    found: dict[str, str] = request.get(address).json()["elements"]
    return found


@pytest.fixture(params=FORMATS)
def host(request: pytest.FixtureRequest, server: str, context: BrowserContext, whole: dict[str, Path]) -> Host:
    made = Host(server, context, request.param)
    made.sign_in()
    manifest = made.upload(whole[made.format])["manifest"]
    assert [item["href"] for item in manifest["launches"]] == ["01-uno.html", "02-dos.html", "03-tres.html"]
    assert manifest["title"] == "Muestra & prueba"
    return made


def test_work_is_saved_on_the_way_and_on_exit_and_comes_back(host: Host) -> None:
    location = LOCATION[host.format]
    frame = host.launch("01-uno.html")
    frame.locator("#_lessons a[href='#senales']").click()
    frame.locator(".current").get_by_label("Respuesta c3c3").check()
    frame.locator(".current").get_by_role("button", name="Comprobar").click()
    _until(lambda: host.kept("01-uno.html").get(location) == "senales")
    frame.locator("#_lessons a[href='#tabla']").click()
    expect(frame.locator("[data-id=tabla]")).to_be_visible()
    host.leave()
    _until(lambda: host.kept("01-uno.html").get(location) == "tabla")
    assert host.kept("01-uno.html")["cmi.suspend_data"]
    frame = host.launch("01-uno.html")
    expect(frame.locator("[data-id=tabla]")).to_be_visible()
    frame.locator("#_lessons a[href='#senales']").click()
    expect(frame.locator(".current").get_by_label("Respuesta c3c3")).to_be_checked()


def test_each_module_has_its_own_progress(host: Host) -> None:
    frame = host.launch("02-dos.html")
    frame.locator("#_lessons a[href='#x']").click()
    _until(lambda: host.kept("02-dos.html").get(LOCATION[host.format]) == "x")
    assert host.kept("03-tres.html").get(LOCATION[host.format], "") == ""
