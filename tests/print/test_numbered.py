"""Numbers of figures and tables, from what authors write to what pages and guides are made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from build_tools.sphinx_ext.ast_pandoc import plain_text
from tests.print.reading import project_of, read

FIRST = """
(arriba)=
## Arriba

Vea {ref}`fig-dos`, {ref}`tab-uno` y [](#fig-uno). Sin número: {ref}`fig-ayuda`; con texto: {ref}`así <fig-uno>`.

:::{figure} img/cuadro.svg
:alt: Cuadro
:name: fig-uno

Pie *uno*.
:::

:::{figure} img/cuadro.svg
:alt: Cuadro sin pie
:::

::::{facilitator}
Vea {ref}`fig-guia` y {ref}`fig-dos`.

:::{figure} img/cuadro.svg
:alt: Cuadro
:name: fig-guia

Pie de la guía.
:::
::::

::::{job-aid} Una ayuda
:id: una-ayuda

:::{figure} img/cuadro.svg
:alt: Cuadro
:name: fig-ayuda

Pie de la ayuda.
:::
::::

::::{audience} judicial
:::{figure} img/cuadro.svg
:alt: Cuadro

Pie de otros.
:::
::::

::::{question} likert
:id: q-una

¿Qué ve?

:::{figure} img/cuadro.svg
:alt: Cuadro

Pie de la pregunta.
:::

- Nada
- Algo
- Mucho
::::

::::{assessment} formative
:id: practica
:questions: q-una
::::
"""
SECOND = """
(abajo)=
## Abajo

Vea [](01-uno.md#fig-uno), {ref}`arriba` y {ref}`fig-dos`.

(fig-dos)=
:::{figure} img/cuadro.svg
:alt: Cuadro

Pie dos.
:::

:::{table} Tabla una
:name: tab-uno

| A | B |
|---|---|
| 1 | 2 |
:::

(una-caja)=
:::{case} Caso
Vea {ref}`el caso <una-caja>`.
:::
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project_of({"01-uno": FIRST, "02-dos": SECOND}, tmp_path_factory.mktemp("numbered"))
    with (made / "kits/prueba/kit.yml").open("a", encoding="utf-8") as file:
        file.write("released: 2026-11-24\n")
    return made


@pytest.fixture(scope="module", params=[True, False], ids=["facilitators", "participants"])
def reading(project: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, Any]:
    return read(project, tmp_path_factory.mktemp("reading"), facilitator=request.param)


def _elements(value: Any, *kinds: str) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("t") in kinds:
            yield value
        value = value.get("c")
    for item in value if isinstance(value, list) else ():
        yield from _elements(item, *kinds)


def _captions(reading: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (block["t"], plain_text(block["c"][1][1]), dict(block["c"][0][2]).get("number", ""))
        for block in _elements(list(reading["ast"]["modules"].values()), "Figure", "Table")
    ]


def test_figures_and_tables_count_apart_through_the_edition(reading: dict[str, Any]) -> None:
    numbered = [found for found in _captions(reading) if found[2]]
    assert numbered == [("Figure", "Pie uno.", "1"), ("Figure", "Pie dos.", "2"), ("Table", "Tabla una", "1")]


def test_what_is_read_elsewhere_too_has_no_number(reading: dict[str, Any]) -> None:
    without = [caption for _, caption, number in _captions(reading) if not number]
    guide = ["Pie de la guía."] if reading["reading"]["facilitator"] else []
    assert without == ["", *guide, "Pie de la ayuda.", "Pie de la pregunta.", "Pie de la pregunta."]


def test_a_reference_without_a_text_is_one_by_number(reading: dict[str, Any]) -> None:
    found = [
        (dict(link["c"][0][2]), plain_text(link["c"][1]), link["c"][2][0])
        for link in _elements(list(reading["ast"]["modules"].values()), "Link")
        if "numbered" in link["c"][0][1]
    ]
    figures = {n: {"kind": "figure", "number": n} for n in ("1", "2")}
    one, two = (figures["1"], "Pie uno.", "#01-uno--fig-uno"), (figures["2"], "Pie dos.", "#02-dos--fig-dos")
    table = ({"kind": "table", "number": "1"}, "Tabla una", "#02-dos--tab-uno")
    guide = [two] if reading["reading"]["facilitator"] else []
    assert found == [two, table, one, *guide, one, two]


def _pages(reading: dict[str, Any]) -> dict[str, html.HtmlElement]:
    return {
        module["id"]: html.fromstring(f"<div>{module['intro']}{''.join(ls['html'] for ls in module['lessons'])}</div>")
        for module in reading["reading"]["modules"]
    }


def test_pages_say_the_numbers(reading: dict[str, Any]) -> None:
    first, second = _pages(reading).values()
    text = " ".join(first.text_content().replace("\u00a0", " ").split())
    assert "Vea Figura 2, Tabla 1 y Figura 1. Sin número: Pie de la ayuda.; con texto: así." in text
    assert "Figura 1. Pie uno." in text
    assert [" ".join(c.text_content().split()) for c in first.iter("figcaption")][-1] == "Pie de la pregunta."
    assert second.xpath("string(//caption)").replace("\u00a0", " ").strip() == "Tabla 1. Tabla una"
    assert second.xpath("//*[@role='region']")[0].get("aria-label").replace("\u00a0", " ") == "Tabla 1. Tabla una"


def test_every_link_of_the_pages_leads_somewhere(reading: dict[str, Any]) -> None:
    pages = _pages(reading)
    for name, page in pages.items():
        for link in page.iter("a"):
            match = re.fullmatch(r"(?:(?P<module>[\w-]+)\.html)?#(?P<ident>.+)", link.get("href"))
            assert match is not None
            assert pages[match["module"] or name].xpath("//*[@id=$ident]", ident=match["ident"]), link.get("href")


def test_a_job_aid_is_known_by_its_title(reading: dict[str, Any]) -> None:
    (aid,) = _pages(reading)["01-uno"].xpath("//*[@id='job-aid-una-ayuda']")
    assert (aid.get("class"), aid.get("role")) == ("box", "group")
    (title,) = aid.xpath("//*[@id=$ident]", ident=aid.get("aria-labelledby"))
    assert (title.get("class"), title.text_content()) == ("box-title", "Una ayuda")


def test_the_day_of_a_version_reaches_the_reading(reading: dict[str, Any]) -> None:
    assert reading["reading"]["kit"]["released"] == "2026-11-24"


def test_the_words_are_the_languages(project: Path, tmp_path: Path) -> None:
    text = _pages(read(project, tmp_path, language="fr"))["01-uno"].text_content().replace("\u00a0", " ")
    assert "Vea Figure 2, Tableau 1 y Figure 1." in text
