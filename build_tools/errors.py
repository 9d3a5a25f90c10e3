"""The errors that stop a command: each owns its exit code and its remedy.

One handler in `cli` turns them into text; a user never sees a traceback. Problems *in content* are
not errors but findings (`findings.py`).
"""

from __future__ import annotations

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
    """Something that stops the command, with what to do about it."""

    code: ClassVar[Exit] = Exit.USAGE

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return self.message


class UsageError(KitsError):
    """A wrong selector, option or folder."""


class ToolMissingError(KitsError):
    """A foreign tool was not found."""

    code = Exit.TOOL_MISSING


class JobError(KitsError):
    """A job could not do its work; the other jobs go on."""

    code = Exit.JOB_FAILED
