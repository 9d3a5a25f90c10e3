"""The Sphinx side: our directives and roles, and a builder that writes one edition's reading."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext import numbered, translation
from build_tools.sphinx_ext.builder import EditionBuilder
from build_tools.sphinx_ext.directives import registered
from build_tools.sphinx_ext.roles import CiteRole, ContactRole, LegalRole, RefusedRole, TermRole


def setup(app: Sphinx) -> ExtensionMetadata:
    """Called by Sphinx."""
    app.add_config_value("kits_edition", {}, "env", dict)
    app.add_builder(EditionBuilder)
    app.add_env_collector(numbered.Collector)
    app.add_post_transform(numbered.References)
    translation.setup(app)
    for node in own.ALL:
        app.add_node(node)
    for name, directive in registered().items():
        app.add_directive(name, directive, override=True)
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    for name, role in {"cite": CiteRole(), "contact": ContactRole(), "legal": LegalRole(),
                       "audience": RefusedRole(), "raw": RefusedRole(), "download": RefusedRole()}.items():  # fmt: skip
        app.add_role(name, role, override=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
