"""The one Markdown dialect: the scan and Sphinx must cut a text into the same blocks.

If the two disagreed, a block hidden by the audience filter could still be parsed by Sphinx, so
both build their parser from the settings in this file.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

EXTENSIONS = ("colon_fence", "deflist")
"""MyST extensions; ``conf/conf.py`` takes them from here."""

DISABLED = ("html_block", "html_inline")
"""Raw HTML could carry scripts and hide text from the checks, so it is no syntax at all."""

_TEXTS, _PARAGRAPHS = 512, 2048
"""How many are kept: each audience reads nearly the same, so one module's variants are parsed once."""


def plain_parser() -> MarkdownIt:
    """A Markdown parser with the very settings of the Sphinx step, which parses everything each time."""
    # Loaded when a text is parsed: where none has changed, none is.
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415
    from myst_parser.config.main import MdParserConfig  # noqa: PLC0415
    from myst_parser.parsers.mdit import create_md_parser  # noqa: PLC0415

    config = MdParserConfig(enable_extensions=set(EXTENSIONS), disable_syntax=list(DISABLED))
    found = create_md_parser(config, RendererHTML)
    # Sphinx's parser reads a link to javascript: or file: as plain text. Authors are told instead.
    found.validateLink = lambda *_: True  # type: ignore[method-assign]
    return found


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The parser that the scan uses: it gives what `plain_parser` gives, and keeps paragraphs that it has met."""
    found = plain_parser()
    found.disable("wordcount")  # nobody here asks how many words there are
    found.core.ruler.at("inline", _inline)
    return found


def parsed(text: str, env: dict[str, Any]) -> tuple[Token, ...]:
    """The tokens of a text, which must not be changed: whoever parses it again gets the same.

    Args:
        text: Markdown.
        env: link definitions and footnotes that are known already; gets those of the text.
    """
    tokens, after = _parsed(text, repr(env))
    env.clear()
    env.update(ast.literal_eval(after))
    return tokens


@lru_cache(maxsize=_TEXTS)
def _parsed(text: str, before: str) -> tuple[tuple[Token, ...], str]:
    env = ast.literal_eval(before)
    return tuple(parser().parse(text, env)), repr(env)


def _inline(state: StateCore) -> None:
    """The rule of markdown-it that parses what stands in blocks."""
    for token in state.tokens:
        if token.type == "inline":
            if "[" in token.content:  # a link or footnote means what is defined elsewhere
                token.children = token.children or []
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            else:
                token.children = list(_paragraph(token.content))


@lru_cache(maxsize=_PARAGRAPHS)
def _paragraph(content: str) -> tuple[Token, ...]:
    """The tokens of a text without brackets, as they are in the end: joining them again changes nothing."""
    from markdown_it.rules_core import StateCore, text_join  # noqa: PLC0415 - as in `plain_parser`
    from markdown_it.token import Token  # noqa: PLC0415

    state = StateCore(content, parser(), {})
    children: list[Token] = []
    parser().inline.parse(content, parser(), state.env, children)
    token = Token("inline", "", 0, content=content, children=children)
    state.tokens = [token]
    text_join(state)
    return tuple(token.children or ())
