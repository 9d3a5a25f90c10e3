"""Translation files: what they are made of, and how one takes over what its text has become.

What somebody has translated is never lost: a text that has changed keeps its translation as a proposal (fuzzy, with
the old text), and one that is gone keeps it at the end of the file, from where it comes back with the text.
"""

from __future__ import annotations

import difflib
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.findings import Finding
from build_tools.i18n import read_proposals
from build_tools.load.po_file import load_catalogue, text_of
from build_tools.load.review import DRAFT, REVIEW, with_field
from build_tools.translate.entries import Entry, Template

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_ALIKE = 0.6
"""How alike a new text and one that is gone must be (`difflib`) for its translation to be proposed."""
_HEAD = """msgid ""
msgstr ""
"Project-Id-Version: {name}\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
_GUESSED = frozenset({"python-format", "python-brace-format"})
"""Flags that babel gives a message with a role or a per cent sign in it."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update has done to a translation file; counts are of messages.

    ``missing``: those without a translation, in their order, with those of changed texts. ``changed``: those that
    got the translation of another text as a proposal. ``gone``: translations that stand at the end of the file now.
    """

    path: str
    made: bool
    messages: int
    missing: tuple[Entry, ...]
    changed: int
    gone: int


def write_template(root: Path, template: Template) -> None:
    """Writes the template of a text's translation files.

    Args:
        root: the project's folder.
        template: of the text.

    Raises:
        OSError: it cannot be written.
    """
    catalogue = _catalogue(None, ((entry, None) for entry in template.entries), template.path)
    head = _HEAD.format(name=template.folder.rpartition("/")[2], language="")
    _write(root / template.pot, f"{head}\n{_text(catalogue)}")


def update(root: Path, template: Template, language: str, findings: list[Finding]) -> Updated | None:
    """Makes or refreshes a translation file; one that is up to date is not touched.

    Args:
        root: the project's folder.
        template: of the text.
        language: that it is translated into.
        findings: gets what is wrong with the file.

    Returns:
        What was done; None where the file cannot be read, and is left as it is.

    Raises:
        OSError: it cannot be written.
    """
    path = template.file(language)
    before = None
    if (root / path).exists():
        before = load_catalogue(root, path, findings)
        if before is None:
            return None
    text = text_of(root / path)
    if before is not None:
        for name, previous in read_proposals(text).items():
            if (message := before.get(name)) is not None:
                message.previous_id = [previous]
    old = _Old(before)
    pairs = list(old.matched(template.entries))
    catalogue = _catalogue(language, pairs, template.path)
    gone = old.rest()
    for message in gone:
        catalogue.obsolete[str(message.id)] = message
    missing = tuple(e for e, m in pairs if m is None or not m.string or m.fuzzy)
    changed = sum(1 for e, m in pairs if m is not None and m.id != e.id)
    head = _head(text, template, language) if before is not None else _new_head(template, language)
    if before is not None and missing:
        head = with_field(head, REVIEW, DRAFT)
    _write(root / path, f"{head}\n{_text(catalogue)}")
    return Updated(path, before is None, len(pairs), missing, changed, len(gone))


class _Old:
    """The messages of a file before its update."""

    def __init__(self, catalogue: Catalog | None) -> None:
        self._kept = {str(m.id): m for m in catalogue or () if m.id}
        self._gone = {str(m.id): m for m in (catalogue.obsolete.values() if catalogue else ()) if m.string}
        self._used: set[str] = set()

    def matched(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Message | None]]:
        """Each message with the old one whose translation it takes: its own, or that of a text which is like it."""
        listed = list(entries)
        names = {entry.id for entry in listed}
        known = self._gone | self._kept
        free = [name for name, m in self._kept.items() if name not in names and m.string]
        for entry in listed:
            found = known.get(entry.id) or self._like(entry.id, free)
            if found is not None:
                self._used.add(str(found.id))
            yield entry, found

    def _like(self, text: str, free: list[str]) -> Message | None:
        names = difflib.get_close_matches(text, free, n=1, cutoff=_ALIKE)
        return self._kept[names[0]] if names else None

    def rest(self) -> list[Message]:
        """Translations that nothing has taken, in their order."""
        everything: Mapping[str, Message] = {**self._kept, **self._gone}
        return [m for name, m in everything.items() if name not in self._used and m.string]


def _catalogue(language: str | None, pairs: Iterable[tuple[Entry, Message | None]], path: str) -> Catalog:
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - slow, and seldom needed

    made = Catalog(locale=language)
    for entry, old in pairs:
        message = made.add(
            entry.id, old.string if old else "", locations=[(path, line) for line in entry.lines],
            flags=old.flags if old else (), auto_comments=entry.notes, user_comments=_notes(old),
            previous_id=old.previous_id if old and old.id == entry.id and old.fuzzy else (),
        )  # fmt: skip
        if old is not None and old.string and old.id != entry.id:
            message.flags.add("fuzzy")
            message.previous_id = [str(old.id)]
        message.flags -= _GUESSED
    return made


def _notes(old: Message | None) -> list[str]:
    """What translators have noted; babel takes the old text of a proposal (``#| msgid``) for a note, too."""
    return [note for note in old.user_comments if not note.startswith("|")] if old else []


def _text(catalogue: Catalog) -> str:
    from babel.messages.pofile import write_po  # noqa: PLC0415 - slow, and seldom needed

    for message in catalogue.obsolete.values():
        message.flags -= _GUESSED
    out = io.BytesIO()
    write_po(out, catalogue, width=-1, omit_header=True, include_previous=True)
    return out.getvalue().decode().rstrip("\n") + "\n"


def _new_head(template: Template, language: str) -> str:
    name = template.folder.rpartition("/")[2]
    note = f"# {name}/{template.domain}: {language}. A draft until a person who knows the field has read it all; then\n"
    note += f"# “{REVIEW}: {DRAFT}” goes, and “X-Reviewed-By: Name, 2026-01-31” says who has read it and when.\n"
    return with_field(note + _HEAD.format(name=name, language=language), REVIEW, DRAFT)


def _head(text: str, template: Template, language: str) -> str:
    """What stands before the first message: the header, with whatever its translators have noted there."""
    if 'msgid ""\n' not in text:
        return _new_head(template, language)
    header = text.index('msgid ""\n')
    end = text.find("\n\n", header)
    return text[: end + 1] if end >= 0 else f"{text.rstrip()}\n"


def _write(file: Path, text: str) -> None:
    if file.is_file() and file.read_bytes() == text.encode():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
