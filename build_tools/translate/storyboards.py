"""What there is to translate in storyboards."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.load.storyboard_script import Script, Slide
from build_tools.model_media import MediaAsset
from build_tools.translate.entries import Seen, Template, merged

DOMAIN = "storyboard"


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


def _messages(slide: Slide) -> Iterator[Seen]:
    for kind, passages in (
        ("title", [slide.title]),
        ("text", [p for block in slide.blocks for p in block.passages]),
        ("alternative text", [picture.alternative for picture in slide.pictures]),
        ("narration", slide.narration),
    ):
        for passage in passages:
            yield Seen(passage.text, passage.line, kind, literal=False)
