"""What a package for an LMS tells of a kit, whatever the standard; its identifiers and titles.

Identifiers derive from the source's ids alone, never from position, time or version, so that an
institution can replace a package with its next version and running attempts find their items again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_TITLE = 200
LONGEST_ID = 120
"""A real Moodle refuses packages with identifiers over 255 characters; several ids make one."""
METADATA = "metadata.xml"
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Objective:
    """A learning objective of a module."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Sco:
    """A module in a package; ``files`` are relative to the root, the launched page first."""

    id: str
    title: str
    files: tuple[str, ...]
    minutes: int = 0
    objectives: tuple[Objective, ...] = ()
    mastery: int | None = None
    """Per cent that passes the final assessment; None: the module has none."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a manifest tells; ``shared`` are the files that every SCO uses."""

    identifier: str
    kit: str
    version: str
    title: str
    scos: tuple[Sco, ...]
    shared: tuple[str, ...]
    language: str = "es"
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title in each language that there is; empty: in the package's language only."""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    audience: str = ""
    audience_title: str = ""
    rights: str = ""
    iri: str = ""
    """The IRI that those of cmi5 start with."""
    module: str | None = None
    """The id of its module where a package holds a single one."""

    @property
    def kit_title(self) -> str:
        """The kit's title, also where the package holds one module."""
        return self.titles.get(self.language, self.title)

    @property
    def minutes(self) -> int:
        """How long all modules take together."""
        return sum(sco.minutes for sco in self.scos)

    @property
    def common(self) -> tuple[str, ...]:
        """Files of more than one SCO, such as a recording in two modules."""
        uses = Counter(name for sco in self.scos for name in set(sco.files))
        return tuple(sorted(name for name, count in uses.items() if count > 1))


def metadata_file(sco: Sco) -> str:
    """The name of the file with a module's own metadata."""
    return f"metadata-{sco.id}.xml"


def ncname(prefix: str, identifier: str) -> str:
    """An XML NCName from a source's id: stable, distinct for distinct ids, and short enough for any LMS."""
    clean = re.sub(r"[^A-Za-z0-9._-]", "-", identifier)[:LONGEST_ID]
    if clean != identifier:
        clean += "-" + hashlib.sha256(identifier.encode()).hexdigest()[:8]
    return f"{prefix}-{clean}"


def plain_title(text: str) -> str:
    """A title as every LMS takes it: one line of plain text, at most 200 characters, never “0”.

    Moodle takes “0” for no title, and shows titles as HTML, so angle brackets become their kin.
    """
    line = " ".join(text.split()).replace("<", "‹").replace(">", "›")
    if line in {"", "0"}:
        return "0." if line else "–"
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def iso_duration(minutes: int) -> str:
    """``90`` minutes as ``PT1H30M`` (ISO 8601, 4.4.3.2)."""
    hours, rest = divmod(minutes, _HOUR)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
