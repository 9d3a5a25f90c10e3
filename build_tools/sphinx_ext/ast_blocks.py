"""Block doctree nodes -> pandoc blocks; our own nodes become format-neutral Divs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx import addnodes

from . import nodes as ours
from .ast_activities import ACTIVITIES
from .ast_inlines import Context, inlines, node_div, picture, unknown
from .ast_pandoc import Block, anchors, attr, div, element, para, plain
from .ast_tables import table_blocks

INVISIBLE = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.meta,
    nodes.footnote,
    addnodes.index,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
)
"""They hold no text of the page; footnotes are taken up where they are referred to."""

ENUMERATIONS = {
    "arabic": "Decimal",
    "loweralpha": "LowerAlpha",
    "upperalpha": "UpperAlpha",
    "lowerroman": "LowerRoman",
    "upperroman": "UpperRoman",
}


def blocks(context: Context, children: list[nodes.Node]) -> list[Block]:
    """The pandoc blocks of block nodes.

    Raises:
        JobError: a node is of a type that guides cannot show.
    """
    found: list[Block] = []
    for child in children:
        if isinstance(child, INVISIBLE):
            continue
        translate = BLOCKS.get(type(child))
        if translate is None or not isinstance(child, nodes.Element):
            raise unknown(child, "block")
        found += translate(context, child)
    return found


def _anchored(make: Callable[[Context, nodes.Element], Block]) -> Callable[[Context, nodes.Element], list[Block]]:
    """For blocks that pandoc gives no attributes: their identifiers go before them."""
    return lambda context, node: [*anchors(context.idents(node)), make(context, node)]


def section(context: Context, node: nodes.Element, level: int) -> list[Block]:
    """A section: its header, anchors for further identifiers, its content one level down."""
    title, *rest = node.children
    if not isinstance(title, nodes.title):
        raise unknown(node, "a section without a title")
    ident, *others = context.idents(node) or [""]
    found = [element("Header", level, attr(ident), inlines(context, title.children)), *anchors(others)]
    for child in rest:
        if isinstance(child, nodes.section):
            found += section(context, child, level + 1)
        else:
            found += blocks(context, [child])
    return found


def _paragraph(context: Context, node: nodes.Element) -> Block:
    return para(inlines(context, node.children))


def _target(context: Context, node: nodes.Element) -> list[Block]:
    return anchors(context.idents(node))


def _items(context: Context, node: nodes.Element) -> list[list[Block]]:
    """List items; as text without paragraph spacing where none has a second paragraph."""
    items = [blocks(context, item.children) for item in node.children if isinstance(item, nodes.list_item)]
    if any(sum(block["t"] == "Para" for block in item) > 1 for item in items):
        return items
    return [[plain(b["c"]) if b["t"] == "Para" else b for b in item] for item in items]


def _bullets(context: Context, node: nodes.Element) -> Block:
    return element("BulletList", _items(context, node))


def _enumeration(context: Context, node: nodes.Element) -> Block:
    style = ENUMERATIONS[node.get("enumtype", "arabic")]
    if node.get("suffix", ".") == ")":
        delimiter = "TwoParens" if node.get("prefix") == "(" else "OneParen"
    else:
        delimiter = "Period"
    attributes = [node.get("start", 1), element(style), element(delimiter)]
    return element("OrderedList", attributes, _items(context, node))


def _definitions(context: Context, node: nodes.Element) -> Block:
    found = []
    for item in node.children:
        if not isinstance(item, nodes.definition_list_item):
            raise unknown(item, "definition list")
        terms = [child for child in item.children if isinstance(child, nodes.term | nodes.classifier)]
        name: list[Any] = []
        for term in terms:
            name += [element("Space")] * bool(name) + inlines(context, term.children)
        bodies = [child for child in item.children if isinstance(child, nodes.definition)]
        found.append([name, [blocks(context, body.children) for body in bodies]])
    return element("DefinitionList", found)


def _quote(context: Context, node: nodes.Element) -> Block:
    content: list[Block] = []
    for child in node.children:
        if isinstance(child, nodes.attribution):
            content.append(div([para(inlines(context, child.children))], attr("", ["attribution"])))
        else:
            content += blocks(context, [child])
    return element("BlockQuote", content)


def _code(_context: Context, node: nodes.Element) -> Block:
    return element("CodeBlock", attr(), node.astext())


def _lines(context: Context, node: nodes.Element, depth: int = 0) -> list[list[Any]]:
    found: list[list[Any]] = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            found += _lines(context, child, depth + 1)
        elif isinstance(child, nodes.line):
            # Leading no-break spaces are how pandoc's own readers keep the indent of a line.
            indent = [element("Str", "\u00a0" * 2 * depth)] if depth else []
            found.append(indent + inlines(context, child.children))
        else:
            raise unknown(child, "line block")
    return found


def _line_block(context: Context, node: nodes.Element) -> Block:
    return element("LineBlock", _lines(context, node))


def _figure(context: Context, node: nodes.Element) -> list[Block]:
    caption: list[Block] = []
    content: list[Block] = []
    for child in node.children:
        if isinstance(child, nodes.caption):
            caption.append(plain(inlines(context, child.children)))
        elif isinstance(child, nodes.legend):
            caption += blocks(context, child.children)
        elif isinstance(child, nodes.image):
            content.append(plain([picture(child, context, named=False)]))
        else:
            content += blocks(context, [child])
    # ``:name:`` of a figure stands at its picture.
    named = [node, *(child for child in node.children if isinstance(child, nodes.image))]
    ident, *others = [name for part in named for name in context.idents(part)] or [""]
    attributes = attr(ident, number=str(node.get("number", "")))
    return [*anchors(others), element("Figure", attributes, [None, caption], content)]


def _image(context: Context, node: nodes.Element) -> list[Block]:
    return [para([picture(node, context)])]


def _standalone_reference(context: Context, node: nodes.Element) -> list[Block]:
    """A reference may stand between blocks around a linked image."""
    return [para(inlines(context, [node]))]


def _transition(_context: Context, node: nodes.Element) -> list[Block]:
    return [] if "footnotes" in node["classes"] else [element("HorizontalRule")]


def _rubric(context: Context, node: nodes.Element) -> list[Block]:
    return [node_div(context, node, "rubric", [para(inlines(context, node.children))])]


def _container(context: Context, node: nodes.Element) -> list[Block]:
    return [node_div(context, node, "", blocks(context, node.children))]


def _box(context: Context, node: nodes.Element) -> list[Block]:
    kind = str(node["kind"])
    pairs = {
        "state": str(node.get("state", "")),
        "ref": str(node.get("ref", "")),
        "objectives": " ".join(node.get("objectives", [])),
        "about": str(node.get("about", "")),
    }
    return [node_div(context, node, f"box box-{kind}", blocks(context, node.children), **pairs)]


def _box_title(context: Context, node: nodes.Element) -> list[Block]:
    """Class ``own-name`` marks a title that only names the box's kind, for want of one of the author's."""
    named = isinstance(node.parent, ours.box) and node.parent["kind"] != "legal" and not node.get("translatable", True)
    classes = ["box-title", "own-name"] if named else ["box-title"]
    return [div([plain(inlines(context, node.children))], attr("", classes))]


def _job_aid(context: Context, node: nodes.Element) -> list[Block]:
    """The line is for whoever says that it takes more than its one page."""
    name = str(node["name"])
    title, *content = blocks(context, node.children)
    content = [title, *anchors(context.idents(node)), *content]
    return [div(content, attr(context.ident(name), ["job-aid"], name=name, line=str(node.line or "")))]


def _session(context: Context, node: nodes.Element) -> list[Block]:
    pairs = {"minutes": str(node["minutes"]), "online_minutes": str(node["online_minutes"])}
    return [node_div(context, node, "session", blocks(context, node.children), **pairs)]


def _session_field(context: Context, node: nodes.Element) -> list[Block]:
    attributes = attr("", ["session-field"], name=str(node["name"]))
    return [div([plain(inlines(context, node.children))], attributes)]


def _media(context: Context, node: nodes.Element) -> list[Block]:
    return [node_div(context, node, "media", blocks(context, node.children), media=str(node["media"]))]


BLOCKS: dict[type[nodes.Node], Callable[[Context, nodes.Element], list[Block]]] = {
    nodes.paragraph: _anchored(_paragraph),
    nodes.bullet_list: _anchored(_bullets),
    nodes.enumerated_list: _anchored(_enumeration),
    nodes.definition_list: _anchored(_definitions),
    nodes.block_quote: _anchored(_quote),
    nodes.literal_block: _anchored(_code),
    nodes.line_block: _anchored(_line_block),
    nodes.table: table_blocks,
    nodes.figure: _figure,
    nodes.image: _image,
    nodes.reference: _standalone_reference,
    nodes.target: _target,
    nodes.transition: _transition,
    nodes.rubric: _rubric,
    nodes.container: _container,
    nodes.compound: _container,
    ours.box: _box,
    ours.box_title: _box_title,
    ours.job_aid: _job_aid,
    ours.session: _session,
    ours.session_field: _session_field,
    ours.media: _media,
    **ACTIVITIES,
}
