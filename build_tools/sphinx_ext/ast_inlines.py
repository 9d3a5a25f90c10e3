"""Inline doctree nodes -> pandoc inlines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from docutils import nodes

from build_tools.errors import JobError

from . import nodes as ours
from .ast_pandoc import Block, Inline, anchors, attr, div, element, span, words

SHARED = ("term-", "source-")
"""Targets with these prefixes stand once in a guide, so their identifiers get no module prefix."""

COSMETIC = frozenset({"xref", "std", "std-ref", "std-doc", "doc", "ref", "any", "myst", "internal", "external"})
"""Classes that Sphinx puts on the text of references; they say nothing about the text."""

_PAGE = re.compile(r"(?:.*/)?(?P<module>[^/#]+)\.html(?:#(?P<ident>.*))?")


@dataclass(frozen=True)
class Context:
    """What translators need to know of the document around a node."""

    module: str
    title_ids: frozenset[str]
    footnotes: dict[str, nodes.Element]
    blocks: Callable[[Context, list[nodes.Node]], list[Block]]

    def ident(self, name: str) -> str:
        """The identifier, unique among all modules, of a target of this module."""
        if name.startswith(SHARED):
            return name
        return self.module if name in self.title_ids else f"{self.module}--{name}"

    def idents(self, node: nodes.Element) -> list[str]:
        """The identifiers of a node, without repetitions."""
        return list(dict.fromkeys(self.ident(str(name)) for name in node["ids"]))


def node_div(context: Context, node: nodes.Element, named: str, content: list[Block], /, **pairs: str) -> Block:
    """A Div that stands for a node: its identifiers, its classes and those ``named``, and attributes."""
    ident, *others = context.idents(node) or [""]
    classes = [*named.split(), *node.get("classes", [])]
    return div([*anchors(others), *content], attr(ident, classes, **pairs))


def unknown(node: nodes.Node, where: str) -> JobError:
    """The error for a node that no translator knows: text must never be dropped silently."""
    at: nodes.Node | None = node
    while at is not None and at.line is None:
        at = at.parent
    source = next((n.source for n in _upwards(node) if n.source), "?")
    return JobError(
        f"{source}:{at.line if at else 0}: {node.__class__.__name__} cannot be put into a guide ({where})",
        "Use the directives and Markdown of the authoring guide; raw HTML and formulas are not among them.",
    )


def _upwards(node: nodes.Node) -> list[nodes.Node]:
    chain: list[nodes.Node] = []
    at: nodes.Node | None = node
    while at is not None:
        chain.append(at)
        at = at.parent
    return chain


def inlines(context: Context, children: list[nodes.Node]) -> list[Inline]:
    """The pandoc inlines of inline nodes.

    Raises:
        JobError: a node is of a type that guides cannot show.
    """
    found: list[Inline] = []
    for child in children:
        if isinstance(child, nodes.Text):
            found += words(child.astext())
            continue
        if isinstance(child, INVISIBLE):
            continue
        translate = INLINES.get(type(child))
        if translate is None or not isinstance(child, nodes.Element):
            raise unknown(child, "inline")
        found += translate(context, child)
    return found


INVISIBLE = (nodes.comment, nodes.substitution_definition)


def _wrap(kind: str) -> Callable[[Context, nodes.Element], list[Inline]]:
    return lambda context, node: [element(kind, inlines(context, node.children))]


def _code(_context: Context, node: nodes.Element) -> list[Inline]:
    return [element("Code", attr(), node.astext())]


def _inline(context: Context, node: nodes.Element) -> list[Inline]:
    content = inlines(context, node.children)
    classes = [name for name in node["classes"] if name not in COSMETIC]
    idents = context.idents(node)
    if not classes and not idents:
        return content
    return [span(content, attr(idents[0] if idents else "", classes))]


def _abbreviation(context: Context, node: nodes.Element) -> list[Inline]:
    """What it stands for, too: on paper nobody can point at it."""
    meaning = words(f"({node['explanation']})") if node.get("explanation") else []
    return [*_inline(context, node), *([element("Space"), *meaning] if meaning else [])]


def _target(context: Context, node: nodes.Element) -> list[Inline]:
    content = inlines(context, node.children)
    idents = context.idents(node)
    return [span(content, attr(idents[0], ["anchor"]))] if idents else content


def link_target(context: Context, node: nodes.Element) -> str:
    """Where a reference leads: ``#identifier`` within the guide, else an address."""
    if "refid" in node:
        return "#" + context.ident(node["refid"])
    uri = str(node["refuri"])
    if uri.startswith("#"):
        return "#" + context.ident(uri[1:])
    page = _PAGE.fullmatch(uri) if node.get("internal") else None
    if page is None:
        return uri
    return f"#{page['module']}--{page['ident']}" if page["ident"] else f"#{page['module']}"


def _reference(context: Context, node: nodes.Element) -> list[Inline]:
    target = link_target(context, node)
    classes = [name for name in node["classes"] if name not in COSMETIC]
    for prefix, name in (("#term-", "term"), ("#source-", "cite"), ("tel:", "contact")):
        if target.startswith(prefix) and name not in classes:
            classes.append(name)
    pairs = {name: str(node.get(name, "")) for name in ("kind", "number")}
    return [element("Link", attr("", classes, **pairs), inlines(context, node.children), [target, ""])]


def _footnote(context: Context, node: nodes.Element) -> list[Inline]:
    footnote = context.footnotes.get(str(node.get("refid", "")))
    if footnote is None:
        raise unknown(node, f"no footnote “{node.astext()}”")
    content = [child for child in footnote.children if not isinstance(child, nodes.label)]
    return [element("Note", context.blocks(context, content))]


def picture(node: nodes.Element, context: Context, *, named: bool = True) -> Inline:
    """An image; it lies in the folder of the reading's pictures whatever its source folder.

    Args:
        node: the image.
        context: of its module.
        named: whether it keeps its identifier; in a figure that is the figure's.
    """
    uri = str(node["uri"])
    if "://" in uri or uri.startswith("data:"):
        raise unknown(node, f"the picture {uri} is not a file of the kit")
    idents = context.idents(node) if named else []
    attributes = attr(idents[0] if idents else "", (), width=str(node.get("width", "")))
    return element("Image", attributes, words(str(node.get("alt", ""))), [f"pictures/{PurePosixPath(uri).name}", ""])


def _image(context: Context, node: nodes.Element) -> list[Inline]:
    return [picture(node, context)]


def _legal(context: Context, node: nodes.Element) -> list[Inline]:
    content = inlines(context, node.children)
    return [span(content, attr("", ["legal-ref"], state=str(node.get("state", ""))))]


INLINES: dict[type[nodes.Node], Callable[[Context, nodes.Element], list[Inline]]] = {
    nodes.emphasis: _wrap("Emph"),
    nodes.strong: _wrap("Strong"),
    nodes.title_reference: _wrap("Emph"),
    nodes.subscript: _wrap("Subscript"),
    nodes.superscript: _wrap("Superscript"),
    nodes.literal: _code,
    nodes.inline: _inline,
    nodes.abbreviation: _abbreviation,
    nodes.generated: _inline,
    nodes.target: _target,
    nodes.reference: _reference,
    nodes.footnote_reference: _footnote,
    nodes.image: _image,
    ours.legal_ref: _legal,
}
