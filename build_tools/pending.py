"""What a lawyer or CICESCT must confirm before kits are released: everything that nobody has verified yet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import BaseModel

from build_tools.i18n import Translator
from build_tools.load import schema
from build_tools.load.elements import Element
from build_tools.load.files import read_text
from build_tools.load.kits import media_named
from build_tools.load.roles import find_term, source_ids, text_and_target
from build_tools.load.storyboard_inline import cited, plain
from build_tools.load.yaml_file import read_yaml
from build_tools.media.narration import sentences
from build_tools.model import Catalogue, Kit, Location, Module, localized
from build_tools.model_media import MediaAsset

KINDS = ("legal", "contact", "source", "term")
_VERIFIED = "verified"
_LONGEST = 180
_HERE = "\ue000"
"""Stands for a while where something is named, to find the sentence around it."""
_NAMED = re.compile(r"\{(?:term|legal)\}`([^`<]*?)\s*(?:<[^`]*>)?`")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something unverified is relied on, and what is said there."""

    location: Location
    said: str


@dataclass(frozen=True, slots=True)
class Pending:
    """Something to confirm.

    ``kind`` is one of `KINDS`, ``state`` one of ``secondary``, ``index``, ``general``; ``source`` and ``note`` may be
    empty; ``places`` are where the kits rely on it, in their order.
    """

    kind: str
    id: str
    title: str
    state: str
    source: str
    note: str
    places: tuple[Place, ...]


def pending(catalogue: Catalogue, kits: Sequence[Kit], language: str) -> list[Pending]:
    """All that the kits rely on and nobody has verified, legal references first.

    Args:
        catalogue: the loaded content; its registers could be read.
        kits: those that are looked through.
        language: of titles.
    """
    used: dict[tuple[str, str], list[Place]] = {}
    for kit in kits:
        for module in kit.texts:
            for kind, name, place in _named(catalogue, module):
                used.setdefault((kind, name), []).append(place)
    shown = {name for kit in kits for name in media_named(kit)}
    for asset in (a for a in catalogue.media.values() if a.id in shown):
        for name, place in _cited(catalogue, asset):
            used.setdefault(("source", name), []).append(place)
    found = (
        Pending(kind, name, title, state, source, note, tuple(dict.fromkeys(used.get((kind, name), ()))))
        for kind, name, title, state, source, note in _entries(catalogue, language)
    )
    # Numbers are printed in every kit, so each of them counts.
    return [p for p in found if p.state != _VERIFIED and (p.places or p.kind == "contact")]


def _entries(catalogue: Catalogue, language: str) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Kind, id, title, state, source and note of everything in the registers, in the order of `KINDS`."""
    sources, legal = _read(catalogue, "conf/sources.yml", schema.SourcesFile, lambda file: (file.sources, file.legal))
    for e in legal:
        yield "legal", e.ref, e.ref, e.state, e.source, e.note or ""
    for e in _read(catalogue, "conf/contacts.yml", schema.ContactsFile, lambda file: file.contacts):
        yield "contact", e.id, f"{e.number}: {localized(e.label, language)}", e.state, e.source or "", e.note or ""
    for e in sources:
        titles = [e.title, e.publisher or "", str(e.year or ""), e.where or ""]
        yield "source", e.id, ". ".join(filter(None, titles)), e.state, "", e.note or ""
    for e in _read(catalogue, "kits/glossary.yml", schema.GlossaryFile, lambda file: file.terms):
        said = f"{localized(e.term, language)}: {localized(e.definition, language)}"
        yield "term", e.id, said, e.state or "general", e.source or "", ""


def _read(catalogue: Catalogue, path: str, model: type[BaseModel], entries: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """Entries of a register with their notes, which no edition needs, so the catalogue has none."""
    text = read_text(catalogue.root, path, [])
    loaded = read_yaml(text, path, model, []) if text is not None else None
    empty = model.model_construct(sources=[], legal=[], contacts=[], terms=[])
    return entries(loaded[0] if loaded else empty)


def _named(catalogue: Catalogue, module: Module) -> Iterator[tuple[str, str, Place]]:
    for element in module.scan.elements:
        for kind, name in _relies_on(catalogue, element):
            place = Location(module.path, element.line, element.column)
            yield kind, name, Place(place, _said(catalogue, module.text, element))


def _relies_on(catalogue: Catalogue, element: Element) -> list[tuple[str, str]]:
    role = element.value if element.kind == "role" else ""
    if role == "cite":
        return [("source", name) for name in source_ids(element.argument)]
    if role == "term":
        term = find_term(catalogue.terms, text_and_target(element.argument)[1])
        return [("term", term.id)] if term else []
    if role in ("legal", "contact"):
        return [(role, text_and_target(element.argument)[1])]
    if element.kind == "directive":
        sources = [("source", name) for name in source_ids(element.options.get("source", ""))]
        return [("legal", element.argument), *sources] if element.value == "legal" else sources
    return []


def _said(catalogue: Catalogue, text: str, element: Element) -> str:
    """The sentence around an element, as it is read; of a directive, its first sentence."""
    if element.kind == "directive":
        lines = [line for line in element.body.split("\n") if line.strip()]
        return _short(plain(lines[0], catalogue.contacts)) if lines else ""
    line, at = text.split("\n")[element.line - 1], element.column - 1
    before = line[:at].rstrip()
    read = plain(_NAMED.sub(r"\1", f"{before}{_HERE}{line[len(before) :]}").strip(" |>-*"), catalogue.contacts)
    return _short(next(s for s in sentences([read]) if _HERE in s).replace(_HERE, "").strip(" |"))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _cited(catalogue: Catalogue, asset: MediaAsset) -> Iterator[tuple[str, Place]]:
    if asset.storyboard is None:
        return
    script = asset.storyboard.script
    for number, line in enumerate(script.text.split("\n"), start=1):
        for name in cited(line):
            said = _short(plain(line.strip(" -*#"), catalogue.contacts))
            yield name, Place(Location(script.path, number, 1), said)


def as_markdown(found: Sequence[Pending], translate: Translator) -> str:
    """A list to tick off, for people: it goes into a document as it is."""
    titles = {
        "legal": translate("Legal references"), "contact": translate("Telephone numbers"),
        "source": translate("Sources that were not read in full"), "term": translate("Definitions"),
    }  # fmt: skip
    states = {
        "secondary": translate("read only in press, a summary or an unofficial version"),
        "index": translate("only its cover or contents were seen"),
        "general": translate("general knowledge, nothing was read"),
    }
    lines = ["# " + translate("To be confirmed before release"), ""]
    for kind in KINDS:
        entries = [p for p in found if p.kind == kind]
        if entries:
            lines += [f"## {titles[kind]} ({len(entries)})", ""]
        for entry in entries:
            about = "; ".join(filter(None, [states[entry.state], entry.source]))
            name = f"**{entry.id}** " if kind == "source" else ""
            lines.append(f"- [ ] {name}{entry.title} — {about}")
            lines += [f"  {entry.note}"] if entry.note else []
            # A number is confirmed by calling it, wherever it is printed.
            shown = () if kind == "contact" else entry.places
            lines += [f"  - {p.location.path}:{p.location.line} {p.said}".rstrip() for p in shown]
        lines += [""] if entries else []
    return "\n".join(lines if found else [*lines, translate("Nothing: all is verified.")]).rstrip() + "\n"


def as_json(found: Sequence[Pending]) -> str:
    """The list for programs; its words are those of the content."""
    return json.dumps([asdict(p) for p in found], ensure_ascii=False, indent=1)
