"""Sphinx settings of the curriculum; the pipeline adds what belongs to one edition."""

from build_tools.load.markdown import DISABLED, EXTENSIONS

extensions = ["myst_parser", "build_tools.sphinx_ext"]

myst_enable_extensions = set(EXTENSIONS)
myst_disable_syntax = list(DISABLED)
myst_title_to_header = True
myst_heading_anchors = 4

# Modules are listed in kit.yml, so none needs a table of contents.
suppress_warnings = ["toc.not_included"]

smartquotes = False
html_permalinks = False
numfig = False
locale_dirs = ["locale"]
gettext_compact = False
