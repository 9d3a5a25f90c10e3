"""Sessions in the facilitator guide: plan tables, the band of each lesson, and what has to be got ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from build_tools.formats.walk import TEXT, classes
from build_tools.sphinx_ext.ast_pandoc import Block, Inline, attr, cell, div, element, plain, row, table, words

Words = Mapping[str, str]
ROWS = 9
"""A plan of as many rows stays on one page."""
_ONLINE = {"method": "online", "materials": "online-materials"}
"""The field that says of the online way what another says of the room."""


@dataclass(frozen=True, slots=True)
class Session:
    """A row of a session plan: minutes in a room and online, and the blocks of each field by its name."""

    minutes: int
    online_minutes: int
    fields: Mapping[str, list[Block]]

    def of(self, name: str, *, online: bool = False) -> list[Block]:
        """A field; what is not said of the online way is as in the room."""
        other = self.fields.get(_ONLINE.get(name, "")) if online else None
        return other or self.fields.get(name, [])


def sessions_of(value: Any) -> Iterator[Session]:  # noqa: ANN401 - any part of a document
    """The sessions in some blocks, in their order."""
    if "session" in classes(value):
        yield _session(value)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, list | dict):
                yield from sessions_of(item)
    elif isinstance(value, dict) and value["t"] not in TEXT:
        yield from sessions_of(value.get("c"))


def _session(block: Block) -> Session:
    pairs = dict(block["c"][0][2])
    fields = {dict(b["c"][0][2])["name"]: b["c"][1] for b in block["c"][1] if "session-field" in classes(b)}
    minutes = int(pairs["minutes"])
    return Session(minutes, int(pairs.get("online-minutes", minutes)), fields)


def has_online(sessions: Sequence[Session]) -> bool:
    """Whether anything is said of the online way."""
    return any(s.minutes != s.online_minutes or set(_ONLINE.values()) & set(s.fields) for s in sessions)


def session_plans(content: list[Block], texts: Words) -> list[Block]:
    """The tables of a module's sessions with their summed minutes; nothing where there are no sessions.

    Args:
        content: the module's blocks.
        texts: words of the template.
    """
    sessions = list(sessions_of(content))
    if not sessions:
        return []
    ways = (False, True) if has_online(sessions) else (False,)
    return [_plan(sessions, texts, online=online) for online in ways]


def _plan(sessions: Sequence[Session], texts: Words, *, online: bool) -> Block:
    head = _text_row(texts["activity"], texts["minutes"], texts["method"], texts["materials"])
    spent = [s.online_minutes if online else s.minutes for s in sessions]
    body = [
        row([cell(s.of("activity")), cell(_number(n)), *(cell(s.of(f, online=online)) for f in _ONLINE)])
        for s, n in zip(sessions, spent, strict=True)
    ]
    total = [cell([plain([element("Strong", words(text))])]) for text in (texts["total"], str(sum(spent)))]
    body.append(row([*total, cell([]), cell([])]))
    made = table((0.22, 0.08, 0.43, 0.27), [head], body)
    names = ["session-plan", "long"] if len(body) > ROWS else ["session-plan"]
    return div([made], attr("", names, way="online" if online else "in-person"))


def _number(number: int) -> list[Block]:
    return [plain(words(str(number)))]


def _text_row(*texts: str) -> Any:  # noqa: ANN401 - JSON
    return row([cell([plain(words(text))]) for text in texts])


def with_glances(content: list[Block]) -> list[Block]:
    """The blocks of a module with a band under each lesson's heading that sums its sessions up.

    What the band tells of a lesson's only session is not told by that again; of several, each tells its own method.
    """
    starts = [i for i, b in enumerate(content) if b["t"] == "Header" and b["c"][0] == 2] + [len(content)]  # noqa: PLR2004
    found = content[: starts[0]]
    for start, end in pairwise(starts):
        lesson = content[start + 1 : end]
        sessions = list(sessions_of(lesson))
        found.append(content[start])
        if sessions:
            found.append(_glance(sessions))
        found += _told(lesson) if len(sessions) == 1 else lesson
    return found


def _glance(sessions: Sequence[Session]) -> Block:
    minutes, online = (sum(n) for n in zip(*((s.minutes, s.online_minutes) for s in sessions), strict=True))
    alone = len(sessions) == 1
    names = ("purpose", "method", "materials", "online", "online-materials") if alone else ("purpose", "materials")
    fields = [(name, _joined([s.of(name) for s in sessions])) for name in names]
    content = [div([plain(text)], attr("", ["session-field"], name=name)) for name, text in fields if text]
    other = str(online) if online != minutes else ""
    return div(content, attr("", ["glance"], minutes=str(minutes), online_minutes=other))


def _joined(fields: Sequence[list[Block]]) -> list[Inline]:
    """Texts of a field one after the other; the same text once."""
    found: list[Inline] = []
    seen: list[Any] = []
    for inlines in (block["c"] for blocks in fields for block in blocks):
        if inlines not in seen:
            found += [element("Space"), element("Str", "·"), element("Space")] * bool(seen) + inlines
            seen.append(inlines)
    return found


def _told(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    """The same without those fields of its session that the band tells."""
    if isinstance(value, list):
        return [_told(item) for item in value]
    if "session" in classes(value):
        (ident, names, pairs), content = value["c"]
        kept = [b for b in content if "session-field" not in classes(b) or dict(b["c"][0][2])["name"] == "activity"]
        return div(kept, [ident, [*names, "told"], pairs])
    within = isinstance(value, dict) and value["t"] not in TEXT
    return {k: _told(v) for k, v in value.items()} if within else value


def resources(modules: Sequence[tuple[str, list[Block]]], texts: Words) -> list[Block]:
    """The materials of all sessions, module by module; nothing where no session wants any.

    Args:
        modules: title and blocks of each.
        texts: words of the template.
    """
    found = {title: [s for s in sessions_of(content) if s.of("materials")] for title, content in modules}
    rows = []
    online = any(s.of("online-materials") for sessions in found.values() for s in sessions)
    columns = ("activity", "in-person", "online") if online else ("activity", "materials")
    for title, sessions in found.items():
        if sessions:
            rows.append(row([cell([plain([element("Strong", words(title))])], columns=len(columns))]))
            rows += [row([cell(blocks) for blocks in _needs(s, online=online)]) for s in sessions]
    widths = (0.34, 0.33, 0.33) if online else (0.4, 0.6)
    return [table(widths, [_text_row(*(texts[c] for c in columns))], rows)] if rows else []


def _needs(session: Session, *, online: bool) -> list[list[Block]]:
    found = [session.of("activity"), session.of("materials")]
    return [*found, session.of("materials", online=True)] if online else found
