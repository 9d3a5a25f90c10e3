"""What there is to translate in one text, as translators get it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.load.po_file import catalogue_file


@dataclass(frozen=True, slots=True)
class Entry:
    """A message: its id, the lines of its file in which it stands, and what translators should know of it.

    ``audiences``: those who see it, None for all who see the module. ``literal``: it is plain text, no Markdown.
    """

    id: str
    lines: tuple[int, ...]
    kinds: tuple[str, ...]
    audiences: tuple[str, ...] | None = None
    literal: bool = False

    @property
    def notes(self) -> list[str]:
        """Comments for translators."""
        kinds = ", ".join(self.kinds) + (" (plain text)" if self.literal else "")
        return [kinds, *([f"only for {', '.join(self.audiences)}"] if self.audiences is not None else [])]


@dataclass(frozen=True, slots=True)
class Template:
    """All messages of one text (``path``: a module or a storyboard) in their order, for one domain of gettext.

    ``folder`` is that of the kit or media asset, relative to the project's root; its translations lie in
    ``<folder>/locale/<language>/LC_MESSAGES/<domain>.po``.
    """

    path: str
    folder: str
    domain: str
    entries: tuple[Entry, ...]

    def file(self, language: str) -> str:
        """The translation file in a language, relative to the project's root."""
        return catalogue_file(self.folder, language, self.domain)

    @property
    def pot(self) -> str:
        """The template of the translation files: it can be made again at any time, so it is a working file."""
        return f".kits/pot/{self.folder}/{self.domain}.pot"


@dataclass(frozen=True, slots=True)
class Seen:
    """A message in one of the texts that audiences see of a module."""

    id: str
    line: int
    kind: str
    literal: bool


def merged(seen: Iterable[tuple[tuple[str, ...], Iterable[Seen]]], everyone: Iterable[str]) -> tuple[Entry, ...]:
    """The messages of all texts of a module, each once, in the order of their lines.

    Args:
        seen: for each different text, the audiences that see it and its messages in their order.
        everyone: the audiences that see the module.
    """
    places: dict[str, list[Seen]] = {}
    audiences: dict[str, set[str]] = {}
    for who, messages in seen:
        for message in messages:
            places.setdefault(message.id, []).append(message)
            audiences.setdefault(message.id, set()).update(who)
    names = [*everyone]
    found = []
    for name, at in sorted(places.items(), key=lambda item: min(m.line for m in item[1])):  # else as they were met
        only = None if audiences[name] >= {*names} else tuple(n for n in names if n in audiences[name])
        kinds = tuple(dict.fromkeys(m.kind for m in at))
        found.append(Entry(name, tuple(sorted({m.line for m in at})), kinds, only, all(m.literal for m in at)))
    return tuple(found)
