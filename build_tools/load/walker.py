"""One descent through a module's Markdown, nested directives included."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from build_tools.load.elements import COMMENT, FACILITATOR_ONLY, Block, Element, Scope, audience_lists, role_parts
from build_tools.load.markdown import parsed, parser
from build_tools.load.marks import Place, on_own_line
from build_tools.vocabulary import DIRECTIVES, SESSION_FIELDS

if TYPE_CHECKING:
    from markdown_it.token import Token

_DIRECTIVE = re.compile(r"^\{(?P<name>[^}\s]*)\}(?:\s+(?P<argument>.*))?$", re.DOTALL)
_OPTION = re.compile(r"^[ \t]*:(?P<key>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*?))?[ \t]*$")
_TAG = re.compile(r"</?[A-Za-z][^<>\s]*(?:\s[^<>]*)?/?>|<!--")
LITERAL = frozenset({"code-block", "code", "math"})
"""Directives whose content is no Markdown."""
_TITLED = frozenset({
    "case", "facilitator", "important", "job-aid", "list-table", "note", "scenario", "table", "tip", "warning",
})  # fmt: skip
_MAX_DEPTH = 24
"""Directives inside directives; what lies deeper stays unread, and so a fault (`load.marks`)."""


def directive_of(info: str) -> tuple[str | None, str]:
    """The name of the directive that a fence's first line opens (None: it is no directive), and its argument."""
    match = _DIRECTIVE.match(info.strip())
    return (match["name"], (match["argument"] or "").strip()) if match else (None, "")


def split_options(content: str) -> tuple[dict[str, str], int, tuple[str, ...]]:
    """A directive's ``:key: value`` lines, how many lines they take, and the keys that come again."""
    options: dict[str, str] = {}
    repeated: list[str] = []
    count = 0
    for line in content.split("\n"):
        match = _OPTION.match(line)
        if match is None:
            break
        if match["key"] in options:
            repeated.append(match["key"])
        options[match["key"]] = match["value"] or ""
        count += 1
    return options, count, tuple(repeated)


