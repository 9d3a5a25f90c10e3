"""A pandoc document whose Divs and Spans say what things are -> calls of the functions in ``conf/print``.

The document says what things are (Div ``question``, Span ``legal-ref`` …), the templates what they look like; here
the two are joined. This was a Lua filter, which took pandoc three times as long as all else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from build_tools.formats.typst_brackets import ENCLOSED, with_enclosed
from build_tools.formats.typst_parts import CALLS, NAMES_ITSELF, TO_PARENT, anchor
from build_tools.formats.typst_splice import (
    Source,
    block,
    content,
    inline,
    inline_content,
    line_content,
    named,
    quoted,
    raw,
)
from build_tools.formats.typst_tables import table_call
from build_tools.formats.walk import LEAVES
from build_tools.sphinx_ext.ast_pandoc import Block, Inline, plain_text

_WIDTH = re.compile(r"[\d.]+%")
_WRAPS = frozenset({"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline"})
_OPEN_ENDED = frozenset({"Emph", "Strong", "Superscript", "Subscript", "Note"})
_LISTED = 2
"""Levels of headings in the contents: modules and lessons."""
_GAPS = frozenset({"Space", "SoftBreak", "LineBreak"})


def called(blocks: list[Block]) -> list[Block]:
    """The same blocks, with calls of the template's functions where something is more than text.

    Args:
        blocks: of a pandoc document; left as they are.
    """
    found: list[Block] = []
    for item in blocks:
        make = _BLOCKS.get(item["t"])
        found += make(item) if make else [item]
    return found


def _line(items: list[Inline]) -> list[Inline]:
    """The inlines of a block."""
    return _closed(_inlines(with_enclosed(items)))


def _inlines(items: list[Inline]) -> list[Inline]:
    found: list[Inline] = []
    for item in items:
        kind = item["t"]
        if kind in LEAVES:
            found.append(item)
        elif kind in _INLINES:
            found += _INLINES[kind](item)
        elif kind in _WRAPS:
            found.append({"t": kind, "c": _inlines(item["c"])})
        elif kind in ("Quoted", "Cite"):
            found.append({"t": kind, "c": [item["c"][0], _inlines(item["c"][1])]})
        elif kind == "Note":
            found.append({"t": kind, "c": called(item["c"])})
        else:
            found.append(item)
    return found


def _closed(items: list[Inline]) -> list[Inline]:
    """The same with ";" where pandoc 3.9 makes *word*.more "#emph[word].more", for Typst a field of the call."""
    if all(item["t"] in LEAVES for item in items):
        return items
    found: list[Inline] = []
    last = len(items) - 1
    for i, item in enumerate(items):
        kind = item["t"]
        if kind in _WRAPS:
            found.append({"t": kind, "c": _closed(item["c"])})
        elif kind in ("Quoted", "Cite"):
            found.append({"t": kind, "c": [item["c"][0], _closed(item["c"][1])]})
        else:
            found.append(item)
        if kind in _OPEN_ENDED and i < last and items[i + 1]["t"] not in _GAPS:
            found.append(raw(";"))
    return found


# Blocks


def _text(item: Block) -> list[Block]:
    if len(item["c"]) == 1 and item["c"][0]["t"] == "Image":
        # A picture that is a paragraph of its own is not one within a line.
        (ident, _, _), *_ = item["c"][0]["c"]
        return block(f"{anchor(ident)}\n" if ident else "", _picture_call("#picture", item["c"][0]))
    return [{"t": item["t"], "c": _line(item["c"])}]


def _items(item: Block) -> list[Block]:
    return [{"t": item["t"], "c": [called(part) for part in item["c"]]}]


def _quote(item: Block) -> list[Block]:
    return [{"t": "BlockQuote", "c": called(item["c"])}]


def _lines(item: Block) -> list[Block]:
    return [{"t": "LineBlock", "c": [_line(part) for part in item["c"]]}]


def _ordered(item: Block) -> list[Block]:
    attributes, items = item["c"]
    start, style, _ = attributes
    made = [called(part) for part in items]
    if start == 1 or style["t"] != "Decimal":
        return [{"t": "OrderedList", "c": [attributes, made]}]
    # pandoc writes a start beside a numbering of its own, which would hide how the template numbers steps.
    plain = [1, {"t": "DefaultStyle"}, {"t": "DefaultDelim"}]
    return [*block(f"#[\n#set enum(start: {start})"), {"t": "OrderedList", "c": [plain, made]}, *block("]")]


def _heading(item: Block) -> list[Block]:
    level, (ident, names, _), text = item["c"]
    name = "back-heading" if "back" in names else "part-heading"
    # What stands alone, like a sheet, has no contents, and its headings no names.
    listed = [", listed: ", *inline_content(_inlines(_listed(text)))] if ident and level <= _LISTED else []
    return block(f"#{name}({level}, {quoted(ident)}", *listed, ")", *inline_content(_line(text)))


def _listed(items: list[Inline]) -> list[Inline]:
    """A heading as the contents say it, in one line: notes, links and what the index names stay where it stands."""
    found: list[Inline] = []
    for item in items:
        match item["t"]:
            case "Note":
                pass
            case "LineBreak":
                found.append({"t": "Space"})
            case "Link" | "Span":
                found += _listed(item["c"][1])
            case kind if kind in _WRAPS:
                found.append({"t": kind, "c": _listed(item["c"])})
            case "Quoted":
                found.append({"t": "Quoted", "c": [item["c"][0], _listed(item["c"][1])]})
            case _:
                found.append(item)
    return found


def _figure(item: Block) -> list[Block]:
    (ident, _, pairs), (_, caption), inside = item["c"]
    return block(
        "#kit-figure(",
        *named(
            [
                ("caption", line_content(called(caption)) if caption else None),
                ("ident", quoted(ident) if ident else None),
                ("number", dict(pairs).get("number")),
            ]
        ),
        ")",
        *content(called(inside)),
    )


def _table(item: Block) -> list[Block]:
    return table_call(item, called)


def _code_block(item: Block) -> list[Block]:
    # Highlighting would bring functions of pandoc's own Typst template.
    text = item["c"][1].replace("\\", "\\\\").replace('"', "\\u{22}").replace("\n", "\\n")
    return block(f'#raw(block: true, "{text}")')


def _definitions(item: Block) -> list[Block]:
    found: Source = []
    for term, bodies in item["c"]:
        inside = called([part for body in bodies for part in body])
        found += [", " if found else "", "terms.item(", *inline_content(_line(term)), ", ", *_definition(inside), ")"]
    return block("#definition-list(", *found, ")")


def _definition(blocks: list[Block]) -> Source:
    """A paragraph that is all of a definition is text in it: a list of its own would leave the term alone."""
    alone = len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain")
    return inline_content(blocks[0]["c"]) if alone else content(blocks)


def _div(item: Block) -> list[Block]:
    (ident, names, pairs), inside = item["c"]
    if names and names[0] in _ENDINGS:
        inside = _with_endings(inside, _ENDINGS[names[0]])
    inside = called(inside)
    for name in names:
        if name in TO_PARENT:
            return [{"t": "Div", "c": [item["c"][0], inside]}]
        if name in CALLS:
            made = CALLS[name](ident, names, dict(pairs), inside)
            return [*block(anchor(ident)), *made] if ident and name not in NAMES_ITSELF else made
    return [*block(anchor(ident)), *inside] if ident else inside


def _pages_of_term(term: Inline) -> Inline:
    return {"t": "Span", "c": [["", ["term-pages"], [["term", term["c"][0][0]]]], []]}


def _state_of_source(name: Inline) -> Inline:
    return {"t": "Span", "c": [["", ["state"], [["state", dict(name["c"][0][2]).get("state", "")]]], []]}


_ENDINGS: dict[str, Callable[[Inline], Inline]] = {"glossary": _pages_of_term, "sources": _state_of_source}
"""What the template adds at the end of each definition: the pages of a term, the state of a source."""


def _with_endings(blocks: list[Block], ending: Callable[[Inline], Inline]) -> list[Block]:
    return [_ended(item, ending) if item["t"] == "DefinitionList" else item for item in blocks]


def _ended(item: Block, ending: Callable[[Inline], Inline]) -> Block:
    made = []
    for term, bodies in item["c"]:
        *before, last = bodies
        *first, text = last
        made.append([term, [*before, [*first, {"t": text["t"], "c": [*text["c"], ending(term[0])]}]]])
    return {"t": "DefinitionList", "c": made}


# Inlines


def _span(item: Inline) -> list[Inline]:
    (ident, names, pairs), text = item["c"]
    inside = _inlines(text)
    for name in names:
        if name in _SPANS:
            return _SPANS[name](ident, dict(pairs), inside)
    return inside


_SPANS: dict[str, Callable[[str, dict[str, str], list[Inline]], list[Inline]]] = {
    "anchor": lambda ident, _, inside: [*inline(f"#anchor({quoted(ident)})"), *inside],
    "legal-ref": lambda ident, pairs, inside: inline(
        f"{anchor(ident)}#legal-ref({quoted(pairs.get('state', ''))})", *inline_content(inside)
    ),
    "glossary-term": lambda ident, _, inside: inline(f"#glossary-term({quoted(ident)})", *inline_content(inside)),
    "source": lambda ident, _, inside: inline(f"#source-name({quoted(ident)})", *inline_content(inside)),
    "state": lambda _, pairs, __: inline(f"#pending({quoted(pairs['state'])})"),
    "term-pages": lambda _, pairs, __: inline(f"#term-pages({quoted(pairs['term'])})"),
    "numbered-name": lambda _, pairs, __: inline(f"#numbered-name({quoted(pairs['kind'])}, {pairs['number']})"),
    "where": lambda _, __, inside: inline("#where", *inline_content(inside)),
}


def _link(item: Inline) -> list[Inline]:
    (_, names, pairs), text, (target, _) = item["c"]
    inside = inline_content(_inlines(text))
    if len(target) < 2 or target[0] != "#":  # noqa: PLR2004
        return inline(f"#outside-link({quoted(target)})", *inside)
    label = quoted(target[1:]) + (", enclosed: true" if ENCLOSED in names else "")
    about = dict(pairs)
    if "numbered" in names and about.get("number"):
        return inline(f"#numbered-ref({quoted(about['kind'])}, {about['number']}, {label})")
    name = "term-link" if "term" in names else "cite-link" if "cite" in names else "inside-link"
    return inline(f"#{name}({label})", *inside)


def _image(item: Inline) -> list[Inline]:
    ident = item["c"][0][0]
    made = inline(_picture_call("#small-picture", item))
    return [*inline(anchor(ident)), *made] if ident else made


def _picture_call(name: str, item: Inline) -> str:
    (_, _, pairs), caption, (file, _) = item["c"]
    width = dict(pairs).get("width", "")
    sized = f", width: {width}" if _WIDTH.fullmatch(width) else ""
    return f"{name}({quoted(file)}, alt: {quoted(plain_text(caption))}{sized})"


def _code(item: Inline) -> list[Inline]:
    return inline(f"#raw({quoted(item['c'][1])})")


_INLINES: dict[str, Callable[[Inline], list[Inline]]] = {"Span": _span, "Link": _link, "Image": _image, "Code": _code}

_BLOCKS: dict[str, Callable[[Block], list[Block]]] = {
    "Para": _text, "Plain": _text, "BulletList": _items, "OrderedList": _ordered, "BlockQuote": _quote,
    "LineBlock": _lines, "Header": _heading, "Figure": _figure, "Table": _table, "CodeBlock": _code_block,
    "DefinitionList": _definitions, "Div": _div,
}  # fmt: skip
