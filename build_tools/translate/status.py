"""How far translations are: texts against what their files say, and who has read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from build_tools import recalling
from build_tools.errors import UsageError
from build_tools.findings import Code, Finding
from build_tools.i18n import read_said
from build_tools.load.po_file import text_of
from build_tools.load.review import State, state_of
from build_tools.model import Catalogue, Kit, Location, Module, visible
from build_tools.translate.entries import Entry, Template


@dataclass(frozen=True, slots=True)
class Row:
    """One text in one language.

    ``owner`` is a kit or a media asset, ``texts`` how many there are, ``translated`` how many of them have a
    translation, ``drafts`` how many of these nobody has read, ``doubtful`` how many wait for a person because their
    text has changed, ``missing`` how many of ``texts`` show in the source language, the doubtful ones among them.
    """

    owner: str
    language: str
    text: str
    file: str
    state: State
    texts: int
    translated: int
    drafts: int
    doubtful: int
    missing: int
    first: Location | None
    """Of what is missing."""
    first_text: str = ""

    def told(self) -> dict[str, Any]:
        """The row for programs."""
        found = asdict(self)
        del found["first"], found["first_text"]
        return found | {"state": self.state.value}


def rows(root: Path, templates: Iterable[tuple[Template, tuple[str, ...]]]) -> Iterator[Row]:
    """How far each text is in each of the languages that it must speak.

    Args:
        root: the project's folder.
        templates: the texts with their languages.
    """
    for template, languages in templates:
        for language in languages:
            yield row(root, template, language)


def row(root: Path, template: Template, language: str) -> Row:
    """How far one text is in one language; a file that cannot be read counts as one that is not there."""
    path = template.file(language)
    content = text_of(root / path)
    said, doubtful = _said(content)
    missing = [e for e in template.entries if e.id not in said]
    state = state_of(content)
    count = len(template.entries) - len(missing)
    return Row(
        owner=template.folder.rpartition("/")[2], language=language, text=template.domain, file=path, state=state,
        texts=len(template.entries), translated=count, drafts=count if state is State.DRAFT else 0,
        doubtful=sum(e.id in doubtful for e in missing), missing=len(missing),
        first=_place(template, missing[0], path, doubtful) if missing else None,
        first_text=missing[0].id if missing else "",
    )  # fmt: skip


def _said(content: str) -> tuple[set[str], dict[str, int]]:
    """The ids that are translated; and those that are there without a translation that counts, with their lines."""
    every = read_said(content, every=True)
    good = set(read_said(content))
    return good, {name: said.line for name, said in every.items() if name not in good}


def _place(template: Template, entry: Entry, path: str, waiting: dict[str, int]) -> Location:
    """Where to translate a text: in its file, or where it stands itself if that has not been updated."""
    return Location(path, waiting[entry.id], 1) if entry.id in waiting else Location(template.path, entry.lines[0], 1)


def untranslated(catalogue: Catalogue) -> Iterator[Finding]:
    """A finding for each text of a kit that is not translated to its end; texts with faults have other findings.

    Storyboards have findings of their own: what is not translated cannot be told.
    """
    for kit in catalogue.kits:
        for module in kit.texts if len(kit.languages) > 1 else ():
            yield from _of(catalogue, kit, module)


def _of(catalogue: Catalogue, kit: Kit, module: Module) -> Iterator[Finding]:
    found = _template(catalogue, kit, module)
    if found is not None:
        for language in (name for name in kit.languages[1:] if name in catalogue.languages):
            yield from _finding(row(catalogue.root, found, language))


def _finding(found: Row) -> Iterator[Finding]:
    if found.first is not None:
        values = {"count": found.missing, "all": found.texts, "language": found.language, "text": found.first_text,
                  "kit": found.owner}  # fmt: skip
        yield Finding(Code.UNTRANSLATED, found.first, values)


def _template(catalogue: Catalogue, kit: Kit, module: Module) -> Template | None:
    """The messages of a text, remembered from one run to the next; None where it has faults."""
    audiences = [a for a in kit.audiences if visible(module.audiences, a)]
    parts = [module.path, recalling.text_digest(module.text), module.title, module.content_notice, audiences]

    def read() -> Template:
        from build_tools.translate.extract import templates  # noqa: PLC0415 - slow: it loads Sphinx

        return templates(catalogue, kit, [module])[0]

    try:
        return recalling.value("messages", parts, read)
    except UsageError:
        return None
