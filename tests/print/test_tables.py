"""Tables on paper: heads that come again, columns to write in, and room no wider than the box around."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.print.made import aids_of, guide_of
from tests.print.pdf_structure import page_texts, tags

_ROWS = "\n".join(f"| fila {n} | dato {n} |" for n in range(90))
_HEADS = """
## Una lección

:::{figure} img/cuadro.svg
:alt: Cuadro
:name: fig-uno

Pie.
:::

(la-lista)=
| %s | Dos |
|---|---|
%s
"""
_NOTE = "\n\n[^nota]: Una nota al pie.\n"
_NUMBERED = "Según {cite}`F1`, {term}`senal`, {ref}`fig-uno`, {contact}`linea`, {legal}`Decreto 1-2000, art. 2`, *más*"


def _bounds(pdf: Path, *words: str) -> dict[str, tuple[float, float, float, float]]:
    """Left, bottom, right and top of the first place of each text, in points."""
    found = {}
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for word in set(words) - set(found):
            if (at := text.search(word).get_next()) is not None:
                boxes = [text.get_charbox(at[0] + n) for n in range(at[1])]
                lefts, bottoms, rights, tops = zip(*boxes, strict=True)
                found[word] = (min(lefts), min(bottoms), max(rights), max(tops))
    assert set(found) == set(words)
    return found


def _lines(pdf: Path) -> list[tuple[float, float]]:
    """Left and right of each path in the pages, in points."""
    return [
        (left, right)
        for page in pypdfium2.PdfDocument(pdf)
        for left, _, right, _ in (o.get_bounds() for o in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]))
    ]


@pytest.mark.parametrize("guide", ["participant", "facilitator"])
def test_a_head_with_references_comes_again_on_each_page(guide: str, tmp_path: Path) -> None:
    pages = page_texts(guide_of(_HEADS % (_NUMBERED, _ROWS), tmp_path, guide))
    with_rows = [page for page in pages if "fila" in page]
    assert len(with_rows) >= 3
    assert all("Según [F1], senal, Figura 1, 145, Decreto 1-2000, art. 2" in page for page in with_rows)


def test_a_term_and_a_law_in_a_head_are_found_through_glossary_and_index(tmp_path: Path) -> None:
    pages = page_texts(guide_of(_HEADS % (_NUMBERED, _ROWS), tmp_path))
    first = next(n for n, page in enumerate(pages, start=1) if "fila 0" in page)
    back = " ".join(pages[-4:])
    assert f"Algo que se ve página {first}" in back
    (listed,) = re.findall(r"Decreto 1-2000, art. 2 \(referencia legal\) (\d+)", back)
    assert int(listed) == first


@pytest.mark.parametrize("note", ["Según la ley[^nota]", "Según [la página](https://example.org/una)"])
def test_a_head_with_a_note_keeps_it_and_stands_once(note: str, tmp_path: Path) -> None:
    made = guide_of(_HEADS % (note, _ROWS) + (_NOTE if "[^" in note else ""), tmp_path)
    pages = page_texts(made)
    assert sum("Según la" in page for page in pages) == 1
    assert any("1Una nota al pie." in page or "1https://example.org/una" in page for page in pages)
    assert {"/Note", "/TH"} <= {tag.kind for tag in tags(made)}


_WIDE = """
| Primera columna | Segunda columna | Tercera columna | Cuarta columna | Quinta columna |
|---|---|---|---|---|
| un texto de varias palabras | un texto de varias palabras | un texto de varias palabras | otro más | y el último |
"""
_SHARED = """
:::{list-table}
:header-rows: 1
:widths: 40 20 20 20

* - Primera columna
  - Dos
  - Tres
  - Cuatro
* - a
  - b
  - c
  - d
:::
"""
_BOXES = {
    "job-aid": "::::{job-aid} La caja\n:id: caja\n\nTexto de la caja.\n%s\n::::",
    "case": "::::{case} La caja\n\nTexto de la caja.\n%s\n::::",
    "facilitator": "::::{facilitator}\n\nTexto de la caja.\n%s\n::::",
    "reflection": "::::{reflection}\n:id: caja\n\nTexto de la caja.\n%s\n::::",
}


@pytest.mark.parametrize("table", [_WIDE, _SHARED], ids=["full", "shared"])
@pytest.mark.parametrize("kind", list(_BOXES))
def test_a_table_is_never_wider_than_its_box(kind: str, table: str, tmp_path: Path) -> None:
    made = guide_of("## Una lección\n\n" + _BOXES[kind] % table, tmp_path, "facilitator")
    found = _bounds(made, "Texto de la caja", "Primera")
    assert found["Primera"][0] > found["Texto de la caja"][0]


@pytest.mark.parametrize("around", ["%s", ":::::{audience} policia\n%s\n:::::"])
def test_a_table_of_many_columns_in_the_text_uses_the_margin(around: str, tmp_path: Path) -> None:
    made = guide_of("## Una lección\n\nTexto.\n\n" + around % _WIDE, tmp_path)
    found = _bounds(made, "Texto.", "Primera")
    assert found["Primera"][0] < found["Texto."][0] - 72


_TO_WRITE = """
| Paso | Quién | Plazo | Firma |
|---|---|---|---|
| Aviso | | | |
| Seguimiento %s | | | |
"""
_LONG = "con una explicación larga que llena varias líneas de la celda y que no deja nada a las demás" * 2


@pytest.mark.parametrize("make", [guide_of, aids_of], ids=["guide", "aids"])
@pytest.mark.parametrize("text", ["", _LONG], ids=["short", "long"])
def test_columns_to_write_in_are_as_wide_as_a_hand_needs(
    make: Callable[[str, Path], Path], text: str, tmp_path: Path
) -> None:
    aid = f"## Una lección\n\n::::{{job-aid}} La caja\n:id: caja\n\nTexto.\n{_TO_WRITE % text}\n::::"
    found = _bounds(make(aid, tmp_path), "Quién", "Plazo", "Firma")
    starts = [found[name][0] for name in ("Quién", "Plazo", "Firma")]
    assert starts[1] - starts[0] > 55
    assert starts[2] - starts[1] > 55


def test_what_a_cell_holds_is_not_to_write_in(tmp_path: Path) -> None:
    table = "| Uno | Dos |\n|---|---|\n| a | ![Un cuadro](img/cuadro.svg) |\n| b | ![Un cuadro](img/cuadro.svg) |\n"
    assert sum(tag.kind == "/Figure" for tag in tags(guide_of(f"## Una lección\n\n{table}", tmp_path))) == 2
