"""The questions of an edition, by id, and their copies in assessments.

An assessment takes its questions from any text of the edition, and from the bank, which is never written
itself. What is known of all questions is little; a text is looked at again only for what it alone can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docutils import nodes
from sphinx import addnodes

from build_tools.digests import digest
from build_tools.errors import JobError
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext import pieces
from build_tools.sphinx_ext.contents import content

_SHARED = ("term-", "source-")
"""Targets that stand at the end of every module."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson that a question leads back to; ``settled`` if no reference in its title is still to be resolved."""

    module: str
    id: str
    title: str
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a question without its text: ``content`` is the digest of that."""

    id: str
    docname: str
    objective: str
    lesson: Lesson | None
    content: str

    def told(self) -> list[Any]:
        """All of it, as a JSON value."""
        lesson = self.lesson
        return [
            self.id,
            self.docname,
            self.objective,
            lesson and [lesson.module, lesson.id, lesson.title],
            self.content,
        ]


def known(doctree: nodes.document, docname: str, bank: str | None) -> list[Known]:
    """The questions of a text, in its order."""
    pieces.use_labels_as_ids(doctree)
    found = []
    for question in doctree.findall(own.question):
        lesson = None if docname == bank else _lesson(docname, question)
        found.append(Known(question["qid"], docname, question["objective"], lesson, digest(content(question))))
    return found


class Pool:
    """All questions of an edition.

    Args:
        entries: what is known of them: those of the modules in the kit's order, then those of the bank.
        bank: the bank's docname.
        tree: gives the doctree of a text with all references resolved.
    """

    def __init__(self, entries: Iterable[Known], bank: str | None, tree: Callable[[str], nodes.document]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._bank, self._tree = bank, tree
        self._texts: dict[str, dict[str, nodes.Element]] = {}
        self._lessons: dict[str, dict[str, Lesson | None]] = {}

    def named(self, questions: Sequence[str] | None) -> list[str]:
        """The ids of an assessment's questions; None means all of the bank.

        Raises:
            JobError: it names a question that the edition does not have.
        """
        if questions is None:
            return [name for name, entry in self._entries.items() if entry.docname == self._bank]
        if missing := [name for name in questions if name not in self._entries]:
            raise JobError(f"The assessment names unknown questions: {', '.join(missing)}", "Run “kits check”.")
        return list(questions)

    def told(self, questions: Sequence[str] | None) -> list[Any]:
        """All that an assessment takes from elsewhere, as a JSON value."""
        entries = [self._entries[name] for name in self.named(questions)]
        return [
            [entry.told(), reviewed and reviewed.told()] for entry in entries for reviewed in [self._reviewed(entry)]
        ]

    def fill(self, doctree: nodes.document, docname: str, assessments: Iterable[nodes.Element]) -> None:
        """Puts copies of their questions into assessments.

        Args:
            doctree: the module that they stand in.
            docname: of that module.
            assessments: the nodes; their lists of ids are completed.

        Raises:
            JobError: one names a question that the edition does not have.
        """
        self._look(docname, doctree)
        for assessment in assessments:
            assessment["questions"] = self.named(assessment["questions"])
            for name in assessment["questions"]:
                entry = self._entries[name]
                copy = _copied(self._text(entry), entry.docname, docname)
                copy["assessment"], copy["review"] = assessment["aid"], self._review(entry)
                assessment.append(copy)

    def _reviewed(self, entry: Known) -> Known | None:
        """The question whose lesson is told: its own, else the first with a question for the same objective."""
        if entry.lesson is not None:
            return entry
        same = (e for e in self._entries.values() if entry.objective and e.objective == entry.objective)
        return next((e for e in same if e.lesson is not None), None)

    def _review(self, entry: Known) -> Lesson | None:
        found = self._reviewed(entry)
        if found is None:
            return None
        if found.lesson is None or found.lesson.settled:
            return found.lesson
        self._text(found)
        return self._lessons[found.docname][found.id]

    def _text(self, entry: Known) -> nodes.Element:
        if entry.docname not in self._texts:
            self._look(entry.docname, self._tree(entry.docname))
        return self._texts[entry.docname][entry.id]

    def _look(self, docname: str, doctree: nodes.document) -> None:
        """Keeps a text's questions, and not the text: a kit may have hundreds."""
        pieces.use_labels_as_ids(doctree)
        found = list(doctree.findall(own.question))
        lessons = {q["qid"]: _lesson(docname, q) for q in found}
        self._lessons[docname] = {name: lesson and replace(lesson, settled=True) for name, lesson in lessons.items()}
        self._texts[docname] = {question["qid"]: question.deepcopy() for question in found}


def _lesson(docname: str, question: nodes.Element) -> Lesson | None:
    sections = [node for node in _upwards(question) if isinstance(node, nodes.section)]
    if len(sections) < 2 or not sections[-2]["ids"]:  # noqa: PLR2004 - the module's own, and the lesson's
        return None
    section = sections[-2]
    title = section[section.first_child_matching_class(nodes.title) or 0]
    settled = not any(isinstance(n, nodes.reference | addnodes.pending_xref) for n in title.findall())
    return Lesson(docname, section["ids"][0], title.astext(), settled)


def _upwards(node: nodes.Element) -> Iterator[nodes.Element]:
    at = node.parent
    while at is not None:
        yield at
        at = at.parent


def _copied(question: nodes.Element, home: str, docname: str) -> nodes.Element:
    """A question for another module: references still lead where they led, ids stay with the original."""
    copy = question.deepcopy()
    for node in copy.findall(nodes.Element):
        node["ids"], node["names"] = [], []
    for reference in copy.findall(nodes.reference):
        ident = str(reference.get("refid") or "")
        uri = str(reference.get("refuri") or "")
        if ident and not ident.startswith(_SHARED) and home != docname:
            del reference["refid"]
            reference["refuri"], reference["internal"] = f"{home}.html#{ident}", True
        elif uri.startswith("#") and home != docname:
            reference["refuri"] = f"{home}.html{uri}"
        elif uri.startswith(f"{docname}.html#"):
            reference["refuri"] = uri.removeprefix(f"{docname}.html")
    return copy
