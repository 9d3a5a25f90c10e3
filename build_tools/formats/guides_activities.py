"""What learners do, arranged for paper: pairs to connect, items to number, steps to go to.

The reading says what is right by the order of things; here they get an order that gives nothing
away, and what is right becomes an attribute that only the facilitator guide keeps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from string import ascii_lowercase
from typing import Any

from build_tools.formats.walk import changed_blocks, classes, pairs_of
from build_tools.load.questions import mixed
from build_tools.load.scenarios import END
from build_tools.sphinx_ext.ast_pandoc import Block, attr, div, plain_text

ENOUGH = 1200
"""Characters that surely fit on a page with the room to answer, as do as many parts as `PARTS`."""
PARTS = 12
_TALL = frozenset({"Figure", "Image", "Table", "CodeBlock"})


def arranged(value: Any, *, solved: bool) -> Any:  # noqa: ANN401 - any part of a document
    """The same content with its activities arranged for paper.

    Args:
        value: any part of a module's blocks.
        solved: whether right answers, scores and the places of things are told.
    """

    def one(block: Block) -> Block:
        name = next((name for name in _ARRANGE if name in classes(block)), None)
        return _ARRANGE[name](block, solved) if name else block

    return changed_blocks(value, one)


def long_marked(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    """The same content, with class ``long`` at activities that may take more than a page and so must break."""

    def one(block: Block) -> Block:
        return _with_class(block, "long") if _KEPT & classes(block) and _is_long(block) else block

    return changed_blocks(value, one)


def _is_long(block: Block) -> bool:
    return len(block["c"][1]) > PARTS or len(plain_text(block)) > ENOUGH or _holds_tall(block)


def _holds_tall(value: Any) -> bool:  # noqa: ANN401 - any part of a document
    if isinstance(value, list):
        return any(_holds_tall(item) for item in value)
    if not isinstance(value, dict):
        return False
    return value["t"] in _TALL or "media" in classes(value) or _holds_tall(value.get("c"))


def on_own_pages(blocks: list[Block]) -> list[Block]:
    """Assessments between the other blocks of a module start a page; inside of something they cannot.

    A heading right before goes along: it would end the page before alone.
    """
    found: list[Block] = []
    for block in blocks:
        if "assessment" in classes(block):
            start = len(found)
            while start and _is_heading(found[start - 1]):
                start -= 1
            if start < len(found):
                found.insert(start, {"t": "RawBlock", "c": ["typst", "#pagebreak(weak: true)"]})
                found.append(_with_class(block, "under-heading"))
            else:
                found.append(_with_class(block, "own-page"))
        else:
            found.append(block)
    return found


def _is_heading(block: Block) -> bool:
    return block["t"] == "Header" or "anchor" in classes(block)


def _with_class(block: Block, name: str) -> Block:
    (ident, names, pairs), content = block["c"]
    return {"t": "Div", "c": [[ident, [*names, name], pairs], content]}


def _of(blocks: Iterable[Block], name: str) -> list[Block]:
    return [b for b in blocks if name in classes(b)]


def _question(block: Block, solved: bool) -> Block:  # noqa: FBT001 - called through a table
    attributes, content = block["c"]
    answers = _of(content, "answer")
    arrange = _KINDS.get(pairs_of(block).get("kind", ""))
    if arrange is None:
        return block
    rest = [b for b in content if "answer" not in classes(b)]
    return div([*rest, *arrange(answers, solved, pairs_of(block)["name"])], attributes)


def _mixed(keys: Iterable[str], name: str) -> list[str]:
    """The keys in an order that says nothing of the given one: of two, the other order would say all of it."""
    found = mixed(keys)
    return found[::-1] if len(found) == _TWO and _hashed(name)[0] % 2 else found


def _match(answers: list[Block], solved: bool, name: str) -> list[Block]:  # noqa: FBT001
    sides = {pairs_of(a)["right-key"]: _of(a["c"][1], "pair-right")[0]["c"][1] for a in answers}
    letters = dict(zip(_mixed(sides, name), ascii_lowercase, strict=False))
    found = []
    for answer in answers:
        content = answer["c"][1]
        for left in _of(content, "pair-left"):
            letter = letters[pairs_of(answer)["right-key"]] if solved else ""
            found.append(div([*left["c"][1], *_of(content, "feedback")], attr("", ["left"], letter=letter)))
    return found + [div(sides[key], attr("", ["right"])) for key in letters]


def _order(answers: list[Block], solved: bool, name: str) -> list[Block]:  # noqa: FBT001
    places = {pairs_of(answer)["key"]: number for number, answer in enumerate(answers, start=1)}
    by_key = {pairs_of(answer)["key"]: answer for answer in answers}
    return [
        div(by_key[key]["c"][1], attr("", ["answer"], place=str(places[key]) if solved else ""))
        for key in _mixed(by_key, name)
    ]


def _entry(answers: list[Block], solved: bool, _name: str) -> list[Block]:  # noqa: FBT001
    return answers if solved else []


def _assessment(block: Block, _solved: bool) -> Block:  # noqa: FBT001
    """As many questions as an attempt draws: the same in each assessment with the same set, so that they compare."""
    attributes, content = block["c"]
    questions = _of(content, "question")
    drawn = int(pairs_of(block).get("draw") or len(questions))
    chosen = sorted(questions, key=lambda q: _hashed(pairs_of(q)["name"]))[:drawn]
    names = {pairs_of(q)["name"] for q in chosen}
    kept = [_scored(b) for b in content if "question" not in classes(b) or pairs_of(b)["name"] in names]
    ident, names_of, pairs = attributes
    return div(kept, [ident, names_of, [*pairs, ["count", str(len(chosen))]]])


def _scored(block: Block) -> Block:
    """A question that is marked and not talked about: it needs no lines for notes.

    Its answers are mixed, for authors like to write the right one first. True before false and the steps of a
    scale are orders that say nothing.
    """
    if "question" not in classes(block):
        return block
    attributes, content = _with_class(block, "scored")["c"]
    if pairs_of(block)["kind"] not in ("single", "multiple"):
        return div(content, attributes)
    answers = sorted(_of(content, "answer"), key=lambda a: _hashed(pairs_of(block)["name"] + pairs_of(a)["key"]))
    rest = [b for b in content if "answer" not in classes(b)]
    return div([*rest, *answers], attributes)


def _hashed(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _scenario(block: Block, solved: bool) -> Block:  # noqa: FBT001
    attributes, content = block["c"]
    sid = pairs_of(block)["name"]
    numbers = {pairs_of(s)["name"]: n for n, s in enumerate(_of(content, "step"), start=1)}
    made = [_step(b, sid, numbers, solved=solved) if "step" in classes(b) else b for b in content]
    return div(made, attributes)


def _step(block: Block, sid: str, numbers: Mapping[str, int], *, solved: bool) -> Block:
    pairs, content = pairs_of(block), block["c"][1]
    made = [_choice(b, sid, numbers) if "choice" in classes(b) else b for b in content]
    score = pairs.get("score", "") if solved else ""
    label = f"scenario-{sid}-{pairs['name']}"
    return div(made, attr("", ["step"], number=str(numbers[pairs["name"]]), label=label, score=score))


def _choice(block: Block, sid: str, numbers: Mapping[str, int]) -> Block:
    target = pairs_of(block)["target"]
    if target == END:
        return div(block["c"][1], attr("", ["choice"]))
    return div(block["c"][1], attr("", ["choice"], goto=str(numbers[target]), label=f"scenario-{sid}-{target}"))


_KEPT = frozenset({"question", "step", "reflection"})
"""What stays on one page where it can."""

_TWO = 2

_KINDS: Mapping[str, Callable[[list[Block], bool, str], list[Block]]] = {
    "match": _match,
    "order": _order,
    "short": _entry,
    "numeric": _entry,
}

_ARRANGE: Mapping[str, Callable[[Block, bool], Block]] = {
    "question": _question,
    "assessment": _assessment,
    "scenario": _scenario,
}
