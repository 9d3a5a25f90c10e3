"""What a module needs at its end: the terms it uses, the sources it names."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes

from build_tools.i18n import translator
from build_tools.load.roles import source_ids
from build_tools.model import localized
from build_tools.sphinx_ext import nodes as own
from build_tools.sphinx_ext.edition import EditionData


@dataclass(frozen=True, slots=True)
class Used:
    """Ids of terms and sources that a text uses."""

    terms: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    def __or__(self, other: Used) -> Used:
        return Used(self.terms | other.terms, self.sources | other.sources)


def used_in(doctree: nodes.document, edition: EditionData) -> Used:
    """The terms and sources of one module, with the sources of its terms, questions and articles."""
    terms, named = set(), set()
    for node in doctree.findall(nodes.reference):
        kind, _, name = str(node.get("refid") or "").partition("-")
        if "term" in node["classes"] and kind == "term":
            terms.add(name)
        elif "cite" in node["classes"] and kind == "source":
            named.add(name)
    for question in doctree.findall(own.question):
        named.update(source_ids(question["source"]))
    named.update(str(edition.terms[t].source) for t in terms if edition.terms[t].source)
    for kind_of in (own.legal_ref, own.box):
        articles = [n["ref"] for n in doctree.findall(kind_of) if n.get("ref")]
        named.update(edition.legal[a]["source"] for a in articles)
    return Used(frozenset(terms), frozenset(named & set(edition.sources)))


def terms(used: Used, edition: EditionData) -> list[dict[str, str]]:
    """The used terms in the edition's language, in alphabetical order."""
    found = [
        {"id": t, "term": localized(edition.terms[t].term, edition.language),
         "definition": localized(edition.terms[t].definition, edition.language)}
        for t in used.terms
    ]  # fmt: skip
    return sorted(found, key=lambda entry: (entry["term"].casefold(), entry["id"]))


def sources(used: Used, edition: EditionData) -> list[dict[str, Any]]:
    """The used sources in the order of ``conf/sources.yml``."""
    return [dict(source) for name, source in edition.sources.items() if name in used.sources]


def sections(used: Used, edition: EditionData) -> list[dict[str, str]]:
    """The glossary and the sources of a module as HTML sections; empty ones are left out."""
    translate = translator(edition.language, "content")
    glossary = "".join(
        f'<dt id="term-{t["id"]}">{escape(t["term"])}</dt><dd>{escape(t["definition"])}</dd>\n'
        for t in terms(used, edition)
    )
    listed = "".join(
        f'<li id="source-{s["id"]}"><b>{s["id"]}</b> {escape(_source(s))}</li>\n' for s in sources(used, edition)
    )
    found = []
    if glossary:
        found.append(_section("glosario", translate("Glossary"), f"<dl>{glossary}</dl>"))
    if listed:
        found.append(_section("fuentes", translate("Sources"), f'<ul class="sources">{listed}</ul>'))
    return found


def _source(source: dict[str, Any]) -> str:
    parts = [source["title"], source["publisher"], str(source["year"] or ""), source["where"]]
    return ". ".join(p.rstrip(".") for p in parts if p) + "."


def _section(ident: str, title: str, content: str) -> dict[str, str]:
    body = f'<section id="{ident}" class="extra"><h2>{escape(title)}</h2>{content}</section>'
    return {"id": ident, "title": title, "html": body}
