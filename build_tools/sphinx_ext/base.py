"""What all our directives share."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class KitsDirective(SphinxDirective):
    """A directive whose options are those of the vocabulary, all of them text."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    kind: ClassVar[str]

    def body(self) -> list[nodes.Node]:
        """The parsed content."""
        return self.parse_content_to_nodes()

    def line_of(self, node: nodes.Element) -> None:
        """Gives a node of ours its place, which gettext and findings need."""
        node.source, node.line = self.get_source_info()
