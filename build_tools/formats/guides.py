"""The participant guide and the facilitator guide: tagged PDF/UA-1 through pandoc and Typst.

What they look like stands in ``conf/print``, the Typst templates; `typst_blocks` maps our Divs and Spans to
their functions. Here is only what they hold.
"""

from __future__ import annotations

from pathlib import Path

from build_tools.tools import typst

from .base import FormatJob, reading_of, unread
from .guides_content import guide_content
from .guides_media import assets_of
from .guides_words import guide_words
from .typeset import typst_source


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
    facilitating = guide == "facilitator"
    reading, ast = reading_of(workspace, facilitator=facilitating)
    texts = guide_words(reading["language"], guide, unread=unread(reading))
    assets = assets_of(reading, workspace)
    content = guide_content(reading, ast, assets, texts, facilitating=facilitating)
    shown = {name: asset.as_input() for name, asset in assets.items()}
    inputs = {"guide": guide, "words": texts, "media": shown, "facts": content.facts}
    return typst_source(content.document, "guide", reading, inputs)


def _build(job: FormatJob, workspace: Path, out: Path, guide: str) -> None:
    source, inputs = guide_source(workspace, guide)
    pdf = typst.compile_pdf(source, workspace, inputs)
    (out / f"{job.stem}.{guide}-guide.pdf").write_bytes(pdf)
