"""The key of a whole build: when nothing at all has changed, not even the content is parsed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from build_tools.clock import today
from build_tools.run.keys import code_digest, digest, sha256_file

_CONTENT = ("kits", "media", "conf")
_CONSENT = b"consent"


def fingerprint(root: Path, request: Iterable[str]) -> str:
    """The digest of everything that a build can read, and of what was asked for."""
    files = [
        [p.relative_to(root).as_posix(), sha256_file(p)]
        for folder in _CONTENT
        for p in sorted((root / folder).rglob("*"))
        if p.is_file() and "__pycache__" not in p.parts
    ]
    # Folder names such as “sphinx-9.0.4.dist-info” tell every installed version without opening a file.
    installed = sorted(p.name for folder in map(Path, sys.path) for p in folder.glob("*.dist-info"))
    return digest([files, list(request), code_digest(), installed, _day(root)])


def _day(root: Path) -> str:
    """Today where a consent could end before tomorrow; else every day is the same."""
    consents = any(_CONSENT in p.read_bytes() for p in root.glob("media/*/media.yml") if p.is_file())
    return today().isoformat() if consents else ""


def name_of(request: Iterable[str]) -> str:
    """A short file name for what was asked for."""
    return digest(list(request))[:16]


def _stamp(path: Path) -> list[object]:
    facts = path.stat()
    return [str(path), facts.st_size, facts.st_mtime_ns]


def done(record: Path, print_: str) -> bool:
    """Whether the last good build had this fingerprint and its files still lie untouched."""
    try:
        last = json.loads(record.read_text(encoding="utf-8"))
        return bool(last["fingerprint"] == print_ and all(_stamp(Path(s[0])) == s for s in last["files"]))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return False


def remember(record: Path, print_: str, files: Iterable[Path]) -> None:
    """Notes a build that ended well, with the files that it left."""
    record.parent.mkdir(parents=True, exist_ok=True)
    beside = record.with_suffix(".part")
    beside.write_text(json.dumps({"fingerprint": print_, "files": [_stamp(f) for f in files]}), encoding="utf-8")
    beside.replace(record)
