"""The sample's DOCX and EPUB, built once: real pandoc, real Typst."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from build_tools.formats import docx as docx_format
from build_tools.formats import epub as epub_format
from build_tools.formats.base import FormatJob
from tests.print.sample import ROOT, write_workspace

BUILDS = {"docx": docx_format.build, "epub": epub_format.build}


def office_workspace(folder: Path, *, facilitator: bool = False, language: str = "es") -> Path:
    """The sample's workspace with what these formats read besides."""
    workspace = write_workspace(folder, facilitator=facilitator, language=language)
    shutil.copytree(ROOT / "conf" / "office", workspace / "conf" / "office")
    return workspace


def without_day(workspace: Path) -> Path:
    """The same workspace, whose kit does not say when its version came out."""
    file = workspace / "reading" / "reading.json"
    reading = json.loads(file.read_text("utf-8"))
    del reading["kit"]["released"]
    file.write_text(json.dumps(reading, ensure_ascii=False), "utf-8")
    return workspace


def built(format_id: str, workspace: Path, out: Path) -> Path:
    """The file that a format makes of a workspace."""
    out.mkdir(parents=True, exist_ok=True)
    job = FormatJob(f"muestra/policia/es/{format_id}", "muestra", "1.2.0", "policia", "es", format_id)
    BUILDS[format_id](job, workspace, out)
    return out / f"muestra-1.2.0-policia-es.{format_id}"


@pytest.fixture(scope="session")
def docx_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The DOCX of the sample."""
    folder = tmp_path_factory.mktemp("docx")
    return built("docx", office_workspace(folder / "w"), folder)


@pytest.fixture(scope="session")
def epub_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The EPUB of the sample."""
    folder = tmp_path_factory.mktemp("epub")
    return built("epub", office_workspace(folder / "w"), folder)


@pytest.fixture(scope="session")
def book(epub_file: Path) -> Path:
    """The EPUB of the sample as a folder."""
    folder = epub_file.parent / "book"
    with zipfile.ZipFile(epub_file) as archive:
        archive.extractall(folder)
    return folder
