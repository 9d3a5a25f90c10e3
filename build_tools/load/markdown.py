"""The one Markdown dialect: the scan and Sphinx must cut a text into the same blocks.

If the two disagreed, a block hidden by the audience filter could still be parsed by Sphinx, so
both build their parser from the settings in this file.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

EXTENSIONS = ("colon_fence", "deflist")
"""MyST extensions; ``conf/conf.py`` takes them from here."""

DISABLED = ("html_block", "html_inline")
"""Raw HTML could carry scripts and hide text from the checks, so it is no syntax at all."""


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The Markdown parser that the scan uses, with the very settings of the Sphinx step."""
    # Loaded when a text is parsed: where none has changed, none is.
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415
    from myst_parser.config.main import MdParserConfig  # noqa: PLC0415
    from myst_parser.parsers.mdit import create_md_parser  # noqa: PLC0415

    config = MdParserConfig(enable_extensions=set(EXTENSIONS), disable_syntax=list(DISABLED))
    found = create_md_parser(config, RendererHTML)
    # Sphinx's parser reads a link to javascript: or file: as plain text. Authors are told instead.
    found.validateLink = lambda *_: True  # type: ignore[method-assign]
    return found
