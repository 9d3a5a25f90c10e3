"""The writing of one edition from modules that are remembered: only what has changed is read, and written, again."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase

from build_tools import memo
from build_tools.digests import digest
from build_tools.sphinx_ext.builder import EditionBuilder
from build_tools.sphinx_ext.edition import edition_of
from build_tools.sphinx_ext.library import Library
from build_tools.sphinx_ext.pool import Pool
from build_tools.sphinx_ext.written import Written, unpacked


def build(app: Sphinx, said: io.StringIO) -> None:
    """Writes the edition, as ``app.build()`` does it.

    Args:
        app: with `EditionBuilder`; it has read nothing.
        said: what Sphinx warns of.

    Raises:
        Unsettled: there is something to tell that only a reading from scratch can tell.
        JobError: the text cannot be written; the places that it names may be of an earlier reading.
    """
    library = Library(app, said)
    library.merge()
    _Writer(app, library).write()


class _Writer:
    def __init__(self, app: Sphinx, library: Library) -> None:
        assert isinstance(app.builder, EditionBuilder)  # noqa: S101 - for mypy
        self._app, self._library, self._builder = app, library, app.builder
        self._edition = edition = edition_of(app.env)
        order = [*edition.modules, *([edition.bank] if edition.bank else [])]
        entries = (entry for docname in order for entry in library.exports[docname].questions)
        self._pool = Pool(entries, edition.bank, library.resolved)
        self._builder.pool = self._pool
        told = [[docname, exports.facts] for docname, exports in library.exports.items()]
        self._facts = digest([order, edition.bank, told])

    def write(self) -> None:
        self._app.events.emit("write-started", self._builder)
        self._builder.prepare_writing(set())
        for docname in self._edition.modules:
            self._builder.keep(docname, self._remembered(docname))
        self._builder.finish()
        self._library.check()

    def _remembered(self, docname: str) -> Written:
        return unpacked(memo.recall("reading-written", self._key(docname), lambda: self._now(docname).packed()))

    def _key(self, docname: str) -> Any:  # noqa: ANN401 - JSON
        """All that a module's pages depend on: its doctree, and what they take from others and from the kit."""
        exports = self._library.exports[docname]
        source = Path(self._app.srcdir)
        images = self._app.env.images
        return [
            self._library.keys[docname], self._facts, dict(self._edition.modules[docname]),
            [self._pool.told(questions) for questions in exports.assessments],
            [[p, images[p][1], hashlib.sha256((source / p).read_bytes()).hexdigest()] for p in exports.pictures],
        ]  # fmt: skip

    def _now(self, docname: str) -> Written:
        doctree = self._library.resolved(docname)
        self._builder.phase = BuildPhase.WRITING
        written = self._builder.written(docname, doctree)
        self._library.check()
        return written
