"""The pages themselves: fonts, letters, links, and that nothing leaves a page or stands alone on it."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst

from build_tools.errors import JobError
from build_tools.formats.guides import build_participant_guide
from build_tools.sphinx_ext import ast
from tests.print.pdf_pages import LABELS, collisions
from tests.print.pdf_structure import page_texts
from tests.print.sample import job, parse, write_workspace

BOTH = pytest.mark.parametrize("name", ["participant", "facilitator"])
SPANISH = "áéíóúüñ ÁÉÍÓÚÜÑ ¿¡«»"
FRENCH = "àâæçèéêëîïôœùûüÿ ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸ"
GARIFUNA = "ñü ÑÜ áéíóú Ganiñu lúma würi"
MISKITO = "âîû ÂÎÛ Yawan bîla aisisa"


def _built(folder: Path, text: str) -> Path:
    """The participant guide of the sample, whose second module has this text."""
    workspace = write_workspace(folder / "w")
    file = workspace / "reading" / "ast.json"
    content = json.loads(file.read_text("utf-8"))
    content["modules"]["02-segundo"] = ast.module_blocks(parse(f"{text}\n(cierre)=\n## Fin\n"), "02-segundo")
    file.write_text(json.dumps(content), "utf-8")
    build_participant_guide(job("participant"), workspace, folder)
    return next(folder.glob("*.pdf"))


@BOTH
def test_all_fonts_are_embedded(guides: dict[str, Path], name: str) -> None:
    with pikepdf.open(guides[name]) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert len(fonts) >= 2  # upright and italic
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
        assert all("SourceSans3" in str(font.FontName) for font in fonts)


def test_the_font_has_the_letters_of_the_languages_of_honduras_and_french(tmp_path: Path) -> None:
    letters = (SPANISH, FRENCH, GARIFUNA, MISKITO)
    whole = " ".join(page_texts(_built(tmp_path, "## Letras\n\n" + "\n\n".join(letters))))
    assert [line for line in letters if line not in whole] == []


def test_a_letter_that_the_font_lacks_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="漢") as caught:
        _built(tmp_path, "## Letras\n\nEsto es 漢.\n")
    assert caught.value.remedy


@BOTH
def test_every_link_says_where_it_leads(guides: dict[str, Path], name: str) -> None:
    with pikepdf.open(guides[name]) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        assert len(links) > 10
        assert all(str(link.get("/Contents", "")).strip() for link in links)
        assert {"/StructParent"} <= set.intersection(*(set(link.keys()) for link in links))


@BOTH
def test_nothing_stands_outside_of_its_page(guides: dict[str, Path], name: str) -> None:
    seen = 0
    for page in pypdfium2.PdfDocument(guides[name]):
        width, height = page.get_size()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8):
            left, bottom, right, top = item.get_bounds()
            assert -1 <= left <= right <= width + 1
            assert -1 <= bottom <= top <= height + 1
            seen += 1
    assert seen > 100


@BOTH
def test_no_label_is_set_over_another(guides: dict[str, Path], name: str) -> None:
    assert collisions(guides[name], LABELS) == []


@pytest.mark.parametrize(("below", "met"), [(4, [1]), (16, [])])
def test_what_is_set_over_something_else_is_found(tmp_path: Path, below: int, met: list[int]) -> None:
    file = tmp_path / "two.pdf"
    file.write_bytes(typst.compile(f"#place[Uno]\n#place(dy: {below}pt)[Dos]".encode(), format="pdf"))
    assert [number for number, *_ in collisions(file, LABELS)] == met


def test_no_heading_is_the_last_line_of_a_page(tmp_path: Path) -> None:
    """Lessons of all lengths, so that some of the 90 headings come to a page's end."""
    lessons = [
        f"## Encabezado {n}\n\n"
        + "\n\n".join(["Un párrafo que dice algo."] * (n % 7 + 1))
        + f"\n\n### Debajo {n}\n\nMás.\n"
        for n in range(45)
    ]
    pages = pypdfium2.PdfDocument(_built(tmp_path, "\n".join(lessons)))
    checked = 0
    for page in pages:
        lines = [line.strip() for line in page.get_textpage().get_text_bounded().splitlines() if line.strip()]
        body = [line for line in lines if "versión 1.2.0" not in line and " / " not in line]
        if any(line.startswith(("Encabezado", "Debajo")) for line in body):
            assert not body[-1].startswith(("Encabezado", "Debajo"))
            checked += 1
    assert checked > 5


@BOTH
def test_no_page_is_blank(guides: dict[str, Path], name: str) -> None:
    for page in list(pypdfium2.PdfDocument(guides[name]))[1:]:
        height = page.get_height()
        items = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8)
        inside = [item for item in items if height * 0.1 < item.get_bounds()[1] < height * 0.92]
        assert inside


@BOTH
def test_text_comes_in_the_order_of_the_page(guides: dict[str, Path], name: str) -> None:
    text = next(text for text in page_texts(guides[name]) if "Módulo 1" in text)
    order = ["Módulo 1", "Antes de comenzar", "Texto de entrada", "Mire la Figura 1", "Definir.", "Puede parar."]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


@BOTH
def test_references_by_number_name_figure_and_page(guides: dict[str, Path], name: str) -> None:
    pages = page_texts(guides[name])
    shown = {
        kind: next(n for n, text in enumerate(pages, start=1) if f"{kind} 1: " in text) for kind in ("Figura", "Tabla")
    }
    expected = f"Mire la Figura 1 (pág. {shown['Figura']}) y la Tabla 1 (pág. {shown['Tabla']})."
    assert expected in " ".join(pages)
    there = next(n for n, text in enumerate(pages, start=1) if "Módulo 2" in text)
    assert f"el segundo (pág. {there}) y el cierre (pág. {there})." in " ".join(pages)