class Walker:
    """Collects elements and blocks while it descends into nested directives."""

    def __init__(self, text: str, env: dict[str, Any]) -> None:
        self.lines = text.split("\n")
        self.elements: list[Element] = []
        self.blocks: list[Block] = []
        self.understood: set[Place] = set()
        self.fence_lines: set[int] = set()
        self._env = env  # link definitions count in the whole module, as they do for Sphinx
        self._cursor: Place = (0, 0)
        self._limit = 0
        self._in_table = False

    def walk(self, text: str, offset: int, scope: Scope, inside: tuple[str, ...]) -> None:
        """Reads a text whose first line is line ``offset`` (from 0) of the file."""
        tokens = parsed(text, self._env)
        for index, token in enumerate(tokens):
            self._in_table = token.type != "table_close" and (self._in_table or token.type == "table_open")
            if token.map is None:
                continue
            line = offset + token.map[0]
            self._limit = offset + token.map[1]
            self._cursor = max(self._cursor, (line, 0)) if self._cursor[0] == line else (line, 0)
            if token.type in ("colon_fence", "fence"):
                self._fence(token, offset, scope, inside)
            elif token.type == "heading_open":
                inline = tokens[index + 1]
                self._add("heading", inline.content, (line, 0), scope, inside, level=int(token.tag[1]))
            elif token.type in ("myst_line_comment", "myst_block_break"):
                end = offset + token.map[1]
                self.blocks.append(Block(COMMENT, line, end, end, closed=True, scope=scope))
            elif token.type == "inline":
                self._inline(token.children or [], scope, inside)
            else:
                self._named(token, scope, inside)

    def _named(self, token: Token, scope: Scope, inside: tuple[str, ...]) -> None:
        """What gives something a name: labels, and the texts of footnotes."""
        if token.type == "myst_target":
            self._add("label", token.content, self._find(token.content), scope, inside)
        elif token.type == "footnote_reference_open":
            name = str(token.meta["label"])
            self._add("footnote", name, self._find(f"[^{name}]:"), scope, inside)

    def _add(self, kind: str, value: str, place: Place, scope: Scope, inside: tuple[str, ...], **more: Any) -> None:  # noqa: ANN401
        self.elements.append(Element(kind, value, place[0] + 1, place[1] + 1, scope, inside=inside, **more))

    def _find(self, needle: str, *, move: bool = False) -> Place:
        """Where a text of the current block stands, from the last mark on; else the last mark's place."""
        number, column = self._cursor
        for line in range(number, min(self._limit, len(self.lines))):
            found = self.lines[line].find(needle, column if line == number else 0) if needle else -1
            if found >= 0:
                if move:
                    self._cursor = (line, found + len(needle))
                return line, found
        return self._cursor

    def _inline(self, children: Sequence[Token], scope: Scope, inside: tuple[str, ...]) -> None:
        for index, child in enumerate(children):
            if child.type == "image":
                self._find("![", move=True)
                source = str(child.attrs.get("src", ""))
                self._add("image", source, self._find(source), scope, inside, argument=child.content)
            elif child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                said = _until_close(children[index + 1 :])
                self._add("link", href, self._find(href), scope, inside, argument=child.markup, body=said)
            elif child.type == "footnote_ref":
                label = str(child.meta["label"])
                self._add("note", label, self._find(f"[^{label}]", move=True), scope, inside)
            elif child.type == "myst_role":
                self._role(child, scope, inside)
            elif child.type == "text" and (tag := _TAG.search(child.content)):
                self._add("html", tag[0], self._find(tag[0]), scope, inside)

    def _role(self, token: Token, scope: Scope, inside: tuple[str, ...]) -> None:
        name = str(token.meta["name"])
        place = self._find("{" + name + "}`", move=True)
        self.understood.add(place)
        self._add("role", name, place, scope, inside, argument=token.content)
        if name == "audience":
            if self._in_table:  # its | would end the cell
                self._add("mark", "{audience}", place, scope, inside)
            names, text = role_parts(token.content)
            self._text(text, scope.narrowed(frozenset(names), frozenset()), inside)

    def _text(self, text: str, scope: Scope, inside: tuple[str, ...]) -> None:
        for token in parser().parseInline(text, self._env):
            self._inline(token.children or [], scope, inside)

    def _fence(self, token: Token, offset: int, scope: Scope, inside: tuple[str, ...]) -> None:
        start, end = offset + token.map[0], offset + token.map[1]  # type: ignore[index]
        closed = end - start == _line_count(token.content) + 2
        found, argument = directive_of(token.info)
        name = token.markup if found is None else found
        place = self._find(token.markup if found is None else "{" + name + "}", move=True)
        if not closed:
            self._add("unclosed", name, place, scope, inside)
        if found is None:
            self._no_directive(token, place, scope, inside)
            return
        self.understood.add(place)
        self.fence_lines |= {start, end - 1} if closed else {start}
        options, taken, repeated = split_options(token.content)
        directive = Element(
            "directive", name, start + 1, place[1] + 1, scope, argument=argument,
            options=options, body="\n".join(token.content.split("\n")[taken:]), body_line=start + 2 + taken,
            inside=inside, repeated=repeated,
        )  # fmt: skip
        self.elements.append(directive)
        self._descend(directive, Block(name, start, end, start + 1 + taken, closed, scope))

    def _no_directive(self, token: Token, place: Place, scope: Scope, inside: tuple[str, ...]) -> None:
        """A block of code whose name looks like that of a directive is one that somebody mistyped."""
        word = token.info.split()[0] if token.info.split() else ""
        if word.startswith("{") or word.strip("{}:").lower() in DIRECTIVES:
            self._add("mark", word, place, scope, inside)

    def _descend(self, directive: Element, block: Block) -> None:
        name, scope, inside = directive.value, directive.scope, directive.inside
        self._arguments(directive)
        inner = _inner(name, directive.argument, directive.options, scope)
        if name == "audience" or name in FACILITATOR_ONLY:
            self.blocks.append(replace(block, scope=inner))
            if not on_own_line(self.lines[block.start], directive.column - 1):
                self._add("mark", "{" + name + "}", (block.start, directive.column - 1), scope, inside)
        if name not in LITERAL and len(inside) < _MAX_DEPTH:
            self.walk(directive.body, block.body, inner, (*inside, name))

    def _arguments(self, directive: Element) -> None:
        """Titles, labels and the fields of a session row are text too."""
        scope = _inner(directive.value, "", {}, directive.scope)
        if directive.value in _TITLED:
            self._text(directive.argument, scope, directive.inside)
        for key in SESSION_FIELDS if directive.value == "session" else ():
            self._text(directive.options.get(key, ""), scope, directive.inside)
        if name := directive.options.get("name"):
            self._add("label", name, self._find(f":name: {name}"), scope, directive.inside)


def _until_close(tokens: Sequence[Token]) -> str:
    """The text of a link, whose opening token stands before these."""
    return "".join(token.content for token in takewhile(lambda token: token.type != "link_close", tokens))


def _line_count(content: str) -> int:
    return content.count("\n") + (not content.endswith("\n") and bool(content))


def _inner(name: str, argument: str, options: Mapping[str, str], scope: Scope) -> Scope:
    """The scope of what stands inside a directive."""
    if name == "audience":
        return scope.narrowed(*audience_lists(argument, options))
    return replace(scope, facilitator=scope.facilitator or name in FACILITATOR_ONLY)
