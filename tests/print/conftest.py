"""Both guides of the sample, built once: real pandoc, real Typst."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.formats.guides import build_facilitator_guide, build_participant_guide
from tests.print.sample import job, write_workspace


@pytest.fixture(scope="session")
def guides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of each guide by its name."""
    found = {}
    for name, build in (("participant", build_participant_guide), ("facilitator", build_facilitator_guide)):
        folder = tmp_path_factory.mktemp(name)
        workspace = write_workspace(folder / "workspace", facilitator=name == "facilitator")
        build(job(name), workspace, folder)
        found[name] = folder / f"muestra-1.2.0-policia-es.{name}-guide.pdf"
    return found
