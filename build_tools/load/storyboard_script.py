"""What a storyboard holds, in the language that it is written in: slides, their texts, their narration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.model import Location


@dataclass(frozen=True, slots=True)
class Passage:
    """One text that is translated as a whole: its Markdown in one line, and where it stands (from 1)."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (``paragraph``), a list (``bullets``) or a numbered list (``steps``) of a slide."""

    kind: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a slide; ``path`` is relative to the asset's folder."""

    path: str
    alternative: Passage


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: what is seen, what is said, or how long it stays without a word."""

    id: str
    title: Passage
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    narration: tuple[Passage, ...]
    pause: float | None
    """Seconds."""

    @property
    def line(self) -> int:
        """Where its heading stands."""
        return self.title.line

    @property
    def seen(self) -> Iterator[Passage]:
        """The texts that are drawn."""
        yield self.title
        for block in self.blocks:
            yield from block.passages

    @property
    def passages(self) -> Iterator[Passage]:
        """All texts that are translated, in the order in which they are met."""
        yield from self.seen
        yield from (picture.alternative for picture in self.pictures)
        yield from self.narration


@dataclass(frozen=True, slots=True)
class Script:
    """A whole storyboard; ``path`` is its file, relative to the project's root, and ``text`` what it holds."""

    path: str
    text: str
    slides: tuple[Slide, ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """All texts that are translated."""
        return (passage for slide in self.slides for passage in slide.passages)


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said to one slide in one language; ``digest`` is the SHA-256 that its narration must name."""

    slide: str
    sentences: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Version:
    """A storyboard's texts in one language: by what stands in the storyboard, and where they stand."""

    texts: Mapping[str, str]
    places: Mapping[str, Location]
    missing: tuple[Passage, ...]
    """What is not translated."""
    speeches: tuple[Speech, ...]
    """In the order of the slides; what is not translated is said as it stands in the storyboard."""
