"""A sample reading, built by code: what the reading and media steps would hand to the guides."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from build_tools.formats.base import FormatJob
from build_tools.sphinx_ext import ast
from build_tools.sphinx_ext import nodes as ours
from tests.print import sample_activities, sample_text
from tests.print.sample_media import ADDRESS, write_media

ROOT = Path(__file__).parents[2]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 90" width="200" height="90">'
    '<rect width="200" height="90" fill="#1f3a5f"/><text x="9" y="40" fill="#fff">Cuadro</text></svg>'
)
RIGHT_FEEDBACK = "Explicación de la correcta"
GENERAL_FEEDBACK = "Idea general para comentar"
SESSION_NOTE = "Reciba al grupo con calma"
FACILITATOR_NOTE = "Observe quién no habla"


def parse(text: str) -> nodes.document:
    """The doctree of MyST text, as docutils makes it."""
    settings = {
        "myst_enable_extensions": ["colon_fence", "deflist", "substitution"],
        "report_level": 4,
        "doctitle_xform": False,
    }
    doctree = publish_doctree(text, source_path="modulo.md", parser=Parser(), settings_overrides=settings)
    for message in list(doctree.findall(nodes.system_message)):  # Sphinx takes them out as well
        message.parent.remove(message)
    return doctree


def paragraph(*parts: str | nodes.Node) -> nodes.paragraph:
    """A paragraph of texts and inline nodes."""
    return nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in parts))


def box(kind: str, title: str, *body: nodes.Node, **attributes: Any) -> ours.box:
    """A box of ours."""
    return ours.box("", ours.box_title("", title), *body, kind=kind, **attributes)


def question(qid: str, kind: str, *, right: str, wrong: str) -> ours.question:
    """A question with two answers, both with feedback."""
    return ours.question(
        "",
        paragraph("¿Cuál es?"),
        ours.answer("", paragraph(right), ours.feedback("", paragraph(RIGHT_FEEDBACK)), correct=True, key="aa11"),
        ours.answer("", paragraph(wrong), correct=False, key="bb22"),
        ours.feedback("", paragraph(GENERAL_FEEDBACK)),
        qid=qid,
        kind=kind,
        points=1,
        objective="definir",
        source="F1",
    )


def session(minutes: int, activity: str, **more: str) -> ours.session:
    """A row of the session plan; ``more`` are further fields."""
    fields = {"activity": activity, "method": "Plenaria", "materials": "Rotafolio", **more}
    return ours.session(
        "",
        *(ours.session_field("", text, name=name) for name, text in fields.items()),
        paragraph(SESSION_NOTE),
        minutes=minutes,
        online_minutes=minutes,
    )


def _figure() -> nodes.figure:
    image = nodes.image("", uri="img/cuadro.svg", alt="Cuadro con la palabra «Cuadro»")
    return nodes.figure("", image, nodes.caption("", "Leyenda del cuadro"))


def _shared() -> list[nodes.Node]:
    term = nodes.reference("", "trata", refid="term-trata", internal=True, classes=["term"])
    cite = nodes.reference("", "F1", refid="source-F1", internal=True, classes=["cite"])
    phone = nodes.reference("", "145", refuri="tel:145", classes=["contact"])
    there = nodes.reference("", "el cierre", refuri="02-segundo.html#cierre", internal=True)
    module = nodes.reference("", "el segundo", refuri="02-segundo.html", internal=True)
    legal = ours.legal_ref("", "Código Penal, art. 219", state="secondary")
    return [
        paragraph("Véase ", module, " y ", there, "."),
        paragraph(
            "Mire la ",
            numbered("figure", "cuadro", "Leyenda del cuadro"),
            " y la ",
            numbered("table", "tabla", "Una tabla"),
            ".",
        ),
        paragraph("La ", term, " [", cite, "]. Llame al ", phone, " según el ", legal, ". ", sample_text.HOSTILE),
        box(
            "objectives",
            "Objetivos",
            nodes.bullet_list("", nodes.list_item("", paragraph("Definir."))),
            objectives=["definir"],
        ),
        box("case", f"Caso {sample_text.HOSTILE}", paragraph(sample_text.HOSTILE)),
        box("legal", "Decreto 59-2012, art. 52", paragraph("Dice algo."), state="index"),
        box("warning", "Cuidado", paragraph("Puede parar.")),
        question("q-uno", "single", right="La buena", wrong=f"- {sample_text.HOSTILE}"),
        question("q-dos", "multiple", right="1. Una cifra", wrong="= Otra"),
        *sample_activities.all_activities(),
        ours.media("", paragraph("Leyenda del video."), media="ruta"),
        ours.media("", media="voz"),
        ours.media("", media="foto"),
        _figure(),
    ]


def _job_aid() -> ours.job_aid:
    items = nodes.bullet_list("", nodes.list_item("", paragraph("Mirar las manos.")))
    return ours.job_aid("", ours.box_title("", "Ñandú: qué mirar"), items, name="que-mirar")


def numbered(kind: str, target: str, caption: str) -> nodes.reference:
    """A reference to a figure or table, as the roles make it."""
    return nodes.reference("", caption, refid=target, internal=True, classes=["numbered"], kind=kind, number=1)


def _numbered() -> list[nodes.Node]:
    figure = _figure()
    figure["ids"], figure["number"] = ["cuadro"], 1
    cells = [nodes.row("", *(nodes.entry("", paragraph(word)) for word in row)) for row in (("Uno", "Dos"), ("1", "2"))]
    columns = [nodes.colspec(colwidth=1) for _ in range(2)]
    group = nodes.tgroup("", *columns, nodes.thead("", cells[0]), nodes.tbody("", cells[1]), cols=2)
    return [figure, nodes.table("", nodes.title("", "Una tabla con título"), group, ids=["tabla"], number=1)]


def _facilitation() -> list[nodes.Node]:
    """Before the first lesson."""
    notes = [
        box("facilitator", f"Nota de {about}", paragraph(f"{FACILITATOR_NOTE} ({about})"), about=about)
        for about in ("preparation", "method", "debriefing", "care")
    ]
    return [
        session(15, "Acogida", purpose="Conocerse", online="Ronda por chat"),
        session(10, "Trabajo en grupos"),
        box("facilitator", "Nota", paragraph(FACILITATOR_NOTE), ours.media("", media="oculto")),
        *notes,
    ]


def doctree(text: str, *, facilitator: bool) -> nodes.document:
    """A module's doctree: the text with our nodes before its first lesson, and in it."""
    found = parse(text)
    extra = [*_shared(), _job_aid(), *_numbered(), *(_facilitation() if facilitator else [])]
    first = next((i for i, child in enumerate(found.children) if isinstance(child, nodes.section)), 0)
    if facilitator:
        lesson = session(20, "Lectura", purpose="Leer juntos", **{"online-materials": "Pizarra compartida"})
        lesson["online_minutes"] = 25
        found.children[first].append(lesson)
    for node in reversed(extra):
        found.insert(first, node)
    return found


