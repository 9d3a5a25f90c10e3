"""Binds PDFs that Typst has set, one for each part of a document, to one: pages, tags, links, names and outline.

No library binds tagged PDFs together with their structure (ISO 32000-1, 14.7), so that is done here, with pikepdf.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from build_tools.errors import JobError

_FIRST, _STEP = 20, 2
"""Points from the top of a page elsewhere to its first mark, and from one to the next (``conf/print/parts.typ``)."""

_ABOVE = 10
"""Points that Typst leaves above what a link leads to."""

_NUMBER = re.compile(r"\d+$")
"""The page in what a link is called."""
_CELLS = ("/TD", "/TH")
_PAGES = re.compile(rb"(?<=<xmpTPg:NPages>)\d+")
_KNOWN_BY = re.compile(rb"(<(?:xmpMM:InstanceID|xmpMM:DocumentID|stEvt:instanceID)>)[^<_]+")
"""What a file is known by in its metadata (XMP, ISO 16684-1)."""


class Spot(NamedTuple):
    """A place in a part: the number of the part, a page of it from 1, and points from its left and top edges."""

    part: int
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Leaves:
    """A part.

    Args:
        pdf: its pages, and behind them those that stand for others.
        pages: how many are its own; None: all.
        marked: what is marked on each that follows.
    """

    pdf: bytes
    pages: int | None = None
    marked: Sequence[Sequence[Spot]] = ()


class _Link(NamedTuple):
    """The ``number``-th annotation of a page leads to a spot of another part."""

    page: int
    number: int
    spot: Spot


class _Named(NamedTuple):
    """A name that leads to a page, and there to points from its left and bottom edges."""

    name: bytes
    page: int
    x: float
    y: float


def bound(parts: Sequence[Leaves]) -> bytes:
    """One PDF of all parts, without the pages that stand for others.

    Args:
        parts: in their order; title, language and standards are those of the first.

    Returns:
        the same bytes for the same parts.

    Raises:
        JobError: a part has other pages than were told of it.
    """
    digests = b"".join(hashlib.sha256(part.pdf).digest() for part in parts)
    with Pdf.open(io.BytesIO(parts[0].pdf)) as whole:
        binding = _Binding(whole)
        for part in parts:
            with Pdf.open(io.BytesIO(part.pdf)) as source:
                binding.add(source, part)
        binding.finish(base64.b64encode(hashlib.sha256(digests).digest()[:16]))
        made = io.BytesIO()
        whole.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()


class _Binding:
    """What becomes of the first part's PDF: its pages, tags, outline and names make room for those of all parts."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._tags = whole.Root.StructTreeRoot
        self._document = self._tags.K[0]
        self._document.K = Array()
        del whole.pages[:]
        self._pages: list[Any] = []
        self._firsts: list[int] = []
        """The index of each part's first page."""
        self._parents: list[Any] = []
        self._next_parent = 0
        self._names: dict[bytes, Any] = {}
        self._ids: dict[bytes, Any] = {}
        self._outline: list[Any] = []
        self._links: list[tuple[Any, Spot]] = []

    def add(self, source: Pdf, part: Leaves) -> None:
        """Takes over a part's own pages and what tells of them."""
        own = len(source.pages) if part.pages is None else part.pages
        if part.pages is not None and len(source.pages) != own + len(part.marked):
            message = "A part of the guide has other pages than its template told."
            raise JobError(message, "Report this with the kit.")
        indices = {page.objgen: n for n, page in enumerate(source.pages)}
        links, names = list(_links_elsewhere(source, own, part.marked, indices)), list(_names_of(source, indices))
        del source.pages[own:]
        first = len(self._pages)
        self._firsts.append(first)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names and structure, which are taken over here
            self._whole.pages.extend(source.pages)
        self._pages += [page.obj for page in list(self._whole.pages)[first:]]
        self._links += [(self._pages[first + link.page].Annots[link.number], link.spot) for link in links]
        self._names |= {n.name: self._place(first + n.page, n.x, n.y) for n in names if n.page < own}
        self._take_tags(source, first)
        self._take_outline(source)

    def _place(self, at: int, x: float, y: float) -> Array:
        """Where a link leads to (ISO 32000-1, 12.3.2.2)."""
        return Array([self._pages[at], Name.XYZ, round(x, 3), round(y, 3), 0])

    def _take_tags(self, source: Pdf, first: int) -> None:
        """The elements (14.7.2), and by which numbers pages and annotations find theirs (14.7.4.4)."""
        tags = self._whole.copy_foreign(source.Root.StructTreeRoot)
        for element in tags.K[0].K:
            element.P = self._document
            self._document.K.append(element)
        numbers = list(tags.ParentTree.Nums)
        for number, element in zip(numbers[::2], numbers[1::2], strict=True):
            self._parents += [int(number) + self._next_parent, element]
        for page in self._pages[first:]:
            self._shift(page, "/StructParents")
            for annotation in page.get("/Annots", ()):
                self._shift(annotation, "/StructParent")
        self._next_parent += int(tags.ParentTreeNextKey)
        for kind, role in tags.get("/RoleMap", Dictionary()).items():
            self._tags.RoleMap[kind] = role
        self._ids |= _with_own_ids(tags, f"{len(self._firsts)}-")

    def _shift(self, bearer: Any, key: str) -> None:  # noqa: ANN401 - pikepdf's own way
        if key in bearer:
            bearer[key] = int(bearer[key]) + self._next_parent

    def _take_outline(self, source: Pdf) -> None:
        """The items of the first level, with those below (12.3.3)."""
        outline = source.Root.get("/Outlines")
        item = self._whole.copy_foreign(outline).get("/First") if outline is not None else None
        while item is not None:
            self._outline.append(item)
            item = item.get("/Next")

    def finish(self, known_by: bytes) -> None:
        """Writes the trees, and sets what leads from part to part.

        Args:
            known_by: what the whole is known by.
        """
        root, new = self._whole.Root, self._whole.make_indirect
        self._tags.ParentTree = new(Dictionary(Nums=Array(self._parents)))
        self._tags.ParentTreeNextKey = self._next_parent
        self._tags.IDTree = new(_name_tree(self._ids))
        root.Names = Dictionary(Dests=new(_name_tree(self._names)))
        if self._outline:
            root.Outlines = new(_chained(self._outline))
        for item in self._outline:
            item.Parent = root.Outlines
        for annotation, spot in self._links:
            at = self._firsts[spot.part] + spot.page - 1
            annotation.Dest = self._place(at, spot.x, float(self._pages[at].MediaBox[3]) - max(spot.y - _ABOVE, 0))
            annotation.Contents = String(_NUMBER.sub(str(at + 1), str(annotation.Contents)))
        told = _PAGES.sub(b"%d" % len(self._pages), root.Metadata.read_bytes())
        root.Metadata.write(_KNOWN_BY.sub(lambda found: found[1] + known_by, told))


