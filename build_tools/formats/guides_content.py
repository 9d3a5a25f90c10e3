"""From the reading of an edition to the pandoc document of a guide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.errors import JobError
from build_tools.formats.checklists import checklists
from build_tools.formats.guides_activities import arranged, long_marked, on_own_pages
from build_tools.formats.guides_facts import facts
from build_tools.formats.guides_index import Places, index, terms_of
from build_tools.formats.guides_media import Asset, recordings_table
from build_tools.formats.guides_sessions import resources, session_plans, with_glances
from build_tools.formats.walk import FACILITATION, LEAVES, classes
from build_tools.sphinx_ext.ast_pandoc import API_VERSION, Block, attr, div, element, para, plain, words

Words = Mapping[str, str]


FORMS = ("observation", "results", "attendance", "participants-evaluation")
"""Pages to fill in at the end of the facilitator guide; what they look like stands in ``forms.typ``."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide after its cover: a pandoc document, and what the template shows beside it (see `guides_facts`)."""

    document: dict[str, Any]
    facts: dict[str, Any]


def guide_content(
    reading: Mapping[str, Any],
    ast: Mapping[str, Any],
    assets: Mapping[str, Asset],
    texts: Words,
    *,
    facilitating: bool,
) -> Guide:
    """The whole guide after the cover.

    Args:
        reading: content of ``reading.json``.
        ast: content of ``ast.json``.
        assets: its media assets, by id.
        texts: words of the template, see `guides_words.guide_words`.
        facilitating: whether it is the facilitator guide; else answers and feedback are taken out.

    Raises:
        JobError: the pandoc model is another version, or a participant guide would show facilitation.
    """
    if ast["pandoc-api-version"][:2] != API_VERSION[:2]:
        message = f"The reading speaks pandoc-types {ast['pandoc-api-version']}, not {API_VERSION}."
        raise JobError(message, "Build the reading again with this version.")
    places = Places({name: asset.title for name, asset in assets.items()})
    contents = {
        m["id"]: _content(places, ast["modules"][m["id"]], facilitating=facilitating) for m in reading["modules"]
    }
    blocks: list[Block] = []
    for module in reading["modules"]:
        content = contents[module["id"]]
        plan = _preparation(content, assets, texts, reading["language"]) if facilitating else []
        blocks += _module(module, with_glances(content) if facilitating else content, plan, texts)
    entries = index([*terms_of(ast["glossary"]), *places.found], reading["language"])
    blocks += _facilitation(reading, contents, texts) if facilitating else []
    blocks += _reference(reading, ast, texts, indexed=bool(entries))
    document = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}
    return Guide(document, facts(reading, contents, places.found, ast["sources"], entries))


def _content(places: Places, blocks: list[Block], *, facilitating: bool) -> list[Block]:
    content = on_own_pages(long_marked(checklists(arranged(blocks, solved=facilitating))))
    marked: list[Block] = places.marked(content if facilitating else for_participants(content))
    return marked


def _facilitation(reading: Mapping[str, Any], contents: Mapping[str, list[Block]], texts: Words) -> list[Block]:
    """What whoever facilitates gets ready, and fills in."""
    needed = resources([(module["title"], contents[module["id"]]) for module in reading["modules"]], texts)
    aids = [div([], attr("", ["aids"]))] if needed else []
    found = back_matter(texts["resources"], "resources", [div(needed, attr("", ["wide"])), *aids] if needed else [])
    for name in FORMS:
        found += back_matter(texts[name], f"form-{name}", [div([], attr("", ["form"], name=name))])
    return found


def _reference(reading: Mapping[str, Any], ast: Mapping[str, Any], texts: Words, *, indexed: bool) -> list[Block]:
    """What is looked up at the end."""
    contacts = [div([], attr("", ["contact-list"]))] if reading["contacts"] else []
    parts = (
        ("glossary", ast["glossary"]), ("sources", ast["sources"]), ("contacts", contacts),
        ("index", [div([], attr("", ["index"]))] if indexed else []),
    )  # fmt: skip
    return [block for name, content in parts for block in back_matter(texts[name], name, content)]


def for_participants(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    """The same content without right answers and feedback: what is not there cannot leak.

    Raises:
        JobError: there is something for facilitators only, which an earlier step had to leave out.
    """
    if isinstance(value, list):
        return [for_participants(item) for item in value if "feedback" not in classes(item)]
    if not isinstance(value, dict) or value.get("t") in LEAVES:
        return value
    if forbidden := classes(value) & FACILITATION:
        message = f"The participant reading holds facilitator content ({', '.join(sorted(forbidden))})."
        raise JobError(message, "Report this: nothing of this edition may be handed out.")
    if "answer" in classes(value):
        return div(for_participants(value["c"][1]), attr("", ["answer"]))
    return {name: for_participants(item) for name, item in value.items()}


def _preparation(content: list[Block], assets: Mapping[str, Asset], texts: Words, language: str) -> list[Block]:
    return [*session_plans(content, texts), *recordings_table(content, assets, texts, language)]


def _module(module: Mapping[str, Any], content: list[Block], plan: list[Block], texts: Words) -> list[Block]:
    title, content = titled(module, content)
    first = next((i for i, block in enumerate(content) if block["t"] == "Header"), len(content))
    return [
        element("Header", 1, attr(module["id"], ["module"]), title),
        *notice_box(module["content_notice"], texts),
        *content[:first],
        *plan,
        *content[first:],
    ]


def titled(module: Mapping[str, Any], content: list[Block]) -> tuple[list[Block], list[Block]]:
    """A module's title, as its heading says it where it has one, and what follows."""
    if content and content[0]["t"] == "Header" and content[0]["c"][0] == 1:
        return content[0]["c"][2], content[1:]
    return words(module["title"]), content


def notice_box(notice: str | None, texts: Words) -> list[Block]:
    """What a module says before it begins; nothing where it says nothing."""
    if not notice:
        return []
    title = div([plain(words(texts["content-notice"]))], attr("", ["box-title"]))
    return [div([title, para(words(notice))], attr("", ["box", "box-warning"]))]


def back_matter(title: str, ident: str, content: list[Block]) -> list[Block]:
    """A part of the back matter; nothing when it would be an empty page."""
    return [element("Header", 1, attr(ident, ["back"]), words(title)), *content] if content else []
