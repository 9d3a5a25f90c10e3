"""Two assessments with the same questions of every kind, as the directives make them: right answers come first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes

from build_tools.formats.base import FormatJob
from build_tools.sphinx_ext import ast
from build_tools.sphinx_ext import nodes as ours
from tests.print import sample_activities as activities
from tests.print.sample import box, paragraph, write_workspace
from tests.print.samples_of_nodes import document

RIGHT = {
    "Encargo single": {"Única buena"},
    "Encargo multiple": {"Buena uno", "Buena dos"},
    "Encargo true-false": {"Falso"},
}
"""Prompts of the questions that one chooses from -> the right answers."""
PAIRS = {"Acto": "¿Qué?", "Medio": "¿Cómo?"}
ORDER = ("Primero va esto", "Luego esto", "Al final esto")
SECRETS = (
    "Retro", "Lucero", "71..73", "Explica", "Idea general", "q-unica", "q-varias", "q-pares", "e-antes",
    "Nota para quien facilita", "Comprender las tres",
)  # fmt: skip
"""What no sheet that is handed out may hold, in text, tags or names."""


def _choice(qid: str, kind: str, answers: tuple[tuple[str, bool], ...], points: int = 1) -> ours.question:
    made = [
        ours.answer(
            "", paragraph(text), ours.feedback("", paragraph(f"Retro de {text}")), correct=right, key=f"{n}{qid}"
        )
        for n, (text, right) in enumerate(answers)
    ]
    idea = ours.feedback("", paragraph("Idea general de ", nodes.reference("", "F1", refid="source-F1", internal=True)))
    return activities.question(qid, kind, *made, idea, points=points, objective="comprender", source="F1, H1")


def questions() -> list[ours.question]:
    """One of each kind."""
    return [
        _choice("q-unica", "single", (("Única buena", True), ("Mala uno", False), ("Mala dos", False))),
        _choice("q-varias", "multiple", (
            ("Buena uno", True), ("Buena dos", True), ("Mala tres", False), ("Mala cuatro", False),
        ), points=2),
        _choice("q-vf", "true-false", (("Verdadero", False), ("Falso", True))),
        activities.match(), activities.order(), activities.short(), activities.numeric(), activities.likert(),
    ]  # fmt: skip


def assessment(kind: str, aid: str, *, draw: int | None = None, pass_mark: int | None = None) -> ours.assessment:
    """An assessment with all questions, and a note for facilitators in its introduction."""
    asked = questions()
    for one in asked:
        one["assessment"], one["review"] = aid, None
    note = box("facilitator", "Nota", paragraph("Nota para quien facilita: sin prisa."))
    return ours.assessment(
        "", paragraph("Con calma."), note, *asked,
        aid=aid, kind=kind, questions=[q["qid"] for q in asked], draw=draw, pass_mark=pass_mark, attempts=None,
        shuffle=True,
    )  # fmt: skip


def write_tests(folder: Path, *, language: str = "es", draw: int | None = None) -> Path:
    """A facilitators' workspace with a diagnostic and a final assessment, and nothing else in its modules."""
    workspace = write_workspace(folder, facilitator=True, language=language)
    before = document(assessment("diagnostic", "e-antes", draw=draw))
    after = document(assessment("final", "e-despues", pass_mark=70))
    modules = {
        "01-primero": ast.module_blocks(before, "01-primero"),
        "02-segundo": ast.module_blocks(after, "02-segundo"),
    }
    objective = {"objectives": [{"id": "comprender", "text": "Comprender las tres piezas."}]}
    _change(workspace / "reading" / "ast.json", lambda tree: tree | {"modules": modules})
    _change(workspace / "reading" / "reading.json", lambda found: found | {
        "modules": [module | objective for module in found["modules"]],
    })  # fmt: skip
    return workspace


def _change(file: Path, change: Any) -> None:
    file.write_text(json.dumps(change(json.loads(file.read_text("utf-8"))), ensure_ascii=False), "utf-8")


def pack_job(language: str = "es") -> FormatJob:
    """The job of the sample's assessment pack."""
    name = "assessment-pack"
    return FormatJob(f"muestra/policia/{language}/{name}", "muestra", "1.2.0", "policia", language, name)
