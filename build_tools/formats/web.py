"""The offline website: a folder that opens from a disk, a USB stick or any static host, and its zip."""

from __future__ import annotations

from pathlib import Path

from build_tools.formats.archive import write_zip
from build_tools.formats.base import FormatJob
from build_tools.formats.files import write, write_module, write_recordings, write_shared
from build_tools.formats.pages import Look, Pages


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``web/`` and ``<stem>.web.zip``.

    Args:
        job: the names of the job.
        workspace: holds ``reading/``, ``media/`` and ``conf/templates/``.
        out: an empty folder.
    """
    pages = Pages(workspace, Look(store="standalone", linked=True))
    folder = out / "web"
    folder.mkdir()
    write_shared(pages, folder)
    write(folder / "index.html", pages.home())
    for module in pages.modules:
        write_module(pages, module, folder)
    write_recordings(pages, folder)
    write_zip(out / f"{job.stem}.web.zip", folder)
