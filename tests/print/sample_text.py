"""The text of the sample reading: every kind of content, and hostile text among it."""

from __future__ import annotations

HOSTILE = '#import "x": * $a^2$ @cita <etiqueta> "comillas" \\barra *no* _sub_ ~ `` // /* -- = [x] ;)'
"""Read by Typst as markup if one character of it were not escaped."""

INTRO = """\
Texto de entrada con *énfasis*, **fuerza**, `código` y una nota[^uno]. Véase
[una dirección](https://example.org/ruta).

[^uno]: La nota dice algo más.
"""

LESSONS = (
    """\
(primera)=
## Primera lección

Un párrafo; *después*.Sin espacio. Vuelva a [la entrada](#primera).

> Una cita
> de dos líneas.

3. tres
4. cuatro
   - anidado

### Un apartado

| Pieza | Pregunta | Respuesta | Nota |
|---|---|---|---|
"""
    + "\n".join(f"| fila {n} | ¿qué? | algo que ocupa sitio en la celda | {n} |" for n in range(60))
    + """

```
codigo("en bloque")
  #import
```

Término
: Su definición.

---

## Segunda lección

![Un cuadro azul](img/cuadro.svg)

Fin.
"""
)

SECOND = """\
## Apertura

Hola.

(cierre)=
## Cierre

Adiós.
"""
