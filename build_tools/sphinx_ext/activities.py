"""The directives of what learners do, beside questions: assessments, scenarios and reflections."""

from __future__ import annotations

from docutils import nodes

from build_tools.errors import JobError
from build_tools.load.assessments import settings
from build_tools.load.scenarios import CHOICE
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.base import KitsDirective
from build_tools.sphinx_ext.edition import edition_of


class Assessment(KitsDirective):
    """A scored set; its questions come in when the module is written (`pool`)."""

    kind = "assessment"

    def run(self) -> list[nodes.Node]:
        """The settings, and the introduction as children."""
        given, kind = settings(self.options), self.arguments[0]
        mastery = edition_of(self.env).mastery if kind == "final" else None
        node = own.assessment(
            aid=self.options["id"], kind=kind, questions=given.questions, draw=given.draw, attempts=given.attempts,
            pass_mark=mastery if given.pass_mark is None else given.pass_mark, shuffle=given.shuffle,
        )  # fmt: skip
        self.line_of(node)
        node += self.body()
        return [node]


class Scenario(KitsDirective):
    """A branching case."""

    kind = "scenario"

    def run(self) -> list[nodes.Node]:
        """The title, what stands before the first step, and the steps."""
        node = own.scenario(sid=self.options["id"])
        self.line_of(node)
        parsed, messages = self.parse_inline(self.arguments[0])
        title = own.box_title(self.arguments[0], "", *parsed, *messages)
        self.line_of(title)
        node += [title, *self.body()]
        return [node]


class Step(KitsDirective):
    """A step of a scenario."""

    kind = "step"

    def run(self) -> list[nodes.Node]:
        """The text of the step, then its choices."""
        score = self.options.get("score")
        node = own.step(step_id=self.arguments[0], score=None if score is None else int(score))
        self.line_of(node)
        for child in self.body():
            if isinstance(child, nodes.bullet_list) and any(_leads(item) for item in child.children):
                node += [_choice(item) for item in child.children]
            else:
                node += child
        return [node]


def _leads(item: nodes.Node) -> bool:
    paragraph = next(iter(item.findall(nodes.paragraph)), None)
    return paragraph is not None and CHOICE.search(paragraph.astext()) is not None


def _choice(item: nodes.Node) -> nodes.Element:
    paragraph = next(iter(item.findall(nodes.paragraph)))
    found = CHOICE.search(paragraph.astext())
    last = paragraph[-1]
    if found is None or not isinstance(last, nodes.Text):
        raise JobError("A choice does not say where it leads", "Write “- text -> step”.")
    paragraph[-1] = nodes.Text(CHOICE.sub("", str(last)))
    paragraph.rawsource = CHOICE.sub("", paragraph.rawsource)
    choice = own.choice(target=found["target"])
    for child in item.children:
        choice += own.feedback("", *child.children) if isinstance(child, nodes.block_quote) else child
    return choice


class Reflection(KitsDirective):
    """An unscored writing prompt."""

    kind = "reflection"

    def run(self) -> list[nodes.Node]:
        """The prompt, with the number of lines that print offers."""
        node = own.reflection(rid=self.options["id"], lines=int(self.options.get("lines") or 6))
        self.line_of(node)
        node += self.body()
        return [node]
