"""Words on screen, through gettext catalogues: message ids are English, catalogues hold the rest.

The ``.po`` files are read as they are (Babel): authors and translators edit one file, and no
compiled twin can go stale.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from build_tools import memo
from build_tools.program import tool_version

LOCALE_DIR = Path(__file__).parent / "locale"

Translator = Callable[[str], str]


@lru_cache
def _messages(language: str, domain: str) -> dict[str, str]:
    path = LOCALE_DIR / language / f"{domain}.po"
    if not path.is_file():
        return {}
    text = path.read_bytes()
    parts = [hashlib.sha256(text).hexdigest(), language, tool_version("babel")]
    messages: dict[str, str] = json.loads(memo.recall("messages", parts, lambda: _parsed(text, language)))
    return messages


def _parsed(text: bytes, language: str) -> bytes:
    """The messages of a catalogue as JSON: reading them takes longer than making a page."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - a third of the start-up time of `kits plan`

    catalogue = read_po(io.BytesIO(text), locale=language)
    found = {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}
    return json.dumps(found, ensure_ascii=False).encode()


def translator(language: str, domain: str) -> Translator:
    """A function from an English message id to its text in ``language``.

    Args:
        language: ``es``, ``en`` or ``fr``; unknown ones and missing messages give the id itself.
        domain: ``learner`` (theme, runtime), ``print`` (guides) or ``authors`` (command line).
    """
    messages = _messages(language, domain)
    return lambda text: messages.get(text, text)


def author_language() -> str:
    """The language for messages to authors: Spanish where the locale says so, else English."""
    for name in ("KITS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "es" if value.lower().startswith("es") else "en"
    return "en"
