"""What the front pages of a guide say of it: its version, what it is made from, its programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from build_tools.formats.guides_index import Place
from build_tools.formats.guides_sessions import has_online, sessions_of
from build_tools.sphinx_ext.ast_pandoc import Block

STATES = ("verified", "secondary", "index", "general")
"""Verification states of sources and legal references, the best first."""


def facts(
    reading: Mapping[str, Any],
    contents: Mapping[str, list[Block]],
    places: Sequence[Place],
    sources: Iterable[Any],
    index: list[dict[str, Any]],
) -> dict[str, Any]:
    """What the template shows beside the text.

    Args:
        reading: content of ``reading.json``.
        contents: the blocks of each module, by id.
        places: what the index names.
        sources: the blocks of the source list.
        index: see `guides_index.index`.
    """
    released = reading["kit"].get("released")
    programme = [_programme(module, contents[module["id"]]) for module in reading["modules"]]
    return {
        "released": format_date(date.fromisoformat(released), "long", locale=reading["language"]) if released else None,
        "date": [int(part) for part in released.split("-")] if released else None,
        "states": _counted(sources),
        "pending": _pending(places),
        "programme": programme,
        "online": any(row["online"] is not None for row in programme),
        "aids": [{"text": p.text, "ident": p.ident} for p in places if p.kind == "aid"],
        "index": index,
    }


def idents_in(told: Any) -> Iterator[str]:  # noqa: ANN401 - any part of the facts
    """The names of what the facts lead to."""
    for item in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from idents_in(item)
    if isinstance(told, dict):
        yield from (told["ident"],) if "ident" in told else told.get("idents", ())


def _programme(module: Mapping[str, Any], content: list[Block]) -> dict[str, Any]:
    sessions = list(sessions_of(content))
    online = sum(s.online_minutes for s in sessions) if has_online(sessions) else None
    return {
        "ident": module["id"],
        "title": module["title"],
        "minutes": sum(s.minutes for s in sessions) or module["duration"],
        "online": online,
        "objectives": [objective["text"] for objective in module["objectives"]],
    }


def _counted(sources: Iterable[Any]) -> list[dict[str, Any]]:
    """How many sources are in each state, of those states that occur."""
    found: list[str] = []

    def look(value: Any) -> None:  # noqa: ANN401 - any part of a document
        if isinstance(value, dict):
            if value.get("t") == "Span" and "source" in value["c"][0][1]:
                found.append(dict(value["c"][0][2]).get("state", ""))
            look(value.get("c"))
        elif isinstance(value, list):
            for item in value:
                look(item)

    look(list(sources))
    return [{"state": state, "count": found.count(state)} for state in STATES if state in found]


def _pending(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Legal references that are not verified, each with where it stands."""
    merged: dict[str, list[str]] = {}
    for place in places:
        if place.kind == "legal" and place.state not in ("", STATES[0]):
            merged.setdefault(place.text, []).append(place.ident)
    return [{"text": text, "idents": idents} for text, idents in merged.items()]
