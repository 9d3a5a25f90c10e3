"""What every check of a module gets to see, and who sees what in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_tools.check.tables import Tables
from build_tools.findings import Code, Finding
from build_tools.load.elements import Element, Scan
from build_tools.load.filter import filtered
from build_tools.load.scan import scan
from build_tools.model import Catalogue, Kit, Location, Module, visible


@dataclass(frozen=True, slots=True)
class View:
    """A module in its kit and catalogue; ``tables`` are those of the kit."""

    catalogue: Catalogue
    kit: Kit
    module: Module
    tables: Tables

    @property
    def audiences(self) -> list[str]:
        """Known audiences of the kit that get this module."""
        return [
            a for a in self.kit.audiences
            if a in self.catalogue.audiences and visible(self.module.audiences, a)
        ]  # fmt: skip

    @property
    def is_bank(self) -> bool:
        """Whether it is the kit's question bank and no module."""
        return self.kit.bank is not None and self.module.path == self.kit.bank.path

    def of(self, module: Module) -> View:
        """The view of another text of the kit."""
        return replace(self, module=module)

    @property
    def understood(self) -> bool:
        """Whether all marks of the text have an effect: who reads what can be told."""
        return not any(e.kind in ("mark", "fence", "glued", "unclosed") for e in self.module.scan.elements)

    def as_read_by(self, audience: str) -> Scan | None:
        """What an audience's facilitators read of the text; None where its marks are not understood."""
        module = self.module
        if not self.understood:
            return None
        return scan(filtered(module.text, module.scan, module.title, audience, facilitator=True))

    @property
    def complete(self) -> bool:
        """Whether all modules of the kit, and its bank, could be read: what nobody finds may stand in another."""
        return self.tables.complete

    def all_read(self, path: str, field: str, count: int) -> bool:
        """Whether a YAML file's list has been read whole: where it has not, its own faults are findings."""
        return self.tables.places.count(path, field) == count

    def viewers(self, element: Element) -> list[str]:
        """Audiences that see an element."""
        return [a for a in self.audiences if element.scope.admits(a)]

    def at(self, element: Element) -> Location:
        """Where an element stands."""
        return Location(self.module.path, element.line, element.column)

    def line(self, number: int) -> Location:
        """A line of the module (from 1)."""
        return Location(self.module.path, number, 1)

    def finding(self, code: Code, element: Element, **values: object) -> Finding:
        """A finding at an element."""
        return Finding(code, self.at(element), values)

    def roles(self, *names: str) -> Iterator[Element]:
        """The roles with these names."""
        return self.module.scan.of("role", *names)  # type: ignore[no-any-return]

    def directives(self, *names: str) -> Iterator[Element]:
        """The directives with these names (all without one)."""
        return self.module.scan.of("directive", *names)  # type: ignore[no-any-return]
