"""What every format gets: the job's names, and a workspace that holds only declared inputs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
