"""What one edition is made of: its filtered modules, and the configuration its audience may see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from build_tools import recalling
from build_tools.load.filter import filtered
from build_tools.load.po_file import catalogue_file, text_of
from build_tools.load.review import State, state_of
from build_tools.load.storyboard_catalogue import DOMAIN
from build_tools.load.twins import twins_of
from build_tools.model import Catalogue, Edition, Input, Module, localized, visible
from build_tools.model_media import Localized


def modules_of(edition: Edition) -> list[Module]:
    """The kit's modules that are for the edition's audience, in the kit's order."""
    return [m for m in edition.kit.modules if visible(m.audiences, edition.audience.id)]


def texts_of(edition: Edition) -> list[Module]:
    """The edition's modules, and the kit's question bank where it has one."""
    bank = edition.kit.bank
    return modules_of(edition) if bank is None else [*modules_of(edition), bank]


def module_inputs(edition: Edition, *, facilitator: bool, texts: Texts | None = None) -> list[Input]:
    """The text of each module, and of the bank, as the edition may see it.

    Args:
        edition: whose modules.
        facilitator: whether with what is for facilitators only.
        texts: what was made for other editions before.
    """
    made = texts or Texts()
    return [Input(m.path, data=made.of(edition, m, facilitator=facilitator)) for m in texts_of(edition)]


class Texts:
    """The texts of modules as editions may see them: each is made once, and those that are equal are one."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def of(self, edition: Edition, module: Module, *, facilitator: bool) -> bytes:
        """A module of the edition's kit, as the edition may see it."""
        if module.path not in self._seen:
            audiences = [a for a in edition.kit.audiences if visible(module.audiences, a)]
            self._seen[module.path] = _seen(module, audiences)
        texts, which = self._seen[module.path]
        return texts[which[edition.audience.id, facilitator]]


_Seen = tuple[tuple[bytes, ...], dict[tuple[str, bool], int]]
"""All different texts of a module, and which of them an audience sees, with notes for facilitators or without."""


def _seen(module: Module, audiences: Sequence[str]) -> _Seen:
    def work_out() -> _Seen:
        texts: dict[bytes, int] = {}
        which = {}
        for audience in audiences:
            for facilitator in (False, True):
                text = filtered(module.text, module.scan, module.title, audience, facilitator=facilitator).encode()
                which[audience, facilitator] = texts.setdefault(text, len(texts))
        return tuple(texts), which

    return recalling.value("seen", [recalling.text_digest(module.text), module.title, audiences], work_out)


def media_of(edition: Edition, *, facilitator: bool) -> list[str]:
    """Ids of the media assets that the edition shows."""
    return sorted({
        e.argument
        for m in texts_of(edition)
        for e in m.scan.of("directive", "media")
        if e.scope.admits(edition.audience.id) and (facilitator or not e.scope.facilitator)
    })  # fmt: skip


def holds(edition: Edition, directive: str, *, facilitator: bool) -> bool:
    """Whether one of the edition's modules shows such a directive."""
    return any(
        e.scope.admits(edition.audience.id) and (facilitator or not e.scope.facilitator)
        for m in modules_of(edition)
        for e in m.scan.of("directive", directive)
    )


def picture_files(edition: Edition, *, facilitator: bool) -> list[str]:
    """Paths (relative to the project's root) of the pictures that the edition shows."""
    found = set()
    for module in texts_of(edition):
        for element in (*module.scan.of("image"), *module.scan.of("directive", "figure")):
            if element.scope.admits(edition.audience.id) and (facilitator or not element.scope.facilitator):
                name = element.value if element.kind == "image" else element.argument
                found.add(f"{edition.kit.folder}/{name}")
    return sorted(found)


def picture_twins(root: Path, edition: Edition, pictures: list[str]) -> list[str]:
    """Paths of the pictures that the edition shows for those with words of another language, where there are any."""
    return [] if edition.language == edition.kit.languages[0] else twins_of(root, pictures, edition.language)


