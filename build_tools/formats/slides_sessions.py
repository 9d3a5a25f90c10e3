"""What the notes tell of a session: its minutes, what it is for and how it is done, in the room and online."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.formats.slides_context import Context
from build_tools.formats.slides_model import Note
from build_tools.formats.slides_pictures import aside_notes
from build_tools.formats.slides_text import told
from build_tools.formats.walk import classes, pairs_of
from build_tools.sphinx_ext.ast_pandoc import Block

_FIELDS = {
    "purpose": "slides-purpose", "method": "method", "materials": "materials",
    "online": "slides-online", "online-materials": "slides-online-materials",
}  # fmt: skip


def session_fields(block: Block) -> dict[str, str]:
    """The fields of a session as text, by their names."""
    fields = [b for b in block["c"][1] if "session-field" in classes(b)]
    return {pairs_of(field)["name"]: " ".join(told(b["c"]) for b in field["c"][1]) for field in fields}


def minutes_of(block: Block, words: Mapping[str, str]) -> str:
    """A session's minutes, those online too where they differ, e.g. ``15 min (online: 20 min)``."""
    room = pairs_of(block)["minutes"]
    online = pairs_of(block).get("online-minutes", room)
    unit = words["minutes"]
    return f"{room} {unit}" if online == room else f"{room} {unit} ({words['slides-online']}: {online} {unit})"


def session_notes(block: Block, context: Context) -> tuple[Note, ...]:
    """The notes of one session."""
    fields, words = session_fields(block), context.words
    title = f"{words['activity']}: {fields.get('activity', '')} – {minutes_of(block, words)}"
    lines = [Note(f"{words[word]}: {fields[name]}") for name, word in _FIELDS.items() if name in fields]
    rest = [b for b in block["c"][1] if "session-field" not in classes(b)]
    return (Note(title, label=True), *lines, *aside_notes(rest, context))
