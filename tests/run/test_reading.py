"""Modules that are remembered give the very bytes of a reading from scratch, whatever was read before."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from build_tools import memo
from build_tools.errors import JobError, KitsError
from build_tools.findings import ContentError
from build_tools.load import load
from build_tools.model import Job
from build_tools.plan import plan
from build_tools.sphinx_ext import step
from tests.run.edited import KIT, Edited
from tests.support.files import replace, tree
from tests.support.project import REPOSITORY, make_project

CHANGES = 12
_BROKEN = 4
"""After that many changes authors look at the result before they mend what one of them broke."""
READINGS = ("policia/es/reading", "policia/es/facilitator-reading", "judicial/es/reading", "policia/en/reading")


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No memo outlives a test in its process."""
    yield
    memo.use(None)


def jobs(project: Path, selector: str = "*") -> dict[str, Job]:
    """The readings that a project plans, by what comes after the kit's id."""
    catalogue, findings = load(project)
    assert findings == []
    return {j.id.partition("/")[2]: j for j in plan(catalogue, [selector]).jobs if j.id.endswith("reading")}


def outcome(project: Path, job: Job, folder: Path, remembering: Path | None) -> object:
    """What a reading ends with: its files, its findings, or its error.

    Args:
        project: the project's folder.
        job: the reading.
        folder: for the workspace, another for each run as in a build (gettext keeps catalogues by their paths).
        remembering: the folder of the memo; None: without.
    """
    shutil.rmtree(folder, ignore_errors=True)
    workspace, out = folder / "workspace", folder / "out"
    out.mkdir(parents=True)
    for given in job.inputs:
        target = workspace / given.path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = given.data if given.data is not None else (project / (given.file or "")).read_bytes()
        target.write_bytes(data)
    memo.use(remembering)
    try:
        step.build(dict(job.options), workspace, out)
    except ContentError as error:
        return [(f.code, f.location, dict(f.values)) for f in error.findings]
    except Exception as error:
        cause = error if isinstance(error, KitsError) else error.__cause__
        if not isinstance(cause, JobError):
            raise
        return re.sub(re.escape(str(folder)), "", cause.message)
    return tree(out)


def remembered(folder: Path, kind: str) -> int:
    """How much is remembered of a kind."""
    return sum(1 for file in (folder / f"reading-{kind}").rglob("*") if file.is_file())


