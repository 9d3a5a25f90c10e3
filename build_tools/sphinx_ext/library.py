"""The modules of one edition, each remembered as it was read before, or read now, alone.

A module is read into an environment of its own, and what it put there is merged with that of the others, as
Sphinx does it where several processes read. So nothing that a module says depends on which others were read.

What is remembered is of a reading that went well. Where one must be told of a place (a finding, an error), or where
two modules take the same name, so that their order decides, `Unsettled` sends the caller to a reading from scratch.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import LoggingReporter

from build_tools import memo
from build_tools.digests import digest
from build_tools.program import code_of, tool_version
from build_tools.sphinx_ext import gathered
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.edition import edition_of
from build_tools.sphinx_ext.pool import Known, known
from build_tools.sphinx_ext.translation import catalogue_of

_TOOLS = ("sphinx", "myst-parser", "docutils", "markdown-it-py", "mdit-py-plugins", "lxml", "babel", "pygments")
_HELD = 12
"""Doctrees that are held between reading and writing; those of a large kit would not fit into a worker."""


class Unsettled(Exception):  # noqa: N818 - no error: the reading from scratch settles it
    """Only a reading from scratch can tell what is to be told."""


@lru_cache
def code() -> str:
    """The digest of the program that reads and writes, and of its tools."""
    return digest([
        code_of("build_tools.sphinx_ext.step"), sys.version, {t: tool_version(t) for t in _TOOLS},
    ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exports:
    """What is known of a module without its doctree.

    ``facts`` is the digest of what other modules can see of it, ``claims`` the names that it takes, ``pictures``
    its files, ``assessments`` the questions that each of them names.
    """

    gathered: gathered.Gathered
    facts: str
    claims: list[list[str]]
    pictures: list[str]
    questions: list[Known]
    assessments: list[list[str] | None]


class Library:
    """All modules of an edition, and its bank.

    Args:
        app: that has read nothing yet; its environment gets what the modules tell.
        said: what Sphinx warns of.
    """

    def __init__(self, app: Sphinx, said: io.StringIO) -> None:
        self._app, self._said = app, said
        self._env = app.env
        self._blank = gathered.Blank(app)
        self._source = Path(app.srcdir)
        edition = edition_of(app.env)
        self._bank = edition.bank
        conf = hashlib.sha256((Path(app.confdir) / "conf.py").read_bytes()).hexdigest()
        self._common = digest([dict(edition.for_texts), conf, code(), self._variants(edition.language)])
        self._held: dict[str, nodes.document] = {}
        names = sorted(app.env.found_docs)
        self.keys = {docname: self._key(docname) for docname in names}
        self.exports = {docname: self._exports(docname) for docname in names}

    def _variants(self, language: str) -> list[str]:
        """Pictures that Sphinx may take for others, for their name says that they are in the language."""
        return sorted(p.relative_to(self._source).as_posix() for p in self._source.rglob(f"*.{language}.*"))

    def _key(self, docname: str) -> Any:  # noqa: ANN401 - JSON
        translation = catalogue_of(self._env, docname)
        text = Path(self._env.doc2path(docname)).read_bytes()
        return [
            docname, hashlib.sha256(text).hexdigest(), self._common,
            hashlib.sha256(translation.read_bytes()).hexdigest() if translation.is_file() else None,
        ]  # fmt: skip

    def _exports(self, docname: str) -> Exports:
        packed = memo.recall("reading-exports", self.keys[docname], lambda: self._now(docname)[0])
        found: Exports = pickle.loads(packed)  # noqa: S301 - our own bytes, proven by the memo
        if not all(os.access(self._source / picture, os.R_OK) for picture in found.pictures):
            raise Unsettled
        return found

    def merge(self) -> None:
        """Tells the application's environment what all modules have put into theirs.

        Raises:
            Unsettled: two modules take one name.
        """
        claimed: set[tuple[str, ...]] = set()
        for docname, exports in self.exports.items():
            claims = {tuple(claim) for claim in exports.claims}
            if claimed & claims:
                raise Unsettled
            claimed |= claims
            self._blank.merge(self._env, docname, exports.gathered)
        self._app.events.emit("env-updated", self._env)
        self._env.check_consistency()
        self.check()

    def check(self) -> None:
        """Sees whether Sphinx has warned of anything.

        Raises:
            Unsettled: it has.
        """
        if self._said.getvalue():
            raise Unsettled

    def resolved(self, docname: str) -> nodes.document:
        """The doctree of a module with its references resolved; it is the caller's."""
        doctree = self._held.pop(docname, None) or self._unpickled(docname)
        doctree.settings.env = self._env
        doctree.reporter = LoggingReporter(str(self._env.doc2path(docname)))
        self._app.builder.phase = BuildPhase.RESOLVING
        return self._env.get_and_resolve_doctree(docname, self._app.builder, tags=self._app.tags, doctree=doctree)

    def _unpickled(self, docname: str) -> nodes.document:
        packed = memo.recall("reading-doctree", self.keys[docname], lambda: self._now(docname)[1])
        found: nodes.document = pickle.loads(packed)  # noqa: S301 - our own bytes, proven by the memo
        return found

    def _now(self, docname: str) -> tuple[bytes, bytes]:
        """Reads a module: what is known of it, and its doctree, as bytes."""
        app = self._app
        env = self._blank.environment()
        with _reading(app, env):
            app.builder.read_doc(docname)
        self.check()
        doctree = env._write_doc_doctree_cache.pop(docname)  # noqa: SLF001 - read_doc gives it nowhere else
        packed = gathered.pickled(doctree)
        exports = pickle.dumps(self._of(docname, env, doctree), pickle.HIGHEST_PROTOCOL)
        memo.recall("reading-doctree", self.keys[docname], lambda: packed)
        if len(self._held) < _HELD:
            self._held[docname] = doctree
        return exports, packed

    def _of(self, docname: str, env: BuildEnvironment, doctree: nodes.document) -> Exports:
        more = self._blank.gathered(env)
        return Exports(
            more, digest(gathered.facts(more)), self._blank.claims(more), list(env.images),
            known(doctree, docname, self._bank), [a["questions"] for a in doctree.findall(own.assessment)],
        )  # fmt: skip


@contextmanager
def _reading(app: Sphinx, env: BuildEnvironment) -> Iterator[None]:
    """The application reads into another environment for a while."""
    before, phase = app.env, app.builder.phase
    app.env = app.builder.env = env
    app.builder.phase = BuildPhase.READING
    try:
        yield
    finally:
        app.env = app.builder.env = before
        app.builder.phase = phase
