"""YAML validated by pydantic, with every fault at its file, line and column."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from build_tools.findings import Code, Finding
from build_tools.load.files import read_text
from build_tools.model import Location

M = TypeVar("M", bound=BaseModel)

_ALIAS = re.compile(r"(?m)(?:^|[\s\[{,:-])\*[A-Za-z0-9_]+\s*(?:$|[,\]}#])")


class Document:
    """A parsed YAML text that knows where each of its fields stands."""

    def __init__(self, path: str, data: Any, first_line: int = 1) -> None:  # noqa: ANN401 - YAML
        self.path = path
        self.data = data
        self._first_line = first_line

    def place(self, *keys: str | int) -> Location:
        """Where the field with these keys stands, or the nearest one around it that exists."""
        node, line, column = self.data, 0, 0
        for key in keys:
            try:
                if isinstance(node, CommentedMap) and key in node:
                    line, column = node.lc.key(key)
                elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
                    line, column = node.lc.item(key)
                else:
                    break
            except (KeyError, AttributeError, TypeError):
                break
            node = node[key]
        return Location(self.path, line + self._first_line, column + 1)


def parse_yaml(text: str, path: str, findings: list[Finding], first_line: int = 1) -> Document | None:
    """Parses a YAML text that must hold a mapping; None after adding findings.

    Aliases are refused: nothing needs them here, and they can make a small file huge.
    """
    yaml = YAML(typ="rt", pure=True)
    try:
        data = yaml.load(text)
    except DuplicateKeyError as error:
        key = re.search(r'found duplicate key "?([^"\s]+)', str(error.problem or ""))
        values = {"field": key[1] if key else "?", "problem": "it stands here twice"}
        findings.append(Finding(Code.YAML_FIELD, _mark(error, path, first_line), values))
        return None
    except (YAMLError, ValueError, RecursionError) as error:
        problem = str(getattr(error, "problem", None) or "it cannot be parsed")
        findings.append(Finding(Code.YAML_SYNTAX, _mark(error, path, first_line), {"problem": problem}))
        return None
    if match := _ALIAS.search(text) if "&" in text else None:
        place = Location(path, text[: match.end()].count("\n") + first_line)
        findings.append(Finding(Code.YAML_SYNTAX, place, {"problem": "aliases (&, *) are not allowed"}))
        return None
    if not isinstance(data, CommentedMap):
        place = Location(path, first_line)
        findings.append(Finding(Code.YAML_SYNTAX, place, {"problem": "“field: value” lines are expected"}))
        return None
    return Document(path, data, first_line)


def _mark(error: Exception, path: str, first_line: int) -> Location:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    return Location(path, mark.line + first_line, mark.column + 1) if mark else Location(path, first_line)


def load_yaml(root: Path, path: str, model: type[M], findings: list[Finding]) -> tuple[M, Document] | None:
    """A YAML file as an instance of ``model``, with its document for places; None after findings."""
    text = read_text(root, path, findings)
    document = parse_yaml(text, path, findings) if text is not None else None
    return validated(document, model, findings) if document else None


def validated(document: Document, model: type[M], findings: list[Finding]) -> tuple[M, Document] | None:
    """The document's data as an instance of ``model``; every wrong field becomes a finding."""
    try:
        return model.model_validate(document.data), document
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_context=False, include_input=False):
            keys = [k for k in fault["loc"] if k != "[key]"]
            field = ".".join(str(k) for k in keys) or "(all)"
            problem = fault["msg"].removeprefix("Value error, ")
            findings.append(Finding(Code.YAML_FIELD, document.place(*keys), {"field": field, "problem": problem}))
        return None
