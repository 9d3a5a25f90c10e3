"""SCORM 2004 4th edition packages: the whole kit with one SCO per module, or one package per module."""

from __future__ import annotations

from functools import partial

from build_tools.formats import lom, lom_check, manifest2004, scorm
from build_tools.formats.package_build import build_single, build_whole

VERSION = scorm.Version(manifest2004.SCORM2004, manifest2004.to_xml, lom.to_ieee, lom_check.verify_ieee)
FORM = scorm.form("scorm2004", VERSION)

build = partial(build_whole, FORM)
"""Writes ``<stem>.scorm2004.zip``: the kit, each module a SCO."""

build_modules = partial(build_single, FORM)
"""Writes ``<stem>-<module>.scorm2004.zip`` for each module."""
