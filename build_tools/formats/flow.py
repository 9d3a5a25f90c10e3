"""The participants' text as plain blocks, for formats that flow: DOCX and EPUB.

What conf/print does in Typst for paper is done here in the document: activities become lists and paragraphs,
media assets a poster and their text, captions get numbers. What things are stays in classes; what they
look like is the format's business (styles of the DOCX, ``conf/office/epub.css``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from build_tools.formats.checklists import checklists
from build_tools.formats.flow_activities import Activities
from build_tools.formats.flow_media import as_figures, recording
from build_tools.formats.flow_walk import bare, inlines_of, labelled, styled
from build_tools.formats.guides_activities import arranged
from build_tools.formats.guides_content import back_matter, for_participants, notice_box, titled
from build_tools.formats.guides_media import Asset
from build_tools.formats.numbers import kind_of, label_of, with_labels
from build_tools.formats.walk import changed_blocks, classes, content_of, parts
from build_tools.sphinx_ext.ast_pandoc import (
    Block,
    Inline,
    attr,
    cell,
    element,
    para,
    plain,
    plain_text,
    row,
    span,
    table,
    words,
)


@dataclass(frozen=True, slots=True)
class Flow:
    """A book in parts, each with its level 1 header first: the modules, and what stands behind them."""

    modules: tuple[list[Block], ...]
    back: tuple[list[Block], ...]


def flow_of(
    reading: Mapping[str, Any],
    ast: Mapping[str, Any],
    assets: Mapping[str, Asset],
    texts: Mapping[str, str],
    *,
    writing: bool,
) -> Flow:
    """The participants' text of an edition.

    Args:
        reading: content of ``reading.json``.
        ast: content of ``ast.json``.
        assets: its media assets, by id.
        texts: words of the guides.
        writing: whether people write in it: then there are lines and blanks.

    Raises:
        JobError: something for facilitators only is in it.
    """
    modules = [_participants(module, ast, texts) for module in reading["modules"]]
    numbered = _captioned([with_labels(as_figures(blocks, assets), texts) for blocks in modules], texts)
    activities = Activities(texts, count(1), writing=writing)

    def shaped(block: Block) -> Any:  # noqa: ANN401 - an element, or several
        if block["t"] != "Div":
            return block
        if "box" in classes(block) or "job-aid" in classes(block):
            return _box(block, texts)
        if "media" in classes(block):
            return recording(block, assets, texts, reading["language"])
        return activities.shaped(block)

    back = [
        back_matter(texts["glossary"], "glossary", ast["glossary"]),
        back_matter(texts["sources"], "sources", ast["sources"]),
        back_matter(texts["contacts"], "contacts", contacts(reading["contacts"], texts)),
    ]
    return Flow(
        tuple(bare(changed_blocks(blocks, shaped)) for blocks in numbered),
        tuple(bare(blocks) for blocks in back if blocks),
    )


def _participants(module: Mapping[str, Any], ast: Mapping[str, Any], texts: Mapping[str, str]) -> list[Block]:
    blocks = checklists(arranged(ast["modules"][module["id"]], solved=False), boxed=True)
    title, content = titled(module, for_participants(blocks))
    duration = texts["minutes-long"].replace("%d", str(module["duration"]))
    return [
        element("Header", 1, attr(module["id"], ["module"]), title),
        styled("facts", [para(words(f"{texts['duration-label']} {duration}"))]),
        *notice_box(module["content_notice"], texts),
        *content,
    ]


def contacts(found: list[Mapping[str, str]], texts: Mapping[str, str]) -> list[Block]:
    """The contacts of an edition as a table; nothing where it has none."""
    if not found:
        return []
    head = [row([cell([plain(words(texts[name]))]) for name in ("number", "service")])]
    body = [
        row([cell([plain([_call(contact["number"])])]), cell([plain(words(contact["label"]))])]) for contact in found
    ]
    return [table((0.25, 0.75), head, body, attributes=attr("", ["contacts"]), stubs=1)]


def _call(number: str) -> Inline:
    digits = "".join(letter for letter in number if letter.isdigit() or letter == "+")
    return element("Link", attr("", ["contact"]), words(number), [f"tel:{digits}", ""]) if digits else words(number)[0]


def _captioned(modules: list[list[Block]], texts: Mapping[str, str]) -> list[list[Block]]:
    """The modules with a number before each caption that has one."""

    def with_number(block: Block) -> Block:
        label = label_of(block, texts) if kind_of(block) else ""
        if not label:
            return block
        (ident, names, pairs), (short, caption), *rest = block["c"]
        before = span(words(label), attr("", ["caption-number", f"of-{kind_of(block)}"]))
        text = [before, element("Str", ":"), element("Space"), *inlines_of(caption)]
        return element(block["t"], [ident, names, pairs], [short, [plain(text)]], *rest)

    return [changed_blocks(blocks, with_number) for blocks in modules]


def _box(block: Block, texts: Mapping[str, str]) -> Block:
    """A box with the word for its kind and its title in one line."""
    ident, names, _ = block["c"][0]
    titles, content = parts(content_of(block), "box-title")
    kind = next(
        (name for name in names if name.startswith("box-")), "box-job-aid" if "job-aid" in names else "box-note"
    )
    name = texts.get(kind, texts["box-note"]) if kind != "box-job-aid" else texts["job-aid"]
    title = inlines_of(content_of(titles[0])) if titles else []
    if titles and "own-name" in classes(titles[0]):
        name, title = plain_text(title), []
    line = labelled(name, [] if plain_text(title) == name else title)
    return styled(f"box {kind}", [styled("box-title", [para(line)]), *content], ident)
