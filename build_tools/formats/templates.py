"""The project's page templates, compiled once: compiling takes longer than writing a page."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, Template

from build_tools import memo
from build_tools.formats import units
from build_tools.i18n import translator
from build_tools.program import code_of, tool_version


def environment(templates: Path, language: str) -> Environment:
    """An environment for the templates of a folder, with the words of a language.

    Args:
        templates: the folder, e.g. ``conf/templates`` of a workspace.
        language: of the pages.
    """
    return _environment(_Compiled(templates, language), language)


def _environment(loader: BaseLoader | None, language: str) -> Environment:
    translate = translator(language, "learner")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"_": translate, "language": language}
    made.filters |= units.filters(language, translate)
    return made


class _Compiled(BaseLoader):
    """Loads templates whose code this process, or one before it, knows already."""

    def __init__(self, templates: Path, language: str) -> None:
        self._files = FileSystemLoader(templates)
        self._language = language

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and whether it is still the same."""
        return self._files.get_source(environment, template)

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002 - as jinja2 calls it
        """A template of the environment; it does not change while the environment lives."""
        source, _, _ = self._files.get_source(environment, name)
        return Template.from_code(environment, _code(name, source, self._language), globals or {}, None)


@lru_cache(maxsize=256)
def _code(name: str, source: str, language: str) -> CodeType:
    """What a template is compiled to; in the language, for constants go through the filters at once."""
    parts = [
        name,
        source,
        language,
        code_of(__name__),
        sys.version,
        *map(tool_version, ("jinja2", "markupsafe", "babel")),
    ]
    code: CodeType = marshal.loads(memo.recall("template", parts, lambda: _compiled(name, source, language)))  # noqa: S302 - proved by the memo
    return code


def _compiled(name: str, source: str, language: str) -> bytes:
    return marshal.dumps(_environment(None, language).compile(source, name, name))
