"""The participant guide to edit: a DOCX whose looks are styles, so that an institution changes them at once."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from build_tools.formats.base import FormatJob, language_tag, reading_of
from build_tools.formats.docx_blocks import styled_blocks
from build_tools.formats.docx_finish import finished
from build_tools.formats.docx_reference import reference_document
from build_tools.formats.flow import Flow, contacts, flow_of
from build_tools.formats.flow_pictures import pictures_of, placed
from build_tools.formats.flow_walk import styled
from build_tools.formats.guides_media import assets_of
from build_tools.formats.guides_words import guide_words
from build_tools.sphinx_ext.ast_pandoc import API_VERSION, Block, element, para, plain_text, span, attr, words
from build_tools.tools import pandoc

_DEEPEST = 2
"""Levels of headings in the contents: modules and lessons."""


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.docx``: what participants read, without answers or feedback, with room to write.

    Args:
        job: names of the job.
        workspace: ``reading/`` (participants'), ``media/`` and ``conf/print/svg.typ``.
        out: the folder to write to.

    Raises:
        JobError: the reading is the facilitators', a picture cannot be drawn, or pandoc refuses the content.
    """
    reading, ast = reading_of(workspace, facilitator=False)
    texts = guide_words(reading["language"], "participant")
    flow = flow_of(reading, ast, assets_of(reading, workspace), texts, writing=True)
    blocks = [*_front(reading, texts), *_contents(flow, texts), *(b for part in (*flow.modules, *flow.back) for b in part)]
    blocks = placed(blocks, pictures_of(blocks, workspace, drawings=False), sized=True)
    tag = language_tag(reading["language"])
    document = {"pandoc-api-version": API_VERSION, "meta": _meta(reading, tag), "blocks": styled_blocks(blocks)}
    with tempfile.TemporaryDirectory() as folder:
        reference, made = Path(folder) / "reference.docx", Path(folder) / "made.docx"
        reference.write_bytes(reference_document(reading, texts, tag))
        pandoc.to_file(document, "docx", made, options=[f"--reference-doc={reference}", "--syntax-highlighting=none"])
        finished(made, out / f"{job.stem}.docx", reading, texts, tag)


def _meta(reading: Mapping[str, Any], tag: str) -> dict[str, Any]:
    kit = reading["kit"]
    texts = {"title": kit["title"], "subtitle": kit["description"], "lang": tag}
    return {name: element("MetaInlines", words(text)) for name, text in texts.items()}


def _front(reading: Mapping[str, Any], texts: Mapping[str, str]) -> list[Block]:
    """What the document is, for whom, and where help is."""
    kit = reading["kit"]
    minutes = sum(module["duration"] for module in reading["modules"])
    facts = (
        (texts["audience"], reading["audience"]["title"]),
        (texts["version-title"], kit["version"]),
        (texts["language"], texts["language-name"]),
        (texts["duration"], texts["minutes-long"].replace("%d", str(minutes))),
    )
    lines = [para([span(words(name), attr("", ["label"])), element("Space"), *words(value)]) for name, value in facts]
    title = styled("rubric", [para(words(texts["help"]))])
    numbers = contacts(reading["contacts"], texts)
    return [styled("cover-fact", lines), *([title, *numbers] if numbers else [])]


def _contents(flow: Flow, texts: Mapping[str, str]) -> list[Block]:
    """A table of contents: a field that Word fills with pages, holding the titles until then."""
    entries = [
        (block["c"][0], plain_text(block["c"][2]), block["c"][1][0])
        for part in (*flow.modules, *flow.back)
        for block in part
        if block["t"] == "Header" and block["c"][0] <= _DEEPEST
    ]
    lines = [_entry(level, title, pandoc.bookmark(ident)) for level, title, ident in entries]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' TOC \\o "1-2" \\h \\z \\t "Unnumbered Heading;1" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    heading = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>{escape(texts["contents"])}</w:t></w:r></w:p>'
    first, *rest = lines
    body = first.replace("</w:pPr>", f"</w:pPr>{begin}", 1) + "".join(rest) + end
    part = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    sdt = f"<w:sdt><w:sdtPr>{part}</w:sdtPr><w:sdtContent>{heading}{body}</w:sdtContent></w:sdt>"
    return [element("RawBlock", "openxml", sdt)]


def _entry(level: int, title: str, bookmark: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(title)}</w:t></w:r>'
    link = f'<w:hyperlink w:anchor={quoteattr(bookmark)} w:history="1">{run}</w:hyperlink>'
    return f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{link}</w:p>'
