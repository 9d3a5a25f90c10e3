"""The assessment pack: tests and answer sheets to copy, and their key as a file of its own."""

from __future__ import annotations

from pathlib import Path

from build_tools.tools import typst

from .assessment_pack_content import answer_sheets, sheets_document
from .assessment_pack_key import key_document, results_page
from .assessment_pack_model import papers_of
from .base import FormatJob, reading_of, unread
from .guides_words import template_words
from .sheets import assets_in
from .typeset import typst_source


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.assessment-pack.pdf`` and ``<stem>.assessment-pack.key.pdf``.

    Nothing of what is right is in the first: it is made from content that does not have it.

    Args:
        job: names of the job.
        workspace: ``reading/`` (facilitators'), ``media/`` and ``conf/print/``.
        out: the folder to write to.

    Raises:
        JobError: the reading is the participants', or a tool refuses the content.
    """
    reading, ast = reading_of(workspace, facilitator=True)
    texts = template_words(reading["language"], unread=unread(reading))
    asked = papers_of(reading, ast, texts, solved=False)
    solved = papers_of(reading, ast, texts, solved=True)
    sheets, key = sheets_document(asked), key_document(solved, reading, ast, texts)
    for name, template, document, more in (
        ("assessment-pack", "assessment-pack", sheets, {"sheets": answer_sheets(asked)}),
        ("assessment-pack.key", "assessment-key", key, {"results": results_page(solved, texts)}),
    ):
        inputs = {"words": texts, "media": assets_in(document, reading, workspace), **more}
        source, shown = typst_source(document, template, reading, inputs)
        (out / f"{job.stem}.{name}.pdf").write_bytes(typst.compile_pdf(source, workspace, shown))
