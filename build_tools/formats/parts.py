"""A guide in parts: its front, each module, its back matter. Each is set alone, then they are bound to one PDF.

So a word more changes its module, and what shows something of it; and to set a guide of 200 modules needs hardly more
memory than its longest module. What a part shows of others, e.g. the page of a heading, follows from where they
begin and what they hold: parts are measured until none of it changes, as Typst does within a document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from build_tools.digests import sha256_file
from build_tools.errors import JobError
from build_tools.formats.typeset import source_of
from build_tools.tools import typst
from build_tools.tools.pdf_parts import Leaves, Spot, bound

_ROUNDS = 8
"""How often parts are measured at most: twice is usual, once more where the index grows by a page."""

_DEFINED = re.compile(r'(?:#anchor\(|#glossary-term\(|#source-name\(|-heading\(\d, |\bident: )"([^"]+)"')
_SHOWN = re.compile(r'(?:#(?:inside|cite|term)-link\(|#numbered-ref\("\w+", \d+, )"([^"]+)"')
_OPENING = re.compile(r'^#(part|back)-heading\(([12]), "([^"]*)"\)(\[.*\])$', re.MULTILINE)
_MEASURED = "part-measured"
_IMPORT = '#import "/conf/print/guide.typ": *\n'


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a guide.

    Args:
        kind: ``front``, ``module`` or ``back``; the front lists headings, the back matter has the index.
        body: its Typst source.
        inputs: of its template.
        shown: names of what it shows of others, beside those that its source tells.
    """

    kind: str
    body: str
    inputs: Mapping[str, str]
    shown: tuple[str, ...] = ()

    @property
    def defined(self) -> tuple[str, ...]:
        """The names of what stands in it."""
        return tuple(dict.fromkeys(_DEFINED.findall(self.body)))

    @property
    def wanted(self) -> frozenset[str]:
        """The names of what it leads to."""
        return frozenset((*self.shown, *_SHOWN.findall(self.body)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The source of a part, and what is marked on each page that it gets for one elsewhere."""

    source: str
    marked: list[list[Spot]]


_Known = Mapping[str, Any]
"""What is in a part, as ``ends`` in ``conf/print/parts.typ`` tells it."""


class _Mark(NamedTuple):
    """A call of the template that stands for something in another part."""

    call: str
    spot: Spot


def as_json(parts: Sequence[Part]) -> bytes:
    """The parts as JSON, for `parts_from`."""
    return json.dumps([asdict(part) for part in parts], ensure_ascii=False).encode()


def parts_from(text: bytes) -> list[Part]:
    """The parts that `as_json` wrote."""
    return [Part(**{**part, "shown": tuple(part["shown"])}) for part in json.loads(text)]


def pdf_of(parts: Sequence[Part], root: Path) -> bytes:
    """The PDF of a guide.

    Args:
        parts: in their order, the back matter last.
        root: the folder of everything they read.

    Raises:
        JobError: Typst refuses a part.
    """
    setting = _Setting(parts, root)
    known = setting.first_look()
    before: list[_Sheet] = []
    made: list[tuple[bytes, _Known]] = []
    for _ in range(_ROUNDS):
        sheets = [setting.sheet(n, known) for n in range(len(parts))]
        if [sheet.source for sheet in sheets] == [sheet.source for sheet in before]:
            return bound([Leaves(pdf, told["pages"], at.marked) for (pdf, told), at in zip(made, sheets, strict=True)])
        made = [setting.set(n, sheet) for n, sheet in enumerate(sheets)]
        before, known = sheets, [told for _, told in made]
    message = "The pages of the guide do not settle."
    raise JobError(message, "Report this with the kit: a reference changes the page that it stands on.")


class _Setting:
    """Sets the parts of a guide, each in a file of its own: Typst knows again what has not moved in its file.

    Args:
        parts: of the guide.
        root: the folder of everything they read.
    """

    def __init__(self, parts: Sequence[Part], root: Path) -> None:
        self._parts, self._root = parts, root
        shared = typst.readable(root, _IMPORT)
        self._files = []
        for n, part in enumerate(parts):
            file = root / _file(n)
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"{_IMPORT}{part.body}\n", encoding="utf-8")
            # A part reads no other.
            self._files.append([*shared, (_file(n), sha256_file(file))])

    def first_look(self) -> list[_Known]:
        """What is in each part, laid out as though nothing were known of the others; the index knows the modules."""
        known: list[_Known] = []
        for n, part in enumerate(self._parts):
            sheet = self.sheet(n, known if part.kind == "back" else [])
            known += typst.noted(sheet.source, self._root, part.inputs, _MEASURED, self._files[n])
        return known

    def set(self, n: int, sheet: _Sheet) -> tuple[bytes, _Known]:
        """The PDF of a part, and what is in it."""
        pdf, (known,) = typst.compile_noted(sheet.source, self._root, self._parts[n].inputs, _MEASURED, self._files[n])
        return pdf, known

    def sheet(self, n: int, known: Sequence[_Known]) -> _Sheet:
        """A part's source, with what it shows of the others."""
        parts, whole = self._parts, len(known) == len(self._parts)
        starts = [1 + sum(k["pages"] for k in known[:m]) for m in range(len(parts) + 1)]
        before = {
            "module": sum(part.kind == "module" for part in parts[:n]),
            "footnotes": sum(k["footnotes"] for k in known[:n]),
            "questions": sum(k["questions"] for k in known[:n]),
        }
        pages: dict[int, list[_Mark]] = {}
        for m, other in enumerate(parts):
            for mark in _marks(parts[n], other, m, known[m] if m < len(known) else None) if m != n else ():
                pages.setdefault(starts[m] + mark.spot.page - 1 if mark.spot.page else 0, []).append(mark)
        told = "".join(f", {name}: {count}" for name, count in before.items())
        names = "".join(f"{json.dumps(name)}, " for name in parts[n].defined)
        there = "".join(f", there({at}, {', '.join(mark.call for mark in found)})" for at, found in pages.items())
        total = starts[-1] - 1 if whole else 0
        body = (
            f"#begins({starts[n]}{told})\n#include {json.dumps(f'/{_file(n)}')}\n"
            f"#ends(({names}), total: {total}{told}{there})"
        )
        return _Sheet(source_of(body, "guide"), [[mark.spot for mark in found] for found in pages.values()])


def _file(n: int) -> str:
    return f"{typst.PARTS}/{n}.typ"


def _marks(part: Part, other: Part, m: int, known: _Known | None) -> Iterator[_Mark]:
    """What a part shows of another, in the order of that one."""
    named: set[str] = set()
    found: list[_Mark] = []

    def add(place: Sequence[float] | None, call: str) -> None:
        page, x, y = place or (0, 0, 0)
        found.append(_Mark(call, Spot(m, int(page), x, y)))

    if part.kind == "front":
        for i, (kind, level, name, title) in enumerate(_OPENING.findall(other.body)):
            numbered = "true" if kind == "part" else "false"
            add(known["headings"][i] if known else None, f"opening({level}, {json.dumps(name)}, {numbered}){title}")
            named.add(name)
    for name in other.defined:
        if name in part.wanted and name not in named:
            add(known["places"][name] if known else None, f"mark({json.dumps(name)})")
    if part.kind == "back" and known:
        for term, *place in known["uses"]:
            add(place, f"use({json.dumps(term)})")
    yield from sorted(found, key=lambda mark: mark.spot.page)
