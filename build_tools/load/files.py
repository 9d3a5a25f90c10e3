"""Reading files that people wrote: every fault becomes a finding at its place."""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.findings import Code, Finding
from build_tools.model import Location

TEXT_LIMIT = 2_000_000
"""Bytes; a longer text file is a mistake or an attack."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def read_text(root: Path, path: str, findings: list[Finding], origin: Location | None = None) -> str | None:
    """A text file's content with LF line ends, or None after adding findings.

    Args:
        root: the project's folder.
        path: the file, relative to it; must stay inside.
        findings: where faults go.
        origin: the place that names the file; a missing file is reported there.
    """
    file = inside(root, root, path)
    if file is None:
        findings.append(Finding(Code.PATH_OUTSIDE, origin or Location(path), {"path": path}))
        return None
    if not file.is_file():
        findings.append(Finding(Code.FILE_MISSING, origin or Location(path), {"path": path}))
        return None
    data = file.read_bytes()
    if len(data) > TEXT_LIMIT:
        values = {"size": len(data), "limit": TEXT_LIMIT}
        findings.append(Finding(Code.FILE_TOO_LARGE, Location(path), values))
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        place = Location(path, before.count(b"\n") + 1, column)
        findings.append(Finding(Code.NOT_UTF8, place, {"byte": error.start}))
        return None
    findings.extend(_control_characters(path, text))
    return text


def _control_characters(path: str, text: str) -> list[Finding]:
    # Bidirectional overrides are refused too: they can make a text read differently than it is.
    found = []
    for match in _CONTROL.finditer(text):
        before = text[: match.start()]
        place = Location(path, before.count("\n") + 1, match.start() - before.rfind("\n"))
        found.append(Finding(Code.CONTROL_CHARACTER, place, {"point": f"{ord(match[0]):04X}"}))
    return found


def inside(root: Path, folder: Path, path: str) -> Path | None:
    """The file that ``path`` names from ``folder``, or None where it leaves ``root``.

    Links are followed: one that points out of ``root`` leads out as well.
    """
    if "\\" in path or path.startswith("/") or re.match(r"^[A-Za-z]:", path) or "\0" in path:
        return None
    target = (folder / path).resolve()
    return target if target.is_relative_to(root.resolve()) else None
