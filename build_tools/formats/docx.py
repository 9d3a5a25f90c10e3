"""The participant guide to edit: a DOCX whose looks are styles, so that an institution changes them at once."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from babel import Locale

from build_tools.formats.base import FormatJob, reading_of
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
    tag = "es-HN" if reading["language"] == "es" else str(reading["language"])
    document = {"pandoc-api-version": API_VERSION, "meta": _meta(reading, tag), "blocks": styled_blocks(blocks)}
    with tempfile.TemporaryDirectory() as folder:
        reference, made = Path(folder) / "reference.docx", Path(folder) / "made.docx"
        reference.write_bytes(reference_document(reading, texts, tag))
        pandoc.to_file(document, "docx", made, options=[f"--reference-doc={reference}", "--syntax-highlighting=none"])
        finished(made, out / f"{job.stem}.docx", reading, texts, tag)
