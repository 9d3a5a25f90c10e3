"""What a test is on paper: its questions with the numbers and letters that sheet, answer sheet and key share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from build_tools.formats.guides_activities import arranged
from build_tools.formats.walk import classes, of_class
from build_tools.sphinx_ext.ast_pandoc import Block


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a test, arranged for paper."""

    number: int
    block: Block

    @property
    def pairs(self) -> dict[str, str]:
        """The attributes of its Div."""
        return dict(self.block["c"][0][2])

    @property
    def name(self) -> str:
        """Its id."""
        return self.pairs["name"]

    @property
    def kind(self) -> str:
        """Which of `vocabulary.QUESTION_KINDS` it is."""
        return self.pairs["kind"]

    @property
    def points(self) -> int:
        """What it counts; nothing where no answer is right."""
        return 0 if self.kind == "likert" else int(self.pairs.get("points") or 0)

    @property
    def classes(self) -> list[str]:
        """Of its Div on paper: whether it is too long to stay on one page is known by one of them."""
        return ["question", *({"long"} & classes(self.block))]

    def parts(self, name: str) -> list[Block]:
        """Its answers, or the sides of its pairs, in the order in which they are printed."""
        return [block for block in self.block["c"][1] if name in classes(block)]

    @property
    def letters(self) -> str:
        """The letters that stand before its answers, or before what is to be matched; none where one writes."""
        if self.kind in ("short", "numeric"):
            return ""
        return ascii_lowercase[: len(self.parts("right" if self.kind == "match" else "answer"))]

    @property
    def rows(self) -> int:
        """How many letters are asked for: one for each pair, else one."""
        return len(self.parts("left")) if self.kind == "match" else 1


@dataclass(frozen=True, slots=True)
class Paper:
    """An assessment on paper: its title, its kind, and the questions that are drawn."""

    title: str
    module: str
    kind: str
    pass_mark: int | None
    """Per cent of the points."""
    introduction: tuple[Block, ...]
    asked: tuple[Asked, ...]

    @property
    def points(self) -> int:
        """Of all its questions."""
        return sum(asked.points for asked in self.asked)

    @property
    def points_needed(self) -> int | None:
        """To pass: whole points, since the share of fewer is below the mark."""
        return None if self.pass_mark is None else -(-self.points * self.pass_mark // 100)


def papers_of(
    reading: Mapping[str, Any], ast: Mapping[str, Any], texts: Mapping[str, str], *, solved: bool
) -> tuple[Paper, ...]:
    """The assessments of an edition in their order; drawn and arranged as in the guides.

    Args:
        reading: content of ``reading.json``.
        ast: content of ``ast.json``.
        texts: words of the template.
        solved: whether what is right is told.
    """
    found = [
        (module["title"], block)
        for module in reading["modules"]
        for block in of_class(arranged(ast["modules"][module["id"]], solved=solved), "assessment")
    ]
    kinds = Counter(dict(block["c"][0][2])["kind"] for _, block in found)
    return tuple(_test(module, block, kinds, texts) for module, block in found)


def _test(module: str, block: Block, kinds: Mapping[str, int], texts: Mapping[str, str]) -> Paper:
    pairs, content = dict(block["c"][0][2]), block["c"][1]
    title = texts[f"assessment-{pairs['kind']}"]
    questions = [inner for inner in content if "question" in classes(inner)]
    return Paper(
        title=title if kinds[pairs["kind"]] == 1 else f"{title}: {module}",
        module=module,
        kind=pairs["kind"],
        pass_mark=int(pairs["pass"]) if pairs.get("pass") else None,
        introduction=tuple(inner for part in content if "intro" in classes(part) for inner in part["c"][1]),
        asked=tuple(Asked(number, question) for number, question in enumerate(questions, start=1)),
    )


def shared(one: Paper, other: Paper) -> list[tuple[int, int]]:
    """The numbers in both tests of the questions that stand in both."""
    there = {asked.name: asked.number for asked in other.asked}
    return [(asked.number, there[asked.name]) for asked in one.asked if asked.name in there]


def before_and_after(tests: Sequence[Paper]) -> Iterable[tuple[Paper, Paper]]:
    """Each diagnostic test with each final one that asks at least one of its questions."""
    for before in tests:
        for after in tests:
            if (before.kind, after.kind) == ("diagnostic", "final") and shared(before, after):
                yield before, after