def translation_files(root: Path, edition: Edition) -> list[str]:
    """Paths (relative to the project's root) of the edition's translation files that exist."""
    names = [catalogue_file(edition.kit.folder, edition.language, m.id) for m in texts_of(edition)]
    return [n for n in names if (root / n).is_file()]


def translation_state(catalogue: Catalogue, edition: Edition, *, facilitator: bool = True) -> State:
    """Whether people have read the translations of all that the edition shows: its texts and its storyboards.

    One file that nobody has read, or that is not there, makes the edition a draft; without any, it is not translated.
    """
    if edition.language == edition.kit.languages[0]:
        return State.ORIGINAL
    folder, language = edition.kit.folder, edition.language
    states = {_state(catalogue, folder, language, module.id) for module in texts_of(edition)}
    if states <= {State.NONE}:
        return State.NONE
    for name in media_of(edition, facilitator=facilitator):
        asset = catalogue.media.get(name)
        if asset is not None and asset.told and asset.language != edition.language:
            states.add(_state(catalogue, f"media/{name}", language, DOMAIN))
    return State.REVIEWED if states == {State.REVIEWED} else State.DRAFT


def _state(catalogue: Catalogue, folder: str, language: str, domain: str) -> State:
    return state_of(text_of(catalogue.root / catalogue_file(folder, language, domain)))


def edition_json(catalogue: Catalogue, edition: Edition, *, facilitator: bool) -> bytes:
    """The edition's data as the Sphinx step gets it: entries for other audiences are not in it."""
    kit, language, audience = edition.kit, edition.language, edition.audience
    data: dict[str, Any] = {
        "kit": {
            "id": kit.id, "version": kit.version, "title": localized(kit.title, language),
            "description": localized(kit.description, language), "mastery": kit.mastery,
            "titles": _in_order(kit.title, language), "descriptions": _in_order(kit.description, language),
            "released": kit.released.isoformat() if kit.released else None,
            "licence": kit.licence, "iri": f"{catalogue.base_iri}/{kit.id}",
        },
        "audience": {
            "id": audience.id, "title": localized(audience.title, language),
            "colour": audience.colour, "quick_exit": audience.quick_exit,
        },
        "site": _site(catalogue, edition),
        "language": language,
        "translation": translation_state(catalogue, edition, facilitator=facilitator).value,
        "facilitator": facilitator,
        "modules": [_module(m) for m in modules_of(edition)],
        "bank": None if kit.bank is None else kit.bank.id,
        "contacts": [
            {"id": c.id, "number": c.number, "label": localized(c.label, language), "state": c.state}
            for c in _for(catalogue.contacts.values(), audience.id)
        ],
        "sources": [_plain(s) for s in _for(catalogue.sources.values(), audience.id)],
        "terms": [_plain(t) for t in _for(catalogue.terms.values(), audience.id)],
        "legal": [asdict(r) for r in catalogue.legal.values()],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


def _site(catalogue: Catalogue, edition: Edition) -> dict[str, Any]:
    """What the edition's web folder has of media assets, and where that folder is published (or None)."""
    start, ladder = edition.audience.address, catalogue.ladder
    return {
        "address": f"{start}/{edition.language}/{edition.kit.id}/web" if start else None,
        "media": media_of(edition, facilitator=False),
        "renditions": list(ladder.formats["web"]) if ladder else [],
    }


def _in_order(texts: Localized, language: str) -> dict[str, str]:
    """A text in every language that there is, the edition's own first."""
    return {language: localized(texts, language), **texts}


def _module(module: Module) -> dict[str, Any]:
    return {"id": module.id, "duration": module.duration, "content_notice": module.content_notice}


def _for(entries: Iterable[Any], audience: str) -> list[Any]:
    return [e for e in entries if visible(e.audiences, audience)]


def _plain(entry: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass of the model
    found = asdict(entry)
    del found["audiences"]
    return found
