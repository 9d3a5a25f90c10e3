"""The numbers of figures and tables: the reading has counted them, here they get their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from build_tools.formats.walk import changed
from build_tools.sphinx_ext.ast_pandoc import Block, element, words

_KINDS = {"Figure": "figure", "Table": "table"}
_REFERENCE = "numbered"


def kind_of(block: Block) -> str:
    """``figure`` or ``table``; empty for anything else."""
    return _KINDS.get(block["t"], "")


def label_of(block: Block, texts: Mapping[str, str]) -> str:
    """What a figure or table is called, e.g. ``Figura 3``; empty where it has no number."""
    return _label(kind_of(block), dict(block["c"][0][2]), texts)


def with_labels(value: Any, texts: Mapping[str, str]) -> Any:  # noqa: ANN401 - any part of a document
    """The same content whose references to figures and tables say ``Figura 3``, not the caption."""

    def said(block: Block) -> Block:
        if block["t"] != "Link" or _REFERENCE not in block["c"][0][1]:
            return block
        (ident, names, pairs), content, target = block["c"]
        about = dict(pairs)
        label = _label(about.get("kind", ""), about, texts)
        return element("Link", [ident, names, pairs], words(label) if label else content, target)

    return changed(value, said)


def _label(kind: str, about: Mapping[str, str], texts: Mapping[str, str]) -> str:
    return f"{texts[kind]}\u00a0{about['number']}" if kind and about.get("number") else ""
