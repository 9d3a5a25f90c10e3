"""A guide is set in parts that are bound: nobody may see it, and a word more sets one part again."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from build_tools import memo
from build_tools.errors import JobError
from build_tools.formats import guides
from build_tools.formats import parts as setting
from build_tools.formats.guides import guide_parts
from build_tools.formats.parts import Part, pdf_of
from build_tools.tools import typst
from build_tools.tools.pdf_parts import Leaves, bound
from tests.print.made import guide_of
from tests.print.pdf_structure import page_texts, tags
from tests.print.reading import project_of, read
from tests.print.sample import ROOT

_FILL = "\n\n".join(
    f"Párrafo {n}: alguien mira, anota lo que ve y no saca conclusiones antes de tiempo." for n in range(60)
)

FIRST = f"""
## Arriba

Vea {{ref}}`tab-cosas`, [](#fig-tercera) y [el módulo tres](03-tres.md). Una {{term}}`senal` {{cite}}`F1`.[^uno]

[^uno]: Nota del primero, con una {{term}}`senal`.

| Nombre | Cosa |
| --- | --- |
| uno | dos |

:::{{question}} single
:id: primera

¿Cuál?

- [x] Esta
- [ ] Otra
:::

{_FILL}

## Abajo

Vuelva a [arriba](#arriba) o siga en [](02-dos.md#medio).
"""
SECOND = f"""
(medio)=
## Medio

Otra {{term}}`senal`.[^dos] {{legal}}`Decreto 1-2000, art. 2` Vea {{ref}}`tab-cosas`.

[^dos]: Nota del segundo.

:::{{table}} Cosas
:name: tab-cosas

| Nombre | Cosa |
| --- | --- |
| tres | cuatro |
:::

{_FILL}

:::{{question}} single
:id: segunda

¿Y ahora?

- [ ] Esta
- [x] Otra
:::
"""
THIRD = f"""
## Tercero

{_FILL}

:::{{figure}} img/cuadro.svg
:alt: Cuadro
:name: fig-tercera

Pie de la figura.
:::

:::{{case}} Caso de Rosa
Texto {{cite}}`F1` y [lo del medio](02-dos.md#medio).[^tres]
:::

[^tres]: Nota del tercero.
"""


@pytest.fixture(autouse=True)
def _each_module_is_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guides, "TOGETHER", 1)


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the guides of a kit of three modules, which show much of each other, are made from."""
    folder = tmp_path_factory.mktemp("parts")
    project = project_of({"01-uno": FIRST, "02-dos": SECOND, "03-tres": THIRD}, folder / "project")
    found = {}
    for guide in ("participant", "facilitator"):
        read(project, folder / guide, facilitator=guide == "facilitator")
        found[guide] = folder / guide / "w"
        shutil.copytree(ROOT / "conf/print", found[guide] / "conf/print")
        shutil.copytree(folder / guide / "out", found[guide] / "reading")
    return found


@pytest.fixture(params=["participant", "facilitator"])
def workspace(request: pytest.FixtureRequest, workspaces: dict[str, Path]) -> Path:
    """Those of one guide."""
    return workspaces[str(request.param)]


def _parts(workspace: Path) -> list[Part]:
    return guide_parts(workspace, workspace.parent.name)


def _whole(parts: list[Part], root: Path) -> bytes:
    """The guide as one part: Typst counts, places and tags all of it."""
    body = "\n".join(part.body for part in parts)
    return pdf_of([Part("back", body, parts[0].inputs, parts[0].shown)], root)


def _outline(item: Any, pages: dict[Any, int]) -> Iterator[tuple[str, int, list[Any]]]:
    while item is not None:
        yield str(item.Title), pages[item.Dest[0].objgen], list(_outline(item.get("/First"), pages))
        item = item.get("/Next")


def _links(pdf: pikepdf.Pdf, pages: dict[Any, int]) -> Iterator[tuple[int, int, float, float]]:
    """The page of each link within the document, and where it leads: to the page by which it is called."""
    names = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())
    for at, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", ()):
            if (to := annotation.get("/Dest")) is not None:
                dest = to if isinstance(to, pikepdf.Array) else names[str(to)]
                called = re.search(r"página (\d+)$", str(annotation.Contents))
                assert called is None or int(called[1]) == pages[dest[0].objgen] + 1
                yield at, pages[dest[0].objgen], float(dest[2]), float(dest[3])


def test_a_bound_guide_is_the_whole_one_page_for_page(workspace: Path, tmp_path: Path) -> None:
    parts = _parts(workspace)
    made = {"whole": _whole(parts, workspace), "bound": pdf_of(parts, workspace)}
    seen: dict[str, list[Any]] = {}
    links: dict[str, list[float]] = {}
    for name, pdf in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
        with pikepdf.open(tmp_path / f"{name}.pdf") as opened, pypdfium2.PdfDocument(pdf) as drawn:
            pages = {page.objgen: n for n, page in enumerate(opened.pages)}
            seen[name] = [
                page_texts(tmp_path / f"{name}.pdf"),
                [bytes(page.render(scale=1).buffer) for page in drawn],
                tags(tmp_path / f"{name}.pdf"),
                list(_outline(opened.Root.Outlines.First, pages)),
                int(opened.Root.Outlines.Count),
                sorted(pikepdf.NameTree(opened.Root.Names.Dests).keys()),
            ]  # fmt: skip
            links[name] = [number for link in _links(opened, pages) for number in link]
    for one, other in zip(seen["whole"], seen["bound"], strict=True):
        assert one == other
    assert len(seen["bound"][0]) > 9
    assert links["bound"] == pytest.approx(links["whole"], abs=0.01)
    assert len(links["bound"]) > 100


def test_tags_lead_to_their_pages_and_cells_to_their_heads(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of(_parts(workspace), workspace))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        tree = pdf.Root.StructTreeRoot
        parents = dict(pikepdf.NumberTree(tree.ParentTree).items())
        for page in pdf.pages:
            assert len(parents[int(page.obj.StructParents)]) > 0
            for annotation in page.obj.get("/Annots", ()):
                assert str(parents[int(annotation.StructParent)].S) in {"/Link", "/Reference"}
        assert max(parents) < int(tree.ParentTreeNextKey)
        found = pikepdf.NameTree(tree.IDTree)
        ids = list(found.keys())
        assert len(ids) == len(set(ids))
        assert all(str(found[ident].ID) == ident for ident in ids)
        heads = [str(h) for cell in _cells(tree.K) for h in cell]
        assert heads
        assert set(heads) <= set(ids)


def _cells(node: Any) -> Iterator[list[Any]]:
    """The heads that each cell names."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _cells(child)
    elif isinstance(node, pikepdf.Dictionary):
        told = node.get("/A", ())
        for each in told if isinstance(told, pikepdf.Array) else (told,):
            if isinstance(each, pikepdf.Dictionary) and "/Headers" in each:
                yield list(each.Headers)
        if "/K" in node:
            yield from _cells(node.K)


def test_metadata_tell_of_the_whole(workspaces: dict[str, Path], tmp_path: Path) -> None:
    made = []
    for more in ("", " Y más."):
        parts = _parts(workspaces["participant"])
        parts[2] = replace(parts[2], body=parts[2].body + more)
        (tmp_path / "a.pdf").write_bytes(pdf_of(parts, workspaces["participant"]))
        with pikepdf.open(tmp_path / "a.pdf") as pdf:
            told = pdf.Root.Metadata.read_bytes().decode()
            assert f"<xmpTPg:NPages>{len(pdf.pages)}<" in told
            assert "<pdfuaid:part>1<" in told
        made.append(re.findall(r"<xmpMM:(?:Instance|Document)ID>([^<]+)<", told))
    assert made[0] != made[1]
    assert len(set(itertools.chain(*made))) == 2


def test_a_word_more_sets_one_part_again(
    workspaces: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, count, compiled = workspaces["facilitator"], itertools.count(), typst._set

    def counted(root: Path) -> bytes:
        next(count)
        return compiled(root)

    monkeypatch.setattr(typst, "_set", counted)
    parts = _parts(workspace)
    memo.use(tmp_path / "memo")
    try:
        pdf_of(parts, workspace)
        assert next(count) >= len(parts)
        before = next(count)
        parts[2] = replace(parts[2], body=parts[2].body.replace("Otra", "Una otra", 1))
        changed = pdf_of(parts, workspace)
        assert next(count) == before + 2
    finally:
        memo.use(None)
    assert changed == pdf_of(parts, workspace)


def test_what_grows_by_a_page_moves_what_follows(workspaces: dict[str, Path], tmp_path: Path) -> None:
    workspace = workspaces["participant"]
    parts = _parts(workspace)
    parts[1] = replace(parts[1], body=parts[1].body + "\n#pagebreak()\nUna página más.\n")
    made = {"whole": _whole(parts, workspace), "bound": pdf_of(parts, workspace)}
    for name, pdf in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
    assert page_texts(tmp_path / "bound.pdf") == page_texts(tmp_path / "whole.pdf")


_HEADING = """
## Según {legal}`Decreto 1-2000, art. 2`, la *otra* {term}`senal` {cite}`F1`[^nota]

Texto. Dice #anchor("x") y también ident: "otro".

## Después

Más texto.

[^nota]: Una nota.

    Con otro párrafo.
"""


@pytest.mark.parametrize("guide", ["participant", "facilitator"])
def test_contents_say_headings_without_their_notes_and_index_entries(guide: str, tmp_path: Path) -> None:
    texts = page_texts(guide_of(_HEADING, tmp_path, guide))
    (listed,) = (text for text in texts if " Contenido 1 " in f" {text}" or "Contenido Versión" in text)
    (at,) = (n for n, text in enumerate(texts, start=1) if "Dice #anchor" in text)
    assert f"1.1 Según Decreto 1-2000, art. 2, la otra senal [F1] {at} 1.2 Después {at} " in listed
    assert "Una nota." not in listed
    (index,) = (text for text in texts if text.removeprefix("Para facilitación ").startswith("Índice de términos"))
    assert f"Decreto 1-2000, art. 2 (referencia legal) {at} " in index


def test_a_heading_that_the_contents_would_miss_is_reported(workspaces: dict[str, Path]) -> None:
    parts = _parts(workspaces["participant"])
    parts[2] = replace(parts[2], body=parts[2].body + "\n#heading(level: 2)[Sin más]\n")
    with pytest.raises(JobError, match="lack a heading"):
        pdf_of(parts, workspaces["participant"])


def test_a_guide_whose_pages_never_settle_is_reported(
    workspaces: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "_ROUNDS", 1)
    with pytest.raises(JobError, match="settle"):
        pdf_of(_parts(workspaces["participant"]), workspaces["participant"])


def test_pages_that_nobody_told_of_are_not_bound(tmp_path: Path) -> None:
    pdf = typst.compile_pdf('#set document(title: "x")\n#set text(lang: "es")\nUno #pagebreak() dos', tmp_path, {})
    with pytest.raises(JobError, match="other pages"):
        bound([Leaves(pdf, pages=1)])


@pytest.mark.parametrize(
    ("changed", "again"),
    [("a", True), ("b", True), ("elsewhere/c", True), ("other", False)],
)
def test_a_document_depends_on_the_templates_that_it_imports(changed: str, again: bool, tmp_path: Path) -> None:  # noqa: FBT001
    templates = {
        "a": '#import "b.typ": *',
        "b": '#import "/elsewhere/c.typ": c',
        "elsewhere/c": "#let c = 1",
        "other": "",
    }
    for name, text in templates.items():
        (tmp_path / f"{name}.typ").parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.typ").write_text(text, "utf-8")
    before = typst.readable(tmp_path, '#import "/a.typ": *')
    (tmp_path / f"{changed}.typ").write_text(templates[changed] + "\n// más", "utf-8")
    assert (typst.readable(tmp_path, '#import "/a.typ": *') != before) == again


def test_a_document_depends_on_all_templates_where_an_import_is_worked_out(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text('#let name = "b.typ"\n#import name: *', "utf-8")
    (tmp_path / "b.typ").write_text("", "utf-8")
    assert {name for name, _ in typst.readable(tmp_path, '#import "/a.typ": *')} == {"a.typ", "b.typ"}
