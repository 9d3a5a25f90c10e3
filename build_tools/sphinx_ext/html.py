"""Our nodes as HTML (see the markup that the theme expects in ``learner/README.md``)."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from build_tools.i18n import Translator, translator
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.edition import edition_of


class EditionTranslator(HTML5Translator):
    """Sphinx's HTML5 translator, plus our nodes, less what needs a script or a style attribute."""

    @property
    def _translate(self) -> Translator:
        return translator(edition_of(self.builder.env).language, "content")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Inside an answer's label only phrasing content is valid (HTML, 4.10.4)."""
        if isinstance(node.parent, own.answer):
            self.body.append("<span>")
        else:
            super().visit_paragraph(node)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """See `visit_paragraph`."""
        if isinstance(node.parent, own.answer):
            self.body.append("</span>")
        else:
            super().depart_paragraph(node)

    def visit_box(self, node: nodes.Element) -> None:
        """A box; a legal one carries its verification state."""
        state = f' data-state="{node["state"]}"' if node.get("state") else ""
        self.body.append(f'<div class="box box-{node["kind"]}" role="note"{state}>\n')

    def depart_box(self, _node: nodes.Element) -> None:
        """Ends the box."""
        self.body.append("</div>\n")

    def visit_box_title(self, _node: nodes.Element) -> None:
        """The title is no heading: boxes may stand between any two levels."""
        self.body.append('<p class="box-title">')

    def depart_box_title(self, _node: nodes.Element) -> None:
        """Ends the title."""
        self.body.append("</p>\n")

    def visit_session(self, _node: nodes.Element) -> None:
        """Session rows are for the facilitator guide, which is not HTML."""
        raise nodes.SkipNode

    def visit_question(self, node: nodes.Element) -> None:
        """A form that works without a script: choices, and the solution behind a summary."""
        name = self.encode(node["qid"])
        kind = {"single": "Question: choose one answer", "multiple": "Question: choose all right answers",
                "true-false": "Question: true or false"}[node["kind"]]  # fmt: skip
        self.body.append(
            f'<form class="question" data-question="{name}" data-kind="{node["kind"]}" '
            f'data-points="{node["points"]}"><fieldset><legend class="question-kind">'
            f"{self.encode(self._translate(kind))}</legend>\n"
            f'<div class="prompt">'
        )

    def depart_question(self, node: nodes.Element) -> None:
        """Ends the answers and adds the solution for readers without a script."""
        right = [self.encode(a[0].astext()) for a in node.findall(own.answer) if a["correct"]]
        general = [f for f in node.children if isinstance(f, own.feedback)]
        items = "".join(f"<li>{text}</li>" for text in right)
        kept = "".join(f.attributes.get("html", "") for f in general)
        self.body.append(
            f'</fieldset><details class="solution"><summary>{self.encode(self._translate("Show the answer"))}'
            f"</summary><ul>{items}</ul>{kept}</details></form>\n"
        )

    def visit_answer(self, node: nodes.Element) -> None:
        """A choice with its label."""
        if node is next(node.parent.findall(own.answer)):
            self.body.append('</div>\n<ul class="answers">')
        kind = "checkbox" if node.parent["kind"] == "multiple" else "radio"
        name, key = self.encode(node.parent["qid"]), node["key"]
        correct = "true" if node["correct"] else "false"
        self.body.append(
            f'<li class="answer" data-key="{key}" data-correct="{correct}"><label>'
            f'<input type="{kind}" name="{name}" value="{key}"> '
        )
        if not any(isinstance(c, own.feedback) for c in node.children):
            node["closed"] = False

    def depart_answer(self, node: nodes.Element) -> None:
        """Ends the choice, and the list behind the last one."""
        if node.get("closed") is False:
            self.body.append("</label>")
        self.body.append("</li>\n")
        if node is list(node.parent.findall(own.answer))[-1]:
            self.body.append("</ul>\n")

    def visit_feedback(self, node: nodes.Element) -> None:
        """Feedback of an answer stands behind its label, that of the question in the solution."""
        if isinstance(node.parent, own.answer):
            self.body.append('</label>\n<div class="feedback">')
        else:
            node["start"] = len(self.body)
            self.body.append('<div class="feedback general">')

    def depart_feedback(self, node: nodes.Element) -> None:
        """Ends the feedback; a question's own moves into its solution."""
        self.body.append("</div>\n")
        if isinstance(node.parent, own.question):
            node["html"] = "".join(self.body[node["start"] :])
            del self.body[node["start"] :]

    def visit_media(self, node: nodes.Element) -> None:
        """An empty frame: the format puts the player there."""
        self.body.append(f'<figure class="media" data-media="{self.encode(node["media"])}">')
        if node.children:
            self.body.append("<figcaption>")

    def depart_media(self, node: nodes.Element) -> None:
        """Ends the frame."""
        self.body.append("</figcaption></figure>\n" if node.children else "</figure>\n")

    def visit_legal_ref(self, node: nodes.Element) -> None:
        """A legal reference with its verification state."""
        self.body.append(f'<span class="legal-ref" data-state="{node["state"]}">')

    def depart_legal_ref(self, _node: nodes.Element) -> None:
        """Ends the reference."""
        self.body.append("</span>")
