"""Imported once in the fork server, so that each worker starts with the slow imports done.

Workers share the memory of what is imported and worked out here. It is the same for every job; nothing of a kit is
read.
"""

import gc
import importlib

from sphinx.application import builtin_extensions

import build_tools.run.worker  # noqa: F401 - to have it imported
from build_tools.formats.registry import FORMATS
from build_tools.i18n import translator
from build_tools.program import PACKAGE
from build_tools.sphinx_ext.library import code

_steps = {"build_tools.sphinx_ext.step", *(f.step.partition(":")[0] for f in FORMATS)}
# Sphinx imports its own extensions, and ours, when a reading begins.
for _module in (*sorted(_steps), *builtin_extensions, "myst_parser.parsers.sphinx_", "myst_parser.sphinx_ext.main"):
    importlib.import_module(_module)
code()
for _file in PACKAGE.glob("locale/*/*.po"):
    if _file.stem != "authors":
        translator(_file.parent.name, _file.stem)
# What is there by now stays: looking through it for garbage would only tear pages that workers share.
gc.collect()
gc.freeze()
