"""Reads the structure tree of a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdf


@dataclass(frozen=True)
class Tag:
    """A structure element: its type, its alternative text, the types above it, and of a table's head its scope."""

    kind: str
    alt: str | None
    above: tuple[str, ...]
    scope: str | None = None


def tags(path: Path) -> list[Tag]:
    """All structure elements in reading order."""
    with pikepdf.open(path) as pdf:
        return list(_walk(pdf.Root.StructTreeRoot.K, ()))


def _walk(node: Any, above: tuple[str, ...]) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child, above)
    elif isinstance(node, pikepdf.Dictionary):
        kind = str(node.get("/S", ""))
        if kind:
            yield Tag(kind, str(node.Alt) if "/Alt" in node else None, above, _scope(node))
        if "/K" in node:
            yield from _walk(node.K, (*above, kind))


def page_texts(path: Path) -> list[str]:
    """The text of each page, white space made one."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def _scope(node: Any) -> str | None:
    attributes = node.get("/A", [])
    found = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(a.Scope) for a in found if isinstance(a, pikepdf.Dictionary) and "/Scope" in a), None)
