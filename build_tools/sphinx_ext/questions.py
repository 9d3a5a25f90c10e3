"""The directive of questions: from lists with marks, arrows or numbers to answers."""

from __future__ import annotations

from docutils import nodes

from build_tools.errors import JobError
from build_tools.load.questions import MARK, PAIR, canonical_numbers
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.base import KitsDirective
from build_tools.sphinx_ext.edition import answer_key
from build_tools.vocabulary import CHOICE_KINDS, ENTRY_KINDS


class Question(KitsDirective):
    """A question with its answers and feedback."""

    kind = "question"

    def run(self) -> list[nodes.Node]:
        """Prompt blocks, then answers, then the general feedback."""
        options, kind = self.options, self.arguments[0]
        node = own.question(
            qid=options["id"], kind=kind, points=options.get("points") or ("0" if kind == "likert" else "1"),
            objective=options.get("objective") or "", source=options.get("source") or "",
            unit=options.get("unit") or "",
        )  # fmt: skip
        self.line_of(node)
        listed = nodes.enumerated_list if kind == "order" else nodes.bullet_list
        answered = False
        for child in self.body():
            if isinstance(child, listed) and not answered:
                node += [_answer(item, kind) for item in child.children if isinstance(item, nodes.list_item)]
                answered = True
            elif isinstance(child, nodes.block_quote) and answered:
                node += own.feedback("", *child.children)
            else:
                node += child
        return [node]


def _answer(item: nodes.list_item, kind: str) -> nodes.Element:
    paragraph = next(iter(item.findall(nodes.paragraph)))
    answer = own.answer()
    if kind in CHOICE_KINDS or kind in ENTRY_KINDS:
        answer["correct"] = _take_mark(paragraph)
    answer["key"] = answer_key(paragraph.astext())
    if kind == "numeric":
        answer["value"] = canonical_numbers(paragraph.astext())
    for child in item.children:
        if isinstance(child, nodes.block_quote):
            answer += own.feedback("", *child.children)
        elif child is paragraph and kind == "match":
            _pair(answer, paragraph)
        else:
            answer += child
    return answer


def _take_mark(paragraph: nodes.paragraph) -> bool:
    mark = MARK.match(paragraph.astext())
    if mark is None:
        raise JobError("An answer carries no mark", "Write “- [x]” or “- [ ]” before each answer.")
    paragraph[0] = nodes.Text(MARK.sub("", str(paragraph[0])))
    paragraph.rawsource = MARK.sub("", paragraph.rawsource)
    return mark["mark"] != " "


def _pair(answer: nodes.Element, paragraph: nodes.paragraph) -> None:
    """Cuts a paragraph at its arrow; without a left side it is a distractor, which has no key."""
    at = next((i for i, n in enumerate(paragraph) if isinstance(n, nodes.Text) and PAIR.search(str(n))), None)
    if at is None:
        raise JobError("A pair has no arrow", "Write “- left => right”.")
    before, after = PAIR.split(str(paragraph[at]), maxsplit=1)
    sources = [*PAIR.split(paragraph.rawsource, maxsplit=1), ""]
    left = _side(own.pair_left, sources[0], [*paragraph[:at], nodes.Text(before)], paragraph)
    right = _side(own.pair_right, sources[1], [nodes.Text(after), *paragraph[at + 1 :]], paragraph)
    answer["key"] = answer_key(left.astext()) if left.astext() else ""
    answer["right_key"] = answer_key(f"=> {right.astext()}")
    answer += [left, right] if left.astext() else [right]


def _side(
    kind: type[nodes.TextElement], source: str, children: list[nodes.Node], at: nodes.paragraph
) -> nodes.TextElement:
    side = kind(source.strip(), "", *(child.deepcopy() for child in children if child.astext()))
    side.source, side.line = at.source, at.line
    return side
