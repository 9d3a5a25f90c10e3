"""The steps of a scenario, as authors write them: text, then a list of choices with arrows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.load.elements import Element
from build_tools.load.questions import Item, lists

CHOICE = re.compile(r"[ \t]+->[ \t]+(?P<target>\S+)[ \t]*$")
"""The end of a choice: where it leads."""
END = "end"
"""The target that ends a scenario; no step can be called so."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a step: the step it leads to (None: not said) and its line in the file."""

    target: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scenario: its id, its line in the file, its choices, and how many lists of choices it has."""

    id: str
    line: int
    choices: tuple[Choice, ...]
    lists: int
    element: Element

    @property
    def ends(self) -> bool:
        """Whether the scenario can end here."""
        return not self.choices or any(c.target == END for c in self.choices)


def step_of(element: Element) -> Step:
    """The step that a ``step`` directive holds."""
    groups = [g.items for g in lists(element.body, element.body_line) if any(CHOICE.search(i.text) for i in g.items)]
    choices = tuple(_choice(item) for items in groups for item in items)
    return Step(element.argument, element.line, choices, len(groups), element)


def _choice(item: Item) -> Choice:
    found = CHOICE.search(item.text)
    return Choice(found["target"] if found else None, item.line)


def reached(steps: Mapping[str, Step], start: str) -> frozenset[str]:
    """The ids of the steps that can be reached from one of them, itself included."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name not in seen and name in steps:
            seen.add(name)
            ahead += [c.target for c in steps[name].choices if c.target]
    return frozenset(seen)
