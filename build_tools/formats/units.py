"""Sizes, times and language names as people write them, in the page's language."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

from build_tools.i18n import Translator

KILO = 1000
MINUTE = 60


@lru_cache(maxsize=4096)
def byte_size(count: int, language: str) -> str:
    """``2 100 000`` as ``2,1 MB`` (decimal units, as in a phone's data plan)."""
    if count < KILO * KILO:
        return f"{format_decimal(max(1, math.ceil(count / KILO)), locale=language)}\u00a0kB"
    return f"{format_decimal(count / KILO / KILO, format='#,##0.0', locale=language)}\u00a0MB"


def clock(seconds: float) -> str:
    """``80.4`` seconds as ``1:20``."""
    whole = round(seconds)
    return f"{whole // MINUTE}:{whole % MINUTE:02}"


def duration(minutes: int, translate: Translator) -> str:
    """``90`` minutes as ``1 h 30 min``."""
    hours, rest = divmod(minutes, MINUTE)
    if not hours:
        return translate("{n} min").format(n=minutes)
    if not rest:
        return translate("{n} h").format(n=hours)
    return translate("{hours} h {minutes} min").format(hours=hours, minutes=rest)


@lru_cache
def language_name(language: str, within: str) -> str:
    """What a language is called in another one, e.g. ``Español`` within ``es``."""
    name = Locale.parse(language).get_display_name(within) or language
    return name[:1].upper() + name[1:]


def filters(language: str, translate: Translator) -> dict[str, Callable[..., str]]:
    """These functions as template filters for one language."""
    return {
        "byte_size": lambda count: byte_size(count, language),
        "clock": clock,
        "duration": lambda minutes: duration(minutes, translate),
        "language_name": lambda code: language_name(code, language),
    }
