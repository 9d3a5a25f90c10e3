"""The key of a whole build: when nothing at all has changed, not even the content is parsed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.clock import today
from build_tools.digests import Index, digest, stamp_of
from build_tools.program import Program, installed

_CONTENT = ("kits", "media", "conf")
_CONSENT = b"consent"


def fingerprint(root: Path, request: Iterable[str], index: Index) -> str:
    """The digest of everything that a build can read, and of what was asked for."""
    start = len(str(root))
    files = [
        [path[start:].replace(os.sep, "/"), index.sha256(Path(path))]
        for name in _CONTENT
        for path in sorted(_files(root / name))
    ]
    return digest([files, list(request), Program(index).digest_of_all(), installed(), _day(root)])


def _files(folder: Path) -> Iterator[str]:
    """All files under a folder but compiled Python, as plain text: a `Path` for each takes twice the time."""
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{base}{os.sep}{name}" for name in names)


def _day(root: Path) -> str:
    """Today where a consent could end before tomorrow; else every day is the same."""
    consents = any(_CONSENT in p.read_bytes() for p in root.glob("media/*/media.yml") if p.is_file())
    return today().isoformat() if consents else ""


def name_of(request: Iterable[str]) -> str:
    """A short file name for what was asked for."""
    return digest(list(request))[:16]


def done(record: Path, print_: str) -> bool:
    """Whether the last good build had this fingerprint and its files still lie untouched."""
    try:
        last = json.loads(record.read_text(encoding="utf-8"))
        return bool(
            last["fingerprint"] == print_ and all(stamp_of(Path(name)) == stamp for name, stamp in last["files"])
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return False


def remember(record: Path, print_: str, files: Iterable[Path]) -> None:
    """Notes a build that ended well, with the files that it left."""
    record.parent.mkdir(parents=True, exist_ok=True)
    beside = record.with_suffix(".part")
    beside.write_text(
        json.dumps({"fingerprint": print_, "files": [[str(f), stamp_of(f)] for f in files]}), encoding="utf-8"
    )
    beside.replace(record)
