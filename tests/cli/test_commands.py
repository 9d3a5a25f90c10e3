"""The ``kits`` command as a person or a program uses it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.files import replace
from tests.support.project import kits, make_project
from tests.support.terminal import seen_on_a_terminal


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("cli"))


def test_help_speaks_to_a_curriculum_author_in_their_language(project: Path) -> None:
    done = kits(project, "--help", KITS_LANG="es")
    assert done.returncode == 0
    for word in ("check", "plan", "build", "doctor", "serve", "media"):
        assert word in done.stdout
    assert "errores" in done.stdout
    assert "mistakes" in kits(project, "--help").stdout


def test_a_sound_project_has_no_findings(project: Path) -> None:
    done = kits(project, "check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "No mistakes found" in done.stderr


def test_machine_output_is_json_on_standard_output(project: Path) -> None:
    assert json.loads(kits(project, "check", "--format", "json").stdout) == []
    planned = json.loads(kits(project, "plan", "--json").stdout)
    assert "prueba/policia/es/scorm12" in {e["job"] for e in planned}


def test_findings_in_each_form(tmp_path: Path) -> None:
    broken = make_project(tmp_path)
    replace(broken / "kits/prueba/02-dos.md", "Texto del", "Texto {cite}`F9` del")
    text = kits(broken, "check")
    assert text.returncode == 1
    assert "kits/prueba/02-dos.md:13:7: unknown-source" in text.stderr
    assert "→" in text.stderr
    (finding,) = json.loads(kits(broken, "check", "--format", "json").stdout)
    assert (finding["line"], finding["column"], finding["code"]) == (13, 7, "unknown-source")
    marks = kits(broken, "check", "--format", "github").stdout
    assert marks.startswith("::error file=kits/prueba/02-dos.md,line=13,col=7,title=unknown-source::")
    assert kits(broken, "check", "otro-kit").returncode in (0, 2)


@pytest.mark.parametrize(
    "arguments", [("build", "nada"), ("plan", "a/b/c/d/e"), ("build", "--jobs", "0"), ("serve", "nada"),
                  ("check", "--format", "xml"), ("nonsense",)]
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_says_what_to_do(project: Path, arguments: tuple[str, ...]) -> None:
    done = kits(project, *arguments)
    assert done.returncode == 2
    assert "→" in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_project_it_says_so(tmp_path: Path) -> None:
    done = kits(tmp_path, "check")
    assert done.returncode == 2
    assert "--project" in done.stderr


def test_another_folder_can_be_named(project: Path, tmp_path: Path) -> None:
    assert kits(tmp_path, "check", "--project", str(project)).returncode == 0


def test_short_selectors_mean_all_below(project: Path) -> None:
    def jobs(*selectors: str) -> set[str]:
        return {e["job"] for e in json.loads(kits(project, "plan", "--json", *selectors).stdout)}

    assert jobs("prueba") == jobs("prueba/*/*/*") == jobs()
    assert {j.split("/")[1] for j in jobs("prueba/judicial")} == {"judicial"}
    assert not any("scorm12-modules" in j for j in jobs())
    assert "prueba/judicial/es/scorm12-modules" in jobs("prueba/judicial/es/scorm12-modules")


def test_the_doctor_finds_every_tool(project: Path) -> None:
    done = kits(project, "doctor")
    assert done.returncode == 0, done.stderr
    for tool in ("Sphinx", "pandoc", "typst", "ffmpeg", "learner runtime", "espeak-ng"):
        assert f"✓ {tool}" in done.stderr


def test_a_missing_tool_is_named_with_its_remedy(project: Path, tmp_path: Path) -> None:
    # Without its package, the tool cannot be imported: that is what a broken installation looks like.
    (tmp_path / "typst.py").write_text("raise ImportError('gone')", encoding="utf-8")
    done = kits(project, "doctor", PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert "✗ typst" in done.stderr
    assert "pip install" in done.stderr


def test_a_terminal_gets_a_live_display_and_colours(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build_tools.cli", "build", "prueba/policia/es/web", "--out", str(tmp_path / "d")]
    said = seen_on_a_terminal(command, project, "en")
    assert "✓ prueba/policia/es/web" in said
    assert "\x1b[" in said
