"""Slides for the room: a PPTX with speaker notes, made from the facilitators' reading."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pptx.presentation import Presentation as Deck

from build_tools.formats.archive import write_files
from build_tools.formats.base import FormatJob, language_tag, reading_of
from build_tools.formats.guides_media import Asset, assets_of
from build_tools.formats.guides_words import guide_words
from build_tools.formats.slides_pictures import Image, images_of, tall_pictures
from build_tools.formats.slides_plan import planned
from build_tools.formats.slides_template import template
from build_tools.formats.slides_write import Writer


def build(job: FormatJob, workspace: Path, out: Path) -> None:
    """Writes ``<stem>.slides.pptx``: what the group sees on the slides, the whole text and the answers in the notes.

    Args:
        job: names of the job.
        workspace: ``reading/`` (facilitators'), ``media/`` and ``conf/print/svg.typ``.
        out: the folder to write to.

    Raises:
        JobError: the reading is the participants', or a drawing cannot be drawn.
    """
    reading, ast = reading_of(workspace, facilitator=True)
    words = guide_words(reading["language"], "facilitator")
    tag = language_tag(reading["language"])
    assets = assets_of(reading, workspace)
    images = _images(reading, assets, workspace)
    deck = template(reading["audience"]["colour"], tag)
    writer = Writer(deck, images, tag, footer(reading, words["language-name"]))
    for slide in planned(reading, ast, assets, words, tall_pictures(images)):
        writer.write(slide)
    _describe(deck, f"{reading['kit']['title']} – {reading['audience']['title']}", tag)
    _pack(deck, out / f"{job.stem}.slides.pptx")


def _images(reading: Any, assets: Mapping[str, Asset], workspace: Path) -> dict[str, Image]:  # noqa: ANN401
    shown = [asset.picture.removeprefix("/") for asset in assets.values() if asset.picture]
    own = [f"reading/{name}" for module in reading["modules"] for name in module["pictures"]]
    return images_of(workspace, [*own, *shown])


def footer(reading: Any, language: str) -> str:  # noqa: ANN401 - the shape is the reading's
    """What stands below each slide: kit, version, audience, language."""
    kit = reading["kit"]
    return f"{kit['title']} · {kit['version']} · {reading['audience']['title']} · {language}"


def _describe(deck: Deck, title: str, tag: str) -> None:
    """Title and language, and nothing of who made it, when, and with what."""
    properties = deck.core_properties
    for child in list(properties._element):  # noqa: SLF001 - emptying is no part of python-pptx's way to them
        properties._element.remove(child)  # noqa: SLF001
    properties.title, properties.language = title, tag


def _pack(deck: Deck, path: Path) -> None:
    """The file, packed anew: python-pptx writes the time of day, and compresses as its machine does."""
    written = io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as archive:
        write_files(path, {name: archive.read(name) for name in sorted(archive.namelist())})
