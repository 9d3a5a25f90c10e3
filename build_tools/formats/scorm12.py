"""SCORM 1.2 packages: the whole kit with one SCO per module, or one package per module."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.formats import manifest
from build_tools.formats.archive import write_zip
from build_tools.formats.base import FormatJob
from build_tools.formats.files import write_module, write_shared
from build_tools.formats.manifest import Package, Sco
from build_tools.formats.pages import Look, Pages
from build_tools.learner.assets import asset

Module = Mapping[str, Any]


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.scorm12.zip``: the kit, each module a SCO.

    Args:
        job: the names of the job.
        workspace: holds ``reading/``, ``media/`` and ``conf/templates/``.
        out: an empty folder.
    """
    pages = _pages(workspace)
    identifier = f"{job.kit}.{job.audience}.{job.language}"
    _write_package(pages, pages.modules, identifier, pages.reading["kit"]["title"], out / f"{job.stem}.scorm12.zip")


def build_modules(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>-<module>.scorm12.zip`` for each module, for LMSs with small uploads."""
    pages = _pages(workspace)
    for module in pages.modules:
        identifier = f"{job.kit}.{module['id']}.{job.audience}.{job.language}"
        _write_package(pages, [module], identifier, module["title"], out / f"{job.stem}-{module['id']}.scorm12.zip")


def _pages(workspace: Path) -> Pages:
    return Pages(workspace, Look(store="scorm12", linked=False))


def _write_package(pages: Pages, modules: Sequence[Module], identifier: str, title: str, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        shared = [*write_shared(pages, folder), *_copy_schemas(folder)]
        scos = [Sco(m["id"], m["title"], tuple(write_module(pages, m, folder))) for m in modules]
        kit = pages.reading["kit"]
        package = Package(identifier, kit["id"], kit["version"], title, tuple(scos), tuple(shared))
        (folder / manifest.NAME).write_bytes(manifest.to_xml(package))
        manifest.verify(folder)
        write_zip(target, folder)


def _copy_schemas(folder: Path) -> list[str]:
    """An LMS may validate the manifest without a network: the schema files stand in the root."""
    schemas = sorted(asset("schemas/scorm12").glob("*.xsd"))
    for schema in schemas:
        shutil.copyfile(schema, folder / schema.name)
    return [schema.name for schema in schemas]
