"""Numbers of figures and tables, and references by number.

Those of the lessons' text that have a caption are numbered, figures and tables apart, in the order of
the edition's modules. What facilitators, a question or a job aid have of their own takes no number: so
a number means the same in both guides, on the website and in a package, and a page that is handed out
alone does not begin with figure 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.i18n import translator
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.edition import edition_of

CLASS = "numbered"
"""Of references by number; they have ``kind`` and ``number``, and the caption as their text."""

WORDS = {"figure": "Figure {number}", "table": "Table {number}"}
"""Message ids of the catalogue ``content``."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A figure or table that gets a number: its kind, its ids and its caption."""

    kind: str
    ids: tuple[str, ...]
    caption: str


def captioned(doctree: nodes.document) -> Iterator[tuple[nodes.Element, Captioned]]:
    """What is to be numbered in a module, in its order."""
    for node in doctree.findall(nodes.Element):
        if not isinstance(node, nodes.figure | nodes.table):
            continue
        caption = next((c for c in node.children if isinstance(c, nodes.caption | nodes.title)), None)
        if caption is None or _apart(node):
            continue
        # ``:name:`` of a figure stands at its picture.
        named = [node, *(child for child in node.children if isinstance(child, nodes.image))]
        ids = tuple(ident for part in named for ident in part["ids"])
        yield node, Captioned("table" if isinstance(node, nodes.table) else "figure", ids, caption.astext())


def _apart(node: nodes.Element) -> bool:
    at = node.parent
    while at is not None:
        if isinstance(at, own.question | own.job_aid | own.session):
            return True
        if isinstance(at, own.box) and at["kind"] == "facilitator":
            return True
        at = at.parent
    return False


class Collector(EnvironmentCollector):
    """Keeps what each module has to be numbered while it is read."""

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forgets a module."""
        _kept(env).pop(docname, None)

    def merge_other(
        self, _app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
    ) -> None:
        """Takes over what another process has read."""
        _kept(env).update({name: _kept(other)[name] for name in docnames})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Looks through a module."""
        _kept(app.env)[app.env.docname] = [found for _, found in captioned(doctree)]


def _kept(env: BuildEnvironment) -> dict[str, list[Captioned]]:
    if not hasattr(env, "kits_captioned"):
        env.kits_captioned = {}  # type: ignore[attr-defined]
    return env.kits_captioned  # type: ignore[attr-defined,no-any-return]


def numbers(env: BuildEnvironment, docname: str) -> list[int]:
    """The numbers of what `captioned` finds in a module."""
    return [number for module, _, number in _numbered(env) if module == docname]


def _numbered(env: BuildEnvironment) -> Iterator[tuple[str, Captioned, int]]:
    counts = dict.fromkeys(WORDS, 0)
    for module in edition_of(env).modules:
        for found in _kept(env).get(module, []):
            counts[found.kind] += 1
            yield module, found, counts[found.kind]


def number(doctree: nodes.document, builder: Builder, docname: str) -> None:
    """Writes the numbers of a module's figures and tables into its doctree."""
    found = [node for node, _ in captioned(doctree)]
    for node, value in zip(found, numbers(builder.env, docname), strict=True):
        node["number"] = value


def said(language: str, kind: str, value: int) -> str:
    """“Figure 3” in a language, which no line end tears apart."""
    return translator(language, "content")(WORDS[kind]).format(number=value).replace(" ", "\u00a0")


class References(SphinxPostTransform):
    """References to numbered figures and tables that have no text of the author's own."""

    default_priority = 8  # before those of MyST (9) and of Sphinx (10)

    def run(self, **_more: object) -> None:
        """Replaces them by references by number."""
        targets = {
            (module, ident): (found, value) for module, found, value in _numbered(self.env) for ident in found.ids
        }
        for pending in list(self.document.findall(addnodes.pending_xref)):
            target = self._target(pending)
            if target in targets:
                pending.replace_self(self._reference(pending, target, *targets[target]))
        for link in list(self.document.findall(nodes.reference)):
            target = (self.env.docname, str(link.get("refid", "")))
            if link.get("id_link") and target in targets and _implicit(link):
                link.replace_self(self._reference(link, target, *targets[target]))

    def _target(self, node: addnodes.pending_xref) -> tuple[str, str]:
        """The module and id that a reference without a text leads to."""
        if node["refexplicit"] or node["reftype"] not in ("ref", "myst"):
            return "", ""
        name = node["reftargetid"] if node.get("refdomain") == "doc" else node["reftarget"]
        return self.env.domains.standard_domain.anonlabels.get(name or "", ("", ""))

    def _reference(self, node: nodes.Element, target: tuple[str, str], found: Captioned, value: int) -> nodes.reference:
        module, ident = target
        where = {"refid": ident} if module == self.env.docname else {"refuri": f"{module}.html#{ident}"}
        made = nodes.reference(
            "", found.caption, internal=True, classes=[CLASS], kind=found.kind, number=value, **where
        )
        made.source, made.line = node.source, node.line
        return made


def _implicit(node: nodes.reference) -> bool:
    """Whether a link has the text that MyST gave it: ``[](#label)``."""
    return len(node) == 1 and isinstance(node[0], nodes.inline) and "std-ref" in node[0]["classes"]