def _links_elsewhere(
    source: Pdf, own: int, marked: Sequence[Sequence[Spot]], indices: Mapping[Any, int]
) -> Iterator[_Link]:
    for at, page in enumerate(source.pages[:own]):
        for n, annotation in enumerate(page.obj.get("/Annots", ())):
            dest = annotation.get("/Dest")
            if isinstance(dest, Array) and (to := indices[dest[0].objgen] - own) >= 0:
                from_top = float(dest[0].MediaBox[3]) - float(dest[3])
                yield _Link(at, n, marked[to][round((from_top + _ABOVE - _FIRST) / _STEP)])


def _names_of(source: Pdf, indices: Mapping[Any, int]) -> Iterator[_Named]:
    names = list(source.Root.Names.Dests.Names) if "/Names" in source.Root else []
    for name, to in zip(names[::2], names[1::2], strict=True):
        yield _Named(bytes(name), indices[to[0].objgen], float(to[2]), float(to[3]))


def _with_own_ids(tags: Any, prefix: str) -> dict[bytes, Any]:  # noqa: ANN401 - pikepdf's own way
    """The elements with identifiers, which get a prefix: two parts may have the same (ISO 32000-1, table 323).

    Notes have one, and heads of tables, for their cells (``Headers``, table 349).
    """
    found: dict[bytes, Any] = {}
    tables: dict[Any, Any] = {}
    names = list(tags.IDTree.Names) if "/IDTree" in tags else []
    for element in names[1::2]:
        ident = prefix + str(element.ID)
        element.ID = String(ident)
        found[ident.encode()] = element
        if str(element.S) == "/TH":
            table = _table_of(element)
            tables[table.objgen] = table
    for table in tables.values():
        _prefix_heads(table, prefix)
    return found


def _table_of(element: Any) -> Any:  # noqa: ANN401
    while str(element.S) != "/Table":
        element = element.P
    return element


def _prefix_heads(element: Any, prefix: str) -> None:  # noqa: ANN401
    """Of the cells of a table."""
    if str(element.S) not in _CELLS:
        for child in element.K:
            if isinstance(child, Dictionary) and "/S" in child:
                _prefix_heads(child, prefix)
        return
    told = element.get("/A", ())
    for each in (told,) if isinstance(told, Dictionary) else told:
        if isinstance(each, Dictionary) and "/Headers" in each:
            each.Headers = Array([String(prefix + str(name)) for name in each.Headers])


def _name_tree(found: Mapping[bytes, Any]) -> Dictionary:
    """One of a single node (7.9.6)."""
    return Dictionary(Names=Array([part for name in sorted(found) for part in (String(name), found[name])]))


def _chained(items: Sequence[Any]) -> Dictionary:
    """An outline of items that were the first level of several."""
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    shown = sum(1 + max(int(item.get("/Count", 0)), 0) for item in items)
    return Dictionary(Type=Name.Outlines, First=items[0], Last=items[-1], Count=shown)
