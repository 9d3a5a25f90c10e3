"""Imported once in the fork server, so that each worker starts with the slow imports done."""

import build_tools.run.worker
import build_tools.sphinx_ext.step  # noqa: F401
