"""What a scan finds in a module: elements that checks look at, and blocks that the filter removes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

FACILITATOR_ONLY = frozenset({"facilitator", "session"})
COMMENT = "%"
"""Name of the blocks that no edition ever sees."""


class _Packed:
    """Pickled by its fields in their order: `dataclasses` takes twenty times as long, and there are thousands."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[_Packed], tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in type(self).__slots__)


@dataclass(frozen=True, slots=True)
class Scope(_Packed):
    """For whom something is: ``only`` None means every audience, ``but`` are excluded ones."""

    only: frozenset[str] | None = None
    but: frozenset[str] = frozenset()
    facilitator: bool = False

    def narrowed(self, only: frozenset[str] | None, but: frozenset[str]) -> Scope:
        """The scope of a block inside this one."""
        both = only if self.only is None else self.only if only is None else self.only & only
        return replace(self, only=both, but=self.but | but)

    def admits(self, audience: str) -> bool:
        """Whether the audience may see it (facilitator-only content is a separate question)."""
        return (self.only is None or audience in self.only) and audience not in self.but


@dataclass(frozen=True, slots=True)
class Element(_Packed):
    """Something that checks look at.

    ``kind``: heading, label, directive, role, link, image, note, footnote (what a note leads to),
    html, unclosed, or a fault of the audience marks (mark, fence, glued); ``value`` is its text,
    target or name, ``body`` the content of a directive or the text of a link; ``line`` and ``column``
    count from 1 in the file.
    """

    kind: str
    value: str
    line: int
    column: int
    scope: Scope
    argument: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    body_line: int = 0
    level: int = 0
    inside: tuple[str, ...] = ()
    """Names of the directives around it, outermost first."""
    repeated: tuple[str, ...] = ()
    """Options that stand in a directive more than once."""


@dataclass(frozen=True, slots=True)
class Block(_Packed):
    """Lines (from 0, end excluded) of an audience, facilitator or session directive, or a comment."""

    name: str
    start: int
    end: int
    body: int
    """First line of the content, behind the fence and its options."""
    closed: bool
    scope: Scope

    def hidden(self, audience: str, *, facilitator: bool) -> bool:
        """Whether an edition must not see it."""
        kept_back = self.name in FACILITATOR_ONLY and not facilitator
        return self.name == COMMENT or kept_back or not self.scope.admits(audience)


@dataclass(frozen=True, slots=True)
class Scan:
    """All elements and filter blocks of a text, in order of their lines."""

    elements: tuple[Element, ...]
    blocks: tuple[Block, ...]

    def of(self, kind: str, *values: str) -> Iterator[Element]:
        """Elements of a kind, and of one of the values where some are named."""
        return (e for e in self.elements if e.kind == kind and (not values or e.value in values))


def audience_lists(argument: str, options: Mapping[str, str]) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The audiences named by an audience directive: those it is for (None: all) and those it is not for."""
    return frozenset(argument.split()) or None, frozenset(options.get("not", "").split())


def role_parts(content: str) -> tuple[list[str], str]:
    """The audiences that an audience role names, and the text that only they see."""
    names, _, text = content.partition("|")
    return names.split(), text
