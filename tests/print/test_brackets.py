"""A reference tells its page, in brackets as well as in them."""

from __future__ import annotations

import pytest

from tests.print.made import guide_of
from tests.print.pdf_structure import page_texts

_FIGURE = """

(una-leccion)=
## Una lección

:::{figure} img/cuadro.svg
:alt: Cuadro
:name: fig-uno

Pie.
:::
"""
CASES = {
    "Vea la {ref}`fig-uno` y [esto](#una-leccion).": "Vea la Figura 1 (pág. 3) y esto (pág. 3).",
    "Cambió ({ref}`fig-uno`).": "Cambió (Figura 1, pág. 3).",
    "Cambió (vea **la {ref}`fig-uno`**, o [esto](#una-leccion)) y {ref}`fig-uno`.": (
        "Cambió (vea la Figura 1, pág. 3, o esto, pág. 3) y Figura 1 (pág. 3)."
    ),
    "a) Primero, {ref}`fig-uno`.": "a) Primero, Figura 1 (pág. 3).",
    "**(Antes** de «{ref}`fig-uno`») y {ref}`fig-uno`.": "(Antes de «Figura 1, pág. 3») y Figura 1 (pág. 3).",
    "Una {term}`senal` (o {term}`senal`, {cite}`F1`).": "Una senal (o senal, [F1]).",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = guide_of("\n\n".join(CASES) + _FIGURE, tmp_path_factory.mktemp("brackets"))
    return page_texts(made)[2]


@pytest.mark.parametrize("said", list(CASES.values()))
def test_pages_of_references_read_well(said: str, page: str) -> None:
    assert said in page
