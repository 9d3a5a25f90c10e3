"""The participant guide to edit: a DOCX whose looks are styles, so that an institution changes them at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from build_tools import memo
from build_tools.formats.base import FormatJob, language_tag, reading_of, unread
from build_tools.formats.docx_blocks import styled_blocks
from build_tools.formats.docx_finish import finished, with_originals
from build_tools.formats.flow import Flow, contacts, flow_of
from build_tools.formats.flow_pictures import pictures_of, placed, stand_ins
from build_tools.formats.flow_walk import styled
from build_tools.formats.guides_media import assets_of
from build_tools.formats.guides_words import guide_words
from build_tools.program import code_of, tool_version
from build_tools.sphinx_ext.ast_pandoc import API_VERSION, Block, attr, element, para, plain_text, span, words
from build_tools.tools import pandoc

_REFERENCE = "build_tools.formats.docx_reference"
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
    texts = guide_words(reading["language"], "participant", unread=unread(reading))
    flow = flow_of(reading, ast, assets_of(reading, workspace), texts, writing=True)
    blocks = [
        *_front(reading, texts),
        *_contents(flow, texts),
        *(b for part in (*flow.modules, *flow.back) for b in part),
    ]
    pictures, originals = stand_ins(pictures_of(blocks, workspace, drawings=False))
    blocks = placed(blocks, pictures, sized=True)
    tag = language_tag(reading["language"])
    document = {"pandoc-api-version": API_VERSION, "meta": _meta(reading, tag), "blocks": styled_blocks(blocks)}
    with tempfile.TemporaryDirectory() as folder:
        reference, made = Path(folder) / "reference.docx", Path(folder) / "made.docx"
        reference.write_bytes(_reference(reading, texts, tag))
        pandoc.to_file(document, "docx", made, options=[f"--reference-doc={reference}", "--syntax-highlighting=none"])
        files = with_originals(made, originals)
        finished(files, out / f"{job.stem}.docx", reading, texts, tag)


def _reference(reading: Mapping[str, Any], texts: Mapping[str, str], tag: str) -> bytes:
    """The reference document, the same until the edition gets another name, version or colour."""

    def made() -> bytes:
        from build_tools.formats.docx_reference import reference_document  # noqa: PLC0415 - python-docx is slow

        return reference_document(reading, texts, tag)

    tools = [tool_version(name) for name in ("python-docx", "lxml", "pypandoc_binary")]
    about = {name: reading[name] for name in ("kit", "audience")}
    return memo.recall("docx-reference", [about, dict(texts), tag, code_of(_REFERENCE), *tools], made)


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
    lines = [
        para([span(words(f"{name}:"), attr("", ["label"])), element("Space"), *words(value)]) for name, value in facts
    ]
    title = styled("rubric", [para(words(texts["help"]))])
    numbers = contacts(reading["contacts"], texts)
    return [styled("cover-fact", lines), *([title, *numbers] if numbers else [])]


def _contents(flow: Flow, texts: Mapping[str, str]) -> list[Block]:
    """A table of contents: a field that Word fills with pages, holding the titles until then."""
    first, *rest = [_entry(level, title, ident) for level, title, ident in _titles(flow, texts)]
    begin = "".join((
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>',
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{_DEEPEST}" \\h \\z \\u </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    ))  # fmt: skip
    title = f"<w:r><w:t>{escape(texts['contents'])}</w:t></w:r>"
    lines = "".join((
        f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{title}</w:p>',
        first.replace("</w:pPr>", f"</w:pPr>{begin}", 1), *rest,
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ))  # fmt: skip
    part = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    source = f"<w:sdt><w:sdtPr>{part}</w:sdtPr><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    return [element("RawBlock", "openxml", source)]


def _titles(flow: Flow, texts: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Level, title with its number, and identifier of each heading that the contents name."""
    for module, part in enumerate((*flow.modules, *flow.back), start=1):
        lesson = 0
        for block in part:
            level = block["c"][0] if block["t"] == "Header" else _DEEPEST + 1
            if level > _DEEPEST:
                continue
            ident, names, _ = block["c"][1]
            lesson += level == _DEEPEST
            number = f"{texts['module']} {module} \u00b7 " if level == 1 else f"{module}.{lesson} "
            yield level, ("" if "back" in names else number) + plain_text(block["c"][2]), ident


def _entry(level: int, title: str, ident: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(title)}</w:t></w:r>'
    link = f'<w:hyperlink w:anchor={quoteattr(pandoc.bookmark(ident))} w:history="1">{run}</w:hyperlink>'
    return f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{link}</w:p>'
