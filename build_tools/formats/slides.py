"""Slides for the room: a PPTX with speaker notes, made from the facilitators' reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.formats.archive import write_files
from build_tools.formats.base import FormatJob, language_tag, reading_of, unread
from build_tools.formats.guides_media import Asset, assets_of
from build_tools.formats.guides_words import guide_words
from build_tools.formats.slides_package import Package, template_parts
from build_tools.formats.slides_pictures import Image, images_of, tall_pictures
from build_tools.formats.slides_plan import planned
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
    words = guide_words(reading["language"], "facilitator", unread=unread(reading))
    tag = language_tag(reading["language"])
    assets = assets_of(reading, workspace)
    images = _images(reading, assets, workspace)
    package = Package(template_parts(reading["audience"]["colour"], tag))
    writer = Writer(package, images, tag, footer(reading, words["language-name"]))
    for slide in planned(reading, ast, assets, words, tall_pictures(images)):
        writer.write(slide)
    title = f"{reading['kit']['title']} – {reading['audience']['title']}"
    write_files(out / f"{job.stem}.slides.pptx", package.files(title, tag))


def _images(reading: Any, assets: Mapping[str, Asset], workspace: Path) -> dict[str, Image]:  # noqa: ANN401
    shown = [asset.picture.removeprefix("/") for asset in assets.values() if asset.picture]
    own = [f"reading/{name}" for module in reading["modules"] for name in module["pictures"]]
    return images_of(workspace, [*own, *shown])


def footer(reading: Any, language: str) -> str:  # noqa: ANN401 - the shape is the reading's
    """What stands below each slide: kit, version, audience, language."""
    kit = reading["kit"]
    return f"{kit['title']} · {kit['version']} · {reading['audience']['title']} · {language}"
