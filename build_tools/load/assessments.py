"""An assessment's options, as authors write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

SHUFFLE = {"yes": True, "no": False}
_WHOLE = re.compile(r"^[1-9]\d{0,2}$")
_SHARE = re.compile(r"^(?:100|\d{1,2})\s*%?$")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options of an assessment say; None where one is absent or wrong."""

    questions: tuple[str, ...] | None
    """Ids of the questions; None: the whole bank."""
    draw: int | None
    pass_mark: int | None
    """Per cent."""
    attempts: int | None
    shuffle: bool


def settings(options: Mapping[str, str]) -> Settings:
    """The options of an assessment.

    Args:
        options: as they stand in the directive; `wrong_options` says which of them are wrong.
    """
    named = options.get("questions")
    return Settings(
        questions=None if named is None else tuple(re.split(r"[\s,]+", named.strip())) if named.strip() else (),
        draw=_number(options.get("draw"), _WHOLE),
        pass_mark=_number(options.get("pass"), _SHARE),
        attempts=_number(options.get("attempts"), _WHOLE),
        shuffle=SHUFFLE.get(options.get("shuffle", "yes"), True),
    )


def wrong_options(options: Mapping[str, str]) -> list[str]:
    """The names of the options with values that are not understood."""
    patterns = {"draw": _WHOLE, "attempts": _WHOLE, "pass": _SHARE}
    wrong = [name for name, pattern in patterns.items() if name in options and not pattern.match(options[name])]
    if options.get("shuffle", "yes") not in SHUFFLE:
        wrong.append("shuffle")
    return wrong


def _number(text: str | None, pattern: re.Pattern[str]) -> int | None:
    return int(text.rstrip(" %")) if text is not None and pattern.match(text) else None
