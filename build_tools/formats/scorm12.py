"""SCORM 1.2 packages: the whole kit with one SCO per module, or one package per module."""

from __future__ import annotations

from functools import partial

from build_tools.formats import lom, lom_check, manifest12, scorm
from build_tools.formats.package_build import build_single, build_whole

VERSION = scorm.Version(manifest12.SCORM12, manifest12.to_xml, lom.to_ims, lom_check.verify_ims)
FORM = scorm.form("scorm12", VERSION)

build = partial(build_whole, FORM)
"""Writes ``<stem>.scorm12.zip``: the kit, each module a SCO."""

build_modules = partial(build_single, FORM)
"""Writes ``<stem>-<module>.scorm12.zip`` for each module."""
