"""What both files are made from: numbers, references, boxes; and that nothing outside reaches their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import JobError
from build_tools.formats.archive import write_files
from build_tools.formats.docx_blocks import faced, styled_blocks
from build_tools.formats.flow import flow_of
from build_tools.formats.flow_walk import bare
from build_tools.formats.guides_media import assets_of
from build_tools.formats.guides_words import guide_words
from build_tools.formats.walk import elements
from build_tools.sphinx_ext.ast_pandoc import (
    Block,
    attr,
    cell,
    div,
    element,
    para,
    plain,
    plain_text,
    row,
    table,
    words,
)
from tests.office.conftest import office_workspace
from tests.print.sample import reading
from tests.support.elsewhere import made_twice


def _flow(blocks: list[Block], tmp_path: Path, *, writing: bool = True) -> list[Block]:
    about = reading(facilitator=False, language="es")
    about["modules"] = about["modules"][1:]
    tree = {"modules": {"02-segundo": blocks}, "glossary": [], "sources": []}
    assets = assets_of(reading(facilitator=False, language="es"), office_workspace(tmp_path / "w"))
    return flow_of(about, tree, assets, guide_words("es", "participant"), writing=writing).modules[0]


def _figure(ident: str, caption: str, number: str = "") -> Block:
    image = element("Image", attr(), words("alt"), ["pictures/cuadro.svg", ""])
    return element(
        "Figure", attr(ident, number=number), [None, [plain(words(caption))] if caption else []], [plain([image])]
    )


def _reference(ident: str, number: str, kind: str = "figure") -> Block:
    about = attr("", ["numbered"], kind=kind, number=number)
    return para([element("Link", about, words("La leyenda"), [f"#{ident}", ""])])


def test_captions_and_references_say_the_number_that_the_reading_gave(tmp_path: Path) -> None:
    wide = table(
        (None,),
        [row([cell([plain(words("A"))])])],
        [],
        caption=[plain(words("Cifras"))],
        attributes=attr("t", number="1"),
    )
    blocks = [
        _reference("b", "2"),
        _figure("a", "Uno", "1"),
        div([], attr("", ["media"], media="foto")),
        _figure("none", "Sin número"),
        wide,
    ]
    found = _flow([*blocks, _figure("b", "Dos", "2"), _reference("t", "1", "table")], tmp_path)
    captions = [plain_text(f["c"][1][1]) for kind in ("Figure", "Table") for f in elements(found, kind)]
    assert captions == [
        "Figura\u00a01: Uno",
        "La foto",
        "Sin número",
        "Figura\u00a02: Dos",
        "Tabla\u00a01: Cifras",
    ]
    assert [plain_text(link["c"][1]) for link in elements(found, "Link")] == [
        "Figura\u00a02",
        "Tabla\u00a01",
    ]


def test_a_reference_to_a_figure_is_a_field_that_follows_its_number(tmp_path: Path) -> None:
    found = styled_blocks(_flow([_figure("b", "Dos", "1"), _reference("b", "1")], tmp_path))
    mark, field = (raw["c"][1] for raw in elements(found, "RawInline"))
    assert 'w:name="_Figura_1"' in mark
    assert 'w:instr=" REF _Figura_1 \\h "' in field
    assert "Figura\u00a01" in field


def test_a_job_aid_is_a_box_of_its_own(tmp_path: Path) -> None:
    title = div([plain(words("Primer contacto"))], attr("", ["box-title"]))
    aid = div([title, para(words("Escuche."))], attr("02-segundo--aid", ["job-aid"], name="aid", line="7"))
    found = _flow([aid], tmp_path)[-1]
    assert found["c"][0] == ["02-segundo--aid", ["box", "box-job-aid"], []]
    assert plain_text(found["c"][1]) == "Ayuda de trabajo · Primer contactoEscuche."
    styles = [dict(d["c"][0][2]).get("custom-style") for d in elements(styled_blocks([found]), "Div")]
    assert [style for style in styles if style] == ["Job Aid Title", "Job Aid"]


def test_facilitation_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="facilitator content"):
        _flow([div([], attr("", ["box", "box-facilitator"]))], tmp_path)


@pytest.mark.parametrize(("writing", "blanks"), [(True, 3), (False, 0)])
def test_there_is_room_to_write_only_where_people_can_write(tmp_path: Path, *, writing: bool, blanks: int) -> None:
    reflection = div([para(words("¿Y usted?"))], attr("", ["reflection"], name="r", lines="3"))
    found = _flow([reflection], tmp_path, writing=writing)
    lines = [d for d in elements(found, "Div") if "writing-line" in d["c"][0][1]]
    assert len(lines) == blanks


def test_attributes_of_builds_are_taken_away() -> None:
    given = div([para([])], attr("x", ["case"], state="index", lang="fr", source="F1"))
    assert bare(given)["c"][0] == ["x", ["case"], [["lang", "fr"]]]


def test_bold_within_italic_keeps_both() -> None:
    found = faced([element("Emph", [element("Strong", words("a")), *words(" b")])])
    styles = [dict(s["c"][0][2])["custom-style"] for s in elements(found, "Span")]
    assert styles == ["Emphasis", "Intense Emphasis"]


def test_paragraphs_of_a_list_in_a_box_have_the_boxs_style() -> None:
    items = element("BulletList", [[plain(words("a"))]])
    found = styled_blocks(div([items], attr("", ["box", "box-case"])))
    assert [dict(d["c"][0][2]).get("custom-style") for d in elements(found, "Div")] == [None, "Case"]


def test_archives_keep_their_order(tmp_path: Path) -> None:
    write_files(tmp_path / "a.zip", {"z": b"1", "a.txt": b"1" * 99}, plain=frozenset({"z"}))
    data = (tmp_path / "a.zip").read_bytes()
    assert data[30:32] == b"z1"
    assert data.index(b"a.txt") > data.index(b"z1")
    assert b"1" * 99 not in data


@pytest.mark.parametrize("format_id", ["docx", "epub"])
def test_same_bytes_in_any_folder_zone_locale_and_hash_seed(format_id: str, tmp_path: Path) -> None:
    code = (
        "from tests.office.conftest import built, office_workspace;"
        f"built({format_id!r}, office_workspace(folder / 'w'), folder)"
    )
    first, second = made_twice(code, tmp_path, f"*.{format_id}")
    assert len(first) == 1
    assert first == second
