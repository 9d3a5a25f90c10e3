"""Assessments, scenarios and reflections as HTML that works without a script."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes

from build_tools.load.scenarios import END
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.html_questions import QuestionVisitor

ASSESSMENT_TITLES: Mapping[str, str] = {
    "diagnostic": "Diagnostic assessment",
    "formative": "Practice assessment",
    "final": "Final assessment",
}
"""Message ids of the catalogue ``content``."""

LONGEST = 2000
"""Characters of a reflection."""


class ActivityVisitor(QuestionVisitor):
    """The part of the edition's HTML translator that writes what learners do."""

    def visit_assessment(self, node: nodes.Element) -> None:
        """A section with an introduction and all questions of the set."""
        questions = [c for c in node.children if isinstance(c, own.question)]
        intro = [c for c in node.children if not isinstance(c, own.question)]
        title = ASSESSMENT_TITLES[node["kind"]]
        data = {
            "id": f"assessment-{node['aid']}", "data-assessment": node["aid"], "data-kind": node["kind"],
            "data-draw": min(node["draw"] or len(questions), len(questions)), "data-pass": node["pass_mark"],
            "data-attempts": node["attempts"], "data-shuffle": "yes" if node["shuffle"] else "no",
            "aria-label": self._translate(title),
        }  # fmt: skip
        self.body.append(
            f'<section class="assessment"{self.attributes(data)}>\n<p class="assessment-title">{self.said(title)}</p>\n'
            f'<div class="intro">{self.inner(intro)}{self._facts(node)}</div>\n{self.inner(questions)}</section>\n'
        )
        raise nodes.SkipNode

    def _facts(self, node: nodes.Element) -> str:
        facts = []
        if node["pass_mark"] is not None:
            facts.append(self.said("To pass: {percent} % of the points.", percent=str(node["pass_mark"])))
        if node["attempts"] is not None:
            facts.append(self.said("Attempts: {number}.", number=str(node["attempts"])))
        return f'<p class="assessment-facts">{" ".join(facts)}</p>' if facts else ""

    def visit_scenario(self, node: nodes.Element) -> None:
        """A section whose steps lead to each other by links."""
        sid = node["sid"]
        title = node[0]
        steps = [c for c in node.children if isinstance(c, own.step)]
        before = [c for c in node.children[1:] if not isinstance(c, own.step)]
        data = {"data-scenario": sid, "aria-label": title.astext()}
        intro = f'<div class="intro">{self.inner(before)}</div>\n' if before else ""
        self.body.append(
            f'<section class="scenario"{self.attributes(data)}>\n'
            f'<p class="scenario-title">{self.inner(title.children)}</p>\n{intro}'
            f"{''.join(self._step(sid, step) for step in steps)}"
            f'<p class="scenario-end" id="{sid}--{END}" tabindex="-1">{self.said("End of the case.")}</p>\n</section>\n'
        )
        raise nodes.SkipNode

    def _step(self, sid: str, node: nodes.Element) -> str:
        choices = [c for c in node.children if isinstance(c, own.choice)]
        text = [c for c in node.children if not isinstance(c, own.choice)]
        data = {
            "id": f"{sid}--{node['step_id']}", "data-step": node["step_id"], "data-score": node["score"],
            "tabindex": "-1",
        }  # fmt: skip
        links = [{"href": f"#{sid}--{c['target']}", "data-target": c["target"]} for c in choices]
        items = "".join(
            f"<li><a{self.attributes(link)}>{self._text(c)}</a>{self._feedback(c)}</li>\n"
            for link, c in zip(links, choices, strict=True)
        )
        listed = f'<ul class="choices">{items}</ul>\n' if items else ""
        return f'<div class="step"{self.attributes(data)}>{self.inner(text)}{listed}</div>\n'

    def visit_reflection(self, node: nodes.Element) -> None:
        """The prompt with a field to write in; the counter is the script's to fill."""
        field = {
            "name": node["rid"], "rows": node["lines"], "maxlength": LONGEST,
            "aria-label": " ".join(node.astext().split()), "autocomplete": "off",
        }  # fmt: skip
        self.body.append(
            f'<div class="reflection"{self.attributes({"data-reflection": node["rid"]})}>'
            f'<p class="reflection-title">{self.said("Reflection")}</p>\n'
            f'<div class="prompt">{self.inner(node.children)}</div>\n<textarea{self.attributes(field)}></textarea>\n'
            f'<p class="counter"></p></div>\n'
        )
        raise nodes.SkipNode
