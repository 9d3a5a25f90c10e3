"""The participant guide and the facilitator guide: tagged PDF/UA-1 through pandoc and Typst.

What they look like stands in ``conf/print``, the Typst templates; `typst_blocks` maps our Divs and Spans to
their functions. Here is only what they hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools import memo
from build_tools.digests import sha256_file
from build_tools.program import code_of, tool_version

from .base import FormatJob, read_json, reading_of, unread
from .guides_content import guide_content
from .guides_facts import idents_in
from .guides_media import assets_of
from .guides_words import guide_words
from .parts import Part, as_json, parts_from, pdf_of
from .typeset import shown_inputs, typst_bodies

TOGETHER = 4
"""Modules to a part: Typst sets them beside each other, on all cores, and a word more sets no others again."""
_TOOLS = ("pypandoc_binary", "segno", "babel")
"""What the parts of a guide depend on, before Typst sets them."""


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


def guide_parts(workspace: Path, guide: str) -> list[Part]:
    """The parts of a guide: front, modules, back matter; remembered by what they are made from.

    Args:
        workspace: as for the builds.
        guide: ``participant`` or ``facilitator``.
    """
    reading = read_json(workspace / "reading" / "reading.json")
    texts = guide_words(reading["language"], guide, unread=unread(reading))
    files = sorted(file for name in ("reading", "media") for file in (workspace / name).rglob("*.json"))
    read = [(file.relative_to(workspace).as_posix(), sha256_file(file)) for file in files]
    key = [guide, texts, read, code_of(__name__), *map(tool_version, _TOOLS)]
    made = memo.recall("guide", key, lambda: as_json(_parts(workspace, guide, texts)))
    return parts_from(made)


def _parts(workspace: Path, guide: str, texts: Mapping[str, str]) -> list[Part]:
    facilitating = guide == "facilitator"
    reading, ast = reading_of(workspace, facilitator=facilitating)
    assets = assets_of(reading, workspace)
    content = guide_content(reading, ast, assets, texts, facilitating=facilitating)
    shown = {name: asset.as_input() for name, asset in assets.items()}
    inputs = {"guide": guide, "words": texts, "media": shown}
    of_modules = shown_inputs(reading, inputs)
    # What the guide says of itself changes with each module; modules show nothing of it.
    of_guide = shown_inputs(reading, {**inputs, "facts": content.facts})
    names = tuple(sorted(set(idents_in(content.facts))))
    bodies = typst_bodies(content.document)
    modules = [body for kind, body in bodies if kind == "module"]
    together = [modules[at : at + TOGETHER] for at in range(0, len(modules), TOGETHER)]
    return [
        Part("front", "#front()", of_guide, names),
        *(Part("modules", "\n".join(found), of_modules, modules=len(found)) for found in together),
        *(Part("back", body, of_guide, names) for kind, body in bodies if kind != "module"),
    ]


def _build(job: FormatJob, workspace: Path, out: Path, guide: str) -> None:
    pdf = pdf_of(guide_parts(workspace, guide), workspace)
    (out / f"{job.stem}.{guide}-guide.pdf").write_bytes(pdf)
