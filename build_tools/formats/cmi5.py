"""cmi5 packages: the whole kit with one assignable unit per module, or one package per module."""

from __future__ import annotations

from pathlib import Path

from build_tools.formats import cmi5_structure, lom, lom_check
from build_tools.formats.base import FormatJob
from build_tools.formats.package import METADATA, Package
from build_tools.formats.package_build import Form, build_single, build_whole


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.cmi5.zip``: the kit, each module an assignable unit.

    Args:
        job: the names of the job.
        workspace: holds ``reading/``, ``media/`` and ``conf/templates/``.
        out: an empty folder.
    """
    build_whole(FORM, job, workspace, out)


def build_modules(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>-<module>.cmi5.zip`` for each module."""
    build_single(FORM, job, workspace, out)


def describe(package: Package, folder: Path) -> None:
    """Writes ``cmi5.xml`` into the root (cmi5 14.1) and the metadata, and checks both.

    Raises:
        JobError: an LMS would refuse the package.
    """
    text = lom.to_ieee(lom.of_package(package))
    lom_check.verify_ieee(text)
    (folder / METADATA).write_bytes(text)
    (folder / cmi5_structure.NAME).write_bytes(cmi5_structure.to_xml(package))
    cmi5_structure.verify(folder)


FORM = Form(store="cmi5", schemas=None, describe=describe)
