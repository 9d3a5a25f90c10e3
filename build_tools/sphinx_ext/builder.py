"""The Sphinx builder of an edition: one reading, written as HTML pieces and as pandoc AST.

Themes, indices and static files of Sphinx play no part: the formats assemble pages and guides from
what this builder writes (``reading.json``, ``ast.json``, ``pictures/``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache, reduce
from operator import or_
from pathlib import Path, PurePosixPath

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
from build_tools.sphinx_ext.pool import Pool, known
from build_tools.sphinx_ext.translation import translations
from build_tools.sphinx_ext.written import Written, joined, listed, text_of

_HEAD = ("kit", "audience", "language", "translation", "facilitator", "contacts", "site")
"""What the reading has of ``edition.json`` as it stands."""


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
        self._written: dict[str, Written] = {}
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
        if docname != edition_of(self.env).bank:
            self.keep(docname, self.written(docname, doctree))

    def keep(self, docname: str, written: Written) -> None:
        """Takes what was written of a module."""
        self._written[docname] = written

    def written(self, docname: str, doctree: nodes.document) -> Written:
        """One module as HTML pieces and pandoc blocks.

        Args:
            docname: the module.
            doctree: with all references resolved; it is changed.
        """
        doctree.settings = self.docsettings
        self.current_docname = docname
        self.imgpath = "pictures"
        self.fignumbers = {}
        edition = edition_of(self.env)
        pieces.use_labels_as_ids(doctree)
        numbered.number(doctree, self, docname)
        assessments: list[nodes.Element] = list(doctree.findall(own.assessment))
        if assessments:
            self.pool.fill(doctree, docname, assessments)
        pictures = self._placed_pictures(doctree)
        used = extras.used_in(doctree, edition)
        visitor = EditionTranslator(doctree, self)
        doctree.walkabout(visitor)
        intro, lessons = pieces.lessons("".join(visitor.body), docname)
        media = list(doctree.findall(own.media))
        module = {
            **edition.modules[docname],
            "title": next(iter(doctree.findall(nodes.title))).astext(),
            "content_notice": self._notice(docname),
            "objectives": pieces.objectives(doctree),
            "intro": intro, "lessons": lessons, "extras": extras.sections(used, edition),
            "assessments": [pieces.assessment_data(a) for a in assessments],
            "media": sorted({n["media"] for n in media}),
            "played": sorted({n["media"] for n in media if n["complete"]}),
            "pictures": sorted({f"pictures/{name}" for _, name in pictures}),
        }  # fmt: skip
        blocks = ast.module_blocks(doctree, docname)
        return Written(text_of(module), text_of(blocks), used, pictures)

    def _notice(self, docname: str) -> str | None:
        """The content notice of a module, which is in no doctree, in the edition's language."""
        notice: str | None = edition_of(self.env).modules[docname]["content_notice"]
        said = translations(self.env, docname).get(notice or "")
        return said.text if said else notice

    @cached_property
    def pool(self) -> Pool:
        """All questions of the edition, read when the first assessment asks for them."""
        edition = edition_of(self.env)
        bank = edition.bank

        @lru_cache
        def tree(docname: str) -> nodes.document:
            return self.env.get_and_resolve_doctree(docname, self, tags=self.tags)

        texts = [*edition.modules, *([bank] if bank else [])]
        return Pool((entry for name in texts for entry in known(tree(name), name, bank)), bank, tree)

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Nothing: there is no search index."""

    def _placed_pictures(self, doctree: nodes.document) -> tuple[tuple[str, str], ...]:
        """Pictures get their place in the artifact: ``pictures/<file>``; gives each file with its name there."""
        found = {}
        for node in doctree.findall(nodes.image):
            source = str(node["uri"])
            if source not in self.env.images:
                raise JobError(f"The picture {source} cannot be found", "Run “kits check”.")
            found[source] = self.env.images[source][1]
            node["uri"] = f"pictures/{found[source]}"
        return tuple(found.items())

    def finish(self) -> None:
        """Writes what was gathered."""
        edition = edition_of(self.env)
        out = Path(self.outdir)
        modules = {name: self._written[name] for name in edition.modules}
        head = {k: text_of(edition.raw[k]) for k in _HEAD}
        reading = joined({**head, "modules": listed(w.module for w in modules.values())})
        (out / "reading.json").write_text(reading, encoding="utf-8")
        (out / "ast.json").write_text(_ast(edition, modules), encoding="utf-8")
        for source, name in {picture: None for w in modules.values() for picture in w.pictures}:
            target = out / "pictures" / PurePosixPath(name).name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(_cleaned(Path(self.srcdir) / source))

    def cleanup(self) -> None:
        """Nothing to clean."""


def _ast(edition: EditionData, modules: Mapping[str, Written]) -> str:
    used = reduce(or_, (w.used for w in modules.values()), extras.Used())
    return joined({
        "pandoc-api-version": text_of(list(ast.API_VERSION)),
        "modules": joined({name: w.blocks for name, w in modules.items()}),
        "glossary": text_of(ast.glossary_blocks(extras.terms(used, edition))),
        "sources": text_of(ast.source_blocks(extras.sources(used, edition))),
    })  # fmt: skip


def _cleaned(file: Path) -> bytes:
    try:
        return cleaned(file.name, file.read_bytes())
    except PictureError as error:
        raise JobError(f"The picture {file.name} cannot be used: {error}", "Export it again.") from error
