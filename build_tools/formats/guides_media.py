"""What a guide shows of media assets: on paper a recording is its poster, the way to it, and its text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import segno

from build_tools.formats.base import read_json
from build_tools.formats.units import byte_size, clock
from build_tools.formats.walk import of_class, pairs_of
from build_tools.media.short_id import short_id
from build_tools.model import localized
from build_tools.sphinx_ext.ast_pandoc import Block, attr, cell, div, plain, row, table, words

PAUSE = 2.5
"""Seconds of silence after which a transcript begins a new paragraph."""
ENOUGH = 420
"""Characters after which it begins one at the next end of a sentence."""
QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004:2015, 6.3.8)."""
SYMBOL = 22.0
"""Millimetres of a QR code without its quiet zone, at least."""
MODULE = 0.55
"""Millimetres of one of its modules, at least: what a phone reads in poor light from a worn sheet."""
_ENDS = (".", "!", "?", "…", ".»", "!»", "?»", ".”", "!”", "?”")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a transcript; times in seconds, ``kind`` is ``speech`` or ``description``."""

    start: float
    end: float
    text: str
    kind: str

    @property
    def time(self) -> str:
        """When it begins, e.g. ``1:20``."""
        return clock(self.start)


@dataclass(frozen=True, slots=True)
class Page:
    """Where a recording is published: its address, and the QR code of that as SVG, with its width in millimetres."""

    address: str
    code: str
    width: float


@dataclass(frozen=True, slots=True)
class Asset:
    """A media asset as a guide shows it, in the guide's language where there is a text in it."""

    kind: str
    title: str
    alt: str
    length: str
    synthetic: bool
    picture: str | None
    """The poster, or the picture that it is: relative to the workspace's root, with a slash before it."""
    transcript: tuple[Part, ...]
    transcript_language: str
    number: str | None
    """What finds it in the web folder; None where it is not there."""
    page: Page | None
    sizes: tuple[tuple[str, int], ...]
    """Name and bytes of what the web folder has of it: each picture rendition, and ``audio``."""

    def as_input(self) -> dict[str, Any]:
        """What the template gets of it."""
        page = self.page and {"address": self.page.address, "code": self.page.code, "width": self.page.width}
        parts = [{"time": part.time, "text": part.text, "kind": part.kind} for part in self.transcript]
        names = ("kind", "title", "alt", "length", "synthetic", "picture", "transcript_language", "number")
        return {name: getattr(self, name) for name in names} | {"page": page, "transcript": parts}


def assets_of(reading: Mapping[str, Any], workspace: Path) -> dict[str, Asset]:
    """The media assets of a reading, by id.

    Args:
        reading: content of ``reading.json``.
        workspace: holds ``media/<id>/media.json`` of each.
    """
    names = sorted({name for module in reading["modules"] for name in module["media"]})
    return {name: _asset(name, reading, read_json(workspace / "media" / name / "media.json")) for name in names}


def _asset(name: str, reading: Mapping[str, Any], about: Mapping[str, Any]) -> Asset:
    language, site = reading["language"], reading["site"]
    texts = about.get("transcript", {})
    spoken = next((name for name in (language, about["language"], *sorted(texts)) if name in texts), language)
    published = name in site["media"] and about["kind"] != "picture"
    address = f"{site['address']}/media-{name}.html" if published and site["address"] else None
    return Asset(
        kind=about["kind"], title=localized(about["title"], language), alt=localized(about["alt"], language),
        length=clock(about.get("duration", 0)), synthetic=about["synthetic_speech"], picture=_picture(name, about),
        transcript=paragraphs(texts.get(spoken, ())), transcript_language=spoken,
        number=short_id(name) if published else None, page=_page(address) if address else None,
        sizes=_sizes(about, site["renditions"]) if published else (),
    )  # fmt: skip


def _sizes(about: Mapping[str, Any], carried: list[str]) -> tuple[tuple[str, int], ...]:
    """What is to be copied or downloaded; of the sound renditions a player takes one, at worst the largest."""
    there = [r for r in about["renditions"] if r["name"] in carried]
    sounds = [r["bytes"] for r in there if r["kind"] == "audio"]
    videos = [(r["name"], r["bytes"]) for r in there if r["kind"] == "video"]
    return (*videos, ("audio", max(sounds))) if sounds else tuple(videos)


def _picture(name: str, about: Mapping[str, Any]) -> str | None:
    """The poster, or the last (largest) picture of a format that Typst and every printer know."""
    known = [p["file"] for p in about.get("pictures", ()) if p["type"] in ("image/jpeg", "image/png", "image/svg+xml")]
    if poster := about.get("poster"):
        known.append(poster["file"])
    return f"/media/{name}/{known[-1]}" if known else None


def _page(address: str) -> Page:
    """The QR code of an address, of error level M or better (segno takes a better one where it costs no room)."""
    code = segno.make(address, error="m", micro=False)
    modules = code.symbol_size(border=0)[0]
    width = (modules + 2 * QUIET) * max(MODULE, SYMBOL / modules)
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=QUIET, dark="#000", light="#fff", omitsize=True, xmldecl=False)
    return Page(address, drawing.getvalue().decode(), width)


def paragraphs(cues: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """A transcript's cues as paragraphs: speech and descriptions apart, a new one after a pause or enough text.

    Args:
        cues: ``start``, ``end`` (seconds), ``text`` and ``kind`` of each, in the order of time.
    """
    found: list[Part] = []
    for cue in cues:
        part = Part(cue["start"], cue["end"], " ".join(cue["text"].split()), cue["kind"])
        if found and _continues(found[-1], part):
            found[-1] = replace(found[-1], end=part.end, text=f"{found[-1].text} {part.text}")
        else:
            found.append(part)
    return tuple(found)


def _continues(last: Part, part: Part) -> bool:
    ended = len(last.text) > ENOUGH and last.text.endswith(_ENDS)
    return last.kind == part.kind and part.start - last.end <= PAUSE and not ended


def recordings_table(
    content: list[Block], assets: Mapping[str, Asset], texts: Mapping[str, str], language: str
) -> list[Block]:
    """What a facilitator has to get ready: the recordings of a module with length and sizes.

    Nothing where there are none in the web folder.

    Args:
        content: the module's blocks.
        assets: the media assets of the reading, by id.
        texts: words of the template.
        language: of the guide.
    """
    shown = [
        assets[name]
        for name in dict.fromkeys(pairs_of(block)["media"] for block in of_class(content, "media"))
        if assets[name].number
    ]
    if not shown:
        return []
    names = ("recording", "number", "length", "sizes")
    head = [row([cell([plain(words(texts[name]))]) for name in names])]
    body = [row([cell([plain(words(text))]) for text in _row(asset, texts, language)]) for asset in shown]
    return [div([table((0.42, 0.13, 0.13, 0.32), head, body)], attr("", ["recordings"]))]


def _row(asset: Asset, texts: Mapping[str, str], language: str) -> tuple[str, ...]:
    sizes = ", ".join(f"{name}\u00a0{byte_size(count, language)}" for name, count in asset.sizes)
    length = texts["minutes-short"].replace("%s", asset.length)
    return asset.title, str(asset.number), length, sizes
