"""Doctree nodes, and what Sphinx keeps of them, as JSON values: equal for equal content, whatever it was read from."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from pathlib import PurePath
from typing import Any

from docutils import nodes

from build_tools.digests import digest


def content(value: object) -> Any:  # noqa: ANN401 - JSON
    """A value as JSON, without the lines and files that nodes come from.

    Mappings keep their order, for what is found first in one may depend on it.
    """
    if isinstance(value, nodes.Text):
        return str(value)
    if isinstance(value, nodes.Element):
        named = [[k, content(v)] for k, v in sorted(value.attributes.items()) if v != []]
        return [value.tagname, named, [content(child) for child in value.children]]
    return _plain(value)


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    match value:
        case None | bool() | int() | float():
            found: Any = value
        case str() | PurePath():
            found = f"={value}"
        case Mapping():
            found = ["mapping", [[content(k), content(v)] for k, v in value.items()]]
        case AbstractSet():
            found = ["set", sorted((content(v) for v in value), key=digest)]
        case list() | tuple():
            found = ["list", [content(v) for v in value]]
        case _ if is_dataclass(value):
            found = [type(value).__qualname__, [content(getattr(value, f.name)) for f in fields(value)]]
        case _:
            found = ["pickle", pickle.dumps(value, pickle.HIGHEST_PROTOCOL).hex()]
    return found
