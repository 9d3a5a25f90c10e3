"""Plain blocks -> blocks whose every look is a style: what pandoc would format directly gets a style's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from build_tools.sphinx_ext.ast_pandoc import Block, Inline, attr, div, element, para, plain_text, span, words

STYLES = {
    "box-case": "Case", "box-facilitator": "Note", "box-important": "Warning", "box-job-aid": "Job Aid",
    "box-legal": "Legal", "box-note": "Note", "box-objectives": "Objectives", "box-tip": "Note",
    "box-warning": "Warning",
    "answer": "Answer", "answers": "Answer", "assessment-title": "Assessment Title", "attribution": "Attribution",
    "choices": "Answer", "cover-fact": "Cover Fact", "facts": "Facts", "media-poster": "Figure",
    "media-title": "Media Title", "media-way": "Media Way", "question-label": "Question Label",
    "question-prompt": "Question", "reflection-label": "Question Label", "reflection-prompt": "Question",
    "rubric": "Rubric", "scenario-title": "Scenario Title", "step-end": "Step End", "step-label": "Step Label",
    "transcript": "Transcript", "transcript-title": "Transcript Title", "writing-line": "Writing Line",
}  # fmt: skip
"""Class of a Div -> name of the paragraph style of what is in it."""
BOXES = frozenset(style for name, style in STYLES.items() if name.startswith("box-"))
MARKS = {
    "address": "Address", "caption-number": "Caption Number", "glossary-term": "Glossary Term", "label": "Box Label",
    "legal-ref": "Legal Reference", "source": "Source Number", "time": "Time",
}  # fmt: skip
"""Class of a Span -> name of its character style."""
_FACES = {
    "Emph": "Emphasis", "Strong": "Strong", "Superscript": "Superscript", "Subscript": "Subscript",
    "Strikeout": "Struck",
}  # fmt: skip
_BOTH = {"Emphasis", "Strong"}
_JOIN = "\u00a0"
_FIRST_BOOKMARK = 700_000
"""Above any number that pandoc gives to a bookmark."""


def styled_blocks(value: Any, style: str | None = None) -> Any:  # noqa: ANN401 - any part of a document
    """The same content with names of styles.

    Args:
        value: any part of a document.
        style: of the paragraphs in it; None: pandoc's own choice.
    """
    if isinstance(value, list):
        return [styled_blocks(item, style) for item in value]
    if not isinstance(value, dict):
        return value
    special = _SPECIAL.get(value["t"])
    if special:
        return special(value, style)
    if value["t"] == "Table":
        style = None
    return {"t": value["t"], **({"c": styled_blocks(value["c"], style)} if "c" in value else {})}


def _div(block: Block, style: str | None) -> Block:
    (ident, names, pairs), content = block["c"]
    inner = next((STYLES[name] for name in names if name in STYLES), style)
    if "box-title" in names:
        inner = f"{style} Title" if style in BOXES else style
    if "checklist" in names and inner:
        return _with_style(inner, [_ticked(item) for item in content])
    return div(styled_blocks(content, inner), [ident, names, pairs])


def _ticked(tasks: Block) -> Block:
    """A list of what to tick: pandoc makes boxes of “☐” only in paragraphs that are items themselves."""
    items = [[para(faced(first["c"])), *styled_blocks(rest)] for first, *rest in tasks["c"]]
    return element("BulletList", items)


def _paragraph(block: Block, style: str | None) -> Block:
    content = faced(block["c"])
    if [part["t"] for part in content] == ["Image"] and style not in BOXES:
        style = style or "Figure"
    return _with_style(style, [para(content)]) if style else element(block["t"], content)


def _with_style(style: str, blocks: list[Block], ident: str = "") -> Block:
    return div(blocks, attr(ident, (), custom_style=style))


def _header(block: Block, _style: str | None) -> Block:
    level, (ident, names, _), content = block["c"]
    if "back" in names:
        return _with_style("Unnumbered Heading", [para(faced(content))], ident)
    return element("Header", level, attr(ident), faced(content))


def _figure(block: Block, _style: str | None) -> Block:
    """A picture and its caption as paragraphs: pandoc would put both into a table."""
    (ident, _, _), (_, caption), content = block["c"]
    under = styled_blocks([para(part["c"]) for part in caption if part["t"] in {"Para", "Plain"}], "Image Caption")
    return div([*styled_blocks(content, "Captioned Figure"), *under], attr(ident))


def _rule(_block: Block, _style: str | None) -> Block:
    return _with_style("Separator", [para(words("* * *"))])


def _quote(block: Block, style: str | None) -> Block:
    return div(styled_blocks(block["c"], style or "Block Text"), attr())


def faced(inlines: Any, faces: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - any part of a document
    """Inlines with character styles in place of bold, italic and raised text.

    Args:
        inlines: some inlines, or any part of one.
        faces: styles of what is around them; pandoc takes the innermost alone.
    """
    if isinstance(inlines, list):
        return [faced(item, faces) for item in inlines]
    if not isinstance(inlines, dict):
        return inlines
    kind = inlines["t"]
    if kind in _FACES:
        inner = (*faces, _FACES[kind])
        return span(faced(inlines["c"], inner), attr("", (), custom_style=_face(inner)))
    if kind in _INLINES:
        return _INLINES[kind](inlines, faces)
    return {"t": kind, **({"c": faced(inlines["c"], faces)} if "c" in inlines else {})}


def _face(faces: tuple[str, ...]) -> str:
    return "Intense Emphasis" if set(faces) >= _BOTH else faces[-1]


def _span(inline: Inline, faces: tuple[str, ...]) -> Inline:
    (ident, names, pairs), content = inline["c"]
    if "caption-number" in names:
        return _numbered(names, content)
    style = next((MARKS[name] for name in names if name in MARKS), None)
    pairs = [pair for pair in pairs if pair[0] == "lang"] + ([["custom-style", style]] if style else [])
    return span(faced(content, faces), [ident, [], pairs])


def _numbered(names: list[str], content: list[Inline]) -> Inline:
    """The name and number of a caption: a field that counts, in a bookmark that references to it show."""
    name, number = plain_text(content).split(_JOIN)
    counter = quoteattr(f" SEQ {name} \\* ARABIC ")
    field = f"{_run(f'{name}{_JOIN}')}<w:fldSimple w:instr={counter}>{_run(number)}</w:fldSimple>"
    kind = next(n for n in names if n.startswith("of-"))
    at = _FIRST_BOOKMARK + 2 * int(number) + (kind == "of-table")
    mark = f"<w:bookmarkStart w:id={quoteattr(str(at))} w:name={quoteattr(bookmark(name, number))}/>"
    return element("RawInline", "openxml", f'{mark}{field}<w:bookmarkEnd w:id="{at}"/>')


def bookmark(name: str, number: str) -> str:
    """What the number of a caption is called in the document, e.g. ``_Figura_3``."""
    return f"_{name}_{number}"


def _reference(link: Inline, faces: tuple[str, ...]) -> Inline:
    """The name and number of a figure or table, as a field that leads there and follows its number."""
    if "numbered" not in link["c"][0][1]:
        return {"t": "Link", "c": faced(link["c"], faces)}
    label = plain_text(link["c"][1]).split(_JOIN)
    instruction = quoteattr(f" REF {bookmark(*label)} \\h ")
    shown = _run(_JOIN.join(label), "Hyperlink")
    return element("RawInline", "openxml", f"<w:fldSimple w:instr={instruction}>{shown}</w:fldSimple>")


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


_SPECIAL: dict[str, Callable[[Block, str | None], Block]] = {
    "Div": _div,
    "Para": _paragraph,
    "Plain": _paragraph,
    "Figure": _figure,
    "Header": _header,
    "HorizontalRule": _rule,
    "BlockQuote": _quote,
}

_INLINES: dict[str, Callable[[Inline, tuple[str, ...]], Inline]] = {
    "Link": _reference,
    "Note": lambda note, _faces: element("Note", styled_blocks(note["c"])),
    "Span": _span,
}
