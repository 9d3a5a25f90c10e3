"""How a build went: the table that it ends with, and the page for those who were not there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise, product
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from build_tools.errors import KitsError
from build_tools.findings import Code, Finding
from build_tools.i18n import translator
from build_tools.model import Location, Output
from build_tools.run.engine import Run, State
from build_tools.run.report_page import Asked, page, write
from build_tools.run.summary import overview, rows, worth_a_table
from build_tools.run.timeline import timeline
from build_tools.run.worker import Outcome
from build_tools.tables import table
from tests.support.files import copied, replace
from tests.support.project import REPOSITORY, kits

_KITS = ("fundamentos", "inspeccion-laboral", "primera-respuesta", "justicia", "comunidad", "coordinacion")
_AUDIENCES = ("policia", "judicial", "trabajo", "sociedad-civil", "cicesct")
_LANGUAGES = ("es", "en", "fr")
_STEPS = {"reading": 6.0, "facilitator-reading": 7.0, "web": 3.0, "participant-guide": 11.0, "facilitator-guide": 14.0,
          "docx": 5.0, "slides": 8.0, "epub": 2.5, "scorm12": 1.5, "scorm2004": 1.75, "cmi5": 1.25}  # fmt: skip
_ASKED = Asked(("fundamentos/*",), datetime(2026, 11, 30, 9, 26, tzinfo=UTC), 61.5)
_FAILURE = Outcome("fundamentos/policia/es/docx", failure="<script>alert(1)</script> & {x}", remedy="Run it again.",
                   values={"x": "\x1b[2J"}, began=1_000_000.0, seconds=1.0, worker="host:2",
                   findings=(Finding(Code.UNKNOWN_SOURCE, Location("kits/a/01.md", 3, 2), {"name": "F9", "audience": "policia"}),))  # fmt: skip


def _ran(kits: int, audiences: int, languages: int, workers: int = 2, reused: int = 0) -> Run:
    """A run of editions, each job on the worker that is free first; the first ``reused`` ones come from the store."""
    run, free = Run(), [0.0] * workers
    editions = product(_KITS[:kits], _AUDIENCES[:audiences], _LANGUAGES[:languages])
    names = [f"media/asset-{n}/es{part}" for n in range(3) for part in ("/sound", "/480p", "")]
    names += ["/".join([*edition, step]) for edition in editions for step in _STEPS]
    for place, name in enumerate(names):
        run.outputs[name] = (Output("a", "0", 1_000_000 + 1000 * place),)
        run.states[name] = State.REUSED if place < reused else State.BUILT
        if place >= reused:
            worker = free.index(min(free))
            seconds = _STEPS.get(name.rpartition("/")[2], 20.0)
            run.outcomes[name] = Outcome(name, began=1_000_000.0 + free[worker], seconds=seconds,
                                         worker=f"host:{worker}")  # fmt: skip
            free[worker] += seconds
    return run


def _failed(run: Run) -> Run:
    """The run with one job that failed, and one that could not start for it."""
    run.states[_FAILURE.id], run.states["fundamentos/policia/es/epub"] = State.FAILED, State.SKIPPED
    run.failures[_FAILURE.id] = run.outcomes[_FAILURE.id] = _FAILURE
    del run.outputs[_FAILURE.id], run.outputs["fundamentos/policia/es/epub"]
    return run


def test_one_edition_is_told_by_format() -> None:
    names = [line.name for line in overview(_ran(1, 1, 1))]
    assert names[:4] == ["reading", "facilitator-reading", "web", "participant-guide"]
    assert len(names) == len(_STEPS)


@pytest.mark.parametrize(
    ("kits", "audiences", "languages", "first", "count"),
    [
        (1, 5, 3, "fundamentos/policia/es", 15),
        (3, 5, 2, "fundamentos/policia", 15),
        (6, 5, 3, "fundamentos/*/es", 18),
    ],
)
def test_editions_are_folded_until_they_fit(kits: int, audiences: int, languages: int, first: str, count: int) -> None:
    run = _ran(kits, audiences, languages)
    lines = overview(run)
    assert (lines[0].name, len(lines)) == (first, count)
    head, body = rows(run, translator("es", "authors"))
    assert head == ("", "hechos", "tiempo", "tamaño")
    assert len(body) <= 20
    assert body[-1][:2] == ("todos", str(len(run.states)))
    assert sum(line.bytes for line in lines) == sum(o[0].size for n, o in run.outputs.items() if _is_artifact(n))


def _is_artifact(name: str) -> bool:
    return not name.startswith("media/") and not name.endswith("reading")


@pytest.mark.parametrize("terminal", ["", "1"])
def test_the_table_fits_a_terminal_of_80_columns(
    terminal: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FORCE_COLOR", terminal)
    head, body = rows(_failed(_ran(6, 5, 3, reused=40)), translator("es", "authors"))
    table(head, body, numbers=range(1, len(head)))
    said = re.sub(r"\x1b\[[0-9;]*m", "", raw := capsys.readouterr().err)
    assert ("\x1b[" in raw) == bool(terminal)
    assert max(map(len, said.splitlines())) <= 80
    assert re.search(r"^ *inspeccion-laboral/\*/es +55 +5:05 min +56.1 MB *$", said, re.MULTILINE)
    assert re.search(r"^ *fundamentos/\*/es +44 +9 +2 +4:05 min ", said, re.MULTILINE)


def test_failures_and_what_could_not_start_are_counted_together() -> None:
    _, body = rows(_failed(_ran(1, 2, 1)), translator("en", "authors"))
    assert body[0][:3] == ("fundamentos/policia/es", "9", "2")


def test_a_table_is_shown_only_where_it_says_more_than_the_last_line() -> None:
    assert worth_a_table(_ran(1, 1, 1))
    assert not worth_a_table(_ran(1, 1, 1, reused=1000))
    single = Run({"a/b/es/reading": State.BUILT, "a/b/es/web": State.BUILT}, {}, {}, {"a/b/es/web": Outcome("")})
    assert not worth_a_table(single)


def test_the_chart_has_a_lane_for_each_worker_and_bars_that_do_not_overlap() -> None:
    chart = timeline(_ran(1, 2, 1, workers=3))
    assert [lane.worker for lane in chart.lanes] == ["host:0", "host:1", "host:2"]
    assert sum(lane.jobs for lane in chart.lanes) == len(chart.stretches) == 31
    for lane in chart.lanes:
        ends = [(bar.x, bar.x + bar.width) for bar in lane.bars]
        assert all(end <= start + 0.2 for (_, end), (start, _) in pairwise(ends))
        assert all(0 <= start < end <= 1000.1 for start, end in ends)
    assert 0.5 < chart.busy <= 1
    assert chart.ticks[0] == (0.0, 0)


def test_the_same_run_gives_the_same_page() -> None:
    first, second = (page(_failed(_ran(2, 5, 3)), _ASKED, "es") for _ in range(2))
    assert first == second


def test_the_page_says_what_was_asked_when_and_how_it_ended() -> None:
    document = html.fromstring(page(_ran(1, 2, 1, reused=9), _ASKED, "es"))
    text = document.text_content()
    for words in ("Informe de la construcción", "30 de noviembre de 2026", "fundamentos/*", "Todo está construido"):
        assert words in text
    figures = {dt.text: dd.text for dt, dd in zip(document.iterfind(".//dt"), document.iterfind(".//dd"), strict=True)}
    assert (figures["Trabajos"], figures["Construidos"], figures["Sin cambios"]) == ("31", "22", "9")
    assert figures["Tiempo total"] == "61.5 s"


def test_the_table_beside_the_chart_has_every_job() -> None:
    run = _ran(1, 2, 1)
    document = html.fromstring(page(run, _ASKED, "en"))
    listed = [th.text_content() for th in document.xpath("//section[@aria-labelledby='timeline']//tbody//th")]
    assert sorted(listed) == sorted(run.outcomes)
    drawn = document.xpath("//ol[@class='lanes']//title/text()")
    assert "fundamentos/policia/es/facilitator-guide, 14.0 s" in drawn


def test_failures_are_told_with_what_to_do_and_cannot_become_markup() -> None:
    text = page(_failed(_ran(1, 1, 1)), _ASKED, "en")
    assert "<script" not in text
    assert "\x1b" not in text
    told = " ".join(html.fromstring(text).find_class("failure")[0].text_content().split())
    assert told.startswith("fundamentos/policia/es/docx <script>alert(1)</script> & [2J → Run it again.")
    assert "kits/a/01.md:3:2" in told
    assert "Some jobs failed" in text
    assert "fundamentos/<wbr>policia/<wbr>es/<wbr>epub" in text


def test_mistakes_in_the_content_are_not_called_success() -> None:
    text = page(Run(), _ASKED, "en", _FAILURE.findings)
    assert "Everything was built" not in text
    assert "kits/a/01.md:3:2" in text


@pytest.mark.parametrize("reused", [0, 5000])
def test_a_large_curriculum_stays_a_small_page(reused: int) -> None:
    run = Run()
    for copy in range(5):
        part = _ran(6, 5, 3, workers=64, reused=reused)
        for name in part.states:
            own = name.replace("/", f"-{copy}/", 1)
            run.states[own], run.outputs[own] = part.states[name], part.outputs[name]
            if name in part.outcomes:
                run.outcomes[own] = part.outcomes[name]
    text = page(run, _ASKED, "es")
    assert len(run.states) == 4995
    assert len(text.encode()) < 1_000_000


def test_a_page_is_put_in_its_place_whole(tmp_path: Path) -> None:
    write(tmp_path / "new" / "report.html", "one")
    write(tmp_path / "new" / "report.html", "two")
    assert [(p.name, p.read_text("utf-8")) for p in (tmp_path / "new").iterdir()] == [("report.html", "two")]


@pytest.mark.parametrize("place", ["file/report.html", "folder"])
def test_a_place_that_cannot_be_written_is_named(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(KitsError, match="cannot be written"):
        write(tmp_path / place, "one")
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_fits_is_accessible_and_loads_nothing(
    width: int, language: str, browser: Browser, tmp_path: Path
) -> None:
    write(tmp_path / "report.html", page(_failed(_ran(2, 5, 3, reused=30)), _ASKED, language))
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    tab, asked = context.new_page(), []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((tmp_path / "report.html").as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.evaluate((REPOSITORY / "build_tools/learner/node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
    assert [f"{v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]] == []
    assert all(url.startswith(("file:", "data:")) for url in asked), asked
    assert tab.locator("html").get_attribute("lang") == language
    context.close()


def test_nothing_is_blocked_by_the_pages_own_policy(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path / "report.html", page(_ran(1, 1, 1), _ASKED, "en"))
    tab, said = browser.new_page(), []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto((tmp_path / "report.html").as_uri())
    assert said == []
    assert tab.locator("header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(18, 53, 91)"
    tab.close()


def test_a_build_ends_with_a_table_and_writes_its_report(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path / "project")
    replace(project / "kits/prueba/01-uno.md", "Sólo para la policía.", "Sólo para agentes.")
    report = tmp_path / "report.html"
    done = kits(project, "build", "prueba/*/es/web", "prueba/*/es/epub", "--report", str(report))
    assert done.returncode == 0, done.stderr
    assert re.search(r"^ +built  unchanged +time +size$", done.stderr, re.MULTILINE)
    assert re.search(r"^prueba/policia/es +3 +[\d.]+ s +[\d.]+ [kM]B$", done.stderr, re.MULTILINE)
    assert re.search(r"^prueba/judicial/es +3 ", done.stderr, re.MULTILINE)
    document = html.parse(str(report))
    listed = {th.text_content() for th in document.xpath("//section[@aria-labelledby='timeline']//tbody//th")}
    assert listed == {f"prueba/policia/es/{name}" for name in ("reading", "web", "epub")}


def test_a_report_is_written_of_a_build_with_nothing_to_do(sound: Path, tmp_path: Path) -> None:
    project, report = copied(sound, tmp_path / "project"), tmp_path / "report.html"
    done = kits(project, "build", "--report", str(report))
    assert done.returncode == 0, done.stderr
    assert "No job had to run" in report.read_text("utf-8")


def test_what_was_built_stands_where_the_report_cannot_be_written(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path / "project")
    replace(project / "kits/prueba/01-uno.md", "Sólo para la policía.", "Sólo para agentes.")
    done = kits(project, "build", "prueba/policia/es/web", "--report", str(project / "kits/prueba/kit.yml/report.html"))
    assert done.returncode == 2
    assert "The report" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Sólo para agentes." in (project / "dist/policia/es/prueba/web/01-uno.html").read_text("utf-8")
