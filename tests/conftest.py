"""What all tests share: one Chromium per worker, and the real kits built once for all workers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.support.browser import ARGUMENTS, PATIENCE, headless
from tests.support.once import made_once
from tests.support.project import REPOSITORY, kits, make_project

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, for pages."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=headless(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``dist/`` of the repository's own kits: all in Spanish, with the packages of single modules; the translated kit
    for one of its audiences."""
    return made_once(tmp_path_factory, "real", _build_kits) / "dist"


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project, built with all formats; tests copy it."""
    return made_once(tmp_path_factory, "sound", _build_sound)


def _build_sound(folder: Path) -> None:
    done = kits(make_project(folder), "build")
    assert done.returncode == 0, done.stderr


def _build_kits(folder: Path) -> None:
    places = ["--out", str(folder / "dist"), "--store", str(folder / "store")]
    modules = [f"*/*/es/{name}-modules" for name in ("scorm12", "scorm2004", "cmi5")]
    # Recordings are encoded for each language that speaks: minutes. French is set on paper, which needs none.
    translated = ["fundamentos/policia/en/*", "fundamentos/policia/fr/participant-guide"]
    for selectors in (["*/*/es/*", *translated], modules):
        done = kits(REPOSITORY, "build", *selectors, *places, timeout=2400)
        assert done.returncode == 0, done.stderr
