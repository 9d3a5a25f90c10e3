"""cmi5 packages: the whole kit with one assignable unit per module, or one package per module."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from build_tools.formats import cmi5_structure, lom, lom_check
from build_tools.formats.package import METADATA, Package
from build_tools.formats.package_build import Form, build_single, build_whole


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

build = partial(build_whole, FORM)
"""Writes ``<stem>.cmi5.zip``: the kit, each module an assignable unit."""

build_modules = partial(build_single, FORM)
"""Writes ``<stem>-<module>.cmi5.zip`` for each module."""
