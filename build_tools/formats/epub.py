"""The book for the phone: EPUB 3.3, written by pandoc, its package by us."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.formats.base import FormatJob, language_tag, reading_of, unread
from build_tools.formats.epub_package import Book, packed
from build_tools.formats.flow import Flow, flow_of
from build_tools.formats.flow_pictures import pictures_of, placed
from build_tools.formats.flow_walk import styled
from build_tools.formats.guides_media import assets_of
from build_tools.formats.guides_words import guide_words
from build_tools.formats.rasters import picture
from build_tools.formats.theme import palette
from build_tools.formats.walk import changed_blocks
from build_tools.sphinx_ext.ast_pandoc import API_VERSION, Block, attr, div, element, para, span, words
from build_tools.tools import pandoc

_STYLES = "conf/office/epub.css"
_DESIGN = "conf/office/cover.typ"
_COVER = f'#import "/{_DESIGN}": cover\n#cover()'
_MIDDOT = " \u00b7 "
_LESSON = 2


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.epub``: what participants read, in one file for any reading program.

    Args:
        job: names of the job.
        workspace: ``reading/`` (participants'), ``media/`` and ``conf/office/``.
        out: the folder to write to.

    Raises:
        JobError: the reading is the facilitators', a picture cannot be drawn, or pandoc refuses the content.
    """
    reading, ast = reading_of(workspace, facilitator=False)
    texts = guide_words(reading["language"], "participant", unread=unread(reading))
    flow = flow_of(reading, ast, assets_of(reading, workspace), texts, writing=False)
    blocks = [block for part in _chapters(flow, reading, texts) for block in part]
    blocks = placed(blocks, pictures_of(blocks, workspace, drawings=True), sized=False)
    tag = language_tag(reading["language"])
    document = {"pandoc-api-version": API_VERSION, "meta": _meta(reading, texts, tag), "blocks": blocks}
    cover = picture(workspace, _COVER, {"cover": json.dumps(_told(reading, texts), ensure_ascii=False)}, [_DESIGN])
    book = Book(reading, texts, tag, cover, (workspace / _STYLES).read_bytes(), edition(reading, texts))
    options = ["--split-level=1", "--toc", "--toc-depth=2", "--syntax-highlighting=none"]
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.epub"
        pandoc.to_file(document, "epub3", made, options=options)
        packed(made, out / f"{job.stem}.epub", book)


def edition(reading: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """Kit, version, audience and language in one line."""
    kit = reading["kit"]
    version = f"{texts['version']} {kit['version']}"
    return _MIDDOT.join((kit["title"], version, reading["audience"]["title"], texts["language-name"]))


def _told(reading: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    kit = reading["kit"]
    return {
        "title": kit["title"], "guide": texts["guide-title"], "audience": reading["audience"]["title"],
        "version": _MIDDOT.join((f"{texts['version-title']} {kit['version']}", texts["language-name"])),
        "colour": palette(reading["audience"]["colour"])["light"]["band"], "language": reading["language"],
    }  # fmt: skip


def _meta(reading: Mapping[str, Any], texts: Mapping[str, str], tag: str) -> dict[str, Any]:
    given = {"title": reading["kit"]["title"], "lang": tag, "toc-title": texts["contents"]}
    return {name: element("MetaInlines", words(text)) for name, text in given.items()}


def _chapters(flow: Flow, reading: Mapping[str, Any], texts: Mapping[str, str]) -> list[list[Block]]:
    """The parts of the book, each with a line at its end that says of which edition it is."""
    line = styled("edition", [para(words(edition(reading, texts)))])
    modules = [_numbered(blocks, number, texts) for number, blocks in enumerate(flow.modules, start=1)]
    about = _about(reading, texts)
    return [[*_for_screens(part), line] for part in (*modules, *flow.back, about)]


def _numbered(blocks: list[Block], module: int, texts: Mapping[str, str]) -> list[Block]:
    """Module and lessons with the numbers that they have on paper."""
    found, lesson = [], 0
    for block in blocks:
        level = block["c"][0] if block["t"] == "Header" else 0
        lesson += level == _LESSON
        number = {1: f"{texts['module']} {module}", _LESSON: f"{module}.{lesson}"}.get(level)
        found.append(_with_number(block, number) if number else block)
    return found


def _with_number(header: Block, number: str) -> Block:
    level, attributes, title = header["c"]
    return element("Header", level, attributes, [span(words(number), attr("", ["number"])), element("Space"), *title])


def _for_screens(blocks: list[Block]) -> list[Block]:
    """A table that is wider than the screen scrolls alone, not the page with it; figures can be led to."""
    found: list[Block] = changed_blocks(blocks, _for_screen)
    return found


def _for_screen(block: Block) -> Block:
    if block["t"] == "Table":
        return styled("table", [block])
    if block["t"] == "Figure" and block["c"][0][0]:
        (ident, names, pairs), *rest = block["c"]
        # Names that begin with a digit get a prefix from pandoc 3.9 in links and in all else, but not in figures.
        return div([element("Figure", ["", names, pairs], *rest)], attr(ident))
    return block


def _about(reading: Mapping[str, Any], texts: Mapping[str, str]) -> list[Block]:
    kit = reading["kit"]
    facts = [
        (texts["audience"], reading["audience"]["title"]),
        (texts["version-title"], kit["version"]),
        (texts["language"], texts["language-name"]),
        *([(texts["date"], kit["released"])] if kit.get("released") else []),
    ]
    lines = [
        [element("Plain", [element("Strong", words(f"{name}:")), element("Space"), *words(value)])]
        for name, value in facts
    ]
    return [
        element("Header", 1, attr("about-book", ["back"]), words(texts["about-book"])),
        para(words(f"{kit['title']}. {kit['description']}")),
        element("BulletList", lines),
        para(words(f"{texts['accessible']} {texts['accessible-order']}")),
    ]
