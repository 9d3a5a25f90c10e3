"""The Typst source of a document: what a module's is remembered by, and that remembering changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build_tools import memo
from build_tools.formats.typeset import typst_source
from build_tools.sphinx_ext.ast_pandoc import API_VERSION, Block, attr, div, element, para, words

BACK = ("glossary", "sources")


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[Path]:
    memo.use(tmp_path)
    yield tmp_path / "typst"
    memo.use(None)


READING = {"kit": {}, "audience": {}, "language": "es", "contacts": [], "modules": []}


def _document(*texts: str) -> dict[str, Any]:
    blocks: list[Block] = []
    for number, text in enumerate(texts):
        blocks += [element("Header", 1, attr(f"m{number}", ["module"]), words(f"Módulo {number}")), para(words(text))]
    for name in BACK:
        blocks += [element("Header", 1, attr(name, ["back"]), words(name)), para(words("Al final"))]
    return {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}


def _entries(folder: Path) -> set[str]:
    return {file.name for file in folder.rglob("*") if file.is_file()}


def test_only_the_module_that_changed_is_written_again(remembered: Path) -> None:
    typst_source(_document("uno", "dos", "tres"), "guide", READING, {})
    first = _entries(remembered)
    assert len(first) == 3 + 1  # the back matter is one part
    changed, _ = typst_source(_document("uno", "otra cosa", "tres"), "guide", READING, {})
    assert len(_entries(remembered) - first) == 1
    assert "otra cosa" in changed
    assert "dos" not in changed


def test_what_is_remembered_is_what_would_be_written(remembered: Path) -> None:
    document = _document('uno «dos» "tres" *cuatro*', "#let x = 1", "- no es una lista")
    written, again = (typst_source(document, "guide", READING, {}) for _ in range(2))
    assert _entries(remembered)
    memo.use(None)
    assert written == again == typst_source(document, "guide", READING, {})


def test_a_call_takes_nothing_of_what_follows_it() -> None:
    """A name or bracket right after a call would be read as part of it."""
    strong = element("Strong", words("fuerte"))
    link = element("Link", attr(), words("aquí"), ["https://example.org", ""])
    content = [para([strong, element("Str", ".más"), link, element("Str", "(véase)")])]
    box = div([para(words("- no es una lista"))], attr("", ["box", "box-note"]))
    source, _ = typst_source({**_document(), "blocks": [*content, box]}, "guide", READING, {})
    assert "#strong[fuerte];.más" in source
    assert '#outside-link("https://example.org")[aquí];\\(véase)' in source
    assert '#kit-box(kind: "note")[#parbreak();#none;' in source
