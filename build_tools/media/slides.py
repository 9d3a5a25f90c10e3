"""Storyboards' slides as pictures: Typst draws them after the design in ``conf/slides``."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from build_tools.errors import JobError
from build_tools.i18n import translator
from build_tools.media.pictures import PictureError, cleaned
from build_tools.tools import typst

_DESIGN = "conf/slides/slides.typ"


def drawn(slides: Sequence[dict[str, Any]], language: str, workspace: Path) -> list[Image.Image]:
    """One picture of 1280 x 720 pixels for each slide.

    Args:
        slides: as `model.Telling.slides`.
        language: of their texts.
        workspace: holds ``conf/slides/`` and the slides' pictures, and gets ``slides.json``.

    Raises:
        JobError: a picture may not be shown, or a slide holds more than fits.
    """
    for path in {slide["picture"]["path"] for slide in slides if slide["picture"]}:
        file = workspace / path
        try:
            file.write_bytes(cleaned(file.name, file.read_bytes()))
        except PictureError as error:
            raise JobError("{path} cannot be used: {problem}", "Run “kits check”.", path=path, problem=error) from error
    (workspace / "slides.json").write_text(json.dumps(slides, ensure_ascii=False), encoding="utf-8")
    say = translator(language, "content")
    words = json.dumps({"source": say("Source: {text}"), "sources": say("Sources: {text}")}, ensure_ascii=False)
    pages = typst.compile_pictures(f'#include "/{_DESIGN}"', workspace, {"language": language, "words": words})
    return [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]
