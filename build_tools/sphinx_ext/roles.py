"""The roles of the authoring language: terms, sources, contacts and legal references."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from build_tools.errors import JobError
from build_tools.load.roles import find_term, source_ids, text_and_target
from build_tools.model import localized
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.edition import edition_of

Result = tuple[list[nodes.Node], list[nodes.system_message]]


class TermRole(SphinxRole):
    """A glossary term, linked to its definition at the end of the module."""

    def run(self) -> Result:
        """The reference."""
        text, target = text_and_target(self.text)
        term = find_term(edition_of(self.env).terms, target)
        if term is None:
            raise JobError(f"“{target}” is not in the glossary", "Add it to kits/glossary.yml.")
        edition = edition_of(self.env)
        # Without a text of the author's own, a translated edition shows the translated term.
        shown = text if text != target or edition.language == "es" else localized(term.term, edition.language)
        return [nodes.reference("", shown, refid=f"term-{term.id}", internal=True, classes=["term"])], []


class CiteRole(SphinxRole):
    """Sources in brackets, linked to the list at the end of the module."""

    def run(self) -> Result:
        """One reference for each source."""
        node = nodes.inline(classes=["cites"])
        for index, name in enumerate(source_ids(self.text)):
            node += nodes.Text(", " if index else "[")
            node += nodes.reference("", name, refid=f"source-{name}", internal=True, classes=["cite"])
        node += nodes.Text("]")
        return [node], []


class ContactRole(SphinxRole):
    """A number from ``conf/contacts.yml`` that a phone can call."""

    def run(self) -> Result:
        """The reference."""
        contact = edition_of(self.env).contacts[self.text.strip()]
        number = contact["number"]
        digits = "".join(c for c in number if c.isdigit() or c == "+")
        return [nodes.reference("", number, refuri=f"tel:{digits}", classes=["contact"])], []


class LegalRole(SphinxRole):
    """A legal reference with its verification state."""

    def run(self) -> Result:
        """The reference as it was written."""
        text, target = text_and_target(self.text)
        state = edition_of(self.env).legal[target]["state"]
        return [own.legal_ref(text, text, state=state, ref=target)], []


class RefusedRole(SphinxRole):
    """The audience filter has replaced this role; should one be left, nothing is built."""

    def run(self) -> Result:
        """Never anything."""
        raise JobError(f"The role “{self.name}” cannot stand here", "Run “kits check” to see where it stands.")
