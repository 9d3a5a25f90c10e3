"""The participant guide and the facilitator guide: tagged PDF/UA-1 through pandoc and Typst.

What they look like stands in ``conf/print``: the Typst template and the filter that maps our Divs
and Spans to its functions. Here is only what they hold.
"""

from __future__ import annotations

import json
from pathlib import Path

from build_tools.errors import JobError
from build_tools.tools import pandoc, typst

from .base import FormatJob, read_json
from .guides_content import guide_document
from .guides_media import assets_of
from .guides_words import guide_words

TEMPLATE = "conf/print/guide.typ"
FILTER = "conf/print/typst.lua"


def build_participant_guide(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.participant-guide.pdf``: no answers, no feedback, room to write.

    Args:
        job: names of the job.
        workspace: ``reading/`` (participants'), ``media/`` and ``conf/print/``.
        out: the folder to write to.

    Raises:
        JobError: the reading is the facilitators', or a tool refuses the content.
    """
    _build(job, workspace, out, "participant")


def build_facilitator_guide(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.facilitator-guide.pdf``: session plans, notes, answers, verification states.

    Args:
        job: names of the job.
        workspace: ``reading/`` (facilitators'), ``media/`` and ``conf/print/``.
        out: the folder to write to.

    Raises:
        JobError: the reading is the participants', or a tool refuses the content.
    """
    _build(job, workspace, out, "facilitator")


def guide_source(workspace: Path, guide: str) -> tuple[str, dict[str, str]]:
    """The Typst source of a guide and the inputs that its template wants.

    Args:
        workspace: as for the builds.
        guide: ``participant`` or ``facilitator``.
    """
    reading = read_json(workspace / "reading" / "reading.json")
    facilitating = guide == "facilitator"
    if bool(reading["facilitator"]) != facilitating:
        message = f"The {guide} guide was given the other reading."
        raise JobError(message, "Report this: the plan joins guides and readings.")
    texts = guide_words(reading["language"], guide)
    ast = read_json(workspace / "reading" / "ast.json")
    assets = assets_of(reading, workspace)
    document = guide_document(reading, ast, assets, texts, facilitating=facilitating)
    body = pandoc.to_typst(document, workspace / FILTER)
    source = f'#import "/{TEMPLATE}": *\n#show: guide\n\n{body}'
    shown = {name: asset.as_input() for name, asset in assets.items()}
    inputs = {"words": texts, "media": shown}
    return source, {"guide": guide, **{name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()}}


def _build(job: FormatJob, workspace: Path, out: Path, guide: str) -> None:
    source, inputs = guide_source(workspace, guide)
    pdf = typst.compile_pdf(source, workspace, inputs)
    (out / f"{job.stem}.{guide}-guide.pdf").write_bytes(pdf)
