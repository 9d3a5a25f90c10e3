"""Imported once in the fork server, so that each worker starts with the slow imports done.

Workers share the memory of what is imported and worked out here. It is the same for every job; nothing of a kit is
read. The first jobs of a build wait for this, so only what readings and guides need is here, not what few formats do.
"""

import gc
import importlib

# What is imported stays: looking through it for garbage, now and after each fork, would only take time.
gc.disable()

from sphinx.application import builtin_extensions  # noqa: E402

import build_tools.run.worker  # noqa: E402, F401 - to have it imported
from build_tools.i18n import translator  # noqa: E402
from build_tools.program import PACKAGE  # noqa: E402

_STEPS = ("build_tools.sphinx_ext.step", "build_tools.formats.guides")
# Sphinx imports its own extensions, and ours, when a reading begins.
for _module in (*_STEPS, *builtin_extensions, "myst_parser.parsers.sphinx_", "myst_parser.sphinx_ext.main"):
    importlib.import_module(_module)
for _file in PACKAGE.glob("locale/*/*.po"):
    if _file.stem != "authors":
        translator(_file.parent.name, _file.stem)
gc.freeze()
gc.enable()
