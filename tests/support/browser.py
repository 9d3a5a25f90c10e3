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


def chromium() -> str:
    """The path of Chromium; without one the test fails and says how to get it."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    assert found, "These tests need Chromium: apt-get install chromium"
    return found
