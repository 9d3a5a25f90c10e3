"""One small text for each directive and role of the vocabulary, as authors write it: the input of goldens."""

from __future__ import annotations

_TABLE = "| A | B |\n|---|---|\n| 1 | 2 |"

DIRECTIVES = {
    "assessment": ":::{assessment} formative\n:id: practica\n:questions: q-una\n:draw: 1\n:pass: 60\n:attempts: 2\n:shuffle: no\n\nCon calma.\n:::",
    "audience": ":::{audience} policia\nPara la policía.\n:::\n\n:::{audience} judicial\nPara la judicatura.\n:::\n\n"
    ":::{audience}\n:not: judicial\n\nPara los demás.\n:::",
    "case": ":::{case} En la *terminal*\nUna joven espera.\n:::",
    "facilitator": ":::{facilitator}\n:about: debriefing\n\nPregunte primero.\n:::",
    "figure": ":::{figure} img/cuadro.svg\n:alt: Un cuadro azul\n:name: fig-cuadro\n\nUn *cuadro*.\n:::",
    "important": ":::{important}\nNo prometa nada.\n:::",
    "job-aid": "(etiqueta-ayuda)=\n:::{job-aid} Tres preguntas\n:id: tres-preguntas\n\n1. ¿Quién es?\n2. ¿Qué dijo?\n:::",
    "legal": ":::{legal} Decreto 1-2000, art. 2\nLo que dice.\n:::",
    "list-table": ":::{list-table} Una lista\n:name: tab-lista\n:header-rows: 1\n:stub-columns: 1\n:widths: 1 3\n\n"
    "* - A\n  - B\n* - 1\n  - 2\n:::",
    "media": ":::{media} ruta\n:complete: played\n\nUn pie.\n:::",
    "note": ":::{note} Ojo\nCuente hasta tres.\n:::",
    "objectives": ":::{objectives}\n- `ver` Reconocer una señal.\n:::",
    "question": ":::{question} single\n:id: q-una\n:points: 2\n:source: F1\n:objective: ver\n\n¿Qué es?\n\n- [x] Una señal\n  > Sí.\n"
    "- [ ] Una prueba\n\n> Solo señala.\n:::\n\n"
    ":::{question} numeric\n:id: q-edad\n:unit: años\n\n¿Hasta qué edad?\n\n- [x] 17..18\n:::",
    "reflection": ":::{reflection}\n:id: mi-compromiso\n:lines: 4\n\n¿Qué hará?\n:::",
    "scenario": "::::{scenario} En la terminal\n:id: en-la-terminal\n\nEs ficticio.\n\n:::{step} uno\nElla espera.\n\n"
    "- Hablar -> dos\n  > Bien.\n:::\n\n:::{step} dos\n:score: 100\nElla llama.\n:::\n::::",
    "session": ":::{session} 30 min\n:purpose: Ver *antes*\n:activity: Leer\n:method: Grupos\n:materials: Rotafolio\n"
    ":online: Salas\n:online-materials: Pizarra compartida\n:online-minutes: 25\n\nDiez y veinte.\n:::",
    "step": "::::{scenario} Un paso\n:id: un-paso\n\n:::{step} solo\n:score: 40\nAquí termina.\n:::\n::::",
    "table": f":::{{table}} Una tabla\n:name: tab-una\n:widths: 2 1\n\n{_TABLE}\n:::",
    "tip": ":::{tip}\nRespire.\n:::",
    "warning": ":::{warning}\nPuede hacer una pausa.\n:::",
}

ROLES = {
    "abbr": "{abbr}`ONG (organización no gubernamental)`",
    "audience": "Avise {audience}`policia|al mando`{audience}`judicial|a la fiscalía`.",
    "cite": "Dicho {cite}`F1`.",
    "contact": "Llame al {contact}`linea`.",
    "legal": "Según el {legal}`Decreto 1-2000, art. 2`.",
    "ref": "{ref}`fig-cuadro`, {ref}`tab-lista`, [](#tab-una), {ref}`el cuadro <fig-cuadro>`, {ref}`tal <etiqueta-ayuda>`.",
    "sub": "H{sub}`2`O",
    "sup": "1{sup}`o`",
    "term": "Una {term}`señal`.",
}

TEXTS = DIRECTIVES | {f"role-{name}": text for name, text in ROLES.items()}
"""Each is a module of one kit, in this order."""
