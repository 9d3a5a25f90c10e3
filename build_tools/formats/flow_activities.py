"""What learners do, in a text that flows: lists and paragraphs, with room to write where people write in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from build_tools.formats.flow_walk import inlines_of, labelled, styled, tight
from build_tools.formats.walk import classes, content_of, pairs_of, parts
from build_tools.sphinx_ext.ast_pandoc import Block, Inline, attr, element, para, words

_MIDDOT = " \u00b7 "
_BLANK = "______"
_EMPTY = "\u00a0"


class Activities:
    """Makes plain blocks of the Divs of activities, numbering questions as they come."""

    def __init__(self, texts: Mapping[str, str], numbers: Iterator[int], *, writing: bool) -> None:
        """Keeps the words of the guides, the numbers of questions, and whether there is room to write."""
        self._texts = texts
        self._numbers = numbers
        self._writing = writing
        self._shapes: Mapping[str, Callable[[Block], Any]] = {
            "question": self._question,
            "assessment": self._assessment,
            "scenario": self._scenario,
            "reflection": self._reflection,
        }

    def shaped(self, block: Block) -> Any:  # noqa: ANN401 - an element, or several
        """An activity as plain blocks; anything else as it is."""
        found = next((shape for name, shape in self._shapes.items() if name in classes(block)), None)
        return found(block) if found else block

    def _question(self, block: Block) -> Block:
        pairs = pairs_of(block)
        kind = pairs.get("kind", "single")
        answers, lefts, rights, prompt = parts(content_of(block), "answer", "left", "right")
        name = f"{self._texts['question']} {next(self._numbers)}"
        facts = [self._how(kind, pairs.get("unit", "")), *self._points(int(pairs.get("points", "0") or 0))]
        line = labelled(name, words(_MIDDOT.join(facts)))
        task = self._task(kind, pairs.get("unit", ""), answers, lefts, rights)
        return styled("question", [
            styled("question-label", [para(line)]), styled("question-prompt", prompt), *task,
        ], block["c"][0][0])  # fmt: skip

    def _how(self, kind: str, unit: str) -> str:
        """How one answers; in which unit, where no blank says it."""
        name = self._texts[f"choose-{kind}"]
        return f"{name} ({unit})" if unit and not self._writing else name

    def _points(self, points: int) -> list[str]:
        one, more = self._texts["one-point"], self._texts["points"].replace("%d", str(points))
        return [] if points == 0 else [one if points == 1 else more]

    def _task(self, kind: str, unit: str, answers: list[Block], lefts: list[Block], rights: list[Block]) -> list[Block]:
        match kind:
            case "match":
                return [_listed(lefts, "Decimal", blank=self._blank), _listed(rights, "LowerAlpha")]
            case "order":
                return [_listed(answers, None, blank=self._blank)]
            case "short":
                return self._lines(1)
            case "numeric":
                entry = [*self._blank, *words(unit)]
                return [styled("answer", [para(entry)])] if self._writing else []
            case "likert":
                return [_listed(answers, None)]
            case _:
                return [_listed(answers, "LowerAlpha")]

    @property
    def _blank(self) -> list[Inline]:
        return [*words(_BLANK), element("Space")] if self._writing else []

    def _lines(self, number: int) -> list[Block]:
        return [styled("writing-line", [para(words(_EMPTY))])] * number if self._writing else []

    def _assessment(self, block: Block) -> Block:
        pairs = pairs_of(block)
        texts = self._texts
        intro, questions = parts(content_of(block), "intro")
        facts = [texts["questions-count"].replace("%d", pairs["count"])]
        facts += [texts["pass-mark"].replace("%s", pairs["pass"])] if "pass" in pairs else []
        name = words(f"{texts['name']}: {_BLANK * 5} {texts['date']}: {_BLANK * 2}")
        return styled("assessment", [
            styled("assessment-title", [para(words(texts[f"assessment-{pairs['kind']}"]))]),
            styled("facts", [para(words(_MIDDOT.join(facts)))]),
            *(block for part in intro for block in content_of(part)),
            *([styled("answer", [para(name)])] if self._writing else []), *questions,
        ], block["c"][0][0])  # fmt: skip

    def _scenario(self, block: Block) -> Block:
        titles, steps, intro = parts(content_of(block), "box-title", "step")
        title = labelled(self._texts["scenario"], inlines_of([b for given in titles for b in content_of(given)]))
        made = [self._step(step) for step in steps]
        return styled("scenario", [styled("scenario-title", [para(title)]), *intro, *made], block["c"][0][0])

    def _step(self, block: Block) -> Block:
        pairs, texts = pairs_of(block), self._texts
        choices, content = parts(content_of(block), "choice")
        ways = [self._choice(choice) for choice in choices]
        end = styled("step-end", [para(words(texts["end-of-case"]))])
        label = styled("step-label", [para(words(f"{texts['step']} {pairs['number']}"))])
        return styled("step", [
            label, *content, styled("choices", [element("BulletList", ways)]) if ways else end,
        ], pairs["label"])  # fmt: skip

    def _choice(self, block: Block) -> list[Block]:
        pairs = pairs_of(block)
        first, *rest = tight(content_of(block))
        way: list[Inline] = words(f"({self._texts['ends-here']})")
        if "goto" in pairs:
            text = words(f"({self._texts['go-to'].replace('%d', pairs['goto'])})")
            way = [element("Link", attr("", ["goto"]), text, [f"#{pairs['label']}", ""])]
        return [element("Plain", [*first["c"], element("Space"), *way]), *rest]

    def _reflection(self, block: Block) -> Block:
        label = styled("reflection-label", [para(words(self._texts["reflection"]))])
        lines = self._lines(int(pairs_of(block).get("lines", "6")))
        prompt = styled("reflection-prompt", content_of(block))
        return styled("reflection", [label, prompt, *lines], block["c"][0][0])


def _listed(given: list[Block], style: str | None, blank: list[Inline] | None = None) -> Block:
    """Answers as a list, numbered in a style or with bullets."""
    items = []
    for block in given:
        first, *rest = tight(content_of(block))
        items.append([element("Plain", [*(blank or []), *first["c"]]), *rest] if blank else [first, *rest])
    if style is None:
        return styled("answers", [element("BulletList", items)])
    delimiter = "Period" if style == "Decimal" else "OneParen"
    return styled("answers", [element("OrderedList", [1, element(style), element(delimiter)], items)])
