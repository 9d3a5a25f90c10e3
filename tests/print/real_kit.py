"""The reading of the real kit, as the plan makes it; nothing of its media assets is encoded for that."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

from build_tools.load import load
from build_tools.plan import plan
from tests.print.sample import ROOT


def write_real(folder: Path, edition: str, format_: str) -> Path:
    """A workspace for a format of an edition of the repository's own content, without its media assets.

    Args:
        folder: gets it.
        edition: such as ``fundamentos/policia/es``.
        format_: which decides on the reading.
    """
    catalogue, _ = load(ROOT)
    jobs = {job.id: job for job in plan(catalogue, [f"{edition}/{format_}"]).jobs}
    job = next(jobs[name] for name in jobs[f"{edition}/{format_}"].needs if name.endswith("reading"))
    workspace, out = folder / "around" / "workspace", folder / "reading"
    for given in job.inputs:
        target = workspace / given.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if given.data is None:
            shutil.copyfile(ROOT / str(given.file), target)
        else:
            target.write_bytes(given.data)
    out.mkdir()
    module, _, name = job.step.partition(":")
    getattr(importlib.import_module(module), name)(dict(job.options), workspace, out)
    shutil.copytree(ROOT / "conf" / "print", folder / "conf" / "print")
    return folder
