"""Job aids: a PDF for each size of paper, a page for each aid.

What they look like, and how large they can be set, ``conf/print/job-aids.typ`` decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.findings import Code, ContentError, Finding
from build_tools.model import Location
from build_tools.tools import typst
from build_tools.tools.pdf_parts import Leaves, bound

from .base import FormatJob, reading_of, unread
from .guides_words import template_words
from .job_aids_content import aid_titles, aids_documents
from .sheets import assets_in
from .typeset import typst_source

PAPERS = {"a4": ("", "A4"), "us-letter": (".letter", "letter")}
"""Typst's name of each paper -> what the file's name says of it, and what people call it."""

_TOO_LONG = "too-long"
"""How the template labels its notes, and says why it stops."""


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.job-aids.pdf`` (A4) and ``<stem>.job-aids.letter.pdf``.

    Args:
        job: names of the job.
        workspace: ``reading/`` (participants'), ``media/`` and ``conf/print/``.
        out: the folder to write to.

    Raises:
        ContentError: an aid is longer than a page in the smallest size of type.
        JobError: the reading is the facilitators', or a tool refuses the content.
    """
    reading, ast = reading_of(workspace, facilitator=False)
    texts = template_words(reading["language"], unread=unread(reading))
    # Aids show nothing of each other: those of a module are set alone, and again only when one of them changes.
    sources = [
        typst_source(document, "job-aids", reading, {"words": texts, "media": assets_in(document, reading, workspace)})
        for document in aids_documents(reading, ast, texts)
    ]
    files = typst.readable(workspace, "".join(source for source, _ in sources))
    try:
        for paper, (mark, _) in PAPERS.items():
            made = [typst.compile_pdf(source, workspace, shown | {"paper": paper}, files) for source, shown in sources]
            (out / f"{job.stem}.job-aids{mark}.pdf").write_bytes(bound([Leaves(pdf) for pdf in made]))
    except JobError as error:
        if _TOO_LONG not in error.message or not (noted := _too_long(sources, workspace, files)):
            raise
        places = aid_titles(reading, ast)
        raise ContentError(tuple(_finding(job, places[name], *note) for name, note in noted.items())) from error


def _too_long(
    sources: Sequence[tuple[str, Mapping[str, str]]], workspace: Path, files: typst.Files
) -> dict[str, tuple[Mapping[str, Any], str]]:
    """Of each aid that is too long what the template notes on the paper where it is longest, and that paper.

    This sets all aids once more, which a build where each fits need not do.
    """
    found: dict[str, tuple[Mapping[str, Any], str]] = {}
    for (source, shown), (paper, (_, name)) in product(sources, PAPERS.items()):
        for note in typst.noted(source, workspace, {**shown, "paper": paper, "noting": "yes"}, _TOO_LONG, files):
            if note["lines"] > found.get(note["name"], ({"lines": 0}, ""))[0]["lines"]:
                found[note["name"]] = (note, name)
    return found


def _finding(job: FormatJob, place: tuple[str, int, str], note: Mapping[str, Any], paper: str) -> Finding:
    module, line, title = place
    edition = f"{job.kit}/{job.audience}/{job.language}"
    values = {"title": title, "lines": note["lines"], "size": f"{note['size']:g}", "paper": paper, "edition": edition}
    return Finding(Code.JOB_AID_TOO_LONG, Location(f"kits/{job.kit}/{module}.md", line, 1), values)
