"""Doctree -> pandoc AST: what every format but HTML and SCORM is written from.

The result is neutral: boxes, sessions, questions and media assets are Divs with classes and
attributes, and each format decides what they look like. Identifiers carry the module's id, so the
modules of a kit can be joined in one document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docutils import nodes

from .ast_blocks import blocks, section
from .ast_inlines import Context
from .ast_pandoc import API_VERSION, Block, anchors, attr, div, element, para, span, words

__all__ = ["API_VERSION", "glossary_blocks", "module_blocks", "source_blocks"]


def module_blocks(doctree: nodes.document, module_id: str) -> list[Block]:
    """The pandoc blocks of one module.

    The module's title, where the doctree has one, is a level 1 header whose identifier is the module's
    id; lessons have level 2. Other identifiers are ``<module>--<id>``.

    Args:
        doctree: with all references resolved.
        module_id: the docname, e.g. ``02-indicadores``.

    Returns:
        Blocks as JSON values of pandoc-types `API_VERSION`.

    Raises:
        JobError: a node is of a type that guides cannot show; names the type and the source line.
    """
    title = _title_section(doctree)
    context = Context(
        module=module_id,
        title_ids=frozenset(title["ids"] if title is not None else ()),
        footnotes={ident: note for note in doctree.findall(nodes.footnote) for ident in note["ids"]},
        blocks=blocks,
    )
    if title is not None:
        return section(context, title, level=1)
    found = anchors(context.idents(doctree))
    for child in doctree.children:
        if isinstance(child, nodes.section):
            found += section(context, child, level=2)
        else:
            found += blocks(context, [child])
    return found


def _title_section(doctree: nodes.document) -> nodes.section | None:
    """The section that is the whole module; None where lessons stand at the top.

    A module without a title heading always has text before its lessons (its objectives), one with
    a title has all of its text in that section.
    """
    visible = [child for child in doctree.children if not isinstance(child, nodes.Invisible) and not _is_note(child)]
    if len(visible) == 1 and isinstance(visible[0], nodes.section):
        return visible[0]
    return None


def _is_note(node: nodes.Node) -> bool:
    """Footnotes stand at the document's end, under a line of their own, and in the text where they are referred to."""
    return isinstance(node, nodes.footnote) or (isinstance(node, nodes.transition) and "footnotes" in node["classes"])


def glossary_blocks(terms: Iterable[Mapping[str, str]]) -> list[Block]:
    """A definition list of glossary terms.

    Args:
        terms: ``id``, ``term`` and ``definition`` (plain text) of each, in the order of the list.
    """
    items = [
        [
            [span(words(term["term"]), attr(f"term-{term['id']}", ["glossary-term"]))],
            [[para(words(term["definition"]))]],
        ]
        for term in terms
    ]
    return [div([element("DefinitionList", items)], attr("", ["glossary"]))] if items else []


def source_blocks(sources: Iterable[Mapping[str, Any]]) -> list[Block]:
    """A definition list of sources.

    Args:
        sources: ``id``, ``title``, ``publisher``, ``year`` (or None), ``where`` and ``state`` of each.
    """
    items = [[[_source_name(source)], [[para(_source_text(source))]]] for source in sources]
    return [div([element("DefinitionList", items)], attr("", ["sources"]))] if items else []


def _source_name(source: Mapping[str, Any]) -> Block:
    ident = str(source["id"])
    return span(words(ident), attr(f"source-{ident}", ["source"], state=str(source.get("state", ""))))


def _source_text(source: Mapping[str, Any]) -> list[Block]:
    imprint = ", ".join(str(part) for part in (source.get("publisher"), source.get("year")) if part)
    text = [element("Emph", words(str(source["title"]))), *words(f". {imprint}." if imprint else ".")]
    if source.get("where"):
        text += [element("Space"), span(words(str(source["where"])), attr("", ["where"]))]
    return text
