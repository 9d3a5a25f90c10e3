"""What the packages of both SCORM versions have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_tools.formats import lom
from build_tools.formats.manifest import NAME, Standard
from build_tools.formats.manifest_check import verify
from build_tools.formats.package import METADATA, Package, metadata_file
from build_tools.formats.package_build import Form


@dataclass(frozen=True, slots=True)
class Version:
    """How one SCORM version writes and checks a package."""

    standard: Standard
    to_manifest: Callable[[Package], bytes]
    to_metadata: Callable[[lom.Record], bytes]
    check_metadata: Callable[[bytes], None]


def form(store: str, version: Version) -> Form:
    """The packages of a version.

    Args:
        store: the learner runtime's adapter; the schema files are named like it.
        version: how it writes and checks.
    """
    return Form(store=store, schemas=store, describe=partial(_describe, version))


def _describe(version: Version, package: Package, folder: Path) -> None:
    """Writes ``imsmanifest.xml`` and the metadata, and checks the whole folder.

    Raises:
        JobError: an LMS would refuse the package.
    """
    records = {METADATA: lom.of_package(package)}
    if package.module is None:
        records |= {metadata_file(sco): lom.of_module(package, sco) for sco in package.scos}
    for name, record in records.items():
        text = version.to_metadata(record)
        version.check_metadata(text)
        (folder / name).write_bytes(text)
    (folder / NAME).write_bytes(version.to_manifest(package))
    verify(folder, version.standard)
