"""The kit with all activities, built once for all workers."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from tests.activities.content import make_activities
from tests.support.files import replace
from tests.support.once import made_once
from tests.support.project import kits

PROMPT = "¿Cómo se llama lo que se ve?"
FRENCH = "Comment s’appelle ce qu’on voit ?"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``dist/`` of the websites of both audiences in Spanish, and of one in French."""
    return made_once(tmp_path_factory, "activities", _build_translated) / "dist"


def _build_translated(project: Path) -> None:
    make_activities(project)
    folder = project / "kits/prueba/locale/fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    texts = {PROMPT: FRENCH, "Señal": "Signe"}
    entries = "".join(f'\nmsgid "{k}"\nmsgstr "{v}"\n' for k, v in texts.items())
    (folder / "banco.po").write_text(head + entries, encoding="utf-8")
    done = kits(project, "build", "*/*/es/web", "*/policia/fr/web")
    assert done.returncode == 0, done.stderr


MORE = """
Con una nota[^una].

[^una]: Al pie.

:::{question} multiple
:id: q-varias

¿Cuáles?

- [x] Una
  > Sí.
- [ ] Otra
  > No.
- [x] La última
:::

:::{question} true-false
:id: q-verdad

¿Es así?

- [x] Verdadero
- [ ] Falso
  > No.
:::

:::{question} short
:id: q-corta

¿Cómo?

- [x] Despacio
  > Bien.
- [ ] Deprisa
  > Mejor no.
:::

:::{question} numeric
:id: q-numero
:unit: km

¿Cuánto?

- [x] 17..19
- [ ] 3
  > Es poco.
:::
"""


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``dist/`` of one audience's websites in all languages, with all kinds of questions in one lesson."""
    return made_once(tmp_path_factory, "spoken", _build_spoken) / "dist"


def _build_spoken(project: Path) -> None:
    make_activities(project)
    replace(project / "kits/prueba/kit.yml", "languages: [es, fr]", "languages: [es, en, fr]")
    # No author's text may be like one of ours: it would hide that ours is in the wrong language.
    replace(project / "kits/prueba/01-uno.md", "Correcto.", "Así se llama.")
    module = project / "kits/prueba/02-dos.md"
    module.write_text(module.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    done = kits(project, "build", "*/policia/*/web")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def page(built: Path) -> HtmlElement:
    """The page of the module with all activities, for the police."""
    return lxml.html.parse(built / "policia/es/prueba/web/02-dos.html").getroot()
