"""A module's HTML cut into its introduction and its lessons, and made ready for any page."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from lxml import etree, html

from build_tools.errors import JobError
from build_tools.sphinx_ext import nodes as own

_MODULE_LINK = re.compile(r"^(?P<module>[a-z0-9][a-z0-9-]*)\.html(?P<anchor>#.*)?$")
_LESSON_LEVEL = 2
_UNSTYLED = frozenset({
    "align-default", "any", "caption-text", "docutils", "external", "head", "internal", "numbered", "reference",
    "row-even", "row-odd", "simple", "std", "std-doc", "std-ref", "xref",
})  # fmt: skip
"""Classes that docutils and Sphinx give away and no style of ours knows: 1.6 KB of a page."""
_ACTIVITIES = ("assessment", "scenario")
"""Classes of sections that are no lessons."""


def use_labels_as_ids(doctree: nodes.document) -> None:
    """A labelled section is known by its label first: the label survives a new title or order."""
    names = {ident: name for name, ident in doctree.nameids.items() if ident and doctree.nametypes.get(name)}
    for section in doctree.findall(nodes.section):
        labelled = [i for i in section["ids"] if i in names]
        section["ids"] = labelled + [i for i in section["ids"] if i not in labelled]


def objectives(doctree: nodes.document) -> list[dict[str, str]]:
    """The learning objectives of a module: id and plain text."""
    found = []
    for box in doctree.findall(own.box):
        if box["kind"] == "objectives":
            items = [i for i in box.findall(nodes.list_item) if isinstance(i.parent.parent, own.box)]
            found += [{"id": k, "text": i.astext()} for k, i in zip(box["objectives"], items, strict=True)]
    return found


def assessment_data(node: nodes.Element) -> dict[str, Any]:
    """What packages need to know of an assessment that its questions were put into."""
    count = len(node["questions"])
    return {
        "id": node["aid"], "kind": node["kind"], "questions": node["questions"],
        "draw": min(node["draw"] or count, count), "pass": node["pass_mark"], "attempts": node["attempts"],
        "shuffle": node["shuffle"],
    }  # fmt: skip


def lessons(body: str, module: str) -> tuple[str, list[dict[str, Any]]]:
    """The HTML before the first lesson, and each lesson's id, title and HTML.

    Args:
        body: the module's whole HTML, whose outermost section is the module.
        module: its id, for the error.

    Raises:
        JobError: the HTML is not one section.
    """
    root = html.fragment_fromstring(body, create_parent="div")
    sections = root.findall("section")
    if len(sections) != 1:
        raise JobError(f"{module} is not one module", "Use “##” for lessons; the title stands in the front matter.")
    top = sections[0]
    _place_footnotes(root, top)
    found = []
    for section in [s for s in top if s.tag == "section" and s.get("class") not in _ACTIVITIES]:
        top.remove(section)
        found.append(_lesson(section))
    for heading in top.findall("h1"):
        top.remove(heading)
    _prepare(top)
    intro = (top.text or "") + "".join(_text(child) for child in top)
    return intro.strip(), found


def _place_footnotes(root: html.HtmlElement, top: html.HtmlElement) -> None:
    """Each footnote goes to the end of the lesson that refers to it first: pages show one lesson at a time.

    Docutils puts them behind the module's section, where the cutting would lose them.
    """
    for note in root.xpath("./aside//aside[@role='doc-footnote']"):
        links = top.xpath(".//a[@role='doc-noteref'][@href=$target]", target=f"#{note.get('id')}")
        home = next((e for link in links[:1] for e in link.iterancestors("section") if e.getparent() is top), None)
        note.tail = None
        _footnote_list(top if home is None else home).append(note)


def _footnote_list(home: html.HtmlElement) -> html.HtmlElement:
    """The list of notes of a lesson, or of the text before the lessons."""
    found = home.find("aside[@class='footnote-list brackets']")
    if found is None:
        found = html.Element("aside")
        found.set("class", "footnote-list brackets")
        home.append(found)
    return found


def _lesson(section: html.HtmlElement) -> dict[str, Any]:
    _prepare(section)
    section.set("class", "lesson")
    heading = section.find(f"h{_LESSON_LEVEL}")
    title = "".join(heading.itertext()) if heading is not None else ""
    section.tail = None
    return {"id": section.get("id", ""), "title": " ".join(title.split()), "html": _text(section)}


def _text(element: html.HtmlElement) -> str:
    return etree.tostring(element, encoding="unicode", method="html")


def _prepare(root: html.HtmlElement) -> None:
    """Tables that can be scrolled by keyboard, links between modules, no style attributes."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.attrib.pop("style", None)
    for table in list(root.iter("table")):
        _wrap(table)
    for link in root.iter("a"):
        match = _MODULE_LINK.match(link.get("href", ""))
        if match and "internal" in link.get("class", ""):
            link.set("class", "module-link")
            link.set("data-module", match["module"])
    for element in root.xpath("descendant-or-self::*[@class]"):
        _strip_classes(element)


def _strip_classes(element: html.HtmlElement) -> None:
    kept = [name for name in element.get("class", "").split() if name not in _UNSTYLED]
    if kept:
        element.set("class", " ".join(kept))
    else:
        del element.attrib["class"]


def _wrap(table: html.HtmlElement) -> None:
    for colgroup in table.findall("colgroup"):
        table.remove(colgroup)  # its widths are style attributes, which the pages' policy forbids
    wrap = html.Element("div")
    wrap.set("class", "table-wrap")
    wrap.set("tabindex", "0")
    wrap.set("role", "region")
    caption = table.xpath("string(caption)")
    header = ", ".join(" ".join("".join(h.itertext()).split()) for h in table.iterfind("thead//th"))
    wrap.set("aria-label", " ".join((caption or header or "–").split()))
    parent = table.getparent()
    wrap.tail, table.tail = table.tail, None
    if parent is not None:
        parent.replace(table, wrap)
    wrap.append(table)
