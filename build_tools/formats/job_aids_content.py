"""From the reading of an edition to its job aids: what stands on each of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from build_tools.formats.checklists import checklists
from build_tools.formats.sheets import alone, cited, source_items
from build_tools.formats.walk import of_class
from build_tools.sphinx_ext.ast_pandoc import (
    API_VERSION,
    Block,
    Inline,
    attr,
    div,
    element,
    para,
    plain_text,
    words,
)


def aids_documents(
    reading: Mapping[str, Any], ast: Mapping[str, Any], texts: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The job aids of each module that has any as a pandoc document, one Div of class ``job-aid`` for each.

    Args:
        reading: content of ``reading.json``.
        ast: content of ``ast.json``.
        texts: words of the template.
    """
    sources = source_items(ast["sources"])
    aids = (
        [_aid(aid, module["title"], sources, texts) for aid in of_class(ast["modules"][module["id"]], "job-aid")]
        for module in reading["modules"]
    )
    return [{"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks} for blocks in aids if blocks]


def aid_titles(reading: Mapping[str, Any], ast: Mapping[str, Any]) -> dict[str, tuple[str, int, str]]:
    """Where each job aid is written: its identifier -> module, line, title."""
    return {
        aid["c"][0][0]: (module["id"], int(dict(aid["c"][0][2]).get("line", 0)), plain_text(aid["c"][1][0]))
        for module in reading["modules"]
        for aid in of_class(ast["modules"][module["id"]], "job-aid")
    }


def _aid(aid: Block, module: str, sources: Mapping[str, Any], texts: Mapping[str, str]) -> Block:
    (ident, _, pairs), content = aid["c"]
    named = cited(content)
    body, notes = _with_numbers(alone(content))
    last = [*notes, *_cited_sources([(name, *sources[name]) for name in named if name in sources], texts)]
    ending = [div(last, attr("", ["aid-notes"]))] if last else []
    attributes = attr(ident, ["job-aid"], line=dict(pairs).get("line", ""), module=module)
    return div([*checklists(body), *ending], attributes)


def _cited_sources(sources: list[tuple[str, list[Any], list[Any]]], texts: Mapping[str, str]) -> list[Block]:
    """One paragraph: the sources by the marks that stand in the text."""
    if not sources:
        return []
    text: list[Inline] = [element("Strong", words(f"{texts['sources']}:"))]
    for name, _, described in sources:
        text += [element("Space"), *words(f"[{name}]"), element("Space"), *alone(described)]
    return [para(text)]


def _with_numbers(value: Any) -> tuple[Any, list[Block]]:  # noqa: ANN401 - any part of a document
    """The content with a number where a footnote was, and the notes: at a page's foot they would have no room."""
    notes: list[Block] = []
    return _numbered(value, notes), notes


def _numbered(value: Any, notes: list[Block]) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_numbered(item, notes) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") != "Note":
        return {name: _numbered(item, notes) for name, item in value.items()}
    mark = element("Superscript", words(str(len(notes) + 1)))
    first, *rest = value["c"]
    notes += [element(first["t"], [mark, element("Space"), *first["c"]]), *rest]
    return mark
