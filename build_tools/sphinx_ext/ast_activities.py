"""Questions, assessments, scenarios and reflections -> Divs that say what things are, solutions included.

What of it a guide shows, and in which order, is the guide's business (`formats.guides_activities`).
"""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from . import nodes as ours
from .ast_inlines import Context, inlines, node_div
from .ast_pandoc import Block, anchors, attr, div, plain


def _question(context: Context, node: nodes.Element) -> list[Block]:
    """A question; a copy in an assessment has an identifier of its own."""
    name = str(node["qid"])
    ident = context.ident(f"{node['assessment']}--{name}" if node.get("assessment") else name)
    pairs = {key: str(node.get(key) or "") for key in ("kind", "points", "objective", "source", "unit")}
    others = [other for other in context.idents(node) if other != ident]
    content = [*anchors(others), *context.blocks(context, node.children)]
    return [div(content, attr(ident, ["question"], name=name, **pairs))]


def _answer(context: Context, node: nodes.Element) -> list[Block]:
    pairs = {"key": str(node["key"]), "right_key": str(node.get("right_key", "")), "value": str(node.get("value", ""))}
    if "correct" in node:
        pairs["correct"] = "true" if node["correct"] else "false"
    return [node_div(context, node, "answer", context.blocks(context, node.children), **pairs)]


def _side(name: str) -> Callable[[Context, nodes.Element], list[Block]]:
    return lambda context, node: [div([plain(inlines(context, node.children))], attr("", [name]))]


def _feedback(context: Context, node: nodes.Element) -> list[Block]:
    return [node_div(context, node, "feedback", context.blocks(context, node.children))]


def _assessment(context: Context, node: nodes.Element) -> list[Block]:
    questions = [child for child in node.children if isinstance(child, ours.question)]
    intro = [child for child in node.children if not isinstance(child, ours.question)]
    pairs = {
        "kind": str(node["kind"]), "name": str(node["aid"]), "draw": str(node["draw"] or ""),
        "pass": "" if node["pass_mark"] is None else str(node["pass_mark"]), "attempts": str(node["attempts"] or ""),
    }  # fmt: skip
    content = [div(context.blocks(context, intro), attr("", ["intro"]))] if intro else []
    return [node_div(context, node, "assessment", [*content, *context.blocks(context, [*questions])], **pairs)]


def _scenario(context: Context, node: nodes.Element) -> list[Block]:
    return [node_div(context, node, "scenario", context.blocks(context, node.children), name=str(node["sid"]))]


def _step(context: Context, node: nodes.Element) -> list[Block]:
    score = "" if node["score"] is None else str(node["score"])
    content = context.blocks(context, node.children)
    return [node_div(context, node, "step", content, name=str(node["step_id"]), score=score)]


def _choice(context: Context, node: nodes.Element) -> list[Block]:
    return [node_div(context, node, "choice", context.blocks(context, node.children), target=str(node["target"]))]


def _reflection(context: Context, node: nodes.Element) -> list[Block]:
    content = context.blocks(context, node.children)
    return [node_div(context, node, "reflection", content, name=str(node["rid"]), lines=str(node["lines"]))]


ACTIVITIES: dict[type[nodes.Node], Callable[[Context, nodes.Element], list[Block]]] = {
    ours.question: _question,
    ours.answer: _answer,
    ours.pair_left: _side("pair-left"),
    ours.pair_right: _side("pair-right"),
    ours.feedback: _feedback,
    ours.assessment: _assessment,
    ours.scenario: _scenario,
    ours.step: _step,
    ours.choice: _choice,
    ours.reflection: _reflection,
}
