"""What all tests share: one Chromium per worker, and the real kits built once for all workers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, expect, sync_playwright

from tests.support.browser import ARGUMENTS, PATIENCE, chromium
from tests.support.project import REPOSITORY, kits

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """``dist/`` of the repository's own kits, with the packages of single modules too."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    folder = shared / "real" / "dist"
    with FileLock(shared / "real.lock"):
        if not folder.exists():
            store = str(shared / "real" / "store")
            modules = [f"*/*/es/{name}-modules" for name in ("scorm12", "scorm2004", "cmi5")]
            for selectors in (["*/*/es/*"], modules):
                done = kits(REPOSITORY, "build", *selectors, "--out", str(folder), "--store", store)
                assert done.returncode == 0, done.stderr
    return folder
