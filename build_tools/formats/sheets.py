"""What a sheet that is handed out on its own leaves out: ways to other pages, which are not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.formats.guides_media import assets_of
from build_tools.formats.walk import LEAVES, classes, of_class
from build_tools.sphinx_ext.ast_pandoc import Block, attr, element, span

CITE = "#source-"
"""How the target of a citation starts."""


def alone(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    """The same content without identifiers, and without links to what is not on the sheet; their text stays.

    Identifiers would be names of places in the PDF, and tell, for instance, how a question is called.
    """
    if isinstance(value, list):
        return [alone(item) for item in value if "anchor" not in classes(item)]
    if not isinstance(value, dict) or value.get("t") in LEAVES:
        return value
    kind: str = value.get("t", "")
    content: Any = value.get("c")
    if kind == "Link" and content[2][0].startswith("#"):
        return span(alone(content[1]), attr())
    if kind in _NAMED:
        (_, names, pairs), *rest = content
        return {"t": kind, "c": [["", names, pairs], *(alone(part) for part in rest)]}
    if kind == "Header":
        level, (_, names, pairs), text = content
        return element("Header", level, ["", names, pairs], alone(text))
    return {name: alone(item) for name, item in value.items()}


_NAMED = frozenset({"Div", "Span", "Figure", "Image", "Table"})


def cited(value: Any) -> list[str]:  # noqa: ANN401 - any part of a document
    """Ids of the sources that some content cites, each once, in the order of the text."""
    return list(dict.fromkeys(_cited(value)))


def _cited(value: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, dict) and value.get("t") == "Link" and value["c"][2][0].startswith(CITE):
        yield value["c"][2][0].removeprefix(CITE)
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _cited(item)


def source_items(sources: list[Block]) -> dict[str, tuple[list[Any], list[Any]]]:
    """The source list of a reading: id -> its name and its text, as inlines.

    Args:
        sources: as `sphinx_ext.ast.source_blocks` makes them.
    """
    items = [item for block in sources for inner in block["c"][1] for item in inner["c"]]
    return {name[0]["c"][0][0].removeprefix(CITE[1:]): (name, body[0][0]["c"]) for name, body in items}


def assets_in(document: Mapping[str, Any], reading: Mapping[str, Any], workspace: Path) -> dict[str, Any]:
    """What the template gets of the media assets that a document shows, by id.

    Args:
        document: whose Divs of class ``media`` name them.
        reading: content of ``reading.json``.
        workspace: holds ``media/<id>/media.json`` of each.
    """
    shown = {dict(block["c"][0][2])["media"] for block in of_class(document["blocks"], "media")}
    modules = [module | {"media": sorted(shown & set(module["media"]))} for module in reading["modules"]]
    return {name: asset.as_input() for name, asset in assets_of({**reading, "modules": modules}, workspace).items()}
