"""Questions as HTML that works without a script: native controls, and the solution behind a summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes

from build_tools.i18n import Translator, translator
from build_tools.load.questions import mixed
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.edition import answer_key, edition_of
from build_tools.vocabulary import CHOICE_KINDS, ENTRY_KINDS

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator as _Base
else:
    _Base = object

KIND_WORDS: Mapping[str, str] = {
    "single": "Question: choose one answer",
    "multiple": "Question: choose all right answers",
    "true-false": "Question: true or false",
    "match": "Question: find the pairs",
    "order": "Question: put in order",
    "short": "Question: write a short answer",
    "numeric": "Question: write a number",
    "likert": "Your opinion: choose a step of the scale",
}
"""Message ids of the catalogue ``content``."""


MOST_TYPED = 120
"""Characters of a typed answer: more is no short one, and it must fit a CMIString255 (SCORM 1.2 RTE 3.4.4)."""


def shuffled(answers: Iterable[nodes.Element], key: str = "key") -> list[nodes.Element]:
    """Answers in an order that says nothing of the right one; one of those with the same key stands for all."""
    by_key = {str(answer[key]): answer for answer in answers}
    return [by_key[name] for name in mixed(by_key)]


class QuestionVisitor(_Base):
    """The part of the edition's HTML translator that writes questions."""

    @property
    def _translate(self) -> Translator:
        return translator(edition_of(self.builder.env).language, "content")

    def inner(self, children: Iterable[nodes.Node]) -> str:
        """The HTML of some nodes."""
        start = len(self.body)
        for child in children:
            child.walkabout(self)
        html = "".join(self.body[start:])
        del self.body[start:]
        return html

    def said(self, text: str, **values: str) -> str:
        """A message in the edition's language, for HTML."""
        return str(self.encode(self._translate(text).format(**values)))

    def attributes(self, pairs: Mapping[str, Any]) -> str:
        """Attributes of a tag; those that are None are left out."""
        return "".join(f' {name}="{self.attval(str(value))}"' for name, value in pairs.items() if value is not None)

    def visit_question(self, node: nodes.Element) -> None:
        """A form with its controls, and the solution for readers without a script."""
        answers: list[nodes.Element] = [child for child in node.children if isinstance(child, own.answer)]
        prompt = [c for c in node.children if not isinstance(c, own.answer | own.feedback)]
        data = {
            "data-question": node["qid"], "data-kind": node["kind"],
            "data-points": None if node["points"] == "1" else node["points"],
            "data-objective": node["objective"] or None,
            # What a browser puts back after a reload is not what the learner's progress says.
            "autocomplete": None if node["kind"] in CHOICE_KINDS else "off",
        }  # fmt: skip
        self.body.append(
            f'<form class="question"{self.attributes(data)}><fieldset>'
            f'<legend class="question-kind">{self.said(KIND_WORDS[node["kind"]])}</legend>\n'
            f'<div class="prompt">{self.inner(prompt)}</div>\n{self._controls(node, answers)}</fieldset>'
            f"{self._solution(node, answers)}</form>\n"
        )
        raise nodes.SkipNode

    def _controls(self, node: nodes.Element, answers: list[nodes.Element]) -> str:
        kind = node["kind"]
        if kind == "match":
            return self._pairs(answers)
        if kind == "order":
            items = "".join(self._place(answer, answers) for answer in shuffled(answers))
            return f'<ol class="order">{items}</ol>\n'
        if kind in ENTRY_KINDS:
            return self._entry(node)
        choices = "".join(self._choice(node, answer) for answer in answers)
        return f'<ul class="answers">{choices}</ul>\n'

    def _choice(self, node: nodes.Element, answer: nodes.Element) -> str:
        kind = "checkbox" if node["kind"] == "multiple" else "radio"
        correct = " data-correct" if answer.get("correct") else ""
        control = {"type": kind, "name": node["qid"], "value": answer["key"]}
        return (
            f'<li class="answer"{correct}><label><input{self.attributes(control)}> '
            f"{self._text(answer)}</label>{self._feedback(answer)}</li>\n"
        )

    def _pairs(self, answers: list[nodes.Element]) -> str:
        rights = {a["right_key"]: a[_right(a)].astext() for a in shuffled(answers, "right_key")}
        options = "".join(
            f'<option value="{key}">{self.encode(text)}</option>' for key, text in rights.items()
        )  # fmt: skip
        items = []
        for answer in answers:
            if not isinstance(answer[0], own.pair_left):
                continue
            data = {"data-key": answer["key"], "data-right": answer["right_key"]}
            control = {"aria-label": self._translate("Pair for: {text}").format(text=answer[0].astext())}
            items.append(
                f'<li class="pair answer"{self.attributes(data)}><span class="left">{self.inner(answer[0].children)}'
                f'</span> <select{self.attributes(control)}><option value="">—</option>{options}</select>'
                f"{self._feedback(answer)}</li>\n"
            )
        return f'<ul class="pairs">{"".join(items)}</ul>\n'

    def _place(self, answer: nodes.Element, answers: list[nodes.Element]) -> str:
        data = {"data-key": answer["key"], "data-place": answers.index(answer) + 1}
        control = {
            "class": "place",
            "aria-label": self._translate("Place of: {text}").format(text=_paragraph(answer).astext()),
        }  # fmt: skip
        options = "".join(f"<option>{n}</option>" for n in range(1, len(answers) + 1))
        return (
            f'<li class="answer"{self.attributes(data)}>{self._text(answer)} <select{self.attributes(control)}>'
            f'<option value="">—</option>{options}</select>{self._feedback(answer)}</li>\n'
        )

    def _entry(self, node: nodes.Element) -> str:
        mode = {"inputmode": "decimal"} if node["kind"] == "numeric" else {}
        control = {"type": "text", **mode, "maxlength": MOST_TYPED}
        unit = f' <span class="unit">{self.encode(node["unit"])}</span>' if node["unit"] else ""
        label = f'<span class="entry-label">{self.said("Your answer")}</span>'
        return f'<label class="entry">{label} <input{self.attributes(control)}>{unit}</label>\n'

    def _solution(self, node: nodes.Element, answers: list[nodes.Element]) -> str:
        kind = node["kind"]
        general = "".join(
            f'<div class="feedback general">{self.inner(c.children)}</div>\n'
            for c in node.children
            if isinstance(c, own.feedback)
        )
        shown = "" if kind == "likert" else self._right_answers(node, answers)
        parts = f"{shown}{general}{self._review(node)}"
        summary = self.said("Show the comment" if kind == "likert" else "Show the answer")
        return f'<details class="solution"><summary>{summary}</summary>{parts}</details>' if parts else ""

    def _right_answers(self, node: nodes.Element, answers: list[nodes.Element]) -> str:
        kind = node["kind"]
        if kind in CHOICE_KINDS:
            right = [self.encode(_paragraph(a).astext()) for a in answers if a["correct"]]
            return f"<ul>{''.join(f'<li>{text}</li>' for text in right)}</ul>"
        if kind == "order":
            return f"<ol>{''.join(f'<li>{self.encode(_paragraph(a).astext())}</li>' for a in answers)}</ol>"
        if kind == "match":
            pairs = [f"{a[0].astext()} → {a[1].astext()}" for a in answers if isinstance(a[0], own.pair_left)]
            return f"<ul>{''.join(f'<li>{self.encode(pair)}</li>' for pair in pairs)}</ul>"
        return f'<ul class="accepted">{"".join(self._accepted(node, answer) for answer in answers)}</ul>'

    def _accepted(self, node: nodes.Element, answer: nodes.Element) -> str:
        """An accepted answer to read; a wrong one that was foreseen is there for the script alone."""
        text = _paragraph(answer).astext()
        value = answer["value"] if node["kind"] == "numeric" else text
        data = {"data-key": answer_key(text), "data-value": value}
        unit = f" {node['unit']}" if node["unit"] else ""
        state = " data-correct" if answer["correct"] else " hidden"
        return (
            f'<li class="answer"{self.attributes(data)}{state}><span>{self.encode(text + unit)}</span>'
            f"{self._feedback(answer)}</li>\n"
        )

    def _review(self, node: nodes.Element) -> str:
        lesson = node.get("review")
        if lesson is None:
            return ""
        uri, title = f"#{lesson.id}", lesson.title
        if lesson.module != self.builder.current_docname:
            # Where no link can lead, in an LMS, the module's name tells the way.
            uri, title = lesson.module + ".html" + uri, f"{self.builder.env.titles[lesson.module].astext()}: {title}"
        link = f'<a class="internal" href="{self.attval(uri)}">{self.encode(title)}</a>'
        return f'<p class="review">{self.said("To review:")} {link}</p>\n'

    def _text(self, answer: nodes.Element) -> str:
        blocks = [c for c in answer.children if not isinstance(c, own.feedback)]
        return self.inner(blocks)

    def _feedback(self, holder: nodes.Element) -> str:
        found = [c for c in holder.children if isinstance(c, own.feedback)]
        return "".join(f'\n<div class="feedback">{self.inner(c.children)}</div>\n' for c in found)


def _paragraph(answer: nodes.Element) -> nodes.Element:
    return next(iter(answer.findall(nodes.paragraph)))


def _right(answer: nodes.Element) -> int:
    return next(i for i, child in enumerate(answer.children) if isinstance(child, own.pair_right))
