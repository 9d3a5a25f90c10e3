"""Every requirement of cmi5 on packages and units is shown by a test that exists."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from build_tools.learner import bundle
from tests.packages.cmi5_requirements import LMS, SHOWN
from tests.packages.test_cmi5 import BREAKS
from tests.support.project import REPOSITORY

FILES = {"unit": "tests/learner/test_cmi5.py", "package": "tests/packages/test_cmi5.py"}
OF_UNIT = re.compile(r"\bAU MUST (?!be launched)")
MUST_OF_LMS = re.compile(r"\bLMS (MUST|must)\b")


@pytest.fixture(scope="module")
def requirements() -> dict[str, str]:
    """The texts by id, without the derived ones (d): those tell an LMS to check the others."""
    bundle.install()
    path = bundle.HERE / "node_modules/@cmi5/requirements/requirements.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    return {name: entry["txt"] for name, entry in found.items() if "(d" not in name}


def test_no_requirement_on_packages_and_units_is_forgotten(requirements: dict[str, str]) -> None:
    ours = {name for name, text in requirements.items() if "AU MUST" in text or not MUST_OF_LMS.search(text)}
    assert ours - SHOWN.keys() - LMS == set()
    assert SHOWN.keys() | LMS <= requirements.keys()
    assert not SHOWN.keys() & LMS
    assert {name for name in LMS if OF_UNIT.search(requirements[name])} == {"11.0.0.0-2"}


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_what_shows_a_requirement_exists() -> None:
    tests = {kind: functions(REPOSITORY / file) for kind, file in FILES.items()}
    rules = (REPOSITORY / "tests/learner/lrs.py").read_text(encoding="utf-8")
    for place in {place for places in SHOWN.values() for place in places}:
        kind, _, name = place.partition(":")
        name, _, case = name.partition("/")
        assert f'"{name}' in rules if kind == "rule" else name in tests[kind], place
        assert not case or case in BREAKS, place
