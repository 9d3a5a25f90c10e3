"""The machine's Chromium, for the tests that need eyes."""

from __future__ import annotations

import shutil

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 10_000
"""Milliseconds that a test waits for what must happen; a machine may be busy with other tests."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_SHELLS = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")


def chromium() -> str:
    """The path of Chromium; without one the test fails and says how to get it."""
    found = _first(_NAMES)
    assert found, "These tests need Chromium: apt-get install chromium"
    return found


def headless() -> str:
    """The path of Chromium without its window, where the machine has it: pages behave the same.

    A page in a profile of its own costs a third of the time. Only a browser's settings need the whole of it.
    """
    return _first(_SHELLS) or chromium()


def _first(names: tuple[str, ...]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)
