"""The questions of an edition, by id, and their copies in assessments.

Only when a module is written are all texts of the edition read: an assessment takes its questions
from any of them, and from the bank, which is never written itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder

from build_tools.errors import JobError
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext import pieces

_SHARED = ("term-", "source-")
"""Targets that stand at the end of every module."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson that a question leads back to."""

    module: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class _Entry:
    docname: str
    question: nodes.Element
    lesson: Lesson | None


class Pool:
    """All questions of an edition.

    Args:
        builder: whose environment has read the edition.
        modules: docnames in the kit's order.
        bank: the bank's docname.
    """

    def __init__(self, builder: Builder, modules: Sequence[str], bank: str | None) -> None:
        self._bank = bank
        self._entries: dict[str, _Entry] = {}
        for docname in (*modules, *([bank] if bank else [])):
            doctree = builder.env.get_and_resolve_doctree(docname, builder, tags=builder.tags)
            pieces.use_labels_as_ids(doctree)
            for question in doctree.findall(own.question):
                lesson = None if docname == bank else _lesson(docname, question)
                self._entries[question["qid"]] = _Entry(docname, question, lesson)

    def fill(self, assessment: nodes.Element, docname: str) -> None:
        """Puts copies of its questions into an assessment.

        Args:
            assessment: the node; its list of ids is completed where it means the whole bank.
            docname: the module that it stands in.

        Raises:
            JobError: it names a question that the edition does not have.
        """
        named = assessment["questions"]
        if named is None:
            named = [name for name, entry in self._entries.items() if entry.docname == self._bank]
        if missing := [name for name in named if name not in self._entries]:
            raise JobError(f"The assessment names unknown questions: {', '.join(missing)}", "Run “kits check”.")
        assessment["questions"] = list(named)
        for name in named:
            copy = _copied(self._entries[name], docname)
            copy["assessment"], copy["review"] = assessment["aid"], self._review(self._entries[name])
            assessment += copy

    def _review(self, entry: _Entry) -> Lesson | None:
        """The lesson that holds the question, else the first with a question for the same objective."""
        if entry.lesson is not None or not entry.question["objective"]:
            return entry.lesson
        same = (e.lesson for e in self._entries.values() if e.question["objective"] == entry.question["objective"])
        return next((lesson for lesson in same if lesson is not None), None)


def _lesson(docname: str, question: nodes.Element) -> Lesson | None:
    sections = [node for node in _upwards(question) if isinstance(node, nodes.section)]
    if len(sections) < 2 or not sections[-2]["ids"]:  # noqa: PLR2004 - the module's own, and the lesson's
        return None
    section = sections[-2]
    return Lesson(docname, section["ids"][0], section[section.first_child_matching_class(nodes.title) or 0].astext())


def _upwards(node: nodes.Element) -> Iterator[nodes.Element]:
    at = node.parent
    while at is not None:
        yield at
        at = at.parent


def _copied(entry: _Entry, docname: str) -> nodes.Element:
    """A question for another module: references still lead where they led, ids stay with the original."""
    copy = entry.question.deepcopy()
    for node in copy.findall(nodes.Element):
        node["ids"], node["names"] = [], []
    for reference in copy.findall(nodes.reference):
        ident = str(reference.get("refid") or "")
        uri = str(reference.get("refuri") or "")
        if ident and not ident.startswith(_SHARED) and entry.docname != docname:
            del reference["refid"]
            reference["refuri"], reference["internal"] = f"{entry.docname}.html#{ident}", True
        elif uri.startswith("#") and entry.docname != docname:
            reference["refuri"] = f"{entry.docname}.html{uri}"
        elif uri.startswith(f"{docname}.html#"):
            reference["refuri"] = uri.removeprefix(f"{docname}.html")
    return copy
