"""One learner with one platform, the same for every adapter: launch, leave, kill, refuse."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import FrameLocator, Page, expect

from tests.learner.conftest import Watched
from tests.learner.lms import Simulator
from tests.learner.lrs import Lms, Session

ADAPTERS = ("standalone", "scorm12", "scorm2004", "cmi5")
SIMULATORS = {"scorm12": "lms.html", "scorm2004": "lms2004.html"}
BREAK = """() => {
  for (const api of [window.API, window.API_1484_11]) {
    for (const name of Object.keys(api ?? {})) api[name] = () => { throw Error(name); };
  }
}"""
SECONDS = 20


def until(condition: Callable[[], Any], page: Page | None = None) -> None:
    """Waits for what a platform must be told; playwright has to run meanwhile."""
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        if page and not page.is_closed():
            page.wait_for_timeout(30)
        else:
            time.sleep(0.03)


def close(page: Page) -> None:
    """As a learner does who is done with a tab; the page says its last words, however busy the machine is.

    Chromium gives a tab that is closed half a second for them (``kUnloadTimeout``), and then none: so the tab goes
    elsewhere first.
    """
    page.evaluate("location.replace('about:blank')")
    page.wait_for_url("about:blank")
    page.close()


class Player:
    """What a test does to a module, whatever keeps the learner's work."""

    def __init__(self, adapter: str, watched: Watched, server: str, folder: str = "") -> None:
        self.adapter, self.watched, self.server = adapter, watched, server
        self.folder = folder or f"act/{adapter}"
        self.record = uuid.uuid4().hex
        self.page: Page | None = None
        self.lrs = Lms()
        self.sessions: dict[Page, Session] = {}

    @property
    def scorm(self) -> bool:
        return self.adapter.startswith("scorm")

    @property
    def there(self) -> Page:
        assert self.page
        return self.page

    def launch(self, module: str = "01-uno.html") -> FrameLocator | Page:
        """The module, opened by its platform."""
        if self.scorm:
            if not self.page or self.page.is_closed():
                self.page = self.watched.open(f"{self.server}/{SIMULATORS[self.adapter]}?keep={self.record}")
            return Simulator(self.page, self.folder).launch(name=module)
        address = f"{self.server}/{self.folder}/{module}"
        self.page = self.watched.open(self.lrs.launch(address) if self.adapter == "cmi5" else address)
        self.sessions[self.page] = self.lrs.now
        expect(self.page.locator("html.ready")).to_have_count(1)
        return self.page

    def leave(self) -> None:
        """As a learner does who closes the module."""
        if self.scorm:
            return self.there.evaluate("leave()")
        close(self.there)
        if self.adapter == "cmi5" and not (self.lrs.down or self.lrs.silent):
            until(lambda: "terminated" in self.sessions[self.there].verbs)
        return None

    def kill(self) -> None:
        """No event, no last word."""
        self.watched.crash(self.there)
        self.page = None

    def refuse(self, what: str = "all") -> None:
        """``all``, ``SetValue``, ``Commit``, an element, ``throws``; for cmi5 ``silent`` too; "" for no more."""
        if self.adapter == "cmi5":
            self.lrs.down, self.lrs.silent = what == "all", what == "silent"
        elif what == "throws":
            self.there.evaluate(BREAK)
        elif self.scorm:
            self.there.evaluate("what => { lms.refuse = what === 'all' || what; }", what)

    @property
    def kept(self) -> dict[str, str]:
        """What a SCORM LMS has."""
        kept: dict[str, str] = self.there.evaluate("lms.kept")
        return kept

    @property
    def faults(self) -> list[str]:
        """What a strict platform has to say against it."""
        found: list[str] = self.there.evaluate("lms.faults") if self.scorm else self.lrs.faults
        return found

    def runtime(self) -> Page | Any:
        """The frame or page with the module in it, to run code in."""
        if not self.scorm:
            return self.there
        (frame,) = [f for f in self.there.frames if "01-uno" in urlsplit(f.url).path]
        return frame
