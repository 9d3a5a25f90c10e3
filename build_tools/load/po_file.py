"""Translation files (gettext): read with every fault at its line."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.findings import Code, Finding, Phrase
from build_tools.load.files import read_text
from build_tools.model import Location

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALE = "locale"
"""The folder of translations beside what is translated, also as Sphinx names it."""

_NOT_UTF8 = "its header does not say “charset=UTF-8”"
_WRONG_LINE = "this line is no part of a translation file"
_LINE = re.compile(r'^(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*"\s*$')


def catalogue_file(folder: str, language: str, domain: str) -> str:
    """Where a translation file lies, relative to what ``folder`` is relative to.

    Args:
        folder: of the kit or media asset.
        language: a code.
        domain: a module's id, or ``storyboard``.
    """
    return f"{folder}/{LOCALE}/{language}/LC_MESSAGES/{domain}.po"


def text_of(file: Path) -> str:
    """What is in a translation file, with LF line ends; '' where it is not there or cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeError):
        return ""


def load_catalogue(root: Path, path: str, findings: list[Finding]) -> Catalog | None:
    """The messages of a translation file; None after adding findings.

    Args:
        root: the project's folder.
        path: the file, relative to it.
        findings: gets what is wrong.
    """
    text = read_text(root, path, findings)
    return None if text is None else parse_catalogue(path, text, findings)


def parse_catalogue(path: str, text: str, findings: list[Finding]) -> Catalog | None:
    """The messages of a translation file's text; None after adding a finding."""
    read = _read(path, text)
    if isinstance(read, Finding):
        findings.append(read)
        return None
    return read


def _read(path: str, text: str) -> Catalog | Finding:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - slow, and most kits have none

    # babel takes a line without quotes as it comes, and cuts off its first and last letter.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#") and not _LINE.match(line):
            return _broken(path, number, _WRONG_LINE)
    try:
        found = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except PoFileError as error:
        return _broken(path, error.lineno + 1, _WRONG_LINE)
    except (ValueError, LookupError, TypeError, AttributeError):  # babel's own checks are thin
        return _broken(path, 1, _WRONG_LINE)
    return found if found.charset.lower() in ("utf-8", "utf8") else _broken(path, 1, _NOT_UTF8)


def _broken(path: str, line: int, problem: str) -> Finding:
    return Finding(Code.CATALOGUE_BROKEN, Location(path, line, 1), {"problem": Phrase(problem)})
