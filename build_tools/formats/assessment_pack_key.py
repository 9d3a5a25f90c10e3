"""The key: for each question of each test what is right, why, what it counts, and how results compare."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from build_tools.formats.assessment_pack_model import Asked, Paper, before_and_after, shared
from build_tools.formats.quantities import points_in_all, unit_after
from build_tools.formats.sheets import alone, source_items
from build_tools.formats.walk import of_class, pairs_of
from build_tools.sphinx_ext.ast_pandoc import (
    API_VERSION,
    Block,
    Inline,
    attr,
    cell,
    div,
    element,
    para,
    plain,
    plain_text,
    row,
    table,
    words,
)

Words = Mapping[str, str]
_RULES = {
    "score-multiple": {"multiple"},
    "score-match": {"match", "order"},
    "score-short": {"short"},
    "score-other": {"single", "true-false", "numeric", "short"},
}
"""How paper is scored, as the screen scores (``learner/src/judge.js``), and what kinds each rule is about."""
_JOINED = re.compile(r"[\s,;]+")


def key_document(
    tests: Sequence[Paper], reading: Mapping[str, Any], ast: Mapping[str, Any], texts: Words
) -> dict[str, Any]:
    """The key of an edition as one pandoc document.

    Args:
        tests: solved.
        reading: content of ``reading.json``: names of objectives.
        ast: content of ``ast.json``: the sources.
        texts: words of the template.
    """
    objectives = {o["id"]: o["text"] for module in reading["modules"] for o in module["objectives"]}
    blocks = [block for test in tests for block in _key(test, tests, objectives, texts)]
    blocks += _sources(tests, source_items(ast["sources"]), texts)
    return {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}


def results_page(tests: Sequence[Paper], texts: Words) -> dict[str, Any]:
    """What the first page needs: how to score, the columns for results, whether they differ by one, what compares.

    Args:
        tests: solved.
        texts: words of the template.
    """
    counted = [test for test in tests if test.kind in ("diagnostic", "final")] or list(tests)
    pairs = list(before_and_after(tests))
    same = [{"before": before.title, "after": after.title, "numbers": shared(before, after)} for before, after in pairs]
    columns = [{"title": test.title, "points": points_in_all(test.points, texts)} for test in counted]
    kinds = {asked.kind for test in tests for asked in test.asked}
    rules = [name for name, those in _RULES.items() if those & kinds]
    return {"columns": columns, "difference": len(pairs) == 1, "same": same, "rules": rules}


def right_answer(asked: Asked, texts: Words) -> list[Inline]:
    """What is right, by the letters and numbers that stand on the sheet."""
    unit = asked.pairs.get("unit", "")
    answers = asked.parts("answer")
    match asked.kind:
        case "likert":
            return words(texts["no-right-answer"])
        case "match":
            letters = [pairs_of(left)["letter"] for left in asked.parts("left")]
            return words(", ".join(f"{asked.number}.{n}\u00a0=\u00a0{x}" for n, x in enumerate(letters, start=1)))
        case "order":
            places = [pairs_of(answer)["place"] for answer in answers]
            return words(", ".join(f"{x}\u00a0=\u00a0{n}" for x, n in zip(ascii_lowercase, places, strict=False)))
        case "short" | "numeric":
            accepted = [_text(answer) for answer in answers if _is_right(answer)]
            found = _between(accepted, words(" / "))
            unit = unit_after(plain_text(found), unit)
            if asked.kind == "numeric":
                found = [i | {"c": i["c"].replace("..", "–")} if i["t"] == "Str" else i for i in found]
            return [*found, *words(f"\u00a0{unit}")] if unit else found
        case _:
            letters = [x for x, answer in zip(ascii_lowercase, answers, strict=False) if _is_right(answer)]
            return [element("Strong", words(", ".join(letters)))]


def _key(test: Paper, tests: Sequence[Paper], objectives: Mapping[str, str], texts: Words) -> list[Block]:
    solved = [div(alone(asked.block["c"][1]), attr("", asked.classes, **_shown(asked))) for asked in test.asked]
    return [
        _title(1, texts["key-of"].replace("%s", test.title)),
        para(words(_facts(test, texts))),
        _overview(test, tests, objectives, texts),
        *alone(list(of_class(list(test.introduction), "box-facilitator"))),
        _title(2, texts["explanations"]),
        *solved,
    ]


def _shown(asked: Asked) -> dict[str, str]:
    return {name: asked.pairs.get(name, "") for name in ("kind", "unit")} | {"points": str(asked.points)}


def _facts(test: Paper, texts: Words) -> str:
    if test.points_needed is None:
        return points_in_all(test.points, texts)
    text = texts["one-point-needed" if test.points == 1 else "points-needed"]
    needed = text.replace("%1", str(test.points_needed)).replace("%2", str(test.points))
    return needed.replace("%3", str(test.pass_mark))


def _overview(test: Paper, tests: Sequence[Paper], objectives: Mapping[str, str], texts: Words) -> Block:
    """One row for each question; a column for each other test that shares questions with this one."""
    others = [other for pair in before_and_after(tests) if test in pair for other in pair if other is not test]
    numbers = [dict(shared(test, other)) for other in others]
    names = [texts[name] for name in ("question-number", "right-answer", "points-header", "objective", "source")]
    names += [texts["same-question"].replace("%s", other.title) for other in others]
    body = []
    for asked in test.asked:
        marks = [str(there.get(asked.number, "–")) for there in numbers]
        told = [objectives.get(asked.pairs.get("objective", ""), ""), ", ".join(_source_ids(asked))]
        texts_of = [str(asked.number), str(asked.points or "–"), *told, *marks]
        cells = [cell([plain(words(text))]) for text in texts_of]
        body.append(row([cells[0], cell([plain(right_answer(asked, texts))]), *cells[1:]]))
    widths = (0.06, 0.24, 0.09, 0.49 - 0.16 * len(others), 0.12, *(0.16 for _ in others))
    head = [row([cell([plain(words(name))]) for name in names])]
    return table(widths, head, body, stubs=1)


def _sources(tests: Sequence[Paper], items: Mapping[str, Any], texts: Words) -> list[Block]:
    named = sorted({name for test in tests for asked in test.asked for name in _source_ids(asked)} & set(items))
    if not named:
        return []
    listed = [[[element("Strong", words(name))], [[para(alone(items[name][1]))]]] for name in named]
    return [_title(1, texts["sources"]), element("DefinitionList", listed)]


def _title(level: int, text: str) -> Block:
    return element("Header", level, attr(), words(text))


def _is_right(answer: Block) -> bool:
    return pairs_of(answer).get("correct") == "true"


def _text(answer: Block) -> list[Inline]:
    """The first paragraph of an answer."""
    found: list[Inline] = next((alone(b["c"]) for b in answer["c"][1] if b["t"] in ("Para", "Plain")), [])
    return found


def _between(parts: Sequence[list[Inline]], joint: list[Inline]) -> list[Inline]:
    return [inline for n, part in enumerate(parts) for inline in ([*joint, *part] if n else part)]


def _source_ids(asked: Asked) -> list[str]:
    return [name for name in _JOINED.split(asked.pairs.get("source", "")) if name]
