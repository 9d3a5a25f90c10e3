"""Reading files that people wrote: every fault becomes a finding at its place."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from build_tools.findings import Code, Finding
from build_tools.model import Location

TEXT_LIMIT = 2_000_000
"""Bytes; a longer text file is a mistake or an attack."""

# Beside control characters: signs that are not seen but make a text read differently than it is
# (bidirectional marks, zero-width signs), and line ends that Python counts and Markdown does not:
# at those, a later step could find a line that the audience filter has not seen.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def read_text(root: Path, path: str, findings: list[Finding], origin: Location | None = None) -> str | None:
    """A text file's content with LF line ends, or None after adding findings.

    Args:
        root: the project's folder.
        path: the file, relative to it; must stay inside.
        findings: where faults go.
        origin: the place that names the file; a missing file is reported there.
    """
    file = file_at(root, root, path)
    if isinstance(file, Code):
        findings.append(Finding(file, origin or Location(path), {"path": path}))
        return None
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= TEXT_LIMIT else None
    except OSError:
        findings.append(Finding(Code.NOT_A_FILE, origin or Location(path), {"path": path}))
        return None
    if data is None:
        findings.append(Finding(Code.FILE_TOO_LARGE, Location(path), {"size": size, "limit": TEXT_LIMIT}))
        return None
    return _decoded(path, data, findings)


def _decoded(path: str, data: bytes, findings: list[Finding]) -> str | None:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        place = Location(path, before.count(b"\n") + 1, column)
        findings.append(Finding(Code.NOT_UTF8, place, {"byte": error.start + 1}))
        return None
    findings.extend(control_characters(path, text))
    return text


def control_characters(path: str, text: str) -> list[Finding]:
    """A finding for each line that holds invisible characters, at the first of them."""
    if text.replace("\n", "").replace("\t", "").isprintable():  # as nearly every text is: ten times as fast
        return []
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _CONTROL.search(line):
            place = Location(path, number, match.start() + 1)
            found.append(Finding(Code.CONTROL_CHARACTER, place, {"point": f"{ord(match[0]):04X}"}))
    return found


def inside(root: Path, folder: Path, path: str) -> Path | None:
    """The file that ``path`` names from ``folder``, or None where it leaves ``root``.

    Links are followed: one that points out of ``root`` leads out as well.
    """
    if "\\" in path or path.startswith("/") or re.match(r"^[A-Za-z]:", path) or "\0" in path:
        return None
    if ".." in PurePosixPath(path).parts:
        return None
    try:
        target = (folder / path).resolve()
        return target if target.is_relative_to(root.resolve()) else None
    except (OSError, RuntimeError):  # a ring of links (RuntimeError until Python 3.12)
        return None


def file_at(root: Path, folder: Path, path: str) -> Path | Code:
    """The file that ``path`` names from ``folder``, or the code of what is wrong with it.

    Args:
        root: the folder that it must not leave.
        folder: what the path starts from.
        path: with forward slashes.
    """
    target = inside(root, folder, path)
    if target is None:
        return Code.PATH_OUTSIDE
    try:
        if target.is_file():
            return target
        return Code.NOT_A_FILE if target.exists() else Code.FILE_MISSING
    except OSError:  # e.g. a name that is too long for the file system
        return Code.FILE_MISSING
