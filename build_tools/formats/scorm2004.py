"""SCORM 2004 4th edition packages: the whole kit with one SCO per module, or one package per module."""

from __future__ import annotations

from pathlib import Path

from build_tools.formats import lom, lom_check, manifest2004
from build_tools.formats.base import FormatJob
from build_tools.formats.manifest import NAME
from build_tools.formats.manifest_check import verify
from build_tools.formats.package import METADATA, Package, metadata_file
from build_tools.formats.package_build import Form, build_single, build_whole


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.scorm2004.zip``: the kit, each module a SCO.

    Args:
        job: the names of the job.
        workspace: holds ``reading/``, ``media/`` and ``conf/templates/``.
        out: an empty folder.
    """
    build_whole(FORM, job, workspace, out)


def build_modules(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>-<module>.scorm2004.zip`` for each module."""
    build_single(FORM, job, workspace, out)


def describe(package: Package, folder: Path) -> None:
    """Writes ``imsmanifest.xml`` and the metadata, and checks the whole folder.

    Raises:
        JobError: an LMS would refuse the package.
    """
    records = {METADATA: lom.of_package(package)}
    if package.module is None:
        records |= {metadata_file(sco): lom.of_module(package, sco) for sco in package.scos}
    for name, record in records.items():
        text = lom.to_ieee(record)
        lom_check.verify_ieee(text)
        (folder / name).write_bytes(text)
    (folder / NAME).write_bytes(manifest2004.to_xml(package))
    verify(folder, manifest2004.SCORM2004)


FORM = Form(store="scorm2004", schemas="scorm2004", describe=describe)
