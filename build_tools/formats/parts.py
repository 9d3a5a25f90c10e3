"""A guide in parts: its front, a few modules each, its back matter. Each is set alone, then they are bound to one PDF.

So a word more changes its part, and what shows something of it; and to set a guide of 200 modules needs hardly more
memory than its longest part does. On which pages things stand follows from where the parts begin and what they hold:
they are measured until none of it changes, as Typst does within a document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from build_tools.digests import sha256_file
from build_tools.errors import JobError
from build_tools.formats.parts_known import Known, Told
from build_tools.formats.typeset import source_of
from build_tools.tools import typst
from build_tools.tools.pdf_parts import Leaves, Spot, bound

_ROUNDS = 8
"""How often parts are set at most: twice is usual, once more where the index grows by a page."""

_MARKS = 300
"""On a page behind a part at most: it must hold them."""

_DEFINED = re.compile(r'(?:#anchor\(|#glossary-term\(|#source-name\(|-heading\(\d, |\bident: )"([^"]+)"')
_SHOWN = re.compile(r'(?:#(?:inside|cite|term)-link\(|#numbered-ref\("\w+", \d+, )"([^"]+)"')
_OPENING = re.compile(r'(?<!\\)#(part|back)-heading\(([12]), "([^"]*)", listed: (\[.*?\])\)\[')
_TOLD = "part-told"
_IMPORT = '#import "/conf/print/guide.typ": *\n'


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a guide.

    Args:
        kind: ``front``, which lists the headings of the others, ``modules``, or ``back``, which has the index.
        body: its Typst source.
        inputs: of its template.
        shown: names of what it shows beside those that its source tells.
        modules: how many are in it.
    """

    kind: str
    body: str
    inputs: Mapping[str, str]
    shown: tuple[str, ...] = ()
    modules: int = 0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A part as Typst gets it, and what is marked on each page behind it."""

    source: str
    inputs: Mapping[str, str]
    marked: list[list[Spot]]


class _Mark(NamedTuple):
    """A call of the template that stands for something elsewhere."""

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
    told = setting.first_look()
    before: list[_Sheet] = []
    made: list[tuple[bytes, Told]] = []
    for _ in range(_ROUNDS):
        sheets = setting.sheets(told)
        if [(sheet.source, sheet.inputs) for sheet in sheets] == [(sheet.source, sheet.inputs) for sheet in before]:
            typst.spare()
            return bound([Leaves(pdf, of["pages"], at.marked) for (pdf, of), at in zip(made, sheets, strict=True)])
        made = [setting.set(n, sheet) for n, sheet in enumerate(sheets)]
        before, told = sheets, [of for _, of in made]
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
        self._defined = [tuple(dict.fromkeys(_DEFINED.findall(part.body))) for part in parts]
        self._openings = [_OPENING.findall(part.body) for part in parts]
        home = {name: n for n, names in reversed([*enumerate(self._defined)]) for name in names}
        self._shown = [
            {name: home[name] for name in sorted({*part.shown, *_SHOWN.findall(part.body)} & home.keys())}
            for part in parts
        ]
        """What each part shows, and the part in which it stands."""
        shared = typst.readable(root, _IMPORT)
        self._files = []
        for n, part in enumerate(parts):
            file = root / _file(n)
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"{_IMPORT}{part.body}\n", encoding="utf-8")
            # A part reads no other.
            self._files.append([*shared, (_file(n), sha256_file(file))])

    def first_look(self) -> list[Told]:
        """What is in each part, laid out as though nothing were known of any; the index knows the modules."""
        told: list[Told] = []
        for n, part in enumerate(self._parts):
            sheet = self._sheet(n, Known(told if part.kind == "back" else ()))
            told += typst.noted(sheet.source, self._root, sheet.inputs, _TOLD, self._files[n])
        return told

    def sheets(self, told: Sequence[Told]) -> list[_Sheet]:
        """All parts, with what is known of each other."""
        known = Known(told)
        return [self._sheet(n, known) for n in range(len(self._parts))]

    def set(self, n: int, sheet: _Sheet) -> tuple[bytes, Told]:
        """The PDF of a part, and what is in it."""
        pdf, (told,) = typst.compile_noted(sheet.source, self._root, sheet.inputs, _TOLD, self._files[n])
        return pdf, told

    def _sheet(self, n: int, known: Known) -> _Sheet:
        part = self._parts[n]
        uses = list(known.uses()) if part.kind == "back" else []
        marks = [_Mark(f"mark({_text(name)})", known.spot(m, name)) for name, m in self._led(n, known).items()]
        marks += [_Mark(f"mark({_text(f'use-{at}')})", use.spot) for at, use in enumerate(uses)]
        marks += self._headings(n, known) if part.kind == "front" else []
        pages = [marks[at : at + _MARKS] for at in range(0, len(marks), _MARKS)]
        there = "".join(f", there({', '.join(mark.call for mark in found)})" for found in pages)
        total = known.total(len(self._parts))
        counts = known.counts(n) | {"module": sum(before.modules for before in self._parts[:n])}
        counted = "".join(f", {name}: {count}" for name, count in counts.items())
        names = "".join(f"{_text(name)}, " for name in self._defined[n])
        body = (
            f"#begins({known.start(n)}{counted})\n#include {_text('/' + _file(n))}\n"
            f"#ends(({names}), {total}{counted}{there})"
        )
        told = {
            "pages": {name: known.page(known.spot(m, name)) for name, m in self._shown[n].items()},
            "uses": {
                term: [(use.page, f"use-{at}") for at, use in found]
                for term, found in groupby(sorted(enumerate(uses), key=lambda u: u[1].term), lambda u: u[1].term)
            },
        }
        inputs = {**part.inputs, "known": json.dumps(told, ensure_ascii=False)}
        marked = [[], *([mark.spot for mark in found] for found in pages), []]
        return _Sheet(source_of(body, "guide"), inputs, marked)

    def _led(self, n: int, known: Known) -> dict[str, int]:
        """What a part leads to elsewhere, but for headings that its contents list; Typst reports what is nowhere."""
        listed = self._parts[n].kind == "front"
        headings = {name for openings in self._openings for _, _, name, _ in openings} if listed else ()
        return {name: m for name, m in self._shown[n].items() if m != n and name not in headings and known.has(m, name)}

    def _headings(self, n: int, known: Known) -> Iterator[_Mark]:
        """The headings elsewhere, on the pages that they stand on."""
        for m, openings in enumerate(self._openings):
            if m == n:
                continue
            for spot, (kind, level, name, title) in zip(known.headings(m, len(openings)), openings, strict=True):
                numbered = "true" if kind == "part" else "false"
                yield _Mark(f"opening({level}, {_text(name)}, {known.page(spot)}, {numbered}){title}", spot)


def _file(n: int) -> str:
    return f"{typst.PARTS}/{n}.typ"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
