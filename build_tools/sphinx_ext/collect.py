"""What there is to translate: texts are read as those of an edition are, and their messages are told."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from build_tools.errors import JobError
from build_tools.sphinx_ext.messages import Message
from build_tools.sphinx_ext.step import Place, apart
from build_tools.sphinx_ext.translation import EVENT

Found = list[tuple[str, int, str, bool]]
"""Of each message: its id, its line, what it is, and whether it is plain text."""

_FAULTS = (JobError, SphinxError, LookupError, ValueError, TypeError, AttributeError, StopIteration)
"""What reading ends with where a text has faults that the checks name."""


class UnreadableError(Exception):
    """A text has faults; the checks name them."""


def collected(texts: Mapping[str, str], edition: Mapping[str, Any], conf: Path) -> dict[str, Found]:
    """The messages of texts, by their names.

    Args:
        texts: MyST by a name that no other has, such as ``01-modulo--0``.
        edition: as ``edition.json``, with all that the texts may name.
        conf: the project's ``conf.py``.

    Raises:
        UnreadableError: of a text that has faults.
    """
    found: dict[str, Found] = {}

    def hear(_app: Sphinx, docname: str, messages: list[Message]) -> None:
        found[docname] = [(m.id, m.line, m.kind, m.literal) for m in messages]

    with tempfile.TemporaryDirectory(prefix="kits-") as folder:
        place = _place(Path(folder), texts, edition, conf)
        with apart(place):
            app = place.application(io.StringIO())
            app.connect(EVENT, hear)
            for name in texts:
                _read(app, name)
    return found


def _read(app: Sphinx, name: str) -> None:
    try:
        app.builder.read_doc(name)
    except _FAULTS as error:
        raise UnreadableError(name) from error


def _place(folder: Path, texts: Mapping[str, str], edition: Mapping[str, Any], conf: Path) -> Place:
    source = folder / "kit"
    for part in (source, folder / "conf", folder / "out"):
        part.mkdir()
    (folder / "conf" / "conf.py").write_bytes(conf.read_bytes())
    for name, text in texts.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    first = {"id": next(iter(texts))}
    return Place(folder, source, folder / "out", {**edition, "modules": [first]})
