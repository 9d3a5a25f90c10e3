"""What the checks of one text look up in its whole kit: worked out once for all of its texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import Any

from build_tools import recalling
from build_tools.check.exports import NAMED, exports
from build_tools.digests import digest
from build_tools.load.elements import Element
from build_tools.load.places import Places
from build_tools.model import Catalogue, Kit, Module, visible

_OBJECTIVE = re.compile(r"(?m)^[-*+]\s+`([^`]+)`")
_REGISTERS = ("conf/sources.yml", "conf/contacts.yml", "kits/glossary.yml")

Found = tuple[Module, Element]


class Tables:
    """Looks up what stands where in a kit.

    Args:
        catalogue: the loaded content.
        kit: one of its kits.
        places: of the project's YAML files.
    """

    def __init__(self, catalogue: Catalogue, kit: Kit, places: Places) -> None:
        self._catalogue, self._kit, self.places = catalogue, kit, places

    @cached_property
    def labels(self) -> dict[str, list[Found]]:
        """Where each label of the modules stands, in their order."""
        return _by(self._kit.modules, "label", (), lambda label: label.value)

    @cached_property
    def named(self) -> dict[str, Found]:
        """Where each id of an activity or job aid stands first."""
        found = _by(self._kit.texts, "directive", NAMED, lambda element: element.options.get("id", ""))
        return {name: places[0] for name, places in found.items()}

    @cached_property
    def questions(self) -> dict[str, list[Found]]:
        """The questions with each id, those of the bank at the end."""
        found = _by(self._kit.texts, "directive", ("question",), lambda question: question.options.get("id"))
        found.pop(None, None)
        return found

    @cached_property
    def in_bank(self) -> list[Found]:
        """All questions of the kit's bank."""
        bank = self._kit.bank
        return [] if bank is None else [(bank, question) for question in bank.scan.of("directive", "question")]

    @cached_property
    def files(self) -> dict[str, Module]:
        """The modules by the name of their file."""
        return {PurePosixPath(module.path).name: module for module in self._kit.modules}

    @cached_property
    def objectives(self) -> Callable[[str], list[str]]:
        """Gives the ids of the objectives that an audience has in the whole kit."""
        return lru_cache(lambda audience: objectives(self._kit.modules, audience))

    @cached_property
    def unread_media(self) -> frozenset[str]:
        """Ids of the media assets with a fault of their own: they are there, and not in the catalogue."""
        folders = {folder.name for folder in self._catalogue.root.glob("media/*") if folder.is_dir()}
        return frozenset(folders - self._catalogue.media.keys())

    @cached_property
    def complete(self) -> bool:
        """Whether all modules of the kit, and its bank, could be read: what nobody finds may stand in another."""
        path = f"{self._kit.folder}/kit.yml"
        all_read = self.places.count(path, "modules") == len(self._kit.modules)
        return all_read and self.places.has(path, "bank") == (self._kit.bank is not None)

    @cached_property
    def exports(self) -> dict[str, Any]:
        """What others can see of each text, by its path."""
        return {module.path: exports(module) for module in self._kit.texts}

    def titled(self, module: Module, label: str) -> bool:
        """Whether what a label of a module stands at has a title or caption."""
        return bool(self.exports[module.path]["titled"].get(label))

    @cached_property
    def digest(self) -> str:
        """The digest of all that decides whether anything is wrong in how a text of the kit goes with the rest.

        Files tell more than entries: whether a file could be read whole counts too.
        """
        catalogue, kit = self._catalogue, self._kit
        return digest([
            [recalling.sha256(catalogue.root / name) for name in (*_REGISTERS, f"{kit.folder}/kit.yml")],
            [len(catalogue.sources), len(catalogue.legal), len(catalogue.contacts), len(catalogue.terms)],
            [[m.path, None if m.audiences is None else sorted(m.audiences), self.exports[m.path]] for m in kit.texts],
            [kit.bank is None, kit.audiences, kit.languages, [*catalogue.audiences], sorted(self.unread_media)],
            [_asset(asset) for asset in catalogue.media.values()],
        ])  # fmt: skip


def _asset(asset: Any) -> list[Any]:  # noqa: ANN401 - a media asset as a JSON value
    told = sorted(asset.storyboard.versions) if asset.storyboard else None
    audiences = None if asset.audiences is None else sorted(asset.audiences)
    return [asset.id, asset.kind, asset.told, audiences, sorted(asset.captions), told]


def _by(
    modules: Iterable[Module], kind: str, values: tuple[str, ...], name: Callable[[Element], Any]
) -> dict[Any, list[Found]]:
    found: dict[Any, list[Found]] = defaultdict(list)
    for module in modules:
        for element in module.scan.of(kind, *values):
            found[name(element)].append((module, element))
    return dict(found)


def objectives(modules: Iterable[Module], audience: str) -> list[str]:
    """The ids of the objectives that an audience has in some modules."""
    bodies = [
        b.body for m in modules if visible(m.audiences, audience)
        for b in m.scan.of("directive", "objectives") if b.scope.admits(audience)
    ]  # fmt: skip
    return _OBJECTIVE.findall("\n".join(bodies))
