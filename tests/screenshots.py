"""``make screenshots``: renders the README's pictures from the real kit, as its users see it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, sync_playwright

from build_tools.learner.bundle import HERE, install
from tests.support.browser import ARGUMENTS, chromium
from tests.support.project import REPOSITORY

PICTURES = REPOSITORY / "build_tools/docs/pictures"
STEM = "fundamentos-2.0.0-policia-es"
PAGES = {
    "how-to-use.png": ("facilitator-guide", "Cómo está hecho un módulo"),
    "guide.png": ("facilitator-guide", "Tres minutos por ficha y un minuto de cierre"),
    "job-aid.png": ("job-aids", "Los primeros cinco minutos"),
}
"""Of which document the page is that has these words."""
SCALE = 1.4
"""Pixels for each point."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """The pictures are what matters."""


def _phone(browser: Browser, dist: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 720}, device_scale_factor=2)
    page.goto((dist / "policia/es/fundamentos/web/01-que-es-la-trata.html").as_uri() + "#acto-medio-fin")
    page.screenshot(path=PICTURES / "phone.png")
    page.close()


def _pages(dist: Path) -> None:
    for picture, (name, said) in PAGES.items():
        (file,) = dist.rglob(f"{STEM}.{name}.pdf")
        with pypdfium2.PdfDocument(file) as document:
            page = next(page for page in document if said in page.get_textpage().get_text_range())
            page.render(scale=SCALE).to_pil().save(PICTURES / picture, optimize=True)


def _lms(browser: Browser, dist: Path, folder: Path) -> None:
    install()
    with zipfile.ZipFile(dist / f"policia/es/fundamentos/{STEM}.scorm12.zip") as package:
        package.extractall(folder / "package")
    for name in ("lms.html", "lms.js"):
        shutil.copyfile(Path(__file__).parent / "learner" / name, folder / name)
    shutil.copyfile(HERE / "node_modules/scorm-again/dist/scorm12.min.js", folder / "scorm12.min.js")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": 1018, "height": 620})
    page.goto(f"http://127.0.0.1:{server.server_port}/lms.html")
    page.evaluate("launch('package/02-indicadores.html')")
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / "lms.png")
    page.close()
    server.shutdown()


def main() -> None:
    """Builds the police's edition and takes its pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        dist = Path(name) / "dist"
        subprocess.run([sys.executable, "-m", "build_tools.cli", "build", "fundamentos/policia/es", "--out", str(dist)],
                       cwd=REPOSITORY, check=True)  # fmt: skip
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        _phone(browser, dist)
        _pages(dist)
        _lms(browser, dist, Path(name))
        browser.close()


if __name__ == "__main__":
    main()
