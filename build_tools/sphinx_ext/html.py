"""Our nodes as HTML (see the markup that the theme expects in ``learner/README.md``)."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext import numbered
from build_tools.sphinx_ext.edition import edition_of
from build_tools.sphinx_ext.html_activities import ActivityVisitor


class EditionTranslator(ActivityVisitor, HTML5Translator):
    """Sphinx's HTML5 translator, plus our nodes, less what needs a script or a style attribute."""

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Inside an answer's label or a choice's link only phrasing content is valid (HTML, 4.10.4)."""
        if isinstance(node.parent, own.answer | own.choice):
            self.body.append("<span>")
        else:
            super().visit_paragraph(node)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """See `visit_paragraph`."""
        if isinstance(node.parent, own.answer | own.choice):
            self.body.append("</span>")
        else:
            super().depart_paragraph(node)

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Labels of our own nodes stand before them."""
        if isinstance(node, own.ALL):
            self.body += [f'<span id="{ident}"></span>' for ident in node["ids"]]
        super().dispatch_visit(node)

    def visit_reference(self, node: nodes.Element) -> None:
        """A reference by number shows that number, not the caption."""
        super().visit_reference(node)
        if numbered.CLASS in node["classes"]:
            self.body.append(self._numbered(node["kind"], node["number"]))
            self.depart_reference(node)
            raise nodes.SkipNode

    def add_fignumber(self, node: nodes.Element) -> None:
        """The number before the caption of a figure or table (Sphinx's own numbers need a table of contents)."""
        if "number" in node:
            kind = "table" if isinstance(node, nodes.table) else "figure"
            self.body.append(f"{self._numbered(kind, node['number'])}. ")

    def _numbered(self, kind: str, number: int) -> str:
        return str(self.encode(numbered.said(edition_of(self.builder.env).language, kind, number)))

    def visit_box(self, node: nodes.Element) -> None:
        """A box; a legal one carries its verification state."""
        state = f' data-state="{node["state"]}"' if node.get("state") else ""
        self.body.append(f'<div class="box box-{node["kind"]}" role="note"{state}>\n')

    def depart_box(self, _node: nodes.Element) -> None:
        """Ends the box."""
        self.body.append("</div>\n")

    def visit_box_title(self, node: nodes.Element) -> None:
        """The title is no heading: boxes may stand between any two levels."""
        aid = node.parent if isinstance(node.parent, own.job_aid) else None
        ident = f' id="job-aid-{aid["name"]}-title"' if aid else ""
        self.body.append(f'<p class="box-title"{ident}>')

    def depart_box_title(self, _node: nodes.Element) -> None:
        """Ends the title."""
        self.body.append("</p>\n")

    def visit_job_aid(self, node: nodes.Element) -> None:
        """A box that is known by its title, for those who hear the page."""
        ident = f"job-aid-{node['name']}"
        self.body.append(f'<div class="box" role="group" id="{ident}" aria-labelledby="{ident}-title">\n')

    def depart_job_aid(self, _node: nodes.Element) -> None:
        """Ends the box."""
        self.body.append("</div>\n")

    def visit_session(self, _node: nodes.Element) -> None:
        """Session rows are for the facilitator guide, which is not HTML."""
        raise nodes.SkipNode

    def visit_media(self, node: nodes.Element) -> None:
        """An empty frame: the format puts the player there."""
        complete = f' data-complete="{node["complete"]}"' if node["complete"] else ""
        self.body.append(f'<figure class="media" data-media="{self.encode(node["media"])}"{complete}>')
        if node.children:
            self.body.append("<figcaption>")

    def depart_media(self, node: nodes.Element) -> None:
        """Ends the frame."""
        self.body.append("</figcaption></figure>\n" if node.children else "</figure>\n")

    def visit_legal_ref(self, node: nodes.Element) -> None:
        """A legal reference with its verification state."""
        self.body.append(f'<span class="legal-ref" data-state="{node["state"]}">')

    def depart_legal_ref(self, _node: nodes.Element) -> None:
        """Ends the reference."""
        self.body.append("</span>")