def _module(ident: str, title: str, notice: str | None, media: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "id": ident,
        "title": title,
        "duration": 45,
        "content_notice": notice,
        "objectives": [],
        "intro": "",
        "lessons": [],
        "extras": [],
        "media": list(media),
        "pictures": ["pictures/cuadro.svg"],
    }


def reading(*, facilitator: bool, language: str, address: str | None = ADDRESS) -> dict[str, Any]:
    """Content of ``reading.json``."""
    shown = ("foto", "oculto", "ruta", "voz") if facilitator else ("foto", "ruta", "voz")
    return {
        "kit": {
            "id": "muestra",
            "version": "1.2.0",
            "title": "Kit «de muestra»",
            "description": "Una frase.",
            "mastery": 70,
            "licence": "CC-BY-SA-4.0",
            "released": "2026-11-24",
        },
        "audience": {"id": "policia", "title": "Policía Nacional", "colour": "#1f3a5f", "quick_exit": None},
        "language": language,
        "facilitator": facilitator,
        "contacts": [{"id": "linea-145", "number": "145", "label": "Línea nacional"}],
        "site": {"address": address, "media": ["foto", "ruta", "voz"], "renditions": ["240p", "m4a"]},
        "modules": [
            _module("01-primero", f"Primer módulo {sample_text.HOSTILE}", "Este módulo habla de engaño.", shown),
            _module("02-segundo", "Segundo módulo", None),
        ],
    }


def tree(*, facilitator: bool) -> dict[str, Any]:
    """Content of ``ast.json``."""
    first = doctree(sample_text.INTRO + sample_text.LESSONS, facilitator=facilitator)
    sources = [
        {
            "id": "F1",
            "title": "Protocolo de Palermo",
            "publisher": "Naciones Unidas",
            "year": 2000,
            "where": "unodc.org/e4j/un-texto.html",
            "state": "verified",
        },
        {"id": "H1", "title": "Ley #2", "publisher": "Congreso", "year": None, "where": "", "state": "index"},
    ]
    return {
        "pandoc-api-version": ast.API_VERSION,
        "modules": {
            "01-primero": ast.module_blocks(first, "01-primero"),
            "02-segundo": ast.module_blocks(parse(sample_text.SECOND), "02-segundo"),
        },
        "glossary": ast.glossary_blocks(
            [
                {"id": "trata", "term": "trata", "definition": "Delito: ver $1 #x."},
                {"id": "acogida", "term": "acogida", "definition": "Alojar."},
            ]
        ),
        "sources": ast.source_blocks(sources),
    }


def write_workspace(
    folder: Path, *, facilitator: bool = False, language: str = "es", address: str | None = ADDRESS
) -> Path:
    """A workspace with the sample reading, its media assets and the project's templates."""
    pictures = folder / "reading" / "pictures"
    pictures.mkdir(parents=True)
    (pictures / "cuadro.svg").write_text(SVG, "utf-8")
    found = reading(facilitator=facilitator, language=language, address=address)
    parts = {"reading": found, "ast": tree(facilitator=facilitator)}
    for name, value in parts.items():
        (folder / "reading" / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    write_media(folder / "media")
    shutil.copytree(ROOT / "conf" / "print", folder / "conf" / "print")
    return folder


def job(guide: str) -> FormatJob:
    """The job of the sample's guide."""
    name = f"{guide}-guide"
    return FormatJob(f"muestra/policia/es/{name}", "muestra", "1.2.0", "policia", "es", name)
