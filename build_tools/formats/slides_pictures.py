"""Slides of figures, pictures and recordings."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import PIL.Image

from build_tools.formats.guides_media import Asset
from build_tools.formats.numbers import label_of
from build_tools.formats.rasters import as_png
from build_tools.formats.slides_context import Context, filled
from build_tools.formats.slides_layouts import BODY, LAYOUTS, Box
from build_tools.formats.slides_measure import line_count
from build_tools.formats.slides_model import MOST_LINES, Line, Note, Picture, Slide
from build_tools.formats.slides_pages import Text, brief, headline, paged
from build_tools.formats.slides_text import notes_of, sentences, shortened, shown, told
from build_tools.formats.walk import classes, pairs_of
from build_tools.sphinx_ext.ast_pandoc import Block, Inline

_DRAWING = ".svg"
_WIDTH = 1600
"""Pixels of a drawing's width: sharp on a projector."""
_KINDS = {"BMP": "bmp", "GIF": "gif", "JPEG": "jpg", "PNG": "png", "TIFF": "tiff"}
"""How the names of pictures that Office knows end."""
_TALL = 1.1
"""Width of a picture for its height, under which it is larger beside its text than above it."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as pixels, with its width and height; ``kind`` is how its file's name ends."""

    data: bytes
    width: int
    height: int
    kind: str

    def within(self, box: Box) -> Box:
        """Where it stands in a box: whole, as large as that allows, in the middle."""
        scale = min(box.width / self.width, box.height / self.height)
        wide, high = self.width * scale, self.height * scale
        return Box(box.x + (box.width - wide) / 2, box.y + (box.height - high) / 2, wide, high, box.size)


def images_of(workspace: Path, names: Iterable[str]) -> dict[str, Image]:
    """Pictures of the workspace, by their files; drawings are drawn.

    Raises:
        JobError: one cannot be drawn.
    """
    files = sorted(set(names))
    drawn = as_png(workspace, [name for name in files if name.lower().endswith(_DRAWING)], _WIDTH)
    return {name: _image(drawn.get(name) or (workspace / name).read_bytes()) for name in files}


def _image(data: bytes) -> Image:
    with PIL.Image.open(io.BytesIO(data)) as image:
        return Image(data, *image.size, _KINDS[image.format or ""])


def figure_slide(block: Block, context: Context) -> Iterator[Slide]:
    """A figure: its caption's first sentence is the title, the rest stands below."""
    _, (_, caption), content = block["c"]
    images = [item for b in content for item in b.get("c", []) if b["t"] in ("Plain", "Para") and item["t"] == "Image"]
    text = " ".join(shown(b["c"]) for b in caption if b["t"] in ("Plain", "Para"))
    for image in images:
        notes = (*notes_of(caption), *_told(image, context))
        yield _picture(_of(image), text, notes, context, label_of(block, context.words))


def picture_slide(image: Inline, context: Context) -> Slide:
    """A picture without a caption: what it shows, the notes tell."""
    return _picture(_of(image), "", _told(image, context), context)


def _of(image: Inline) -> Picture:
    return Picture(f"reading/{image['c'][2][0]}", shown(image["c"][1]))


def _told(image: Inline, context: Context) -> tuple[Note, ...]:
    alt = told(image["c"][1])
    return (Note(f"{context.words['slides-shows']}: {alt}"),) if alt else ()


def _picture(picture: Picture, caption: str, notes: tuple[Note, ...], context: Context, label: str = "") -> Slide:
    layout = "tall" if picture.file in context.tall else "picture"
    box = LAYOUTS[layout].boxes[BODY]
    most = min(box.lines, MOST_LINES)
    parts = sentences(caption)
    title = headline(parts[0] if parts else context.lesson, layout)
    rest = " ".join(parts[1:] if parts and title == parts[0] else parts)

    def fits(text: str) -> bool:
        return line_count(text, box.width, box.size) <= most

    short = shortened(rest, fits)
    lines = (Line(short),) if short and fits(short) else ()
    kicker = f"{context.kicker} · {label}" if label else context.kicker
    return Slide(layout, title.removesuffix("."), lines, kicker, picture, notes=notes, size=box.size,
                 module=context.module)  # fmt: skip


def media_slide(block: Block, context: Context) -> Slide:
    """A media asset: a picture is shown; a recording has its poster, and how to play it."""
    asset = context.assets[pairs_of(block)["media"]]
    caption = " ".join(shown(b["c"]) for b in block["c"][1] if b["t"] in ("Plain", "Para"))
    picture = Picture(asset.picture.removeprefix("/"), asset.alt) if asset.picture else None
    notes = tuple(notes_of(block["c"][1]))
    if asset.kind == "picture" and picture is not None:
        seen = Note(f"{context.words['slides-shows']}: {asset.alt}")
        return _picture(picture, caption or asset.title, (*notes, seen), context)
    return _recording(asset, picture, caption, notes, context)


def aside_notes(blocks: Iterable[Block], context: Context) -> Iterator[Note]:
    """The notes of what only facilitators see: of a media asset its title, the way to it and what is said in it."""
    for block in blocks:
        yield from media_slide(block, context).notes if "media" in classes(block) else notes_of([block])


def _recording(asset: Asset, picture: Picture | None, caption: str, notes: tuple[Note, ...], context: Context) -> Slide:
    layout = "media" if picture else "text"
    box, words = LAYOUTS[layout].boxes[BODY], context.words
    kind = words["video"] if asset.kind == "video" else words["audio"]
    length = f"{kind} · {filled(words['minutes-short'], asset.length)}"
    way = _way(asset, context)
    texts = [length, *([brief(caption, box, box.size)] if caption else []), *([way[-1]] if way else [])]
    model = Slide(layout, headline(asset.title, layout), kicker=context.kicker, picture=picture, size=box.size,
                  module=context.module)  # fmt: skip
    lines = _first([Line(text, text if place == 0 else "") for place, text in enumerate(texts)], model)
    spoken = tuple(Note(part.text) for part in asset.transcript)
    script = (Note(words["transcript"], label=True), *spoken) if spoken else ()
    told_of = (Note(f"{asset.title} – {length}", label=True), *notes, *(Note(text) for text in way))
    seen = (Note(f"{words['slides-shows']}: {asset.alt}"),) if picture else ()
    return Slide(layout, model.title, lines, context.kicker, picture, notes=(*told_of, *seen, *script),
                 size=box.size, module=context.module)  # fmt: skip


def _first(lines: list[Line], model: Slide) -> tuple[Line, ...]:
    """As many of the lines as one slide holds."""
    return paged([Text((line,)) for line in lines], model)[0].lines[:MOST_LINES]


def _way(asset: Asset, context: Context) -> tuple[str, ...]:
    """How a recording is played: by its address, and in the kit's folder."""
    words = context.words
    if not asset.number:
        return ()
    folder = words["without-connection"] if asset.page else words["find-it"]
    ways = (filled(folder, words["recordings"], asset.number),)
    return (f"{words['slides-play']} {asset.page.address}", *ways) if asset.page else ways


def tall_pictures(images: Mapping[str, Image]) -> frozenset[str]:
    """The files that are larger beside their text."""
    return frozenset(name for name, image in images.items() if image.width < image.height * _TALL)
