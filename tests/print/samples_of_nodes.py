"""One small doctree for each kind of node: the input of the goldens in ``golden/``.

Ordinary content is MyST as authors write it; our own nodes are made by hand.
"""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from build_tools.sphinx_ext import nodes as ours
from tests.print import sample_activities as activities
from tests.print.sample import box, paragraph, parse, question, session

MARKDOWN = {
    "inlines": "*Énfasis*, **fuerza**, `código` y\nuna línea más; [fuera](https://example.org/a?b=c#d).",
    "headings": "Antes.\n\n(etiqueta)=\n## Una lección\n\nTexto. [Arriba](#etiqueta)\n\n### Un apartado\n\nMás.",
    "module-title": "# El módulo\n\nTexto.\n\n## Una lección\n\nMás.",
    "lists": "- uno\n- dos\n  - tres\n\n4. cuatro\n5. cinco\n\n   otro párrafo",
    "definition-list": "Término\n: Definición.\n: Otra.",
    "quote": "> Una cita\n>\n> - con lista",
    "code": "```\nuno\n  dos\n```",
    "footnotes": "Uno[^a] y otro[^a].\n\n[^a]: La *nota*.\n",
    "table": "| A | B |\n|---|---|\n| *1* | 2 |",
    "list-table": ":::{list-table} Leyenda\n:header-rows: 1\n:stub-columns: 1\n:widths: 1 3\n\n"
    "* - A\n  - B\n* - 1\n  - - x\n    - y\n:::",
    "picture": "![Texto alternativo](img/cuadro.svg)\n\nEn línea ![otro](cuadro.png).",
    "figure": ":::{figure} img/cuadro.svg\n:alt: Texto alternativo\n:name: fig\n\nLa *leyenda*.\n\nMás de ella.\n:::",
    "transition": "Uno.\n\n---\n\nDos.",
    "labelled-paragraph": "(aqui)=\nUn párrafo.",
    "comment": "% no se ve\n\nSe ve.",
}


def document(*children: nodes.Node) -> nodes.document:
    """A doctree of these nodes."""
    found = parse("")
    found += list(children)
    return found


def _reference(text: str, **attributes: str | bool | int | list[str]) -> nodes.reference:
    return nodes.reference("", text, **attributes)


def _links() -> nodes.document:
    return document(
        paragraph(
            _reference("módulo", refuri="02-indicadores.html", internal=True),
            " ",
            _reference("lección", refuri="02-indicadores.html#senales", internal=True),
            " ",
            _reference("aquí", refuri="#aqui", internal=True),
            " ",
            _reference("término", refid="term-trata", internal=True, classes=["term"]),
            " ",
            _reference("F1", refid="source-F1", internal=True, classes=["cite"]),
            " ",
            _reference("145", refuri="tel:145", classes=["contact"]),
            " ",
            _reference(
                "Leyenda",
                refuri="02-indicadores.html#fig",
                internal=True,
                classes=["numbered"],
                kind="figure",
                number=3,
            ),
            " ",
            _reference("página ajena", refuri="https://example.org/02-indicadores.html#x"),
        )
    )


def _span_table() -> nodes.document:
    row = nodes.row("", nodes.entry("", paragraph("ancha"), morecols=1))
    low = nodes.row("", nodes.entry("", paragraph("a")), nodes.entry("", paragraph("b"), paragraph("c")))
    group = nodes.tgroup("", nodes.colspec(colwidth=1), nodes.colspec(colwidth=1), nodes.tbody("", row, low), cols=2)
    return document(nodes.table("", group))


def _numbered() -> nodes.document:
    figure = nodes.figure("", nodes.image("", uri="img/c.svg", alt="Cuadro"), nodes.caption("", "Uno"), number=3)
    group = nodes.tgroup("", nodes.colspec(colwidth=1), nodes.tbody("", nodes.row("", nodes.entry())), cols=1)
    return document(figure, nodes.table("", nodes.title("", "Dos"), group, number=2))


def _line_block() -> nodes.document:
    inner = nodes.line_block("", nodes.line("", "", nodes.Text("dos")))
    return document(nodes.line_block("", nodes.line("", "", nodes.Text("uno")), inner))


def _inline_marks() -> nodes.document:
    return document(
        paragraph(
            nodes.subscript("", "2"),
            nodes.superscript("", "3"),
            nodes.title_reference("", "Obra"),
            nodes.inline("", "suelto", classes=["cites"]),
            nodes.inline("", "nada", classes=["xref", "std", "std-ref"]),
            nodes.target("", "ancla", ids=["a"]),
            ours.legal_ref("", "Código Penal, art. 219", state="secondary"),
        )
    )


HAND_MADE: dict[str, Callable[[], nodes.document]] = {
    "links": _links,
    "span-table": _span_table,
    "numbered": _numbered,
    "line-block": _line_block,
    "inline-marks": _inline_marks,
    "rubric": lambda: document(nodes.rubric("", "Rótulo")),
    "container": lambda: document(nodes.container("", paragraph("Dentro."), classes=["grupo"], ids=["c"])),
    "attribution": lambda: document(nodes.block_quote("", paragraph("Cita."), nodes.attribution("", "Alguien"))),
    "box-case": lambda: document(box("case", "Rosa", paragraph("Texto."))),
    "box-legal": lambda: document(
        box("legal", "Decreto 59-2012, art. 52", paragraph("Dice."), state="index", ref="Decreto 59-2012, art. 52")
    ),
    "box-objectives": lambda: document(box("objectives", "Objetivos", paragraph("Uno."), objectives=["a", "b"])),
    "box-own-name": lambda: document(
        ours.box("", ours.box_title("", "Nota", translatable=False), paragraph("Texto."), kind="note")
    ),
    "box-facilitator": lambda: document(box("facilitator", "Cierre", paragraph("Texto."), about="debriefing")),
    "job-aid": lambda: document(
        ours.job_aid("", ours.box_title("", "Tres preguntas"), paragraph("Una."), name="tres-preguntas")
    ),
    "session": lambda: document(session(15, "Acogida")),
    "question": lambda: document(question("q-uno", "single", right="Sí", wrong="No")),
    "question-match": lambda: document(activities.match()),
    "question-order": lambda: document(activities.order()),
    "question-short": lambda: document(activities.short()),
    "question-numeric": lambda: document(activities.numeric()),
    "question-likert": lambda: document(activities.likert()),
    "assessment": lambda: document(activities.assessment(activities.short(), activities.likert())),
    "scenario": lambda: document(activities.scenario()),
    "reflection": lambda: document(activities.reflection()),
    "media": lambda: document(
        ours.media("", paragraph("Leyenda."), media="ruta"), ours.media(media="otra", complete="played")
    ),
}


def doctree_of(name: str) -> nodes.document:
    """The doctree of the sample with that name."""
    return HAND_MADE[name]() if name in HAND_MADE else parse(MARKDOWN[name])
