"""Documents need no rendition of a recording: what they show of it is made in a step of its own."""

from __future__ import annotations

import pytest

from build_tools.formats.registry import FORMATS
from build_tools.load import load
from build_tools.model import Job
from build_tools.plan import plan
from tests.support.project import REPOSITORY

_EDITION = "fundamentos/policia/es"
_RUNGS = {"240p", "480p", "720p"}
_TELL_SIZES = {"facilitator-guide"}


def _jobs(format_: str) -> dict[str, Job]:
    catalogue, _ = load(REPOSITORY)
    return {job.id: job for job in plan(catalogue, [f"{_EDITION}/{format_}"]).jobs}


@pytest.mark.parametrize("format_", [f.id for f in FORMATS if f.carrier is None and f.id not in _TELL_SIZES])
def test_a_document_waits_for_texts_alone(format_: str) -> None:
    jobs = _jobs(format_)
    assert not _RUNGS & {name.rpartition("/")[2] for name in jobs}
    asked = [i.made for i in jobs[f"{_EDITION}/{format_}"].inputs if i.made and i.made.startswith("media/")]
    assert "media/senales-de-alerta/es/texts" in asked
    assert "media/foto-que-delata/es" in asked  # a picture has one step


@pytest.mark.parametrize("format_", ["web", "scorm12", "cmi5", *_TELL_SIZES])
def test_what_carries_renditions_or_tells_their_sizes_waits_for_all(format_: str) -> None:
    jobs = _jobs(format_)
    asked = {i.made for i in jobs[f"{_EDITION}/{format_}"].inputs}
    assert "media/senales-de-alerta/es" in asked
    made = {i.made for i in jobs["media/senales-de-alerta/es"].inputs}
    assert made == {f"media/senales-de-alerta/es/{name}" for name in ("texts", "sound", *_RUNGS)}


def test_each_job_stands_behind_those_that_it_needs() -> None:
    catalogue, _ = load(REPOSITORY)
    seen: set[str] = set()
    for job in plan(catalogue, [f"{_EDITION}/*"]).jobs:
        assert {i.made for i in job.inputs if i.made} <= seen
        seen.add(job.id)
