"""Every kind of question, an assessment, a scenario and a reflection, as the directives make them."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from build_tools.sphinx_ext import nodes as ours

SECRETS = ("Explica la pareja", "Explica el lugar", "Lucero", "Explica el número", "Consecuencia de ir", "de 100")
"""What only the facilitator guide may say."""


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.Text(text))


def _feedback(text: str) -> ours.feedback:
    return ours.feedback("", _paragraph(text))


def question(qid: str, kind: str, *children: nodes.Node, **attributes: Any) -> ours.question:
    """A question with a prompt and these children."""
    settings = {"points": 1, "objective": "", "source": "", "unit": ""} | attributes
    return ours.question("", _paragraph(f"Encargo {kind}"), *children, qid=qid, kind=kind, **settings)


def _pair(left: str, right: str, key: str, *feedback: nodes.Node) -> ours.answer:
    sides = [ours.pair_left("", left)] if left else []
    return ours.answer("", *sides, ours.pair_right("", right), *feedback, key=key if left else "", right_key=f"r{key}")


def match() -> ours.question:
    """Two pairs and a distractor."""
    return question(
        "q-pares", "match",
        _pair("Acto", "¿Qué?", "b", _feedback("Explica la pareja")), _pair("Medio", "¿Cómo?", "a"),
        _pair("", "¿Cuánto?", "c"),
    )  # fmt: skip


def order() -> ours.question:
    """Three items, whose keys are in another order than they are."""
    return question(
        "q-orden", "order",
        ours.answer("", _paragraph("Primero va esto"), key="c"),
        ours.answer("", _paragraph("Luego esto"), _feedback("Explica el lugar"), key="a"),
        ours.answer("", _paragraph("Al final esto"), key="b"),
    )  # fmt: skip


def short() -> ours.question:
    """One accepted answer."""
    return question("q-corta", "short", ours.answer("", _paragraph("Lucero"), correct=True, key="a"))


def numeric() -> ours.question:
    """A range, and a wrong answer that was foreseen."""
    return question(
        "q-numero", "numeric",
        ours.answer("", _paragraph("71..73"), correct=True, key="a", value="71..73"),
        ours.answer("", _paragraph("99"), _feedback("Explica el número"), correct=False, key="b", value="99"),
        unit="años",
    )  # fmt: skip


def likert() -> ours.question:
    """A scale of three steps."""
    steps = [ours.answer("", _paragraph(text), key=text) for text in ("Nada", "Algo", "Mucho")]
    return question("q-escala", "likert", *steps, points=0)


def assessment(*questions: ours.question) -> ours.assessment:
    """A final one that draws a single question."""
    for one in questions:
        one["assessment"], one["review"] = "e-final", None
    return ours.assessment(
        "", _paragraph("Con calma."), *questions,
        aid="e-final", kind="final", questions=[q["qid"] for q in questions], draw=1, pass_mark=70, attempts=2,
        shuffle=True,
    )  # fmt: skip


def scenario() -> ours.scenario:
    """A step with two choices, and one that ends with a score."""
    go = ours.choice("", _paragraph("Ir"), _feedback("Consecuencia de ir"), target="b")
    stop = ours.choice("", _paragraph("Terminar"), target="end")
    return ours.scenario(
        "", ours.box_title("", "En la terminal"), _paragraph("Antes."),
        ours.step("", _paragraph("Elija."), go, stop, step_id="a", score=None),
        ours.step("", _paragraph("Llegó."), step_id="b", score=80),
        sid="caso",
    )  # fmt: skip


def reflection() -> ours.reflection:
    """A prompt with three lines."""
    return ours.reflection("", _paragraph("¿Qué hará mañana?"), rid="r-uno", lines=3)


def all_activities() -> list[nodes.Node]:
    """One of each."""
    return [match(), order(), short(), numeric(), likert(), assessment(match(), order()), scenario(), reflection()]
