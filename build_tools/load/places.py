"""Where an entry of a YAML file stands: looked up when a check has found fault with it.

Good files need no places, so none are kept while loading; a file with a fault is read once more.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.load.files import read_text
from build_tools.load.front_matter import FIRST_LINE, front_matter
from build_tools.model import Location

if TYPE_CHECKING:
    from build_tools.load.yaml_file import Document


class Places:
    """Finds entries in the YAML files, and in the modules' front matter, of one project."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._documents: dict[str, Document | None] = {}

    def of(self, path: str, *keys: str | int) -> Location:
        """Where an entry stands; the whole file where it cannot be found.

        Args:
            path: the file, relative to the project's folder.
            keys: as for `Document.place`.
        """
        document = self._document(path)
        return document.place(*keys) if document else Location(path)

    def count(self, path: str, field: str) -> int:
        """How many entries a list at the top of a file has; -1 where it cannot be read."""
        document = self._document(path)
        entries = document.data.get(field) if document else None
        return len(entries) if isinstance(entries, list) else -1

    def has(self, path: str, field: str) -> bool:
        """Whether a file has a field at its top."""
        document = self._document(path)
        return document is not None and field in document.data

    def _document(self, path: str) -> Document | None:
        if path not in self._documents:
            self._documents[path] = self._read(path)
        return self._documents[path]

    def _read(self, path: str) -> Document | None:
        from build_tools.load.yaml_file import parse_yaml  # noqa: PLC0415 - slow, and good files need no places

        text = read_text(self._root, path, [])
        if text is None:
            return None
        if path.endswith(".md"):
            head = front_matter(text)
            return None if head is None else parse_yaml(head, path, [], FIRST_LINE)
        return parse_yaml(text, path, [])
