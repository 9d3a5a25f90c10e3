"""The tests as they are handed out: what is right is in neither their text nor their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from build_tools.formats.assessment_pack_model import Asked, Paper
from build_tools.formats.guides_content import for_participants
from build_tools.formats.sheets import alone
from build_tools.formats.walk import FACILITATION, changed_blocks, classes
from build_tools.sphinx_ext.ast_pandoc import API_VERSION, Block, attr, div, element, words


def sheets_document(tests: Sequence[Paper]) -> dict[str, Any]:
    """The test sheets of an edition as one pandoc document.

    Args:
        tests: not solved.
    """
    blocks: list[Block] = []
    for test in tests:
        blocks += [element("Header", 1, attr(), words(test.title)), _sheet(test)]
    return {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}


def answer_sheets(tests: Sequence[Paper]) -> list[dict[str, Any]]:
    """What the template draws answer sheets from: of each question its number, kind, letters, rows and unit."""
    return [
        {
            "title": test.title,
            "questions": [
                {
                    "number": asked.number, "kind": asked.kind, "letters": list(asked.letters), "rows": asked.rows,
                    "unit": asked.pairs.get("unit", ""),
                }
                for asked in test.asked
            ],
        }
        for test in tests
    ]  # fmt: skip


def _sheet(test: Paper) -> Block:
    introduction = _handed_out(list(test.introduction))
    start = [div(introduction, attr("", ["intro"]))] if introduction else []
    mark = "" if test.pass_mark is None else str(test.pass_mark)
    settings = {"kind": test.kind, "count": str(len(test.asked)), "pass": mark}
    return div([*start, *(_question(asked) for asked in test.asked)], attr("", ["assessment"], **settings))


def _question(asked: Asked) -> Block:
    """Neither id nor points: how much a question counts can tell how many answers are right."""
    kept = {name: asked.pairs.get(name, "") for name in ("kind", "unit")}
    return div(_handed_out(asked.block["c"][1]), attr("", asked.classes, **kept))


def _handed_out(content: list[Block]) -> list[Block]:
    shown = changed_blocks(content, lambda block: [] if classes(block) & FACILITATION else block)
    cleaned: list[Block] = alone(for_participants(shown))
    return cleaned
