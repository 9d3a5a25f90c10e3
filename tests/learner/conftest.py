"""A real Chromium, the pages built from the sample kit, and a loopback server for them."""

from __future__ import annotations

import contextlib
import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from build_tools.formats import scorm12, web
from build_tools.formats.files import write, write_module, write_shared
from build_tools.formats.pages import Look, Pages
from build_tools.learner import bundle
from tests.learner.activities import activities
from tests.learner.sample import JOB, write_workspace
from tests.support.browser import PATIENCE

NODE_MODULES = bundle.HERE / "node_modules"


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the sample kit's formats."""
    bundle.install()
    return write_workspace(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="session")
def site(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server serves: ``web/``, the unpacked ``package/``, ``act/`` and the LMS simulators' pages."""
    folder = tmp_path_factory.mktemp("site")
    web.build(JOB, workspace, folder)
    scorm12.build(JOB, workspace, folder)
    zipfile.ZipFile(folder / f"{JOB.stem}.scorm12.zip").extractall(folder / "package")
    for name in ("lms.html", "lms2004.html", "lms.js", "frame.html"):
        shutil.copyfile(Path(__file__).with_name(name), folder / name)
    for name in ("scorm12.min.js", "scorm2004.min.js"):
        shutil.copyfile(NODE_MODULES / "scorm-again/dist" / name, folder / name)
    _write_activities(folder, tmp_path_factory.mktemp("activities"))
    return folder


def _write_activities(folder: Path, workspace: Path) -> None:
    """``act/<store>/``: a module with every kind of activity, as each kind of package shows it."""
    write_workspace(workspace, activities())
    for store in bundle.STORES:
        pages = Pages(workspace, Look(store=store, linked=store == "standalone"))
        out = folder / "act" / store
        out.mkdir(parents=True)
        write_shared(pages, out)
        for module in pages.modules:
            write_module(pages, module, out)
        if store == "standalone":
            write(out / "index.html", pages.home())


class _Quiet(SimpleHTTPRequestHandler):
    """Files, and under ``/keep/NAME`` records of an LMS: each POST adds to one; ``?beat=N`` to a list."""

    kept: ClassVar[dict[str, Any]] = {}

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        if not self.path.startswith("/keep/"):
            return self._part() if "Range" in self.headers else super().do_GET()
        path, _, beat = self.path.partition("?beat=")
        if beat:
            self.kept.setdefault(path, []).append(int(beat))
        return self._answer(json.dumps(self.kept.get(path, {})).encode())

    def _part(self) -> None:
        """Without parts of files (RFC 9110, 14.2) no browser seeks in a recording."""
        body = Path(self.translate_path(self.path)).read_bytes()
        first, _, last = self.headers["Range"].removeprefix("bytes=").partition("-")
        part = body[int(first) : int(last) + 1 if last else len(body)]
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(body)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def do_POST(self) -> None:
        value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.kept.setdefault(self.path, {}).update(value)
        self._answer(b"")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the site on loopback, ending without a slash."""
    with serving(site) as address:
        yield address


@contextlib.contextmanager
def serving(site: Path) -> Iterator[str]:
    """A server of a folder, at a port of its own; gives its address, without a slash at the end."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


class Watched:
    """A browser context whose console and requests are written down."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.problems: list[str] = []
        # Requests that a fault cuts, and a state that is not there yet, are no mistake of the page's.
        self.expects_cut_requests = False
        self.requests: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        context.on("request", lambda request: self.requests.append(request.url))
        context.route(
            "https://**", lambda route: route.fulfill(body="<title>Elsewhere</title>", content_type="text/html")
        )

    def _console(self, message: Any) -> None:
        if self.expects_cut_requests and message.text.startswith("Failed to load resource"):
            return
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def crash(self, page: Page) -> None:
        """Kills a page without any event in it, as a phone does that needs the memory."""
        # Its own process only: where those that stand ready die too, Chromium may wait for one of them for ever.
        with page.expect_event("crash"), contextlib.suppress(Error):
            page.goto("chrome://crash")

    def open(self, url: str) -> Page:
        """A new page at an address."""
        page = self.context.new_page()
        page.goto(url)
        return page


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh browser profile; the test fails when a page complains in its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="es-HN")
    context.set_default_timeout(PATIENCE)
    watch = Watched(context)
    yield watch
    context.close()
    assert watch.problems == []


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path, server: str) -> str:
    """The address of the web folder: from a disk, then from a server."""
    return (site / "web").as_uri() if request.param == "file" else f"{server}/web"


@pytest.fixture
def player(request: pytest.FixtureRequest, watched: Watched, server: str) -> Iterator[Any]:
    """A learner with a platform; the adapter is the parameter."""
    from tests.learner.lrs import serve  # noqa: PLC0415 - both of them import this Python module
    from tests.learner.players import Player  # noqa: PLC0415

    watched.expects_cut_requests = True
    made = Player(request.param, watched, server)
    httpd = serve(made.lrs)
    yield made
    made.lrs.silent = False
    httpd.shutdown()
    httpd.server_close()
