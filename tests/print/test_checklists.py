"""What is to be ticked has a box and no bullet, whatever it is read in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from lxml import html

from build_tools.formats import docx as docx_format
from build_tools.formats import epub as epub_format
from build_tools.formats.base import FormatJob
from tests.print.made import aids_of, guide_of, workspace_of
from tests.print.pdf_structure import page_texts, tags

_AID = "## Una lección\n\n::::{job-aid} Antes de salir\n:id: antes\n\n- %s Lleva agua\n- %s Lleva mapa\n::::\n"
_TEXT = "## Una lección\n\nUn texto.\n\n- %s Lleva agua\n- %s Lleva mapa\n"
MARKS = pytest.mark.parametrize("mark", ["☐", "[ ]"])
PLACES = pytest.mark.parametrize("text", [_AID, _TEXT], ids=["aid", "text"])


@MARKS
@PLACES
@pytest.mark.parametrize("guide", ["participant", "facilitator"])
def test_guides_draw_boxes(guide: str, text: str, mark: str, tmp_path: Path) -> None:
    made = guide_of(text.replace("%s", mark), tmp_path, guide)
    (page,) = (page for page in page_texts(made) if "Lleva agua" in page)
    assert "Lleva agua Lleva mapa" in page
    assert not {"•", "☐", "["} & set(page)
    assert sum(tag.kind == "/LI" and "/TOC" not in tag.above for tag in tags(made)) >= 2


@MARKS
def test_sheets_draw_boxes(mark: str, tmp_path: Path) -> None:
    (page,) = page_texts(aids_of(_AID.replace("%s", mark), tmp_path))
    assert "Lleva agua Lleva mapa" in page
    assert not {"•", "☐", "["} & set(page)


@MARKS
@PLACES
def test_office_has_lists_of_boxes(text: str, mark: str, tmp_path: Path) -> None:
    workspace = workspace_of(text.replace("%s", mark), tmp_path, facilitator=False)
    docx_format.build(_job("docx"), workspace, tmp_path)
    document = docx.Document(str(tmp_path / "prueba-1.0.0-policia-es.docx"))
    items = [p for p in document.paragraphs if p.text.endswith(("Lleva agua", "Lleva mapa"))]
    assert [p.text for p in items] == ["Lleva agua", "Lleva mapa"]
    assert {_sign(document, p) for p in items} == {"☐"}
    assert {p.style.name for p in items} == {"Job Aid" if "job-aid" in text else "Compact"}


def _sign(document: docx.document.Document, paragraph: docx.text.paragraph.Paragraph) -> str:
    """What stands before a list's item."""
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    lists = document.part.numbering_part.element
    (number,) = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    (kind,) = lists.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    level = lists.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='0']")[0]
    return str(level.find("w:lvlText", space).get(f"{{{space['w']}}}val"))


@MARKS
@PLACES
def test_the_book_has_boxes_to_tick(text: str, mark: str, tmp_path: Path) -> None:
    epub_format.build(_job("epub"), workspace_of(text.replace("%s", mark), tmp_path, facilitator=False), tmp_path)
    with zipfile.ZipFile(tmp_path / "prueba-1.0.0-policia-es.epub") as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
        style = next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".css"))
    (page,) = (page for page in pages if b"Lleva agua" in page)
    (made,) = html.fromstring(page).xpath("//*[contains(@class, 'checklist')]/ul")
    assert [item.text_content().strip() for item in made] == ["Lleva agua", "Lleva mapa"]
    assert len(made.xpath(".//input[@type='checkbox']")) == 2
    assert ".checklist > ul { list-style: none" in style


def _job(format_id: str) -> FormatJob:
    return FormatJob(f"prueba/policia/es/{format_id}", "prueba", "1.0.0", "policia", "es", format_id)
