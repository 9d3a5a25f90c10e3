"""Checks that whatever a module points at exists, for each audience that sees the pointer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote, urlsplit

from build_tools.check.tables import objectives
from build_tools.check.view import View
from build_tools.findings import Code, Finding
from build_tools.load.elements import Element
from build_tools.load.files import inside
from build_tools.load.roles import find_term, source_ids, text_and_target
from build_tools.model import visible
from build_tools.model_media import MediaAsset

# No tel: numbers change, and are kept in conf/contacts.yml.
_SAFE_SCHEMES = frozenset({"https", "http", "mailto"})


def unknown_names(view: View) -> Iterator[Finding]:
    """Terms, sources, contacts and legal references are registered, and visible to whoever reads on."""
    for role in view.roles("term", "cite", "contact"):
        names = source_ids(role.argument) if role.value == "cite" else [text_and_target(role.argument)[1]]
        for name in names:
            yield from _for_viewers(view, role, role.value, name)
    laws = [(r, text_and_target(r.argument)[1]) for r in view.roles("legal")]
    laws += [(d, d.argument) for d in view.directives("legal")]
    for element, name in laws:
        if name not in view.catalogue.legal and _read(view, "legal"):
            yield view.finding(Code.UNKNOWN_LEGAL, element, name=name)


def _read(view: View, role: str) -> bool:
    """Whether the register that a role looks up could be read: else every name would seem unknown."""
    catalogue = view.catalogue
    path, field, entries = {
        "term": ("kits/glossary.yml", "terms", len(catalogue.terms)),
        "cite": ("conf/sources.yml", "sources", len(catalogue.sources)),
        "legal": ("conf/sources.yml", "legal", len(catalogue.legal)),
        "contact": ("conf/contacts.yml", "contacts", len(catalogue.contacts)),
    }[role]
    return view.all_read(path, field, entries)


def _entry(view: View, role: str, name: str) -> tuple[Code, object]:
    catalogue = view.catalogue
    if role == "term":
        return Code.UNKNOWN_TERM, find_term(catalogue.terms, name)
    if role == "cite":
        return Code.UNKNOWN_SOURCE, catalogue.sources.get(name)
    return Code.UNKNOWN_CONTACT, catalogue.contacts.get(name)


def _for_viewers(view: View, at: Element, role: str, name: str) -> Iterator[Finding]:
    code, entry = _entry(view, role, name)
    for audience in view.viewers(at):
        if entry is not None and visible(getattr(entry, "audiences", None), audience):
            continue
        if entry is not None or _read(view, role):
            yield view.finding(code, at, name=name, audience=audience)
        return


def question_sources(view: View) -> Iterator[Finding]:
    """The ``source`` and ``objective`` of a question exist."""
    for question in view.directives("question"):
        for name in source_ids(question.options.get("source", "")):
            yield from _for_viewers(view, question, "cite", name)
        objective = question.options.get("objective")
        # A question of the bank may name any objective of the kit's.
        known = view.tables.objectives if view.is_bank else partial(objectives, (view.module,))
        if objective and any(objective not in known(a) for a in view.viewers(question)):
            yield view.finding(Code.UNKNOWN_OBJECTIVE, question, name=objective)


def labels(view: View) -> Iterator[Finding]:
    """A label is unique in its kit."""
    for label in view.module.scan.of("label"):
        if named := view.tables.labels.get(label.value):
            first = view.of(named[0][0]).at(named[0][1])
            if first != view.at(label):
                yield view.finding(Code.DUPLICATE_ID, label, id=label.value, other=first)


def links(view: View) -> Iterator[Finding]:
    """References and links reach a label or module that their readers have."""
    for role in view.roles("ref"):
        yield from _label(view, role, text_and_target(role.argument)[1], None)
    for link in view.module.scan.of("link"):
        yield from _link(view, link)


def _link(view: View, link: Element) -> Iterator[Finding]:
    parts = urlsplit(link.value)  # the parser has encoded what could make this fail
    if parts.scheme or parts.netloc:
        if parts.scheme not in _SAFE_SCHEMES:
            yield view.finding(Code.UNSAFE_LINK, link, target=link.value)
        return
    path = unquote(parts.path)
    folder = view.catalogue.root / view.kit.folder
    if "/" in path and inside(folder, folder, path) is None:
        yield view.finding(Code.PATH_OUTSIDE, link, path=path)
    elif path and not path.endswith(".md"):
        yield view.finding(Code.UNSAFE_LINK, link, target=link.value)
    elif path:
        yield from _module(view, link, path, parts.fragment)
    elif parts.fragment:
        yield from _label(view, link, unquote(parts.fragment), None)


def _module(view: View, link: Element, path: str, fragment: str) -> Iterator[Finding]:
    target = view.tables.files.get(path)
    if target is None:
        if view.complete:
            yield view.finding(Code.BROKEN_REFERENCE, link, target=path)
        return
    for audience in view.viewers(link):
        if not visible(target.audiences, audience):
            yield view.finding(Code.HIDDEN_REFERENCE, link, target=path, audience=audience)
            return
    if fragment:
        yield from _label(view, link, unquote(fragment), target.id)


def _label(view: View, at: Element, name: str, module: str | None) -> Iterator[Finding]:
    found = [(m, label) for m, label in view.tables.labels.get(name, ()) if module in (None, m.id)]
    if not found:
        if view.complete:
            yield view.finding(Code.BROKEN_REFERENCE, at, target=name)
        return
    target, label = found[0]
    for audience in view.viewers(at):
        hidden = not label.scope.admits(audience) or (label.scope.facilitator and not at.scope.facilitator)
        if hidden or not visible(target.audiences, audience):
            yield view.finding(Code.HIDDEN_REFERENCE, at, target=name, audience=audience)
            return


def media(view: View) -> Iterator[Finding]:
    """A media asset exists and is for everyone who would see it."""
    for directive in view.directives("media"):
        asset = view.catalogue.media.get(directive.argument)
        if asset is None and directive.argument in view.tables.unread_media:
            continue  # its media.yml has a fault of its own
        if asset is None:
            yield view.finding(Code.UNKNOWN_MEDIA, directive, name=directive.argument)
            continue
        for audience in view.viewers(directive):
            if not visible(asset.audiences, audience):
                yield view.finding(Code.HIDDEN_MEDIA, directive, name=asset.id, audience=audience)
                break
        for language in view.kit.languages if _has_tracks(asset) else ():
            if language not in asset.captions:
                yield view.finding(Code.NO_CAPTIONS, directive, name=asset.id, language=language)


def untold(view: View) -> Iterator[Finding]:
    """A storyboard in a module is told in all languages of the kit; what somebody has begun is checked elsewhere."""
    for directive in view.directives("media"):
        asset = view.catalogue.media.get(directive.argument)
        if asset is None or asset.storyboard is None:
            continue
        for language in view.kit.languages:
            if language not in asset.storyboard.versions:
                yield view.finding(Code.STORYBOARD_UNTOLD, directive, name=asset.id, language=language)


def _has_tracks(asset: MediaAsset) -> bool:
    """Whether its caption tracks are written by people: a picture has none, those of a storyboard are made."""
    return asset.kind != "picture" and not asset.told


CHECKS = (unknown_names, question_sources, labels, links, media, untold)
