"""Random module texts whose truth is known: each token, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count

from hypothesis import strategies as st

AUDIENCES = ("policia", "judicial", "trabajo")
HEAD = "---\ntitle: Prueba\nduration: 10\n---\n"


@dataclass(frozen=True)
class Viewers:
    """Who may see what stands here."""

    audiences: frozenset[str] = frozenset(AUDIENCES)
    facilitator: bool = False


@dataclass
class Document:
    """A text under construction; ``tokens`` tells for each who may see it."""

    text: str = ""
    tokens: dict[str, Viewers] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=count)

    def token(self, viewers: Viewers) -> str:
        name = f"TOKEN{next(self.numbers)}X"
        self.tokens[name] = viewers
        return name


class Writer:
    """Writes random blocks, each with tokens of its own; all choices are drawn by hypothesis."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.document = Document()

    def blocks(self, viewers: Viewers, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.draw(st.integers(1, 3))):
            kinds = ("paragraph", "inline", "table", "code", "footnote", "comment")
            nested = ("audience", "not", "case", "facilitator", "session", "list", "quote", "ordered", "question")
            kind = self.draw(st.sampled_from(kinds if depth == 0 else (*kinds, *nested, *nested)))
            lines += [*getattr(self, f"_{kind}")(viewers, depth), ""]
        return lines

    def _some(self) -> list[str]:
        return self.draw(st.lists(st.sampled_from(AUDIENCES), min_size=1, max_size=2, unique=True))

    def _paragraph(self, viewers: Viewers, _depth: int) -> list[str]:
        token = self.document.token
        return [f"Texto {token(viewers)} y **{token(viewers)}**", f"sigue {token(viewers)} `{token(viewers)}`."]

    def _inline(self, viewers: Viewers, _depth: int) -> list[str]:
        names = self._some()
        ticks = self.draw(st.sampled_from(["`", "``"]))
        inner = replace(viewers, audiences=viewers.audiences & set(names))
        gap = self.draw(st.sampled_from([" ", "\n"]))
        text = f"{self.document.token(inner)}{gap}{self.document.token(inner)}"
        line = f"Antes {{audience}}{ticks}{' '.join(names)}|{text}{ticks}, {self.document.token(viewers)}."
        return line.split("\n")

    def _table(self, viewers: Viewers, _depth: int) -> list[str]:
        token = self.document.token
        return ["| A | B |", "|---|---|", f"| {token(viewers)} | {token(viewers)} |"]

    def _code(self, viewers: Viewers, _depth: int) -> list[str]:
        fence = self.draw(st.sampled_from(["```", "~~~~"]))
        return [fence, f"    {self.document.token(viewers)}", fence]

    def _footnote(self, viewers: Viewers, _depth: int) -> list[str]:
        name = f"n{next(self.document.numbers)}"
        return [f"Nota[^{name}].", "", f"[^{name}]: {self.document.token(viewers)}"]

    def _comment(self, _viewers: Viewers, _depth: int) -> list[str]:
        return [f"% {self.document.token(Viewers(frozenset()))}"]

    def _fence(self, opening: str, options: list[str], body: list[str]) -> list[str]:
        longest = max((len(w) for line in body for w in line.split() if set(w) <= {":"}), default=2)
        colons = ":" * (longest + 1 + self.draw(st.integers(0, 1)))
        gap = [""] if self.draw(st.booleans()) else []
        name, _, argument = opening.partition(" ")
        return [f"{colons}{{{name}}} {argument}".rstrip(), *options, *gap, *body, colons]

    def _audience(self, viewers: Viewers, depth: int) -> list[str]:
        names = self._some()
        inner = replace(viewers, audiences=viewers.audiences & set(names))
        return self._fence(f"audience {' '.join(names)}", [], self.blocks(inner, depth - 1))

    def _not(self, viewers: Viewers, depth: int) -> list[str]:
        names = self._some()
        inner = replace(viewers, audiences=viewers.audiences - set(names))
        return self._fence("audience", [f":not: {' '.join(names)}"], self.blocks(inner, depth - 1))

    def _case(self, viewers: Viewers, depth: int) -> list[str]:
        return self._fence(f"case {self.document.token(viewers)}", [], self.blocks(viewers, depth - 1))

    def _facilitator(self, viewers: Viewers, depth: int) -> list[str]:
        return self._fence("facilitator", [], self.blocks(replace(viewers, facilitator=True), depth - 1))

    def _session(self, viewers: Viewers, depth: int) -> list[str]:
        inner = replace(viewers, facilitator=True)
        options = [f":activity: {self.document.token(inner)}"]
        return self._fence("session 10 min", options, self.blocks(inner, depth - 1))

    def _question(self, viewers: Viewers, depth: int) -> list[str]:
        token = self.document.token
        answers = [f"- [x] {token(viewers)}", f"  > {token(viewers)}", f"- [ ] {token(viewers)}", ""]
        return self._fence("question single", [":id: q-a"], [*self.blocks(viewers, depth - 1), *answers])

    def _list(self, viewers: Viewers, depth: int) -> list[str]:
        indent = self.draw(st.sampled_from(["  ", "    "]))
        body = self.blocks(viewers, depth - 1)
        return [f"-{indent[1:]}{self.document.token(viewers)}", "", *(f"{indent}{x}" if x else "" for x in body)]

    def _ordered(self, viewers: Viewers, depth: int) -> list[str]:
        body = self.blocks(viewers, depth - 1)
        return [f"1. {self.document.token(viewers)}", "", *(f"   {x}" if x else "" for x in body)]

    def _quote(self, viewers: Viewers, depth: int) -> list[str]:
        return [f"> {line}".rstrip() for line in self.blocks(viewers, depth - 1)]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A module of random blocks, nested up to four deep."""
    writer = Writer(draw)
    writer.document.text = HEAD + "\n".join(writer.blocks(Viewers(), 4))
    return writer.document
