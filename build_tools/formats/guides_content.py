"""From the reading of an edition to the pandoc document of a guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.errors import JobError
from build_tools.formats.guides_activities import arranged, classes, on_own_pages
from build_tools.formats.guides_media import Asset, recordings_table
from build_tools.sphinx_ext.ast_pandoc import (
    API_VERSION,
    Block,
    attr,
    cell,
    div,
    element,
    para,
    plain,
    row,
    table,
    words,
)

Words = Mapping[str, str]
_FACILITATION = frozenset({"session", "box-facilitator"})


def guide_document(
    reading: Mapping[str, Any],
    ast: Mapping[str, Any],
    assets: Mapping[str, Asset],
    texts: Words,
    *,
    facilitating: bool,
) -> dict[str, Any]:
    """The whole guide after the cover as one pandoc document.

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
    blocks: list[Block] = []
    for module in reading["modules"]:
        content = on_own_pages(arranged(ast["modules"][module["id"]], solved=facilitating))
        content = content if facilitating else for_participants(content)
        plan = _preparation(content, assets, texts, reading["language"]) if facilitating else []
        blocks += _module(module, content, plan, texts)
    blocks += _back(texts["glossary"], "glossary", ast["glossary"])
    blocks += _back(texts["sources"], "sources", ast["sources"])
    contacts = [div([], attr("", ["contact-list"]))] if reading["contacts"] else []
    blocks += _back(texts["contacts"], "contacts", contacts)
    return {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}


def for_participants(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    """The same content without right answers and feedback: what is not there cannot leak.

    Raises:
        JobError: there is something for facilitators only, which an earlier step had to leave out.
    """
    if isinstance(value, list):
        return [for_participants(item) for item in value if "feedback" not in classes(item)]
    if not isinstance(value, dict):
        return value
    if forbidden := classes(value) & _FACILITATION:
        message = f"The participant reading holds facilitator content ({', '.join(sorted(forbidden))})."
        raise JobError(message, "Report this: nothing of this edition may be handed out.")
    if "answer" in classes(value):
        return div(for_participants(value["c"][1]), attr("", ["answer"]))
    return {name: for_participants(item) for name, item in value.items()}


def _preparation(content: list[Block], assets: Mapping[str, Asset], texts: Words, language: str) -> list[Block]:
    return [*session_plan(content, texts), *recordings_table(content, assets, texts, language)]


def _module(module: Mapping[str, Any], content: list[Block], plan: list[Block], texts: Words) -> list[Block]:
    title = words(module["title"])
    if content and content[0]["t"] == "Header" and content[0]["c"][0] == 1:
        title, content = content[0]["c"][2], content[1:]
    first = next((i for i, block in enumerate(content) if block["t"] == "Header"), len(content))
    return [
        element("Header", 1, attr(module["id"], ["module"]), title),
        *_notice(module["content_notice"], texts),
        *content[:first],
        *plan,
        *content[first:],
    ]


def _notice(notice: str | None, texts: Words) -> list[Block]:
    if not notice:
        return []
    title = div([plain(words(texts["content-notice"]))], attr("", ["box-title"]))
    return [div([title, para(words(notice))], attr("", ["box", "box-warning"]))]


def _back(title: str, ident: str, content: list[Block]) -> list[Block]:
    """A part of the back matter; nothing when it would be an empty page."""
    return [element("Header", 1, attr(ident, ["back"]), words(title)), *content] if content else []


def session_plan(content: list[Block], texts: Words) -> list[Block]:
    """A table of a module's session rows with their summed minutes; nothing where there are no rows."""
    sessions = list(_sessions(content))
    if not sessions:
        return []
    names = ("activity", "minutes", "method", "materials")
    total = sum(_minutes(session) for session in sessions)
    body = [row([cell(blocks) for blocks in _session_cells(session)]) for session in sessions]
    strong = [plain([element("Strong", words(text))]) for text in (texts["total"], str(total))]
    body.append(row([cell([strong[0]]), cell([strong[1]]), cell([]), cell([])]))
    head = [row([cell([plain(words(texts[name]))]) for name in names])]
    return [div([table((0.3, 0.08, 0.31, 0.31), head, body)], attr("", ["session-plan"]))]


def _sessions(value: Any) -> Iterator[Block]:  # noqa: ANN401 - any part of a document
    if "session" in classes(value):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _sessions(item)


def _minutes(session: Block) -> int:
    return int(dict(session["c"][0][2])["minutes"])


def _session_cells(session: Block) -> list[list[Block]]:
    fields = {
        dict(child["c"][0][2])["name"]: child["c"][1] for child in session["c"][1] if "session-field" in classes(child)
    }
    minutes = [plain(words(str(_minutes(session))))]
    return [fields.get("activity", []), minutes, fields.get("method", []), fields.get("materials", [])]
