"""Goldens of the document tree in pandoc's readable native form; ``UPDATE_GOLDENS=1`` writes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pypandoc

from build_tools.sphinx_ext import ast
from build_tools.tools import pandoc

GOLDEN = Path(__file__).parent / "golden"


def native(blocks: list[dict[str, Any]]) -> str:
    """Blocks as pandoc writes them for people."""
    pandoc.version()
    whole = {"pandoc-api-version": ast.API_VERSION, "meta": {}, "blocks": blocks}
    return str(pypandoc.convert_text(json.dumps(whole), "native", format="json", verify_format=False))


def check(name: str, blocks: list[dict[str, Any]]) -> None:
    """Compares blocks with the golden of that name."""
    file = GOLDEN / f"{name}.native"
    found = native(blocks)
    if os.environ.get("UPDATE_GOLDENS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")
