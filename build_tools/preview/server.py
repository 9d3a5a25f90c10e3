"""``kits serve``: an edition in the browser, on this computer only, reloaded after each save."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from build_tools.errors import UsageError
from build_tools.i18n import Translator
from build_tools.preview.site import Site

_WATCHED = ("kits", "media", "conf")
_SCRIPT = Path(__file__).with_name("preview.js")
_HEARTBEAT = 15
_LOCAL = ("localhost", "127.0.0.1")


def serve(site: Site, port: int, say: Callable[[str], None], translate: Translator) -> None:
    """Serves one edition until interrupted.

    Args:
        site: the edition.
        port: TCP port on the loopback interface; 0 takes a free one.
        say: gets what an author should read.
        translate: for the words.

    Raises:
        UsageError: the port is taken.
    """
    site.build()
    try:
        server = PreviewServer(("127.0.0.1", port), partial(Handler, site=site, translate=translate))
    except OSError as error:
        raise UsageError("Port {port} cannot be used: {problem}", "Choose another: --port 8001.",
                         port=port, problem=error.strerror) from error  # fmt: skip
    say(f"{site.edition}  →  http://127.0.0.1:{server.server_port}/")
    stop = threading.Event()
    threading.Thread(target=_watch, args=(site, stop, say, translate), daemon=True).start()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass  # the way to end a preview
    finally:
        stop.set()
        server.server_close()


def _watch(site: Site, stop: threading.Event, say: Callable[[str], None], translate: Translator) -> None:
    folders = [site.root / f for f in _WATCHED if (site.root / f).is_dir()]
    for _ in watch(*folders, stop_event=stop, debounce=120, step=40):
        site.build()
        errors = sum(f.is_error for f in site.findings)
        say(translate("Built again.") if not errors else translate("{count} finding(s).").format(count=errors))


class PreviewServer(ThreadingHTTPServer):
    """Ends with its process: no request keeps it alive."""

    daemon_threads = True


class Handler(SimpleHTTPRequestHandler):
    """The site's files, each page with the reload script; nothing outside its folder."""

    def __init__(self, *args: object, site: Site, translate: Translator) -> None:
        self._site, self._translate = site, translate
        super().__init__(*args, directory=str(site.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answers a request from this computer."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host not in _LOCAL:
            # A page elsewhere could point its own name at 127.0.0.1 and read the preview.
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == "/__events":
            self._events()
        elif self.path == "/__state":
            self._answer("application/json", json.dumps(self._state()).encode())
        elif self.path == "/__preview.js":
            self._answer("text/javascript", _SCRIPT.read_bytes())
        elif (page := self._page()) is not None:
            self._answer("text/html; charset=utf-8", page)
        else:
            super().do_GET()

    def _state(self) -> dict[str, object]:
        lines = [f"{f.location}: {f.message(self._translate)} {f.remedy(self._translate)}" for f in self._site.findings]
        return {"version": self._site.version, "problems": [*lines, *self._site.problems]}

    def _page(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix != ".html" and path.exists():
            return None
        if path.is_file():
            html = path.read_text(encoding="utf-8")
        elif self.path in ("/", "/index.html"):
            html = '<!doctype html><html lang="es"><meta charset="utf-8"><title>kits</title></html>'
        else:
            return None
        script = '<script src="/__preview.js"></script>'
        return (html.replace("default-src 'none'", "default-src 'none'; connect-src 'self'", 1) + script).encode()

    def _answer(self, kind: str, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Nothing is kept by the browser: each load shows the last save."""
        if "Cache-Control" not in str(getattr(self, "_headers_buffer", "")):
            self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = self._site.version
        try:
            while True:
                now = self._site.wait_for_change(seen, _HEARTBEAT)
                text = ": still here\n\n" if now == seen else f"data: {now}\n\n"
                seen = now
                self.wfile.write(text.encode())
                self.wfile.flush()
        except OSError:
            pass  # the page was closed

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Authors need no log of requests."""
