"""What there is to translate in storyboards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.load.storyboard_catalogue import DOMAIN
from build_tools.load.storyboard_script import Passage, Script, Slide
from build_tools.model_media import MediaAsset
from build_tools.translate import files
from build_tools.translate.entries import Seen, Template, merged


def template(asset: MediaAsset) -> Template | None:
    """The messages of a media asset's storyboard; None where it has none that can be read."""
    script = asset.storyboard.script if asset.storyboard else None
    return None if script is None else template_of(script, f"media/{asset.id}")


def template_of(script: Script, folder: str) -> Template:
    """The messages of a storyboard.

    Args:
        script: the storyboard.
        folder: of the media asset, relative to the project's root.
    """
    seen = [message for slide in script.slides for message in _messages(slide)]
    return Template(script.path, folder, DOMAIN, merged([((), seen)], ()))


def update(root: Path, script: Script, folder: str, language: str) -> tuple[Passage, ...]:
    """Makes or refreshes a storyboard's translation file.

    Args:
        root: the project's folder.
        script: the storyboard.
        folder: of the media asset, relative to ``root``.
        language: of the translation.

    Returns:
        What is not translated yet; all of it where the file cannot be read.

    Raises:
        OSError: the file cannot be written.
    """
    made = template_of(script, folder)
    done = files.update(root, made, language, [])
    return tuple(Passage(entry.id, entry.lines[0]) for entry in (done.missing if done else made.entries))


def _messages(slide: Slide) -> Iterator[Seen]:
    for kind, passages in (
        ("title", [slide.title]),
        ("text", [p for block in slide.blocks for p in block.passages]),
        ("alternative text", [picture.alternative for picture in slide.pictures]),
        ("narration", slide.narration),
    ):
        for passage in passages:
            yield Seen(passage.text, passage.line, kind, literal=False)
