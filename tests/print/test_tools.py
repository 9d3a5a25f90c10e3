"""The two foreign tools: what they refuse, and that nothing outside the workspace reaches the bytes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import memo
from build_tools.errors import JobError
from build_tools.formats.guides_words import WORDS, guide_words
from build_tools.i18n import LOCALE_DIR, translator
from build_tools.tools import pandoc, typst
from tests.print.sample import ROOT, write_workspace
from tests.support.elsewhere import made_twice

EMPTY = {"pandoc-api-version": [1, 23, 1, 1], "meta": {}, "blocks": []}
TITLE = '#set document(title: "x")\n#set text(lang: "es")\n'


def test_versions_are_versions() -> None:
    assert re.fullmatch(r"\d+(\.\d+)+", pandoc.version())
    assert re.fullmatch(r"\d+(\.\d+)+", typst.version())


def test_typst_reads_nothing_outside_its_root(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "root").mkdir()
    with pytest.raises(JobError):
        typst.compile_pdf(TITLE + '#read("/../secret.txt")', tmp_path / "root", {})


def test_typst_packages_are_refused_before_any_network(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="network"):
        typst.compile_pdf(TITLE + '#import "@preview/x:1.0.0"', tmp_path, {})


def test_picture_without_alternative_text_is_an_error_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    with pytest.raises(JobError, match=r"(?i)alt"):
        typst.compile_pdf(TITLE + '#image("/x.svg")', tmp_path, {})


def test_compiler_sees_what_changed_under_the_same_path(tmp_path: Path) -> None:
    made = []
    for text in ("uno", "dos", "uno"):
        (tmp_path / "x.txt").write_text(text, "utf-8")
        made.append(typst.compile_pdf(TITLE + '#read("/x.txt")', tmp_path, {}))
    assert made[0] == made[2] != made[1]


_MANY_DOCUMENTS = """
import pathlib, sys, psutil
from build_tools.tools import typst
typst._MUCH, typst._GROWTH = int(sys.argv[2]), 0
for number in range(8):
    text = "\\n\\n".join(f"Texto {number} de {n}: " + "palabra distinta " * 40 for n in range(400))
    typst.compile_pdf(sys.argv[3] + text, pathlib.Path(sys.argv[1]), {})
    print(psutil.Process().memory_info().rss)
"""


def test_a_worker_that_sets_many_documents_does_not_grow(tmp_path: Path) -> None:
    def grown(much: int) -> float:
        command = [sys.executable, "-c", _MANY_DOCUMENTS, str(tmp_path), str(much), TITLE]
        sizes = list(map(int, subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.split()))
        return (sizes[-1] - sizes[2]) / sizes[2]

    assert grown(0) < 0.05
    assert grown(10**12) > 0.2  # else the limit would do nothing


def test_pandoc_error_names_no_folder_of_the_machine(tmp_path: Path) -> None:
    broken = tmp_path / "filter.lua"
    broken.write_text("error('roto')", "utf-8")
    with pytest.raises(JobError, match="roto") as caught:
        pandoc.to_file(EMPTY, "docx", tmp_path / "x.docx", lua_filter=broken)
    assert str(tmp_path) not in caught.value.message


def test_colours_of_all_audiences_can_be_read(tmp_path: Path) -> None:
    write_workspace(tmp_path / "w")
    checks = "\n".join(
        f'#{{ let c = readable(rgb("{colour}"))\n'
        "assert(contrast(c, white) >= 5.5)\nassert(contrast(c, c.lighten(92%)) >= 4.5) }"
        for colour in ("#1f3a5f", "#ffee00", "#ffffff", "#7a3e12", "#00ff88", "#000000")
    )
    typst.compile_pdf(f'{TITLE}#import "/conf/print/colour.typ": *\n{checks}\nx', tmp_path / "w", {})


def test_svg_text_gets_the_weight_that_it_asks_for(tmp_path: Path) -> None:
    """Else Typst 0.15 takes the thinnest instance of the variable font for normal text."""
    cases = {
        "<svg><text>": "<svg font-variation-settings='wght' 400><text>",
        '<svg><text font-weight="700">': "<svg font-variation-settings='wght' 400><text font-weight=700"
        " font-variation-settings='wght' 700>",
        '<svg font-weight="bold">': "<svg font-weight=bold font-variation-settings='wght' 700>",
        '<svg><g style="font-weight: 600">': "<svg font-variation-settings='wght' 400><g style=font-weight: 600;"
        "font-variation-settings:'wght' 600>",
    }
    checks = "\n".join(
        f'#assert.eq(weighted({json.dumps(given)}).replace("\\"", ""), {json.dumps(wanted)})'
        for given, wanted in cases.items()
    )
    workspace = write_workspace(tmp_path / "w")
    inputs = {"guide": "participant", "words": json.dumps(guide_words("es", "participant")), "media": "{}"}
    typst.compile_pdf(f'{TITLE}#import "/conf/print/svg.typ": weighted\n{checks}\nx', workspace, inputs)


def test_broken_link_is_an_error_that_names_its_target_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="no-such-label") as caught:
        typst.compile_pdf(TITLE + "#link(<no-such-label>)[x]", tmp_path, {})
    assert str(tmp_path) not in caught.value.message


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_word_of_the_template_is_translated(language: str) -> None:
    catalogue = (LOCALE_DIR / language / "print.po").read_text("utf-8")
    assert set(re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE)) == set(WORDS.values())
    assert all(translator(language, "print")(text) for text in WORDS.values())
    assert guide_words(language, "participant")["guide-title"] != "Participant guide"


def test_every_word_of_the_template_exists() -> None:
    used = {
        name
        for file in (ROOT / "conf" / "print").glob("*.typ")
        for name in re.findall(r"\bwords\.([a-z][a-z-]*[a-z])\b(?!\()", file.read_text("utf-8"))
    }
    assert used <= set(guide_words("es", "participant"))


def test_same_bytes_in_any_folder_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    code = (
        "from tests.print.sample import job, write_workspace;"
        "from build_tools.formats.guides import build_facilitator_guide as build;"
        "build(job('facilitator'), write_workspace(folder / 'w', facilitator=True), folder)"
    )
    first, second = made_twice(code, tmp_path, "*.pdf")
    assert len(first) == 1
    assert first == second


def test_a_template_that_reads_the_whole_reading_is_refused(tmp_path: Path) -> None:
    (tmp_path / "guide.typ").write_text('#let all = json("/reading/reading.json")', encoding="utf-8")
    with pytest.raises(JobError, match="changes with every word"):
        typst.compile_pdf(TITLE + "Texto.", tmp_path, {})


def test_a_document_of_the_same_parts_is_remembered_and_of_others_is_not(tmp_path: Path) -> None:
    root, memories = tmp_path / "root", tmp_path / "memo"
    (root / "reading").mkdir(parents=True)
    memo.use(memories)
    try:
        made = set()
        for template, reading in (("uno", "a"), ("uno", "b"), ("dos", "b")):
            (root / "x.txt").write_text(template, encoding="utf-8")
            (root / "reading" / "reading.json").write_text(reading, encoding="utf-8")
            made.add(typst.compile_pdf(TITLE + '#read("/x.txt")', root, {}))
        assert len(made) == len([p for p in memories.rglob("*") if p.is_file()]) == 2
    finally:
        memo.use(None)