@pytest.mark.parametrize("seed", range(3))
def test_random_changes(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    edited = Edited(make_project(tmp_path / "project"), random)
    seen: list[type] = []
    for number in range(CHANGES):
        what = edited.change(mended=number % _BROKEN != 0) if number else "nothing"
        planned = jobs(edited.project)
        name = random.choice(READINGS)
        given = outcome(edited.project, planned[name], tmp_path / f"run-{number}", tmp_path / "memo")
        wanted = outcome(edited.project, planned[name], tmp_path / f"scratch-{number}", None)
        assert given == wanted, f"change {number}: {what}, {name}"
        seen.append(type(given))
        shutil.rmtree(tmp_path / f"run-{number}")
        shutil.rmtree(tmp_path / f"scratch-{number}")
    assert seen.count(dict) >= CHANGES / 2, "the changes left no kit sound"


class Counted:
    """The base project and what its readings remember."""

    def __init__(self, folder: Path) -> None:
        self.project, self.memo, self._folder = make_project(folder / "project"), folder / "memo", folder / "run"

    def new(self, name: str = "policia/es/reading") -> tuple[int, int]:
        """Reads; gives how many modules were read, and how many were written."""
        before = [remembered(self.memo, kind) for kind in ("doctree", "written")]
        given = outcome(self.project, jobs(self.project)[name], self._folder, self.memo)
        assert isinstance(given, dict), given
        after = [remembered(self.memo, kind) for kind in ("doctree", "written")]
        return after[0] - before[0], after[1] - before[1]


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    """The base project, read once."""
    found = Counted(tmp_path)
    assert found.new() == (2, 2)
    return found


@pytest.mark.parametrize(
    ("file", "old", "new", "read_and_written"),
    [
        ("01-uno.md", "Más texto.", "Mucho más texto.", (1, 1)),
        ("01-uno.md", "Nota para quien facilita.", "Otra nota.", (0, 0)),
        ("01-uno.md", "Sólo para la policía.", "Sólo para agentes.", (1, 1)),
        ("01-uno.md", "¿Qué es una señal?", "¿Qué es?", (1, 1)),
        ("01-uno.md", "## Segunda lección", "## Otra lección", (1, 2)),
        ("01-uno.md", "(segunda)=", "(otra)=", (1, 2)),
        ("kit.yml", "[01-uno.md, 02-dos.md]", "[02-dos.md, 01-uno.md]", (0, 2)),
        ("kit.yml", "version: 1.0.0", "version: 1.0.1", (0, 0)),
        ("kit.yml", "id: prueba", "id: prueba\nmastery: 81", (2, 2)),
        ("img/cuadro.svg", "<svg", "<!-- --><svg", (0, 1)),
        ("../glossary.yml", "Algo que se ve", "Algo visible", (2, 2)),
        ("../../conf/conf.py", "numfig = False", "numfig = False\n", (2, 2)),
    ],
)
def test_only_what_changed_is_read(
    counted: Counted, file: str, old: str, new: str, read_and_written: tuple[int, int]
) -> None:
    replace(counted.project / KIT / file, old, new)
    assert counted.new() == read_and_written
    replace(counted.project / KIT / file, new, old)
    assert counted.new() == (0, 0)


def test_a_question_is_written_again_where_it_is_asked(counted: Counted) -> None:
    text = counted.project / KIT / "02-dos.md"
    asked = ":::{assessment} formative\n:id: eval\n:questions: q-una\n\nLo aprendido.\n:::\n"
    text.write_text(text.read_text(encoding="utf-8") + "\n" + asked, encoding="utf-8")
    assert counted.new() == (1, 1)
    replace(counted.project / KIT / "01-uno.md", "Más texto.", "Otro texto.")
    assert counted.new() == (1, 1)
    replace(counted.project / KIT / "01-uno.md", "Correcto.", "Así es.")
    assert counted.new() == (1, 2)


def test_no_edition_takes_what_another_remembers(counted: Counted) -> None:
    """Even where the text is the same, to the letter."""
    replace(counted.project / KIT / "01-uno.md", ":::{audience} policia\nSólo para la policía.\n:::\n", "")
    counted.new()
    assert counted.new("judicial/es/reading") == (2, 2)
    assert counted.new("policia/es/facilitator-reading") == (2, 2)


def test_a_module_that_sphinx_warns_of_is_not_remembered(counted: Counted) -> None:
    replace(counted.project / KIT / "01-uno.md", "`la primera <primera>`", "`la primera <ninguna>`")
    job = jobs(counted.project)["policia/es/reading"]
    written = remembered(counted.memo, "written")
    for name in ("one", "two"):
        given = outcome(counted.project, job, counted.memo.parent / name, counted.memo)
        assert isinstance(given, list)
        assert [location.line for _, location, _ in given] == [54]
    assert remembered(counted.memo, "written") == written


def test_a_damaged_memo_is_as_none(counted: Counted, tmp_path: Path) -> None:
    job = jobs(counted.project)["policia/es/reading"]
    wanted = outcome(counted.project, job, tmp_path / "scratch", None)
    for number, file in enumerate(sorted(f for f in counted.memo.rglob("*") if f.is_file())):
        whole = bytearray(file.read_bytes())
        whole[-1 - number] ^= 1
        file.write_bytes(bytes(whole[: len(whole) // (1 + number % 2)]))
    assert outcome(counted.project, job, tmp_path / "again", counted.memo) == wanted
    assert counted.new() == (0, 0), "what was damaged is not replaced"


def test_the_real_kits(tmp_path: Path) -> None:
    for name, job in jobs(REPOSITORY, "*/policia/es/*").items():
        wanted = outcome(REPOSITORY, job, tmp_path / "scratch", None)
        for number in range(2):
            assert outcome(REPOSITORY, job, tmp_path / str(number), tmp_path / "memo") == wanted, name
