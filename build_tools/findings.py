"""Problems with content are values: code, place, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.codes import Code, Severity
from build_tools.errors import JobError
from build_tools.i18n import Translator
from build_tools.model import Location

__all__ = ["Code", "ContentError", "Finding", "Phrase", "Severity", "in_order", "shown"]

_LONGEST = 300
"""Characters of what authors wrote that a message repeats."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message id of the ``authors`` catalogue inside a finding's values, with values of its own."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.said(str)

    def said(self, translate: Translator) -> str:
        """The phrase in the translator's language."""
        return _filled(translate(self.text), self.values, translate)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place; ``values`` fill the code's texts."""

    code: Code
    location: Location
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether it stops the build of what it touches."""
        return self.code.severity is Severity.ERROR

    def message(self, translate: Translator = str) -> str:
        """What is wrong, in the translator's language."""
        return _filled(translate(self.code.message), self.values, translate)

    def remedy(self, translate: Translator = str) -> str:
        """What to do about it, in the translator's language."""
        return _filled(translate(self.code.remedy), self.values, translate)


class ContentError(JobError):
    """What a job found wrong with the content: its ``findings`` are said like those of the checks."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        lines = "; ".join(f"{f.location.path}:{f.location.line}: {f.message()}" for f in findings[:3])
        super().__init__(f"the text has {len(findings)} problem(s): {lines}", "Correct the text at these lines.")
        self.findings = findings

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Finding, ...]]]:
        return ContentError, (self.findings,)  # errors travel between processes


def _filled(template: str, values: Mapping[str, object], translate: Translator) -> str:
    said = {k: v.said(translate) if isinstance(v, Phrase) else shown(v) for k, v in values.items()}
    return template.format(**said)


def shown(value: object) -> str:
    """What authors wrote, or how they called a file, so that it cannot move a terminal's cursor or hide text."""
    text = _CONTROL.sub("�", str(value))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def in_order(findings: list[Finding]) -> list[Finding]:
    """Findings by place, each once."""
    unique = {(f.location, f.code, f.message()): f for f in findings}
    return [unique[key] for key in sorted(unique, key=lambda k: (k[0], k[1].id, k[2]))]
