"""``index.html`` of an audience: everything there is to download, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from build_tools import memo
from build_tools.digests import Index
from build_tools.edition import translation_state
from build_tools.formats.registry import BY_ID, MODULES, Format
from build_tools.i18n import Translator, translator
from build_tools.load.review import State
from build_tools.model import Artifact, Catalogue, Edition, Kit, localized, visible
from build_tools.program import Program, tool_version
from build_tools.publish.inventory import KitEntry

_STATES = {
    "original": "original", "reviewed": "reviewed translation", "draft": "draft translation, not yet reviewed",
    "none": "not translated yet",
}  # fmt: skip
"""Message ids of ``content``: what is said of a language of a kit."""
_TEMPLATES, _TEMPLATE = "conf/templates", "catalogue.html.j2"


def kit_entries(
    catalogue: Catalogue,
    audience: str,
    artifacts: Iterable[Artifact],
    before: Mapping[str, KitEntry],
    held: frozenset[str],
) -> dict[str, KitEntry]:
    """What the page says of each kit that has artifacts.

    Args:
        catalogue: the kits that could be read.
        audience: whose page it is; that there are modules for others is not said either.
        artifacts: all that the audience has.
        before: what was published, for kits that cannot be read now.
        held: ids of kits with errors: what was said of them stays.
    """
    language = _language(catalogue)
    known = dict(before)
    for kit in (k for k in catalogue.kits if k.id not in held or k.id not in before):
        title, description = localized(kit.title, language), localized(kit.description, language)
        modules = sum(visible(m.audiences, audience) for m in kit.modules)
        known[kit.id] = KitEntry(title, description, modules, _states(catalogue, kit, audience))
    names = sorted({a.job.split("/")[0] for a in artifacts})
    return {name: known.get(name) or KitEntry(name, "", 0) for name in names}


def _states(catalogue: Catalogue, kit: Kit, audience: str) -> dict[str, str]:
    """How far the kit is in each language, for what this audience gets of it."""
    known = catalogue.audiences.get(audience)
    if known is None:
        return {}
    found = {}
    for language in catalogue.languages:
        state = translation_state(catalogue, Edition(kit, known, language))
        # What is translated and not published yet is a draft at best.
        found[language] = state.value if language in kit.languages or state is State.NONE else State.DRAFT.value
    return found


def _language(catalogue: Catalogue) -> str:
    return next(iter(catalogue.languages), "es")


FACILITATORS = "facilitator/index.html"


def pages(
    catalogue: Catalogue, audience: str, artifacts: Iterable[Artifact], kits: Mapping[str, KitEntry], index: Index
) -> dict[str, str]:
    """The audience's page by its path, and the facilitators' page where they have files.

    Args:
        catalogue: for titles; languages' names; the template's place.
        audience: its id.
        artifacts: all that the audience's folder holds.
        kits: what is said of each of their kits.
        index: knows files by their stamps.
    """
    listed = list(artifacts)
    language = _language(catalogue)
    there = any(a.facilitator for a in listed)
    found = {}
    for facilitator in (False, True) if there else (False,):
        mine = [a for a in listed if a.facilitator == facilitator]
        context = {
            "audience": _audience(catalogue, audience, language), "language": language, "facilitator": facilitator,
            "kits": _kits(catalogue, mine, kits, facilitator=facilitator),
            "other_href": "../index.html" if facilitator else (FACILITATORS if there else None),
        }  # fmt: skip
        found[FACILITATORS if facilitator else "index.html"] = _rendered(catalogue.root, context, index)
    return found


def _rendered(root: Path, context: Mapping[str, Any], index: Index) -> str:
    """A page; most builds leave it as it was, and what writes it takes long to import."""

    def render() -> bytes:
        from build_tools.formats.pages import render_catalogue  # noqa: PLC0415 - as said

        return render_catalogue(root / _TEMPLATES / _TEMPLATE, context).encode()

    templates = sorted(p for p in (root / _TEMPLATES).rglob("*") if p.is_file())
    code = Program(index).digest("build_tools.formats.pages")
    parts = [context, [[p.name, index.sha256(p)] for p in templates], code, tool_version("jinja2")]
    return memo.recall("catalogue-page", parts, render).decode()


def _audience(catalogue: Catalogue, name: str, language: str) -> dict[str, str]:
    known = catalogue.audiences.get(name)
    if known is None:  # its artifacts are kept although the configuration has lost it
        return {"id": name, "title": name, "colour": "#333333"}
    return {"id": name, "title": localized(known.title, language), "colour": known.colour}


def _kits(
    catalogue: Catalogue, artifacts: list[Artifact], kits: Mapping[str, KitEntry], *, facilitator: bool
) -> list[dict[str, Any]]:
    found = []
    for name, kit in kits.items():
        mine = [a for a in artifacts if a.job.split("/")[0] == name]
        if mine:
            entries = [_entry(catalogue, kit, a, facilitator=facilitator) for a in _order(kit, mine)]
            sites = sorted((_language_place(kit, a), a.path) for a in mine if a.path.endswith("/web/"))
            opened = sites[0][1] + "index.html" if sites else None
            found.append({
                "id": name, "title": kit.title, "description": kit.description, "artifacts": entries,
                "open_web_href": opened, "languages": _languages(catalogue, kit),
            })  # fmt: skip
    return found


def _languages(catalogue: Catalogue, kit: KitEntry) -> list[dict[str, str]]:
    """The languages of a kit by their own names, with what is said of each."""
    translate = translator(_language(catalogue), "content")
    return [
        {"id": name, "name": catalogue.languages.get(name, name), "state": state, "said": translate(_STATES[state])}
        for name, state in kit.languages.items() if state in _STATES
    ]  # fmt: skip


def _language_place(kit: KitEntry, artifact: Artifact) -> tuple[bool, str]:
    """Where a language stands among others: first the one that the kit is written in."""
    language = artifact.job.split("/")[2]
    return kit.languages.get(language, "original") != "original", language


def _order(kit: KitEntry, artifacts: list[Artifact]) -> list[Artifact]:
    places = {name: index for index, name in enumerate(BY_ID)}

    def place(artifact: Artifact) -> tuple[tuple[bool, str], int, int, str]:
        name = artifact.job.split("/")[3]
        ends = [end for end, _ in BY_ID[name].files] if name in BY_ID else []
        which = next((n for n, end in enumerate(ends) if artifact.path.endswith(end)), len(ends))
        return _language_place(kit, artifact), places.get(name, len(places)), which, artifact.path

    return sorted((a for a in artifacts if not a.path.endswith("/")), key=place)


def _title(format_: Format, artifact: Artifact, translate: Translator) -> str:
    """What a file of a format is called: no two downloads of a language have one name."""
    title = next((title for end, title in format_.files if artifact.path.endswith(end)), format_.title)
    if not format_.id.endswith(MODULES):
        return translate(title)
    kit, audience, language, _ = artifact.job.split("/")
    stem = f"{kit}-{artifact.version}-{audience}-{language}-"
    module = artifact.path.rpartition("/")[2].removeprefix(stem).partition(".")[0]
    return f"{translate(title)}: {module}"


def _entry(catalogue: Catalogue, kit: KitEntry, artifact: Artifact, *, facilitator: bool) -> dict[str, Any]:
    translate = translator(_language(catalogue), "content")
    _, _, own, name = artifact.job.split("/")
    format_ = BY_ID.get(name)
    return {
        "format": name,
        "format_title": _title(format_, artifact, translate) if format_ else name,
        "purpose": translate(format_.purpose) if format_ else "",
        "unread": translate(_STATES["draft"]) if kit.languages.get(own) in ("draft", "none") else "",
        "language": own, "language_name": catalogue.languages.get(own, own),
        "version": artifact.version, "size": artifact.size, "sha256": artifact.sha256,
        "href": artifact.path.removeprefix("facilitator/") if facilitator else artifact.path,
        "file": artifact.path.rpartition("/")[2],
        "modules": kit.modules,
    }  # fmt: skip
