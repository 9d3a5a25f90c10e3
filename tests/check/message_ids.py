"""All message ids of the ``authors`` catalogue, gathered from the code that says them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.check.audiences import ROLE_WORDS
from build_tools.codes import Code
from build_tools.load import schema, yaml_words
from build_tools.run import why
from build_tools.vocabulary import Argument
from tests.support.project import REPOSITORY

_CODE = REPOSITORY / "build_tools"
_SAYS = {"Phrase": 1, "PictureError": 1, "CaptionError": 1, "NarrationError": 1, "UsageError": 2, "JobError": 2, "KitsError": 2,
         "ToolMissingError": 2, "_broken": 3, "SourceError": 1, "LostError": 2, "Measure": 1}  # fmt: skip
"""Calls whose first arguments are message ids, and how many of them."""
_TRANSLATES = {"_", "translate", "translator"}
_AUTHORS_ONLY = ("cli.py", "cli_clean.py", "cli_group.py", "cli_media.py", "cli_parts.py", "cli_translate.py", "pending.py",
                 "report_media.py", "preview/server.py",
                 "run/estimate.py", "run/progress.py", "run/report_page.py", "run/summary.py", "run/why.py")  # fmt: skip
"""Files in which whatever is translated is said to authors; elsewhere it is content or a page."""
_IN_TEMPLATE = re.compile(r'\b_\("([^"]+)"\)')
_KEYWORDS = {"failure", "remedy"}


def message_ids() -> set[str]:
    """Every message id; texts put together when they are said (f-strings) are none."""
    found = {text for code in Code for text in (code.message, code.remedy)} - {"{problem}"}
    found |= {a.value for a in Argument} | {ROLE_WORDS} | set(schema.PATTERN_WORDS.values())
    found |= set(yaml_words.FIELD_WORDS.values()) | {words for _, words in yaml_words.SYNTAX_WORDS}
    found |= {
        yaml_words.ONE_OF, yaml_words.DID_YOU_MEAN, yaml_words.NULL, yaml_words.TWICE, yaml_words.UNCLEAR,
        yaml_words.CANNOT_START, yaml_words.ALIASES, yaml_words.NO_FIELDS,
    }  # fmt: skip
    found |= {*why.SAID.values(), *why.WORDS.values(), why.SPARED}
    found |= set(_IN_TEMPLATE.findall((_CODE / "run/report_page.html.j2").read_text(encoding="utf-8")))
    files = [p for p in _CODE.rglob("*.py") if "node_modules" not in p.parts]
    return found | {text for file in files for text in _in_file(file)}


def _in_file(file: Path) -> Iterator[str]:
    name = file.relative_to(_CODE).as_posix()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {
        target.id: node.value for node in ast.walk(tree) if isinstance(node, ast.Assign)
        for target in node.targets if isinstance(target, ast.Name)
    }  # fmt: skip
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            parts = _arguments(node, name)
        elif name == "doctor.py" and isinstance(node, ast.Tuple) and len(node.elts) == 3:
            parts = node.elts[2:3]
        for part in parts:
            yield from _texts(named.get(part.id, part) if isinstance(part, ast.Name) else part)


def _arguments(call: ast.Call, file: str) -> list[ast.expr]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in _SAYS:
        return call.args[: _SAYS[name]]
    if name in _TRANSLATES and file in _AUTHORS_ONLY and isinstance(call.func, ast.Name):
        return call.args[:1]
    if file == "doctor.py" and name == "Tool":
        return call.args[2:3]
    if name == "_asked" and file == "doctor.py":
        return call.args[2:3]
    return [k.value for k in call.keywords if name == "Outcome" and k.arg in _KEYWORDS]


def _texts(part: ast.expr) -> Iterator[str]:
    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
        yield part.value
    elif isinstance(part, ast.IfExp):
        yield from (*_texts(part.body), *_texts(part.orelse))
