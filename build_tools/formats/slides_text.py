"""From pandoc's inlines and blocks to what a slide shows, and to what its notes tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from build_tools.formats.checklists import BOX
from build_tools.formats.slides_model import Note, printable
from build_tools.formats.walk import classes
from build_tools.sphinx_ext.ast_pandoc import Block

_END = re.compile(r"[.!?…]+[»”’\")\]]*\s+(?=[¿¡«“‘\"(]*(\w))")
_CLAUSE = re.compile(r"(?:[;:]|\s[—–])\s")
_SHORT = frozenset({"art", "arts", "dr", "dra", "lic", "núm", "no", "p", "pp", "sr", "sra", "st", "vs"})
"""Words whose point ends no sentence; “no” stands before numbers only, which never begin one here."""
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("¿", "?"), ("¡", "!"))
_FEWEST = 4
"""Words of a clause that can stand alone."""
_CITES = frozenset({"cites", "cite"})


def shown(inlines: Any) -> str:  # noqa: ANN401 - any part of a document
    """The text of inlines as a slide shows it: without footnotes and citations, which the notes keep."""
    return cleaned("".join(_pieces(inlines, told=False)))


def told(inlines: Any) -> str:  # noqa: ANN401 - any part of a document
    """The whole text of inlines, footnotes in brackets behind what they belong to."""
    return cleaned("".join(_pieces(inlines, told=True)))


def cleaned(text: str) -> str:
    """Text that XML can hold: single spaces (those that break no line stay), no control characters."""
    return re.sub(r"[ \n\t]+", " ", printable(text)).replace("\0", "").strip()


def lead(inlines: list[Any], text: str) -> str:
    """What is strong at the beginning of a paragraph whose shown text is ``text``; empty where nothing is."""
    first = shown(inlines[0]["c"]) if inlines and inlines[0]["t"] == "Strong" else ""
    return first if text.startswith(first) else ""


def sentences(text: str) -> list[str]:
    """The sentences of a text, in their order."""
    found, start = [], 0
    for match in _END.finditer(text):
        before = text[start : match.start()].rpartition(" ")[2].lower()
        if (match[1].isupper() or (match[1].isdigit() and match[0][0] != ".")) and before not in _SHORT:
            found.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def shortened(text: str, fits: Callable[[str], bool], first: Callable[[str], bool] | None = None) -> str:
    """As many sentences from the beginning of a text as fit; else its first one, or a clause of that.

    What cannot be shortened at the end of a clause is given whole.

    Args:
        text: one paragraph.
        fits: whether a text is short enough.
        first: the same for a first sentence alone, which may be longer; absent: ``fits``.
    """
    parts = sentences(text)
    if not parts:
        return text
    for count in range(len(parts), 0, -1):
        if fits(" ".join(parts[:count])):
            return " ".join(parts[:count])
    enough = first or fits
    return parts[0] if enough(parts[0]) else _clause(parts[0], enough)


def _clause(sentence: str, fits: Callable[[str], bool]) -> str:
    for match in reversed(list(_CLAUSE.finditer(sentence))):
        found = sentence[: match.start()].rstrip() + "…"
        if fits(found) and len(found.split()) >= _FEWEST and _closed(found):
            return found
    return sentence


def _closed(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def notes_of(blocks: Iterable[Block], depth: int = 0) -> Iterator[Note]:
    """The whole text of blocks as paragraphs of the notes.

    Args:
        blocks: of a module; activities tell their solutions elsewhere.
        depth: of lists around.
    """
    for block in blocks:
        yield from _notes(block, depth)


def _notes(block: Block, depth: int) -> Iterator[Note]:
    content: Any = block.get("c")
    match block["t"]:
        case "Para" | "Plain":
            yield from _note("\u00a0" * 2 * depth + told(content))
        case "Header":
            yield Note(told(content[2]), label=True)
        case "BulletList":
            yield from _listed(content, depth)
        case "OrderedList":
            yield from _listed(content[1], depth, first=content[0][0])
        case "Div":
            yield from _divided(content[1], depth, label="box-title" in classes(block))
        case "BlockQuote":
            yield from notes_of(content, depth)
        case kind if kind in _OTHERS:
            yield from _OTHERS[kind](content)


def _definitions(content: list[Any]) -> Iterator[Note]:
    for name, bodies in content:
        yield from _note(f"{told(name)}: " + " ".join(note.text for body in bodies for note in notes_of(body)))


def _verbatim(content: list[Any]) -> Iterator[Note]:
    for line in str(content[1]).splitlines():
        yield from _note(cleaned(line))


def _lines(content: list[Any]) -> Iterator[Note]:
    for line in content:
        yield from _note(told(line))


def _figure(content: list[Any]) -> Iterator[Note]:
    yield from notes_of(content[1][1])


def _divided(content: list[Block], depth: int, *, label: bool) -> Iterator[Note]:
    yield from (Note(note.text, label=label or note.label) for note in notes_of(content, depth))


def _note(text: str) -> Iterator[Note]:
    if text.strip():
        yield Note(text)


def _listed(items: list[list[Block]], depth: int, first: int | None = None) -> Iterator[Note]:
    for number, item in enumerate(items, start=first or 0):
        mark = "•" if first is None else f"{number}."
        notes = list(notes_of(item, depth + 1))
        for place, note in enumerate(notes):
            text = note.text.lstrip("\u00a0")
            begins = "\u00a0" * 2 * depth + (text if text.startswith(BOX) else f"{mark} {text}")
            yield Note(begins, note.label) if place == 0 else note


def _rows(content: list[Any]) -> Iterator[Note]:
    head, bodies = content[3][1], content[4]
    for row in [*head, *(row for body in bodies for row in (*body[2], *body[3]))]:
        yield from _note(" | ".join(cell_text(cell, told) for cell in row[1]))


_OTHERS: Mapping[str, Callable[[list[Any]], Iterator[Note]]] = {
    "DefinitionList": _definitions,
    "Table": _rows,
    "Figure": _figure,
    "CodeBlock": _verbatim,
    "LineBlock": _lines,
}


def cell_text(cell: list[Any], text: Callable[[Any], str]) -> str:
    """The text of a table's cell, its blocks one after the other."""
    return " ".join(found for block in cell[4] if (found := text(block.get("c"))))


def _pieces(value: Any, *, told: bool) -> list[str]:  # noqa: ANN401 - any part of a document
    found: list[str] = []
    _gather(value, found, told=told)
    return found


def _gather(value: Any, found: list[str], *, told: bool) -> None:  # noqa: ANN401 - any part of a document
    if isinstance(value, dict):
        _gather_element(value, found, told=told)
    elif isinstance(value, list):
        start = len(found)
        for item in value:
            if not told and _cites(item):
                # The space before a citation goes with it.
                while len(found) > start and found[-1].isspace():
                    found.pop()
            else:
                _gather(item, found, told=told)


def _gather_element(value: dict[str, Any], found: list[str], *, told: bool) -> None:
    match value["t"]:
        case "Str":
            found.append(value["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            found.append(" ")
        case "Code":
            found.append(value["c"][1])
        case "Note":
            text = " ".join(note.text for note in notes_of(value["c"]))
            found.append(f" ({text})" if told and text else "")
        case "Image":
            _gather(value["c"][1], found, told=told)
        case _:
            _gather(value.get("c"), found, told=told)


def _cites(item: Any) -> bool:  # noqa: ANN401 - any part of a document
    tagged = isinstance(item, dict) and item.get("t") in ("Span", "Link")
    return tagged and bool(_CITES & set(item["c"][0][1]))
