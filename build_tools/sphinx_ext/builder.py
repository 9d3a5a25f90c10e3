"""The Sphinx builder of an edition: one reading, written as HTML pieces and as pandoc AST.

Themes, indices and static files of Sphinx play no part: the formats assemble pages and guides from
what this builder writes (``reading.json``, ``ast.json``, ``pictures/``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.highlighting import PygmentsBridge
from sphinx.writers.html import HTMLWriter

from build_tools.errors import JobError
from build_tools.media.pictures import PictureError, cleaned
from build_tools.sphinx_ext import ast, extras, numbered, pieces
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.edition import EditionData, edition_of
from build_tools.sphinx_ext.html import EditionTranslator
from build_tools.sphinx_ext.pool import Pool


class EditionBuilder(StandaloneHTMLBuilder):
    """Writes the reading of one edition."""

    name = "edition"
    format = "html"
    allow_parallel = False
    search = False
    download_support = False
    default_translator_class = EditionTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg"]  # noqa: RUF012 - Sphinx's own shape

    def init(self) -> None:
        """Only what the translator needs of the HTML builder."""
        self.build_info = self.create_build_info()
        self.imagedir = "pictures"
        self.secnumbers = {}
        self.current_docname = ""
        self._modules: dict[str, dict[str, Any]] = {}
        self._blocks: dict[str, list[Any]] = {}
        self._used = extras.Used()
        self._pool: Pool | None = None
        self.highlighter = PygmentsBridge("html", "none")

    def get_outdated_docs(self) -> Iterator[str]:
        """Every module: the store decides what is fresh, not Sphinx."""
        yield from self.env.found_docs

    def prepare_writing(self, _docnames: AbstractSet[str]) -> None:
        """The settings of the HTML writer alone, without themes and indices."""
        self.docsettings = get_default_settings(HTMLWriter)

    def copy_assets(self) -> None:
        """Nothing: the theme is not Sphinx's."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """One module as HTML pieces and pandoc blocks; the bank is no module."""
        if docname == edition_of(self.env).raw["bank"]:
            return
        doctree.settings = self.docsettings
        self.current_docname = docname
        self.imgpath = "pictures"
        self.fignumbers = {}
        edition = edition_of(self.env)
        module = next(m for m in edition.raw["modules"] if m["id"] == docname)
        pieces.use_labels_as_ids(doctree)
        numbered.number(doctree, self, docname)
        assessments = list(doctree.findall(own.assessment))
        for assessment in assessments:
            self.pool.fill(assessment, docname)
        self.post_process_images(doctree)
        used = extras.used_in(doctree, edition)
        visitor = EditionTranslator(doctree, self)
        doctree.walkabout(visitor)
        intro, lessons = pieces.lessons("".join(visitor.body), docname)
        self._modules[docname] = {
            **module,
            "title": next(iter(doctree.findall(nodes.title))).astext(),
            "objectives": pieces.objectives(doctree),
            "intro": intro, "lessons": lessons, "extras": extras.sections(used, edition),
            "assessments": [pieces.assessment_data(a) for a in assessments],
            "media": sorted({n["media"] for n in doctree.findall(own.media)}),
            "played": sorted({n["media"] for n in doctree.findall(own.media) if n["complete"]}),
            "pictures": sorted({str(n["uri"]) for n in doctree.findall(nodes.image)}),
        }  # fmt: skip
        self._blocks[docname] = ast.module_blocks(doctree, docname)
        self._used |= used

    @property
    def pool(self) -> Pool:
        """All questions of the edition, read when the first assessment asks for them."""
        if self._pool is None:
            raw = edition_of(self.env).raw
            self._pool = Pool(self, [m["id"] for m in raw["modules"]], raw["bank"])
        return self._pool

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Nothing: there is no search index."""

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Pictures get their place in the artifact: ``pictures/<file>``."""
        for node in doctree.findall(nodes.image):
            source = str(node["uri"])
            if source not in self.env.images:
                raise JobError(f"The picture {source} cannot be found", "Run “kits check”.")
            name = self.env.images[source][1]
            self.images[source] = name
            node["uri"] = f"pictures/{name}"

    def finish(self) -> None:
        """Writes what was gathered."""
        edition = edition_of(self.env)
        out = Path(self.outdir)
        order = [m["id"] for m in edition.raw["modules"]]
        head = {k: edition.raw[k] for k in ("kit", "audience", "language", "facilitator", "contacts", "site")}
        _write(out / "reading.json", {**head, "modules": [self._modules[m] for m in order]})
        _write(out / "ast.json", self._ast(edition, order))
        for source, name in self.images.items():
            target = out / "pictures" / PurePosixPath(name).name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(_cleaned(Path(self.srcdir) / source))

    def _ast(self, edition: EditionData, order: list[str]) -> dict[str, Any]:
        return {
            "pandoc-api-version": list(ast.API_VERSION),
            "modules": {m: self._blocks[m] for m in order},
            "glossary": ast.glossary_blocks(extras.terms(self._used, edition)),
            "sources": ast.source_blocks(extras.sources(self._used, edition)),
        }

    def cleanup(self) -> None:
        """Nothing to clean."""


def _cleaned(file: Path) -> bytes:
    try:
        return cleaned(file.name, file.read_bytes())
    except PictureError as error:
        raise JobError(f"The picture {file.name} cannot be used: {error}", "Export it again.") from error


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, sort_keys=True), encoding="utf-8")
