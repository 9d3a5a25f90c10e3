"""What lies in a folder, for comparing."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path


def tree(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by relative path."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def copied(project: Path, folder: Path) -> Path:
    """A copy of a built project with its store, in another folder."""
    shutil.copytree(project, folder, dirs_exist_ok=True)
    return folder


def ran(done: subprocess.CompletedProcess[str]) -> set[str]:
    """Ids of the jobs that a build says it ran."""
    return set(re.findall(r"^[✓✗] (\S+)", done.stderr, re.MULTILINE))


def replace(file: Path, old: str, new: str) -> None:
    """Replaces a text that must stand in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8")
