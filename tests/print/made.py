"""From what an author writes to the printed file: the real reading, pandoc and Typst."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_tools.formats import job_aids
from build_tools.formats.base import FormatJob
from build_tools.formats.guides import build_facilitator_guide, build_participant_guide
from tests.print.reading import project_of, read
from tests.print.sample import ROOT

_GUIDES = {"participant": build_participant_guide, "facilitator": build_facilitator_guide}


def workspace_of(text: str, folder: Path, *, facilitator: bool, language: str = "es") -> Path:
    """What a format is made from: the reading of a kit whose only module has a text, and our templates."""
    read(project_of({"01-uno": text}, folder / "project"), folder, facilitator=facilitator, language=language)
    workspace = folder / "w"
    for name in ("print", "office", "slides"):
        shutil.copytree(ROOT / "conf" / name, workspace / "conf" / name)
    shutil.copytree(folder / "out", workspace / "reading")
    return workspace


def guide_of(text: str, folder: Path, guide: str = "participant") -> Path:
    """The PDF of a guide whose only module has a text."""
    workspace = workspace_of(text, folder, facilitator=guide == "facilitator")
    _GUIDES[guide](_job(f"{guide}-guide"), workspace, folder)
    return folder / f"prueba-1.0.0-policia-es.{guide}-guide.pdf"


def aids_of(text: str, folder: Path) -> Path:
    """The A4 PDF of the job aids in a text."""
    job_aids.build(_job("job-aids"), workspace_of(text, folder, facilitator=False), folder)
    return folder / "prueba-1.0.0-policia-es.job-aids.pdf"


def _job(format_id: str) -> FormatJob:
    return FormatJob(f"prueba/policia/es/{format_id}", "prueba", "1.0.0", "policia", "es", format_id)
