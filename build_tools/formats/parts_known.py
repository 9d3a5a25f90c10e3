"""What is known of the parts of a guide: which page of the whole everything stands on, and where on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from build_tools.errors import JobError
from build_tools.tools.pdf_parts import Spot

Told = Mapping[str, Any]
"""What is in a part, as ``ends`` in ``conf/print/parts.typ`` tells it."""


class Use(NamedTuple):
    """A page on which a term is used: its number in the guide, and where the first use on it is."""

    term: str
    page: int
    spot: Spot


class Known:
    """What is known when the first parts have told of themselves.

    Args:
        told: by the parts, from the first on.
    """

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._starts = [1]
        for each in told:
            self._starts.append(self._starts[-1] + each["pages"])

    def start(self, n: int) -> int:
        """The number of a part's first page; 1 where it is not known."""
        return self._starts[n] if n < len(self._starts) else 1

    def total(self, parts: int) -> int:
        """The pages of a guide of so many parts; 0 where not all have told."""
        return self._starts[-1] - 1 if len(self._told) == parts else 0

    def counts(self, n: int) -> dict[str, int]:
        """What the parts before one have counted."""
        return {name: sum(each[name] for each in self._told[:n]) for name in ("footnotes", "questions")}

    def has(self, n: int, name: str) -> bool:
        """Whether a name stands in a part, as far as is known."""
        return n >= len(self._told) or name in self._told[n]["places"]

    def spot(self, n: int, name: str) -> Spot:
        """Where a name stands in its part; on page 0 where that is not known."""
        page, x, y = self._told[n]["places"].get(name, (0, 0, 0)) if n < len(self._told) else (0, 0, 0)
        return Spot(n, int(page), x, y)

    def headings(self, n: int, count: int) -> list[Spot]:
        """Where the titles of a part's modules and lessons stand, of which its source has so many.

        Raises:
            JobError: the part does not show all of them, so the contents would lead to the wrong pages.
        """
        told = self._told[n]["headings"] if n < len(self._told) else [(0, 0, 0)] * count
        if len(told) != count:
            raise JobError("The contents of the guide would lack a heading.", "Report this with the kit.")
        return [Spot(n, int(page), x, y) for page, x, y in told]

    def page(self, spot: Spot) -> int:
        """The number of a page in the guide; 0 where it is not known."""
        return self._starts[spot.part] + spot.page - 1 if spot.page else 0

    def uses(self) -> Iterator[Use]:
        """Each page on which a term is used, once for each term."""
        seen: set[tuple[str, int]] = set()
        for n, each in enumerate(self._told):
            for term, page, x, y in each["uses"]:
                use = Use(term, self._starts[n] + int(page) - 1, Spot(n, int(page), x, y))
                if use[:2] not in seen:
                    seen.add(use[:2])
                    yield use
