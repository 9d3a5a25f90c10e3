"""Errors stop the editions that they touch, and only those."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.check import check
from build_tools.cli import main
from build_tools.digests import Index
from build_tools.findings import Code
from build_tools.held import Held, held_back
from build_tools.load import load
from build_tools.pipeline import examine
from build_tools.plan import plan
from build_tools.run import whole
from tests.bad_input.edits import MEDIA, Edit, all_of, delete, end, media_file, write
from tests.support.project import make_project

_YML = "media/corto/media.yml"
_OVER = "consent: {reference: Archivo 7, until: 2020-01-31}"
_DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"


def _asset(*more: str) -> Edit:
    """A drawing that no module shows."""
    asset = media_file("dibujo.svg", _DRAWING, "picture", *more)

    def edit(project: Path) -> None:
        module = project / "kits/prueba/02-dos.md"
        before = module.read_bytes()
        asset(project)
        module.write_bytes(before)

    return edit


_SHOWN = ":::{media} corto\n:::"
_FOR_POLICE = f"::::{{audience}} policia\n{_SHOWN}\n::::"


def _held(project: Path) -> Held:
    catalogue, findings = examine(project)
    return held_back(project, catalogue, findings)


@pytest.mark.parametrize(
    ("edit", "held"),
    [
        (_asset(_OVER), Held()),
        (all_of(_asset(_OVER), end(_FOR_POLICE)), Held(editions=frozenset({("prueba", "policia")}))),
        (all_of(_asset(_OVER), end(f"::::{{facilitator}}\n{_SHOWN}\n::::")),
         Held(editions=frozenset({("prueba", "policia"), ("prueba", "judicial")}))),
        (all_of(_asset(), end(_FOR_POLICE)), Held()),
        (all_of(_asset(), end(_FOR_POLICE), delete(_YML)), Held(editions=frozenset({("prueba", "policia")}))),
        (all_of(_asset(), end(_FOR_POLICE), write(_YML, MEDIA.replace("id: corto", "id: otro"))),
         Held(editions=frozenset({("prueba", "policia")}))),
        (end(":::{media} nada\n:::"), Held(kits=frozenset({"prueba"}))),
        (delete("conf/media.yml"), Held(kits=frozenset({"prueba"}))),
        (write("kits/otro/kit.yml", "id: otro\n"), Held(kits=frozenset({"otro"}))),
    ],
    ids=["unused", "one audience", "facilitators", "sound", "no media.yml", "another id", "unknown", "settings", "other kit"],
)  # fmt: skip
def test_what_an_error_holds_back(edit: Edit, held: Held, tmp_path: Path) -> None:
    edit(make_project(tmp_path))
    assert _held(tmp_path) == held


def test_a_held_edition_is_not_planned_and_the_others_are(tmp_path: Path) -> None:
    all_of(_asset(_OVER), end(_FOR_POLICE))(make_project(tmp_path))
    catalogue, findings = examine(tmp_path)
    planned = plan(catalogue, skip=held_back(tmp_path, catalogue, findings))
    assert {job.id.split("/")[1] for job in planned.jobs} == {"judicial"}
    assert {name.split("/")[1] for name in planned.known} == {"judicial", "policia"}


def test_advice_holds_nothing(tmp_path: Path) -> None:
    write("kits/prueba/03-tres.md", "---\ntitle: Tres\nduration: 1\n---\n")(make_project(tmp_path))
    assert [f.code for f in examine(tmp_path)[1]] == [Code.MODULE_UNLISTED]
    assert _held(tmp_path) == Held()


def _kits(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(project)])


def test_the_others_are_built_and_the_exit_code_says_that_something_is_missing(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    assert _kits(project, "build", "prueba/*/es/web", "--jobs", "1").exit_code == 0
    before = (project / "dist/policia/inventory.json").read_bytes()
    all_of(_asset(_OVER), end(f"Otra frase.\n\n{_FOR_POLICE}"))(project)
    done = _kits(project, "build", "prueba/*/es/web", "--jobs", "1")
    assert done.exit_code == 1
    assert "consent-expired" in done.stderr
    assert (project / "dist/policia/inventory.json").read_bytes() == before
    pages = {a: (project / f"dist/{a}/es/prueba/web/02-dos.html").read_text("utf-8") for a in ("policia", "judicial")}
    assert "Otra frase." in pages["judicial"]
    assert "Otra frase." not in pages["policia"]


def test_an_unused_asset_with_an_error_is_still_reported(tmp_path: Path) -> None:
    _asset(_OVER)(make_project(tmp_path))
    assert _kits(tmp_path, "check").exit_code == 1
    assert _kits(tmp_path, "check", "prueba").exit_code == 1


def test_a_consent_ends_with_its_day(tmp_path: Path) -> None:
    _asset("consent: {reference: Archivo 7, until: 2031-05-20}")(make_project(tmp_path))
    catalogue, _ = load(tmp_path)
    assert check(catalogue, date(2031, 5, 20)) == []
    assert [f.code for f in check(catalogue, date(2031, 5, 21))] == [Code.CONSENT_EXPIRED]


@pytest.mark.parametrize(("more", "different"), [((), 1), (("consent: {reference: A, until: 2031-05-20}",), 2)])
def test_a_build_of_the_day_before_says_nothing_of_consents(
    more: tuple[str, ...], different: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _asset(*more)(make_project(tmp_path))
    prints = set()
    for day in (20, 21):
        monkeypatch.setattr(whole, "today", lambda day=day: date(2031, 5, day))
        prints.add(whole.fingerprint(tmp_path, ["*"], Index()))
    assert len(prints) == different
