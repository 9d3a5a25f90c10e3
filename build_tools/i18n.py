"""Words on screen, through gettext catalogues: message ids are English, catalogues hold the rest.

The ``.po`` files are read as they are (Babel): authors and translators edit one file, and no
compiled twin can go stale.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"

Translator = Callable[[str], str]


@lru_cache
def _messages(language: str, domain: str) -> dict[str, str]:
    path = LOCALE_DIR / language / f"{domain}.po"
    if not path.is_file():
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 - a third of the start-up time of `kits plan`

    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}


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
