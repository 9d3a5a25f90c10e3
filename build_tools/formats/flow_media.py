"""Media assets in a text that flows: pictures are figures, recordings their poster, the way to them, and their text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from build_tools.formats.flow_walk import inlines_of, labelled, styled
from build_tools.formats.guides_media import Asset, Part
from build_tools.formats.walk import changed_blocks, classes, content_of, pairs_of
from build_tools.sphinx_ext.ast_pandoc import Block, Inline, attr, div, element, para, plain, span, words

_MIDDOT = " \u00b7 "


def as_figures(blocks: list[Block], assets: Mapping[str, Asset]) -> list[Block]:
    """The same blocks with each picture of the media folder as a figure, whose caption is its title without another.

    Args:
        blocks: of a module.
        assets: the media assets of the reading, by id.
    """

    def figure(block: Block) -> Any:  # noqa: ANN401 - an element, or none
        if "media" not in classes(block):
            return block
        asset = assets[pairs_of(block)["media"]]
        if asset.kind != "picture":
            return block
        caption = inlines_of(content_of(block)) or words(asset.title)
        ident = block["c"][0][0]
        picture = _poster(asset)
        return [element("Figure", attr(ident), [None, [plain(caption)]], picture)] if picture else []

    found: list[Block] = changed_blocks(blocks, figure)
    return found


def _poster(asset: Asset) -> list[Block]:
    """The picture of an asset, with its path in the workspace."""
    if asset.picture is None:
        return []
    return [plain([element("Image", attr("", ["poster"]), words(asset.alt), [asset.picture.removeprefix("/"), ""])])]


def recording(block: Block, assets: Mapping[str, Asset], texts: Mapping[str, str], language: str) -> Block:
    """What a recording is in a text: its title and length, poster, caption, the way to it, and what is said in it.

    Args:
        block: the Div ``media``.
        assets: the media assets of the reading, by id.
        texts: words of the guides.
        language: of the text around it.
    """
    asset = assets[pairs_of(block)["media"]]
    facts = [texts["audio" if asset.kind == "audio" else "video"], texts["minutes-short"].replace("%s", asset.length)]
    facts += [texts["synthetic-speech"]] if asset.synthetic else []
    title = labelled(_MIDDOT.join(facts), words(asset.title))
    poster = [para(picture["c"]) for picture in _poster(asset)]
    return styled("media", [
        styled("media-title", [para(title)]),
        *([styled("media-poster", poster)] if poster else []),
        *content_of(block), *_way(asset, texts), *_transcript(asset, texts, language),
    ], block["c"][0][0])  # fmt: skip


def _way(asset: Asset, texts: Mapping[str, str]) -> list[Block]:
    """Where to play it: its address, and its number in the web folder."""
    if asset.number is None:
        return []
    found: list[Block] = []
    if asset.page:
        link = element("Link", attr("", ["address"]), words(asset.page.address), [asset.page.address, ""])
        found.append(styled("media-way", [para([*words(texts["play-at"]), element("Space"), link])]))
    way = texts["without-connection" if asset.page else "find-it"]
    return [*found, styled("media-way", [para(_filled(way, texts["recordings"], asset.number))])]


def _filled(text: str, *values: str) -> list[Inline]:
    found: list[Inline] = []
    for part, value in zip(text.split("%s"), (*values, None), strict=True):
        found += words(part)
        found += [element("Strong", words(value))] if value else []
    return found


def _transcript(asset: Asset, texts: Mapping[str, str], language: str) -> list[Block]:
    if not asset.transcript:
        return []
    title = styled("transcript-title", [para(words(texts["transcript"]))])
    spoken = [para(_part(part, texts)) for part in asset.transcript]
    other = asset.transcript_language if asset.transcript_language != language else ""
    return [title, div(spoken, attr("", ["transcript"], lang=other))]


def _part(part: Part, texts: Mapping[str, str]) -> list[Inline]:
    time = span(words(part.time), attr("", ["time"]))
    if part.kind != "description":
        return [time, element("Space"), *words(part.text)]
    shown = [element("Strong", words(texts["on-screen"])), element("Space"), element("Emph", words(part.text))]
    return [time, element("Space"), *shown]
