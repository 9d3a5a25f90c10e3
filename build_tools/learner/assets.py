"""Where the bundled learner runtime, theme and schema files lie in the installed package."""

from __future__ import annotations

from pathlib import Path

from build_tools.errors import ToolMissingError

DIST = Path(__file__).parent / "dist"


def asset(name: str) -> Path:
    """The path of a bundled file or folder, e.g. ``learner.js`` or ``schemas/scorm12``.

    Raises:
        ToolMissingError: the runtime was not bundled (a checkout that was never installed).
    """
    path = DIST / name
    if not path.exists():
        message = f"The learner runtime is not bundled: {name} is missing."
        raise ToolMissingError(message, "Run: python -m build_tools.learner.bundle")
    return path


def fingerprint() -> str:
    """What changes whenever a bundled file may change: the stamp that the bundle was made with."""
    return asset("stamp.txt").read_text(encoding="utf-8").strip()
