"""The directives of the authoring language. What is for other audiences has left the text before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from build_tools.errors import JobError
from build_tools.i18n import translator
from build_tools.load.roles import minutes
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.activities import Assessment, Reflection, Scenario, Step
from build_tools.sphinx_ext.base import KitsDirective
from build_tools.sphinx_ext.edition import edition_of
from build_tools.sphinx_ext.questions import Question
from build_tools.vocabulary import DIRECTIVES, SESSION_FIELDS

BOX_TITLES = {
    "case": "Case", "warning": "Take care", "legal": "Legal reference", "objectives": "Learning objectives",
    "facilitator": "Facilitator's note", "note": "Note", "tip": "Tip", "important": "Important",
}  # fmt: skip
ABOUT_TITLES = {
    "preparation": "Preparation", "method": "Method", "debriefing": "Debriefing", "care": "Care and safety",
}  # fmt: skip
"""Names of facilitator boxes by what they are about; like `BOX_TITLES`, message ids of ``content``."""


class Box(KitsDirective):
    """A titled box; without a title of the author's it gets its kind's."""

    def run(self) -> list[nodes.Node]:
        """The box with its title first."""
        node = own.box(kind=self.kind)
        self.line_of(node)
        node += self.title(self.arguments[0] if self.arguments else "")
        node += self.body()
        return [node]

    def title(self, text: str) -> nodes.Node:
        """The title, as the author wrote it or the kind's own name."""
        if text:
            parsed, messages = self.parse_inline(text)
            title = own.box_title(text, "", *parsed, *messages)
            self.line_of(title)
            return title
        name = translator(edition_of(self.env).language, "content")(self.own_name)
        return own.box_title(name, name, translatable=False)

    @property
    def own_name(self) -> str:
        """What a box without a title is called."""
        return BOX_TITLES[self.kind]


class Facilitator(Box):
    """A box for whoever facilitates, with what it is about."""

    kind = "facilitator"

    def run(self) -> list[nodes.Node]:
        """The box."""
        (node,) = super().run()
        node["about"] = self.options.get("about", "")  # type: ignore[index]
        return [node]

    @property
    def own_name(self) -> str:
        """The word for what it is about, where that is said."""
        return ABOUT_TITLES.get(self.options.get("about", ""), BOX_TITLES[self.kind])


class JobAid(Box):
    """A one-page take-away; it is part of its module, and a page of its own among the job aids."""

    kind = "job-aid"

    def run(self) -> list[nodes.Node]:
        """The title, then the content."""
        name = self.options["id"]
        node = own.job_aid(name=name)
        self.line_of(node)
        node += self.title(self.arguments[0])
        node += self.body()
        return [node]


class Legal(Box):
    """A legal reference with what it says in plain words."""

    kind = "legal"

    def run(self) -> list[nodes.Node]:
        """A box whose title is the reference, with its verification state."""
        reference = self.arguments[0]
        node = own.box(kind="legal", state=edition_of(self.env).legal[reference]["state"], ref=reference)
        self.line_of(node)
        title = own.box_title(reference, reference)
        self.line_of(title)
        node += [title, *self.body()]
        return [node]


class Objectives(Box):
    """The learning objectives, each with the id that its list item starts with."""

    kind = "objectives"

    def run(self) -> list[nodes.Node]:
        """A box with the list, without the ids, and the ids as an attribute."""
        (node,) = super().run()
        items = [i for i in node.findall(nodes.list_item) if isinstance(i.parent.parent, own.box)]
        node["objectives"] = [found for item in items if (found := _take_id(item))]  # type: ignore[index]
        return [node]


def _take_id(item: nodes.list_item) -> str | None:
    paragraph = next(iter(item.findall(nodes.paragraph)), None)
    if paragraph is None or not paragraph.children or not isinstance(paragraph[0], nodes.literal):
        return None
    name = paragraph[0].astext()
    paragraph.remove(paragraph[0])
    if paragraph.children and isinstance(paragraph[0], nodes.Text):
        paragraph[0] = nodes.Text(str(paragraph[0]).lstrip())
    paragraph.rawsource = paragraph.rawsource.partition("`")[2].partition("`")[2].lstrip()
    return name


class Session(KitsDirective):
    """One row of the session plan."""

    kind = "session"

    def run(self) -> list[nodes.Node]:
        """The row: minutes, its fields, then what the facilitator does."""
        in_room = minutes(self.arguments[0]) or 0
        online = minutes(self.options.get("online-minutes", "")) or in_room
        node = own.session(minutes=in_room, online_minutes=online)
        self.line_of(node)
        for name in SESSION_FIELDS:
            if text := self.options.get(name):
                parsed, messages = self.parse_inline(text)
                field = own.session_field(text, "", *parsed, *messages, name=name)
                self.line_of(field)
                node += field
        node += self.body()
        return [node]


class Media(KitsDirective):
    """A media asset; the format puts the player or the poster there."""

    kind = "media"

    def run(self) -> list[nodes.Node]:
        """The asset's place with its caption."""
        node = own.media(media=self.arguments[0], complete=self.options.get("complete", ""))
        self.line_of(node)
        node += self.body()
        return [node]


class Refused(SphinxDirective):
    """What the checks refuse is refused here again: the last line of defence."""

    has_content = True
    optional_arguments = 100

    def run(self) -> list[nodes.Node]:
        """Never anything."""
        raise JobError(f"The directive “{self.name}” is not allowed", "Run “kits check” to see where it stands.")


def _box(kind_: str) -> type[Box]:
    return type(f"{kind_.title()}Box", (Box,), {"kind": kind_})


REFUSED = ("audience", "include", "raw", "literalinclude", "csv-table")


def registered() -> dict[str, type[SphinxDirective]]:
    """All our directives by name, with the options of the vocabulary."""
    found: dict[str, type[SphinxDirective]] = {
        "objectives": Objectives, "legal": Legal, "session": Session, "question": Question, "media": Media,
        "facilitator": Facilitator, "job-aid": JobAid,
        "assessment": Assessment, "scenario": Scenario, "step": Step, "reflection": Reflection,
        **{kind: _box(kind) for kind in ("case", "warning", "note", "tip", "important")},
    }  # fmt: skip
    take: Callable[[Any], Any] = directives.unchanged
    for name, directive in found.items():
        directive.option_spec = dict.fromkeys(DIRECTIVES[name].options, take)
    return found | dict.fromkeys(REFUSED, Refused)
