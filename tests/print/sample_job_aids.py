"""Job aids as the directive makes them: a list of tasks, steps with a drawing, and one with all that can be in one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes

from build_tools.formats.base import FormatJob
from build_tools.sphinx_ext import ast
from build_tools.sphinx_ext import nodes as ours
from build_tools.sphinx_ext.ast_pandoc import Block, attr, div, plain, words
from tests.print.sample import paragraph, parse, write_workspace
from tests.print.sample_text import HOSTILE

SHORT = """\
Haga esto antes de hablar con la persona.

- [ ] Busque un lugar donde nadie más oiga.
- [ ] Pregunte si tiene hambre, sed, frío o dolor.
- [ ] Explique quién es usted y qué va a pasar.
- [ ] Pregunte en qué idioma prefiere hablar.
"""

STEPS = """\
Los primeros diez minutos deciden si la persona vuelve a confiar.

1. **Póngala a salvo.** Sepárela de quien la acompaña, sin anunciar por qué.
2. **Escuche.** Deje que cuente lo que quiera contar, en su orden.
3. **No prometa** lo que no depende de usted.
   - Ni un plazo.
   - Ni un resultado.
4. **Derive.** Llame y quédese hasta que alguien conteste.

:::{figure} img/cuadro.svg
:alt: Un cuadro azul con la palabra «Cuadro»

El camino de la derivación
:::
"""

FULL = """\
Lo que dice la ley[^nota], en una tabla. Véase [el primer módulo](#primera) y
[una dirección](https://example.org/ruta).

| Señal | Qué hace usted |
|---|---|
| Otra persona guarda sus documentos | La anota y pregunta |
| No sabe dónde está | Le dice dónde está |
| Tiene menos de 18 años | Aplica la presunción de minoridad |

- Un punto
- Otro punto

[^nota]: La nota dice **algo más**.
"""


def job_aid(module: str, name: str, title: str, text: str, line: int, *extra: nodes.Node) -> Block:
    """A job aid with a text in MyST, and further nodes at its end."""
    doctree = parse(text)
    doctree += list(extra)
    content = [div([plain(words(title))], attr("", ["box-title"])), *ast.module_blocks(doctree, module)]
    return div(content, attr(f"{module}--{name}", ["job-aid"], name=name, line=str(line)))


def _marks() -> nodes.paragraph:
    cite = nodes.reference("", "F1", refid="source-F1", internal=True, classes=["cite"])
    term = nodes.reference("", "trata", refid="term-trata", internal=True, classes=["term"])
    phone = nodes.reference("", "145", refuri="tel:145", classes=["contact"])
    legal = ours.legal_ref("", "Código Penal, art. 219", state="secondary")
    return paragraph("La ", term, " [", cite, "]: llame al ", phone, " según el ", legal, f". {HOSTILE}")


def aids() -> dict[str, list[Block]]:
    """Three job aids by module."""
    return {
        "01-primero": [
            job_aid("01-primero", "antes-de-hablar", "Antes de hablar con la persona", SHORT, 12),
            job_aid("01-primero", "primeros-pasos", "Los primeros diez minutos", STEPS, 40),
        ],
        "02-segundo": [job_aid("02-segundo", "de-todo", f"De todo {HOSTILE}", FULL, 7, _marks())],
    }


def too_long(lines: int) -> Block:
    """A job aid of so many lines of text, at line 99 of the second module."""
    text = "\n".join(f"- Una línea con el número {n}" for n in range(1, lines + 1))
    return job_aid("02-segundo", "larga", "Demasiado larga", text, 99)


def write_aids(folder: Path, found: dict[str, list[Block]], language: str = "es", **changes: Any) -> Path:
    """A workspace whose modules hold these job aids and nothing else; ``changes`` are of ``reading.json``."""
    workspace = write_workspace(folder, language=language)
    for name, change in (("ast", _with_blocks(found)), ("reading", lambda value: value | changes)):
        file = workspace / "reading" / f"{name}.json"
        file.write_text(json.dumps(change(json.loads(file.read_text("utf-8"))), ensure_ascii=False), "utf-8")
    return workspace


def _with_blocks(found: dict[str, list[Block]]) -> Any:
    def change(tree: dict[str, Any]) -> dict[str, Any]:
        return tree | {"modules": {name: found.get(name, []) for name in tree["modules"]}}

    return change


def aids_job(language: str = "es") -> FormatJob:
    """The job of the sample's job aids."""
    return FormatJob(f"muestra/policia/{language}/job-aids", "muestra", "1.2.0", "policia", language, "job-aids")
