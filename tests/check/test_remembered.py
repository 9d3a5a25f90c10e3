"""What is remembered from an earlier run never changes what is found."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.edition import module_inputs
from build_tools.examining import examine
from build_tools.load.markdown import parsed, plain_parser
from build_tools.model import Catalogue, Edition
from tests.bad_input import media_rows, text_rows, yaml_rows
from tests.support.project import REPOSITORY, make_project

_ROWS = {row.name: row for row in (*yaml_rows.ROWS, *text_rows.ROWS, *media_rows.ROWS)}
_TEXTS = (".md", ".yml", ".po", ".vtt", ".json", ".svg")
_WORDS = (
    "hoy",
    "## Otra",
    "{term}`trata`",
    "[x](#nada)",
    ":::",
    "145",
    "<b>",
    "- [x] Sí",
    "(a)=",
    "![](img/x.svg)",
    "{",
)
Edit = Callable[[random.Random, Path], None]


def _files(project: Path) -> list[Path]:
    found = (p for p in project.rglob("*") if p.is_file() and not p.is_symlink() and p.suffix in _TEXTS)
    return sorted(p for p in found if p.relative_to(project).parts[0] in ("kits", "media", "conf"))


def _word(chance: random.Random, project: Path) -> None:
    file = chance.choice(_files(project))
    lines = file.read_bytes().split(b"\n")
    place = chance.randrange(len(lines))
    lines[place] += b" " + chance.choice(_WORDS).encode()
    file.write_bytes(b"\n".join(lines))


def _line(chance: random.Random, project: Path) -> None:
    file = chance.choice(_files(project))
    lines = file.read_bytes().split(b"\n")
    place = chance.randrange(len(lines))
    lines[place : place + 1] = [] if chance.random() < 0.5 else [lines[place], chance.choice(_WORDS).encode()]
    file.write_bytes(b"\n".join(lines))


def _lost(chance: random.Random, project: Path) -> None:
    chance.choice([p for p in _files(project) if "conf" not in p.parts]).unlink()


def _seen(catalogue: Catalogue) -> list[bytes | None]:
    """What every audience reads; texts with faults are not filtered."""
    found = []
    for kit in catalogue.kits:
        for audience in (catalogue.audiences[a] for a in kit.audiences if a in catalogue.audiences):
            for facilitator in (True, False):
                edition = Edition(kit, audience, kit.languages[0])
                found += [i.data for i in module_inputs(edition, facilitator=facilitator)]
    return found


def _same(project: Path) -> None:
    with_memo, again, without = examine(project), examine(project), examine(project, remember=False)
    assert with_memo == again == without
    if not without[1]:
        bare = _seen(without[0])
        examine(project)
        assert _seen(with_memo[0]) == bare


@pytest.mark.parametrize("seed", range(4))
def test_findings_are_the_same_after_each_edit(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    project = make_project(tmp_path / "project")
    _same(project)
    for _ in range(12):
        name = chance.choice(sorted(_ROWS))
        edits: tuple[Edit, ...] = (_word, _word, _line, _line, _lost, lambda _, folder, r=_ROWS[name]: r.edit(folder))
        before = shutil.copytree(project, tmp_path / "before", symlinks=True, ignore=shutil.ignore_patterns(".kits"))
        with contextlib.suppress(AssertionError, OSError, ValueError):  # rows that fit the unbroken project only
            chance.choice(edits)(chance, project)
        _same(project)
        if chance.random() < 0.4:  # and back: what was remembered first holds again
            for name in ("kits", "media", "conf"):
                shutil.rmtree(project / name, ignore_errors=True)
                if (before / name).exists():
                    shutil.copytree(before / name, project / name, symlinks=True)
            _same(project)
        shutil.rmtree(before)


def test_an_edit_of_another_file_is_seen(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    assert examine(project)[1] == []
    sources, one = project / "conf/sources.yml", project / "kits/prueba/01-uno.md"
    one.write_text(one.read_text(encoding="utf-8") + "\nUn hecho {cite}`F1`.\n", encoding="utf-8")
    assert examine(project)[1] == []
    sources.write_text(sources.read_text(encoding="utf-8").replace("F1", "F9"), encoding="utf-8")
    assert "kits/prueba/01-uno.md" in {f.location.path for f in examine(project)[1] if f.code.id == "unknown-source"}


def test_a_damaged_memo_costs_time_only(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    (project / "kits/prueba/02-dos.md").open("a", encoding="utf-8").write("\n<b>\n")
    first = examine(project)
    for entry in (p for p in (project / ".kits/memo").rglob("*") if p.is_file()):
        entry.write_bytes(entry.read_bytes()[:-3] + b"???")
    assert examine(project) == first
    assert first[1]


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    (project / ".kits").write_text("no folder", encoding="utf-8")
    assert examine(project) == examine(project, remember=False)


def test_texts_are_parsed_as_sphinx_parses_them() -> None:
    texts = [p.read_text(encoding="utf-8") for f in ("kits", "media") for p in sorted((REPOSITORY / f).rglob("*.md"))]
    texts += ["[a]: /b\n\n[a] y[^c]\n\n[^c]: d\n", "a\\*b\\_c **d** `e` {audience}`f|g`\n", "![a](b)\n\n- c\\\n  d\n"]
    plain = plain_parser()
    for text in texts:
        for part in (text, *text.split("\n\n")):
            wanted = [token.as_dict() for token in plain.parse(part, {})]
            for _ in range(2):
                assert [token.as_dict() for token in parsed(part, {})] == wanted
