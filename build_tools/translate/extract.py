"""What there is to translate in modules: they are read as their editions are, for each audience with all notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from build_tools.errors import JobError, UsageError
from build_tools.load.filter import filtered
from build_tools.model import Catalogue, Kit, Module, visible
from build_tools.translate.entries import Entry, Seen, Template, merged


def templates(catalogue: Catalogue, kit: Kit, modules: Iterable[Module] | None = None) -> list[Template]:
    """The messages of a kit's texts, those of its bank last.

    Args:
        catalogue: the loaded content.
        kit: one of its kits.
        modules: some of its texts; None: all.

    Raises:
        UsageError: a text has faults; “kits check” names them.
    """
    variants = {module.id: _variants(module, kit) for module in (kit.texts if modules is None else modules)}
    read = _read(catalogue, kit, variants)
    chosen = [module for module in kit.texts if module.id in variants]
    return [Template(m.path, kit.folder, m.id, _entries(m, kit, variants[m.id], read)) for m in chosen]


def _variants(module: Module, kit: Kit) -> dict[str, tuple[str, ...]]:
    """All different texts that audiences' facilitators see of a module, and who sees each."""
    found: dict[str, tuple[str, ...]] = {}
    for name in _audiences(module, kit):
        try:
            text = filtered(module.text, module.scan, module.title, name, facilitator=True)
        except JobError as error:
            raise _unreadable(module.path) from error
        found[text] = (*found.get(text, ()), name)
    return found


def _audiences(module: Module, kit: Kit) -> list[str]:
    return [a for a in kit.audiences if visible(module.audiences, a)]


def _entries(
    module: Module, kit: Kit, variants: dict[str, tuple[str, ...]], read: dict[str, list[Seen]]
) -> tuple[Entry, ...]:
    seen = [(who, read[_name(module.id, number)]) for number, who in enumerate(variants.values())]
    return (*_notice(module), *merged(seen, _audiences(module, kit)))


def _notice(module: Module) -> Iterator[Entry]:
    """The content notice, which stands in the front matter and in no doctree."""
    if module.content_notice:
        lines = module.text.split("\n")
        line = next((n for n, text in enumerate(lines, start=1) if text.startswith("content_notice")), 1)
        yield Entry(module.content_notice, (line,), ("content notice",), literal=True)


def _name(module: str, number: int) -> str:
    return f"{module}--{number}"


def _read(catalogue: Catalogue, kit: Kit, variants: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, list[Seen]]:
    from build_tools.sphinx_ext.collect import UnreadableError, collected  # noqa: PLC0415 - slow: it loads Sphinx

    texts = {_name(module, n): text for module, found in variants.items() for n, text in enumerate(found)}
    if not texts:
        return {}
    try:
        found = collected(texts, _edition(catalogue, kit), catalogue.root / "conf" / "conf.py")
    except UnreadableError as error:
        raise _unreadable(f"{kit.folder}/{str(error).rpartition('--')[0]}.md") from error
    return {name: [Seen(*message) for message in messages] for name, messages in found.items()}


def _unreadable(path: str) -> UsageError:
    return UsageError("{path} has faults, so its texts cannot be listed", "“kits check” names them.", path=path)


def _edition(catalogue: Catalogue, kit: Kit) -> dict[str, Any]:
    """The data of an edition that may see everything, in the language that the kit is written in."""

    def plain(entries: Iterable[Any]) -> list[dict[str, Any]]:
        return [{**asdict(entry), "audiences": None} for entry in entries]

    return {
        "kit": {"id": kit.id, "mastery": kit.mastery}, "audience": {"id": ""}, "language": kit.languages[0],
        "facilitator": True, "bank": None, "terms": plain(catalogue.terms.values()),
        "contacts": [{"id": c.id, "number": c.number} for c in catalogue.contacts.values()],
        "sources": plain(catalogue.sources.values()), "legal": plain(catalogue.legal.values()),
    }  # fmt: skip
