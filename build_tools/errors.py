"""The errors that stop a command: each owns its exit code and its remedy.

One handler in `cli` turns them into text; a user never sees a traceback. Problems *in content* are
not errors but findings (`findings.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """The exit codes of the ``kits`` command."""

    GOOD = 0
    FINDINGS = 1
    USAGE = 2
    TOOL_MISSING = 3
    JOB_FAILED = 4
    INTERRUPTED = 5


class KitsError(Exception):
    """Something that stops the command, with what to do about it.

    ``message`` and ``remedy`` are message ids; ``values`` fill their places, so that both can be said
    in the author's language.
    """

    code: ClassVar[Exit] = Exit.USAGE

    def __init__(self, message: str, remedy: str = "", **values: object) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy
        self.values = {name: str(value) for name, value in values.items()}

    def __str__(self) -> str:
        return self.said(str)[0]

    def said(self, translate: Callable[[str], str]) -> tuple[str, str]:
        """Message and remedy in the translator's language."""
        return filled(translate(self.message), self.values), filled(translate(self.remedy), self.values)


def filled(template: str, values: Mapping[str, str]) -> str:
    """A text with its places filled; one without values is taken as it is, braces and all."""
    return template.format(**values) if values else template


class UsageError(KitsError):
    """A wrong selector, option or folder."""


class ToolMissingError(KitsError):
    """A foreign tool was not found."""

    code = Exit.TOOL_MISSING


class JobError(KitsError):
    """A job could not do its work; the other jobs go on."""

    code = Exit.JOB_FAILED
