"""YAML validated by pydantic, with every fault at its file, line and column."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.scanner import RoundTripScanner, ScannerError

from build_tools.findings import Code, Finding, Phrase
from build_tools.load import yaml_words
from build_tools.load.files import read_text
from build_tools.model import Location

M = TypeVar("M", bound=BaseModel)
_NESTED = 20
"""How many brackets may stand open at once: no field of ours needs more than three."""


class _Scanner(RoundTripScanner):
    # ruamel.yaml 0.19 looks again at every open bracket for each token: 5,000 of them took eight seconds.

    def fetch_flow_collection_start(self, TokenClass: object, to_push: str) -> None:  # noqa: N803 - ruamel.yaml's name
        if len(self.flow_context) == _NESTED:
            raise ScannerError(problem=yaml_words.NESTED, problem_mark=self.reader.get_mark())
        super().fetch_flow_collection_start(TokenClass, to_push)


def _yaml() -> YAML:
    reader = YAML(typ="rt", pure=True)
    reader.Scanner = _Scanner
    return reader


class Document:
    """A parsed YAML text that knows where each of its fields stands."""

    def __init__(self, path: str, data: Any, first_line: int = 1) -> None:  # noqa: ANN401 - YAML
        self.path = path
        self.data = data
        self._first_line = first_line

    def place(self, *keys: str | int) -> Location:
        """Where the field with these keys stands, or the nearest one around it that exists.

        Args:
            keys: names of fields; for an entry of a list its number (from 0), its ``id`` or ``ref``,
                or the entry itself.
        """
        node, line, column = self.data, 0, 0
        for key in keys:
            try:
                if isinstance(node, CommentedMap) and key in node:
                    (line, column), node = node.lc.key(key), node[key]
                elif isinstance(node, CommentedSeq):
                    index = _index(node, key)
                    (line, column), node = node.lc.item(index), node[index]
                else:
                    break
            except (LookupError, AttributeError, TypeError):
                break
        return Location(self.path, line + self._first_line, column + 1)


def _index(entries: CommentedSeq, key: str | int) -> int:
    if isinstance(key, int):
        return key
    names = [(e.get("id") or e.get("ref")) if isinstance(e, CommentedMap) else e for e in entries]
    return names.index(key) if key in names else len(names)


def parse_yaml(text: str, path: str, findings: list[Finding], first_line: int = 1) -> Document | None:
    """Parses a YAML text that must hold a mapping; None after adding findings.

    Aliases are refused: nothing needs them here, and they can make a small file huge.
    """
    try:
        if "*" in text and (alias := _alias(text)):
            place = Location(path, alias.start_mark.line + first_line, alias.start_mark.column + 1)
            findings.append(Finding(Code.YAML_SYNTAX, place, {"problem": Phrase(yaml_words.ALIASES)}))
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an anchor that stands twice harms nobody: aliases are refused
            data = _yaml().load(text)
    except DuplicateKeyError as error:
        key = re.search(r'found duplicate key "?([^"\s]+)', str(error.problem or ""))
        values = {"field": key[1] if key else "?", "problem": Phrase(yaml_words.TWICE)}
        findings.append(Finding(Code.YAML_FIELD, _mark(error, text, path, first_line), values))
        return None
    except Exception as error:  # noqa: BLE001 - on hostile texts ruamel.yaml raises what it likes
        problem = yaml_words.syntax_words(str(error))
        findings.append(Finding(Code.YAML_SYNTAX, _mark(error, text, path, first_line), {"problem": problem}))
        return None
    if not isinstance(data, CommentedMap):
        place = Location(path, first_line, 1)
        findings.append(Finding(Code.YAML_SYNTAX, place, {"problem": Phrase(yaml_words.NO_FIELDS)}))
        return None
    return Document(path, data, first_line)


def _alias(text: str) -> Any:  # noqa: ANN401 - an event, or None
    return next((e for e in _yaml().parse(text) if isinstance(e, AliasEvent)), None)


def _mark(error: Exception, text: str, path: str, first_line: int) -> Location:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    if mark is not None:
        return Location(path, mark.line + first_line, mark.column + 1)
    before = text[: getattr(error, "position", 0) or 0]  # of a character that YAML does not allow
    return Location(path, before.count("\n") + first_line, len(before) - before.rfind("\n"))


def load_yaml(root: Path, path: str, model: type[M], findings: list[Finding]) -> tuple[M, Document] | None:
    """A YAML file as an instance of ``model``, with its document for places; None after findings."""
    text = read_text(root, path, findings)
    return None if text is None else read_yaml(text, path, model, findings)


def read_yaml(text: str, path: str, model: type[M], findings: list[Finding]) -> tuple[M, Document] | None:
    """The text of a YAML file as an instance of ``model``, with its document for places; None after findings."""
    document = parse_yaml(text, path, findings)
    return validated(document, model, findings) if document else None


def validated(document: Document, model: type[M], findings: list[Finding]) -> tuple[M, Document] | None:
    """The document's data as an instance of ``model``; every wrong field becomes a finding."""
    faults = {keys: Phrase(yaml_words.NULL) for keys in _nulls(document.data, ())}
    value = None
    try:
        value = model.model_validate(document.data)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            keys = tuple(k for k in fault["loc"] if k != "[key]")
            faults.setdefault(keys, yaml_words.field_words(dict(fault), _names(model)))
    for keys, problem in faults.items():
        field = ".".join(str(k) for k in keys) or "–"
        findings.append(Finding(Code.YAML_FIELD, document.place(*keys), {"field": field, "problem": problem}))
    return None if value is None or faults else (value, document)


def _nulls(node: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401 - YAML
    # “audiences:” with nothing behind it would mean “for all”, which nobody who writes it can want.
    if node is None:
        yield keys
    pairs = node.items() if isinstance(node, CommentedMap) else ()
    for key, value in enumerate(node) if isinstance(node, CommentedSeq) else pairs:
        yield from _nulls(value, (*keys, key))


@lru_cache
def _names(model: type[BaseModel]) -> frozenset[str]:
    schema = model.model_json_schema()
    parts = (schema, *schema.get("$defs", {}).values())
    return frozenset(name for part in parts for name in part.get("properties", {}))
