"""What every format gets: the job's names, and a workspace that holds only declared inputs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.errors import JobError


@dataclass(frozen=True, slots=True)
class FormatJob:
    """The names of one format job; ``id`` is ``<kit>/<audience>/<language>/<format>``."""

    id: str
    kit: str
    version: str
    audience: str
    language: str
    format: str

    @property
    def stem(self) -> str:
        """``<kit>-<version>-<audience>-<language>``, how each artifact's file name starts."""
        return f"{self.kit}-{self.version}-{self.audience}-{self.language}"


def read_json(path: Path) -> Any:  # noqa: ANN401 - the shape is the writing step's
    """The content of a JSON file that an earlier step wrote."""
    return json.loads(path.read_text(encoding="utf-8"))


def unread(reading: Mapping[str, Any]) -> bool:
    """Whether no person has read the translation of an edition (`load.review.State`)."""
    return reading.get("translation") in ("draft", "none")


def reading_of(workspace: Path, *, facilitator: bool) -> tuple[Any, Any]:
    """The reading that a format is made from: contents of ``reading.json`` and of ``ast.json``.

    Args:
        workspace: holds ``reading/``.
        facilitator: whether the format is for facilitators.

    Raises:
        JobError: it is the other reading, which would put facilitation before participants.
    """
    reading = read_json(workspace / "reading" / "reading.json")
    if bool(reading["facilitator"]) != facilitator:
        message = "The format was given the other reading."
        raise JobError(message, "Report this: the plan joins formats and readings.")
    return reading, read_json(workspace / "reading" / "ast.json")


def released(reading: Mapping[str, Any]) -> str:
    """When an edition's version came out, as a time (ISO 8601); 1980 begins where nobody said when.

    Args:
        reading: content of ``reading.json``.
    """
    return f"{reading['kit'].get('released') or '1980-01-01'}T00:00:00Z"


_TAGS = {"en": "en-US", "es": "es-HN", "fr": "fr-FR"}


def language_tag(language: str) -> str:
    """The tag (BCP 47) that tells a spelling checker and a voice which country's language our documents are in."""
    return _TAGS.get(language, language)
