"""A kit with every kind of activity, on top of the base project."""

from __future__ import annotations

from pathlib import Path

from tests.support.files import replace
from tests.support.project import make_project

BANK = """\
% Un comentario entre autoras.

:::{question} single
:id: b-comun
:objective: ver

¿Qué dice {cite}`F1`? Vea {ref}`la primera <primera>`.

- [x] Sí, señala
- [ ] No señala
  > Mal *leído*.
:::

::::{audience} policia
:::{question} numeric
:id: b-policia
:unit: años

¿Cuántos tiene el PATRULLERO?

- [x] 17..19
  > Bien.
- [x] 20,5
- [ ] 16
  > Casi.

> Comentario general.
:::
::::

:::{question} short
:id: b-corta

¿Cómo se llama lo que se ve?

- [x] Señal
- [ ] Prueba
  > Todavía no.
:::
"""

LESSON = """
:::{question} match
:id: q-pares

Una **cada** pieza.

- *Acto* => ¿Qué se hizo?
  > Captar, por ejemplo.
- Medio => ¿Cómo se *logró*?
- Fin => ¿Para qué?
- => ¿Cuándo?

> Son tres piezas.
:::

:::{question} order
:id: q-orden

Ordene.

1. ver
2. valorar
   > Con cuidado.
3. derivar
:::

:::{question} likert
:id: q-escala

¿Se siente con confianza?

- Nada
- Algo
- Mucho
:::

:::{assessment} final
:id: e-final
:draw: 2
:attempts: 3

Con calma.
:::

:::{assessment} formative
:id: e-practica
:questions: q-una q-pares b-corta
:shuffle: no
:::

::::{scenario} En la *terminal*
:id: caso

El caso es ficticio.

:::{step} llegada
Hay tres cosas:

- una maleta
- un boleto

Elija.

- Ir a hablar -> charla
  > Bien.
- Irse -> end
:::

:::{step} charla
:score: 100
Conversan.
:::
::::

:::{reflection}
:id: r-uno
:lines: 4

¿Qué hará mañana?
:::
"""


def make_activities(folder: Path) -> Path:
    """The base project with a bank and all activities in its second module."""
    project = make_project(folder)
    kit = project / "kits/prueba"
    (kit / "banco.md").write_text(BANK, encoding="utf-8")
    module = kit / "02-dos.md"
    module.write_text(module.read_text(encoding="utf-8") + LESSON, encoding="utf-8")
    replace(kit / "kit.yml", "languages: [es]", "languages: [es, fr]\nbank: banco.md")
    return project
