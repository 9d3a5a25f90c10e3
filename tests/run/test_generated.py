"""The kits that the bench measures with are sound ones, and really differ in what they should differ in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.bench.chart import draw
from tests.bench.engine import fit
from tests.bench.generated import AUDIENCES, KIT, LANGUAGES, module_names, write_project
from tests.bench.plain import sphinx_projects
from tests.bench.plct import as_plain
from tests.support.once import made_once
from tests.support.project import kits

MODULES = 3


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "generated", lambda folder: write_project(folder, MODULES))


def test_a_generated_kit_has_no_mistakes(project: Path) -> None:
    done = kits(project, "check", "--format", "json")
    # Its made-up translations leave out a text or two of each module, which is no mistake.
    found = [f for f in json.loads(done.stdout) if f["code"] != "untranslated"]
    assert (done.returncode, found) == (0, [])


def test_its_website_is_translated(project: Path) -> None:
    done = kits(project, "build", *(f"{KIT}/policia/{language}/web" for language in LANGUAGES[:2]))
    assert done.returncode == 0, done.stderr
    pages = {
        language: _words(project / "dist/policia" / language / KIT / "web" / f"{module_names(MODULES)[1]}.html")
        for language in LANGUAGES[:2]
    }
    marked = {language: sum(word.endswith("en") for word in words) for language, words in pages.items()}
    assert marked["en"] > len(pages["en"]) / 2
    assert marked["es"] < len(pages["es"]) / 10


def test_modules_of_more_kinds_have_ids_of_their_own(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", 12, ["es"]) / "kits" / KIT
    texts = [(folder / f"{name}.md").read_text(encoding="utf-8") for name in module_names(12)]
    assert len(set(texts)) == 12
    assert all(
        f"{{{kind}}}" in "".join(texts) for kind in ("scenario", "reflection", "job-aid", "facilitator", "table")
    )
    done = kits(tmp_path / "project", "check", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_the_same_seed_gives_the_same_kit(tmp_path: Path, project: Path) -> None:
    again = write_project(tmp_path / "project", MODULES) / "kits" / KIT
    here = {file.relative_to(again): file.read_bytes() for file in again.rglob("*") if file.is_file()}
    there = project / "kits" / KIT
    assert here == {file.relative_to(there): file.read_bytes() for file in there.rglob("*") if file.is_file()}


def test_each_edition_is_a_plain_sphinx_project_too(project: Path, tmp_path: Path) -> None:
    found = sphinx_projects(project, tmp_path, LANGUAGES)
    assert set(found) == {f"{KIT}/{audience}/{language}" for audience in AUDIENCES for language in LANGUAGES}
    for name, peer in found.items():
        text = "".join(file.read_text(encoding="utf-8") for file in peer.source.glob("*.md"))
        assert "{audience}" not in text, name
    peer = found[f"{KIT}/policia/es"]
    peer.full()
    assert (peer.out / f"{module_names(MODULES)[1]}.html").is_file()


def test_plain_markdown_keeps_the_words_and_no_marks() -> None:
    text = '---\ntitle: "Uno"\n---\n\n(aqui)=\n## Dos\n\n:::{tip}\n:id: x\nUn {term}`niño <nna>`.\n:::\n'
    assert as_plain(text).split() == ["#", "Uno", "##", "Dos", "Un", "niño."]


def test_the_fit_of_what_is_linear_says_so() -> None:
    found = fit([(10, 2.0), (100, 20.0), (1000, 200.0)])
    assert found == {"per_module": 0.2, "start": 0.0, "r2": 1.0, "exponent": 1.0}
    assert fit([(10, 1.0), (100, 100.0), (1000, 10000.0)])["exponent"] == 2.0


def test_the_chart_is_as_wide_as_a_phone_and_tells_every_budget() -> None:
    rows = [
        {"what": "uno < dos", "ours": 1.0, "theirs": 2.0, "aim": 0.25},
        {"what": "tres", "ours": 9.0, "theirs": 1.0, "aim": 1.5},
    ]
    picture = draw(rows, {"cold": [(10, 1.5), (1000, 140.0)], "changed": [(10, 1.0), (1000, 12.0)]})
    assert 'width="360"' in picture
    assert {"uno &lt; dos", "200%", "600%", "1,000"} <= set(re.findall(r">([^<>]+)</text>", picture))


def _words(page: Path) -> list[str]:
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"[^\W\d_]{3,}", text)
