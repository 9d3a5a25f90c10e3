"""A module with every kind of activity, in the markup that the reading writes (`learning` contract)."""

from __future__ import annotations

from typing import Any

from tests.learner.sample import module, question, reading

FEEDBACK = '<div class="feedback"><p>Comentario de {}.</p></div>'


def form(identifier: str, kind: str, body: str, solution: str = "", objective: str = "definir") -> str:
    """A question of any kind."""
    shown = (
        f'<details class="solution"><summary>Ver la respuesta</summary>{solution}'
        '<div class="feedback general"><p>Lo general.</p></div></details>'
    )
    return (
        f'<form class="question" data-question="{identifier}" data-kind="{kind}" data-points="1" '
        f'data-objective="{objective}"><fieldset><legend class="question-kind">Pregunta</legend>'
        f'<div class="prompt"><p>¿Qué dice {identifier}?</p></div>{body}</fieldset>'
        f"{shown if kind != 'likert' else ''}</form>"
    )


def match(identifier: str) -> str:
    """Two pairs and a right side too many; right is l1 with r1, l2 with r2."""
    options = "".join(f'<option value="{key}">Derecha {key}</option>' for key in ("r1r1", "r2r2", "r3r3"))
    pairs = "".join(
        f'<li class="pair answer" data-key="l{n}l{n}" data-right="r{n}r{n}"><span class="left">Izquierda {n}</span>'
        f'<select aria-label="Izquierda {n}"><option value="">—</option>{options}</select>'
        f"{FEEDBACK.format(f'l{n}')}</li>"
        for n in (1, 2)
    )
    return form(identifier, "match", f'<ul class="pairs">{pairs}</ul>')


def order(identifier: str) -> str:
    """Three things, shown as 2, 3, 1."""
    items = "".join(
        f'<li class="answer" data-key="p{n}p{n}" data-place="{n}"><span>Paso {n}</span> </li>' for n in (2, 3, 1)
    )
    return form(identifier, "order", f'<ol class="order">{items}</ol>', "<ol><li>Paso 1</li></ol>")


def short(identifier: str) -> str:
    """Accepts «Línea 145»; foresees «911»."""
    answers = (
        '<li class="answer" data-key="s1s1" data-value="Línea 145" data-correct>Línea 145</li>'
        '<li class="answer" data-key="s2s2" data-value="911">911' + FEEDBACK.format("911") + "</li>"
    )
    body = f'<p><label class="entry"><span class="visually-hidden">Respuesta</span><input type="text" name="{identifier}"></label></p>'
    return form(identifier, "short", body, f"<ul>{answers}</ul>")


def numeric(identifier: str) -> str:
    """Accepts 17 to 19."""
    answers = '<li class="answer" data-key="n1n1" data-value="17..19" data-correct>17 a 19</li>'
    body = (
        '<p><label class="entry"><span class="visually-hidden">Número</span>'
        f'<input type="text" inputmode="decimal" name="{identifier}"></label></p>'
    )
    return form(identifier, "numeric", body, f"<ul>{answers}</ul>")


def _radios(identifier: str, answers: list[tuple[str, str, str]]) -> str:
    items = "".join(
        f'<li class="answer"{mark}><label><input type="radio" name="{identifier}" value="{key}"> '
        f"<span>{text}</span></label></li>"
        for key, mark, text in answers
    )
    return f'<ul class="answers">{items}</ul>'


def truth(identifier: str) -> str:
    """Right is «Falso»."""
    answers = [("v1v1", "", "Verdadero"), ("f1f1", " data-correct", "Falso")]
    return form(identifier, "true-false", _radios(identifier, answers))


def likert(identifier: str) -> str:
    """Three steps."""
    return form(identifier, "likert", _radios(identifier, [(f"e{n}e{n}", "", f"Grado {n}") for n in (1, 2, 3)]))


def assessment(identifier: str, kind: str, questions: list[str], attributes: str = "") -> str:
    """An assessment of some questions; each leads back to the same lesson."""
    review = '<p class="review">Para repasar: <a href="#practica">Práctica</a></p></details>'
    return (
        f'<section class="assessment" data-assessment="{identifier}" data-kind="{kind}" {attributes} '
        f'aria-label="{LABELS[kind]}">'
        f'<div class="intro"><p>Sobre {identifier}.</p></div>{"".join(questions).replace("</details>", review)}</section>'
    )


SCENARIO = """<section class="scenario" data-scenario="s-caso"><p class="scenario-title">La llamada</p>
<div class="step" id="s-caso--inicio" data-step="inicio"><p>Suena el teléfono.</p><ul class="choices">
<li><a href="#s-caso--oir" data-target="oir">Escuchar</a><div class="feedback"><p>La persona habla.</p></div></li>
<li><a href="#s-caso--colgar" data-target="colgar">Colgar</a></li></ul></div>
<div class="step" id="s-caso--oir" data-step="oir"><p>Pide ayuda.</p><ul class="choices">
<li><a href="#s-caso--bien" data-target="bien">Anotar</a>
<div class="feedback"><p>Queda escrito.</p></div></li></ul></div>
<div class="step" id="s-caso--colgar" data-step="colgar"><p>Silencio.</p><ul class="choices">
<li><a href="#s-caso--inicio" data-target="inicio">Volver a llamar</a></li></ul></div>
<div class="step" id="s-caso--bien" data-step="bien" data-score="80"><p>Bien hecho.</p></div></section>"""
REFLECTION = (
    '<div class="reflection" data-reflection="r-diario"><div class="prompt"><p>¿Qué haría usted?</p></div>'
    '<textarea rows="6" aria-label="Su reflexión"></textarea><p class="counter"></p></div>'
)
LABELS = {"diagnostic": "Evaluación inicial", "final": "Evaluación final", "formative": "Evaluación de práctica"}
DRAW = 'data-draw="4" data-pass="70" data-attempts="2" data-shuffle="yes"'
BEFORE = [question("q-uno"), numeric("q-num")]
SCORED = [question("q-uno"), question("q-f2"), question("q-f3"), truth("q-f4")]
LESSONS = {
    "inicial": ("Inicial", assessment("e-inicial", "diagnostic", BEFORE, 'data-shuffle="no"')),
    "practica": ("Práctica", question("q-uno") + question("q-multi", "multiple") + truth("q-verdad") + match("q-par")
                 + order("q-orden") + short("q-corta") + numeric("q-num") + likert("q-grado")),
    "caso": ("Caso", SCENARIO),
    "diario": ("Diario", REFLECTION),
    "prueba": ("Prueba", assessment("e-final", "final", SCORED, DRAW)),
}  # fmt: skip


def activities(lessons: dict[str, tuple[str, str]] | None = None) -> dict[str, Any]:
    """A reading of two modules, the first with all activities, the second with a recording."""
    recording = '<figure class="media" data-media="ruta"><figcaption><p>Un pie.</p></figcaption></figure>'
    plain = {"x": ("Única", f"<p>Texto.</p>{recording}")}
    return {
        **reading(),
        "modules": [module("01-uno", "Actividades", lessons or LESSONS), module("02-dos", "Otro", plain)],
    }
