"""What is written of one module: its part of ``reading.json`` and of ``ast.json``, as the text of those files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_tools.sphinx_ext.extras import Used


@dataclass(frozen=True, slots=True)
class Written:
    """One module's parts of the files.

    ``module`` and ``blocks`` are JSON; ``pictures`` has the file in the kit's folder of each picture, and its name
    among the artifact's.
    """

    module: str
    blocks: str
    used: Used
    pictures: tuple[tuple[str, str], ...]

    def packed(self) -> bytes:
        """As bytes, for `unpacked`; JSON on one line each."""
        facts = {"terms": sorted(self.used.terms), "sources": sorted(self.used.sources), "pictures": self.pictures}
        return "\n".join([text_of(facts), self.module, self.blocks]).encode()


def unpacked(packed: bytes) -> Written:
    """What `Written.packed` gave."""
    head, module, blocks = packed.decode().split("\n")
    facts = json.loads(head)
    used = Used(frozenset(facts["terms"]), frozenset(facts["sources"]))
    return Written(module, blocks, used, tuple((source, name) for source, name in facts["pictures"]))


def text_of(value: object) -> str:
    """A value as the text of a file: the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def joined(parts: Mapping[str, str]) -> str:
    """The text of an object whose values are texts already."""
    return "{" + ", ".join(f"{text_of(name)}: {parts[name]}" for name in sorted(parts)) + "}"


def listed(parts: Iterable[str]) -> str:
    """The text of a list whose entries are texts already."""
    return "[" + ", ".join(parts) + "]"
