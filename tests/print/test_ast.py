"""Doctree -> pandoc AST: one golden for each kind of node, in pandoc's readable native form.

``UPDATE_GOLDENS=1 pytest tests/print/test_ast.py`` writes them anew: read the difference before it is committed.
"""

from __future__ import annotations

import json

import pypandoc
import pytest
from docutils import nodes

from build_tools.errors import JobError
from build_tools.sphinx_ext import ast, ast_blocks, ast_inlines
from build_tools.tools import pandoc
from tests.print.goldens import GOLDEN, check
from tests.print.sample import parse
from tests.print.samples_of_nodes import HAND_MADE, MARKDOWN, doctree_of, document

NAMES = sorted([*MARKDOWN, *HAND_MADE])


@pytest.mark.parametrize("name", NAMES)
def test_node_becomes_its_golden(name: str) -> None:
    check(name, ast.module_blocks(doctree_of(name), "01-m"))


def test_glossary_and_sources_are_definition_lists() -> None:
    check("glossary", ast.glossary_blocks([{"id": "trata", "term": "trata", "definition": "Un delito."}]))
    source = {"id": "F1", "title": "Protocolo", "publisher": "ONU", "year": 2000, "where": "un.org/p", "state": "index"}
    check("sources", ast.source_blocks([source]))
    assert ast.glossary_blocks([]) == []
    assert ast.source_blocks([]) == []


def test_every_golden_is_of_a_sample() -> None:
    assert sorted(file.stem for file in GOLDEN.glob("*.native")) == sorted([*NAMES, "glossary", "sources"])


def test_every_translated_node_type_is_in_a_sample() -> None:
    seen = {type(node) for name in NAMES for node in doctree_of(name).findall()}
    # Sphinx alone makes these, or they read as one of the others.
    same = {nodes.compound, nodes.abbreviation, nodes.generated}
    assert (set(ast_blocks.BLOCKS) | set(ast_inlines.INLINES)) - seen == same


@pytest.mark.parametrize(
    "node",
    [nodes.raw("", "<b>x</b>", format="html"), nodes.math_block("", "x"), nodes.paragraph("", "", nodes.math("", "x"))],
)
def test_unknown_node_stops_with_its_type_and_line(node: nodes.Element) -> None:
    node.source, node.line = "modulo.md", 12
    with pytest.raises(JobError, match=r"modulo\.md:12: (raw|math_block|math) cannot be put into a guide"):
        ast.module_blocks(document(node), "01-m")


def test_remote_picture_stops() -> None:
    with pytest.raises(JobError, match="is not a file of the kit"):
        ast.module_blocks(document(nodes.image("", uri="https://example.org/x.png")), "01-m")


def test_footnotes_do_not_hide_that_a_module_has_a_heading_of_its_own() -> None:
    blocks = ast.module_blocks(parse("# Módulo\n\nTexto[^a].\n\n## Lección\n\nMás.\n\n[^a]: Nota.\n"), "01-m")
    assert [block["c"][0] for block in blocks if block["t"] == "Header"] == [1, 2]


def test_footnote_that_is_not_there_stops() -> None:
    with pytest.raises(JobError, match="no footnote"):
        ast.module_blocks(document(nodes.paragraph("", "", nodes.footnote_reference("", "1", refid="x"))), "01-m")


def test_pandoc_speaks_the_declared_version_of_its_model() -> None:
    pandoc.version()
    made = json.loads(pypandoc.convert_text("x", "json", format="markdown", verify_format=False))
    assert made["pandoc-api-version"] == ast.API_VERSION
