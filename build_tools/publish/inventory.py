"""``inventory.json``: every artifact of an audience with size, SHA-256, job, version, language and kit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from build_tools.model import Artifact, Output

NAME = "inventory.json"


def tree_digest(name: str, files: Iterable[Output]) -> str:
    """The SHA-256 of a folder: of its sorted lines ``<sha256>  <path>``, as ``sha256sum`` prints them.

    Args:
        name: the folder, which the paths start with.
        files: its files.
    """
    lines = sorted(f"{f.sha256}  {f.path.removeprefix(name + '/')}\n" for f in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class KitEntry:
    """What an audience's page says of a kit; kept in the inventory for when the kit cannot be read."""

    title: str
    description: str
    modules: int
    languages: Mapping[str, str] = field(default_factory=dict)
    """The state of its translation (`load.review.State`) into each language that kits may be in."""


def read_kits(folder: Path) -> dict[str, KitEntry]:
    """The kits that an audience's inventory names; none where it is missing or damaged."""
    try:
        listed = json.loads((folder / NAME).read_text(encoding="utf-8"))["kits"]
        return {name: KitEntry(**entry) for name, entry in listed.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def read_inventory(folder: Path) -> list[Artifact]:
    """The artifacts that an audience's inventory lists; none where it is missing or damaged."""
    try:
        listed = json.loads((folder / NAME).read_text(encoding="utf-8"))["artifacts"]
        return [Artifact(a["job"], a["path"], a["size"], a["sha256"], a["version"], a["facilitator"]) for a in listed]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def inventory(audience: str, artifacts: Iterable[Artifact], kits: Mapping[str, KitEntry]) -> str:
    """An audience's inventory, sorted by path and without a time, so equal content gives equal bytes."""
    listed = [
        {
            "job": a.job, "path": a.path, "size": a.size, "sha256": a.sha256, "version": a.version,
            "kit": a.job.split("/")[0], "language": a.job.split("/")[2], "format": a.job.split("/")[3],
            "facilitator": a.facilitator,
        }
        for a in artifacts
    ]  # fmt: skip
    named = {name: asdict(kit) for name, kit in kits.items()}
    whole = {"audience": audience, "kits": named, "artifacts": listed}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def outdated(artifact: Artifact, known: frozenset[str], held: frozenset[str]) -> bool:
    """Whether an artifact that was published before must go: nothing makes it any more.

    Args:
        artifact: the published artifact.
        known: ids of all jobs there are.
        held: kits with errors, whose jobs cannot be known.
    """
    return artifact.job not in known and artifact.job.split("/")[0] not in held
