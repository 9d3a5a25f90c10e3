"""What stands where in a module's text: one pass over its Markdown, nested directives included.

The scan feeds both the checks (which need each reference with its line and for whom it is) and
the audience filter (which needs the line ranges of blocks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from build_tools.load.markdown import parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

AUDIENCE_ROLE = re.compile(r"\{audience\}(?P<ticks>`+)(?P<body>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_DIRECTIVE = re.compile(r"^\{(?P<name>[^}\s]*)\}[ \t]*(?P<argument>.*)$", re.DOTALL)
_OPTION = re.compile(r"^\s*:(?P<key>[A-Za-z][\w-]*):(?:\s+(?P<value>.*?))?\s*$")
_TAG = re.compile(r"</?[A-Za-z][^<>\s]*(?:\s[^<>]*)?/?>|<!--")
_LITERAL = frozenset({"code-block", "code", "math"})
FACILITATOR_ONLY = frozenset({"facilitator", "session"})


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom something is: ``only`` None means every audience, ``but`` are excluded ones."""

    only: frozenset[str] | None = None
    but: frozenset[str] = frozenset()
    facilitator: bool = False

    def narrowed(self, only: frozenset[str] | None, but: frozenset[str]) -> Scope:
        """The scope of a block inside this one."""
        both = only if self.only is None else self.only if only is None else self.only & only
        return replace(self, only=both, but=self.but | but)

    def admits(self, audience: str) -> bool:
        """Whether the audience may see it (facilitator-only content is a separate question)."""
        return (self.only is None or audience in self.only) and audience not in self.but


@dataclass(frozen=True, slots=True)
class Element:
    """Something that checks look at.

    ``kind``: heading, label, directive, role, link, image, html, or unclosed; ``value`` is its
    text, target or name; ``line`` and ``column`` count from 1 in the file.
    """

    kind: str
    value: str
    line: int
    column: int
    scope: Scope
    argument: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    body_line: int = 0
    level: int = 0
    inside: tuple[str, ...] = ()
    """Names of the directives around it, outermost first."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines (from 0, end excluded) of an audience, facilitator or session directive."""

    name: str
    start: int
    end: int
    body: int
    """First line of the content, behind the fence and its options."""
    closed: bool
    scope: Scope


@dataclass(frozen=True, slots=True)
class Scan:
    """All elements and filter blocks of a text, in order of their lines."""

    elements: tuple[Element, ...]
    blocks: tuple[Block, ...]

    def of(self, kind: str, *values: str) -> Iterator[Element]:
        """Elements of a kind, and of one of the values where some are named."""
        return (e for e in self.elements if e.kind == kind and (not values or e.value in values))


def audience_lists(argument: str, options: Mapping[str, str]) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The audiences named by an audience directive: those it is for (None: all) and those it is not for."""
    return frozenset(argument.split()) or None, frozenset(options.get("not", "").split())


def split_options(content: str) -> tuple[dict[str, str], int]:
    """A directive's ``:key: value`` lines and how many lines they take."""
    options: dict[str, str] = {}
    count = 0
    for line in content.splitlines():
        match = _OPTION.match(line)
        if match is None:
            break
        options[match["key"]] = match["value"] or ""
        count += 1
    return options, count


def scan(text: str) -> Scan:
    """Scans a whole module (front matter included)."""
    walker = _Walker(text)
    walker.walk(text, 0, Scope(), ())
    return Scan(tuple(sorted(walker.elements, key=lambda e: (e.line, e.column))), tuple(walker.blocks))


class _Walker:
    """Collects elements and blocks while it descends into nested directives."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.elements: list[Element] = []
        self.blocks: list[Block] = []

    def walk(self, text: str, offset: int, scope: Scope, inside: tuple[str, ...]) -> None:
        tokens = parser().parse(text)
        line = offset
        for index, token in enumerate(tokens):
            line = offset + token.map[0] if token.map else line
            if token.type in ("colon_fence", "fence"):
                self._fence(token, offset, scope, inside)
            elif token.type == "heading_open":
                self._heading(tokens[index + 1], token, line, scope, inside)
            elif token.type == "myst_target":
                self._add("label", token.content, line, scope, inside)
            elif token.type == "inline":
                self._inline(token.children or [], line, scope, inside)

    def _add(self, kind: str, value: str, line: int, scope: Scope, inside: tuple[str, ...], **more: object) -> None:
        find = str(more.pop("find", value))
        source = self.lines[line] if line < len(self.lines) else ""
        column = source.find(find) + 1 if find else 0
        self.elements.append(
            Element(kind, value, line + 1, max(column, 1), scope, inside=inside, **more)  # type: ignore[arg-type]
        )

    def _heading(self, inline: Token, opening: Token, line: int, scope: Scope, inside: tuple[str, ...]) -> None:
        self._add("heading", inline.content, line, scope, inside, level=int(opening.tag[1]))

    def _inline(self, children: Sequence[Token], line: int, scope: Scope, inside: tuple[str, ...]) -> None:
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "image":
                source = str(child.attrs.get("src", ""))
                self._add("image", source, line, scope, inside, argument=child.content, find=source)
            elif child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                self._add("link", href, line, scope, inside, find=href, argument=child.markup)
            elif child.type == "myst_role":
                name = str(child.meta["name"])
                find = "{" + name + "}"
                self._add("role", name, line, scope, inside, argument=child.content, find=find)
                if name == "audience":
                    self._audience_role(child.content, line, scope, inside)
                line += child.content.count("\n")
            elif child.type == "text" and (tag := _TAG.search(child.content)):
                self._add("html", tag[0], line, scope, inside)

    def _audience_role(self, content: str, line: int, scope: Scope, inside: tuple[str, ...]) -> None:
        names, _, text = content.partition("|")
        inner = scope.narrowed(frozenset(names.split()), frozenset())
        for token in parser().parseInline(text):
            self._inline(token.children or [], line, inner, inside)

    def _fence(self, token: Token, offset: int, scope: Scope, inside: tuple[str, ...]) -> None:
        match = _DIRECTIVE.match(token.info.strip())
        if match is None or token.map is None:
            return
        start, end = offset + token.map[0], offset + token.map[1]
        name, argument = match["name"], match["argument"].strip()
        options, taken = split_options(token.content)
        body = "\n".join(token.content.split("\n")[taken:])
        self._add(
            "directive", name, start, scope, inside, argument=argument, options=options,
            body=body, body_line=start + 2 + taken, find="{" + name + "}",
        )  # fmt: skip
        closed = self._closed(token, end)
        if not closed:
            self._add("unclosed", name, start, scope, inside, find="{" + name + "}")
        inner = self._scope(name, argument, options, scope)
        if name == "audience" or name in FACILITATOR_ONLY:
            self.blocks.append(Block(name, start, end, start + 1 + taken, closed, inner))
        if name not in _LITERAL:
            self.walk(body, start + 1 + taken, inner, (*inside, name))

    def _closed(self, token: Token, end: int) -> bool:
        last = self.lines[end - 1].strip(" >\t") if end <= len(self.lines) else ""
        return last.startswith(token.markup) and not last.strip(token.markup[0])

    @staticmethod
    def _scope(name: str, argument: str, options: Mapping[str, str], scope: Scope) -> Scope:
        if name == "audience":
            return scope.narrowed(*audience_lists(argument, options))
        return replace(scope, facilitator=scope.facilitator or name in FACILITATOR_ONLY)
