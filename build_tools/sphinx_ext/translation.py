"""The translation of a module while it is read: each message is replaced by what its catalogue says.

Sphinx's own transform would do it with compiled catalogues that it keeps for the whole process, and would leave out
all that has no place of its own (cells of tables, for one) or whose translation begins like a list or a heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import LoggingReporter

from build_tools.i18n import Said, read_said
from build_tools.load.markdown import plain_parser
from build_tools.load.po_file import catalogue_file
from build_tools.sphinx_ext.messages import Message, message_id, messages

EVENT = "kits-messages"
"""Emitted with a module's name and its messages, before they are replaced."""
_JOINER = "\u203f"
"""Stands before a translation while it is parsed: so none is taken for a list, a heading or a directive.

A punctuation mark, since bold that begins with a role (a brace) only begins behind a space or such a mark.
"""


def catalogue_of(env: BuildEnvironment, docname: str) -> Path:
    """The translation file of a module in the edition's language, which need not be there."""
    return Path(catalogue_file(str(env.srcdir), str(env.config.language), docname))


def translations(env: BuildEnvironment, docname: str) -> Mapping[str, Said]:
    """What a module's translation file says, by message id."""
    path = catalogue_of(env, docname)
    return _read(path.read_text(encoding="utf-8-sig")) if path.is_file() else {}


@lru_cache(maxsize=4)
def _read(text: str) -> Mapping[str, Said]:
    return read_said(text.replace("\r\n", "\n"))


class Translation(SphinxTransform):
    """Replaces the texts of a module by their translations."""

    default_priority = 20  # that of Sphinx's own: before anything is numbered, collected or resolved

    def apply(self, **_more: object) -> None:
        """All messages of the module that is being read."""
        docname = self.env.docname
        found = list(messages(self.document))
        self.env.events.emit(EVENT, docname, found)
        said = translations(self.env, docname)
        if not said:
            return
        parser = _Parser(self.document, catalogue_of(self.env, docname))
        for message in found:
            text = said.get(message.id)
            if text is not None:
                _replace(self.document, message, text, parser)


def _replace(document: nodes.document, message: Message, said: Said, parser: _Parser) -> None:
    node = message.node
    if message.attribute:
        node[message.attribute] = said.text
    elif message.literal:
        node.rawsource = said.text
        node.children = [nodes.Text(said.text)]
        node.setup_child(node.children[0])
    else:
        children = parser.inline(said)
        _take_notes(document, node, children)
        node.rawsource = said.text
        node.clear()
        node.extend(children)


def _take_notes(document: nodes.document, node: nodes.Element, children: Iterable[nodes.Node]) -> None:
    """References to notes keep the places that those of the original have in the document's lists."""
    before: dict[str, list[nodes.footnote_reference]] = {}
    for reference in node.findall(nodes.footnote_reference):
        before.setdefault(str(reference["refname"]), []).append(reference)
    for child in children:
        for reference in list(child.findall(nodes.footnote_reference)):
            name = str(reference["refname"])
            olds = before.get(name)
            if olds:
                _put(document, olds.pop(0), reference)


def _put(document: nodes.document, old: nodes.footnote_reference, new: nodes.footnote_reference) -> None:
    new["ids"] = old["ids"]
    for ident in new["ids"]:
        document.ids[ident] = new
    name = str(new["refname"])
    lists: tuple[list[Any], ...] = (
        document.autofootnote_refs, document.footnote_refs.get(name, []), document.refnames.get(name, []),
    )  # fmt: skip
    for listed in lists:
        listed[:] = [new if reference is old else reference for reference in listed]


class _Parser:
    """Parses translations as Sphinx parses the module, with the links and notes that the module defines.

    Args:
        document: the module.
        file: the catalogue, which warnings name.
    """

    def __init__(self, document: nodes.document, file: Path) -> None:
        self._settings, self._file = document.settings, file
        env: BuildEnvironment = document.settings.env
        self._parser = create_md_parser(env.myst_config, SphinxRenderer)  # type: ignore[attr-defined]
        self._known = _definitions(Path(env.doc2path(env.docname)).read_text(encoding="utf-8"))

    def inline(self, said: Said) -> list[nodes.Node]:
        """The nodes of a translation."""
        document = new_document(f"{self._file}:{said.line}:<translated>", self._settings)
        document.reporter = LoggingReporter.from_reporter(document.reporter)
        self._parser.options["document"] = document
        self._parser.render(f"{_JOINER}{message_id(said.text)}{self._known}")
        paragraph = next(iter(document.findall(nodes.paragraph)))
        first = next(iter(paragraph.findall(nodes.Text)))
        first.parent.replace(first, nodes.Text(first.removeprefix(_JOINER)))
        for node in paragraph.findall(nodes.Element):
            if node.line is not None:
                node.source, node.line = str(self._file), said.line
        return [child for child in paragraph.children if not isinstance(child, nodes.Text) or child.astext()]


def _definitions(text: str) -> str:
    """The definitions of links and notes in a module, to stand behind each of its translations."""
    if "]:" not in text:
        return ""
    env: dict[str, Any] = {}
    plain_parser().parse(text, env)
    links = [f"[{name}]: <{link['href']}>" for name, link in env.get("references", {}).items()]
    notes = [f"[^{name.removeprefix(':')}]: -" for name in env.get("footnotes", {}).get("refs", {})]
    return "\n\n" + "\n\n".join([*links, *notes]) if links or notes else ""


def setup(app: Sphinx) -> None:
    """Called by the package's own `setup`."""
    app.add_event(EVENT)
    app.add_transform(Translation)
