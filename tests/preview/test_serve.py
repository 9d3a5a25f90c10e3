"""``kits serve``: the page in the browser follows what the author saves."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.files import replace
from tests.support.project import make_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "build_tools.cli", "serve", "prueba", "--audience", "judicial", "--port", "0"]
    environment = {**os.environ, "KITS_LANG": "en"}
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        match = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert match
        yield match[0]
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()


def test_a_save_reloads_the_page_and_a_mistake_is_shown_on_it(browser: Browser, address: str, project: Path) -> None:
    page = browser.new_page()
    page.goto(f"{address}/01-uno.html#segunda")
    expect(page.get_by_text("Más texto.")).to_be_visible()
    module = project / "kits/prueba/01-uno.md"
    replace(module, "Más texto.", "Un texto nuevo.")
    expect(page.get_by_text("Un texto nuevo.")).to_be_visible()
    replace(module, "{cite}`F1`", "{cite}`F9`")
    expect(page.get_by_role("alert")).to_contain_text("kits/prueba/01-uno.md:7")
    expect(page.get_by_text("Un texto nuevo.")).to_be_visible()  # the last good page stays
    replace(module, "{cite}`F9`", "{cite}`F1`")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.close()


def test_only_the_edition_is_served_and_only_to_this_computer(address: str) -> None:
    def status(path: str, **headers: str) -> int:
        try:
            with urllib.request.urlopen(urllib.request.Request(address + path, headers=headers)) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    assert status("/") == 200
    assert status("/%2e%2e/%2e%2e/kits/prueba/01-uno.md") == 404
    assert status("/../../store/") == 404
    assert status("/", Host="evil.example") == 403
    with urllib.request.urlopen(f"{address}/01-uno.html") as answer:
        assert "policía" not in answer.read().decode()
