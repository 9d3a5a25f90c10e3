"""What a page shows of a media asset: the renditions that its folder has, tracks, poster and transcript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.formats.base import read_json
from build_tools.i18n import Translator
from build_tools.media.short_id import short_id
from build_tools.model import localized

SIZES = {1: ("Video",), 2: ("Small video", "Large video"), 3: ("Small video", "Medium video", "Large video")}
"""What videos are called, from the smallest, by how many there are."""
_HOURS = re.compile(r"\b00:(?=\d\d:\d\d\.)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A rendition to choose."""

    name: str
    """As in ``conf/media.yml``; all sound has one: ``audio``."""
    label: str
    href: str
    type: str
    bytes: int
    smaller: Choice | None = None
    """The same in a format that not every browser plays."""


@dataclass(frozen=True, slots=True)
class Track:
    """A text track of the player (HTML, 4.8.11.11)."""

    kind: str
    language: str
    src: str
    default: bool


@dataclass(frozen=True)
class Player:
    """One media asset as an edition's pages show it.

    Attributes:
        folder: ``media/<id>`` of the workspace; what is not in it does not travel in this format.
        language: the page's.
        inline: whether text tracks lie in the page: browsers refuse to load them for one opened from a disk.
    """

    folder: Path
    language: str
    inline: bool

    @cached_property
    def media(self) -> Mapping[str, Any]:
        """``media.json``.

        Raises:
            JobError: there is no such media asset.
        """
        if not (self.folder / "media.json").is_file():
            name = self.folder.name
            message = f"Media asset {name} is used in a module but was not made."
            raise JobError(message, f"Check that media/{name}/media.yml exists and is for this audience.")
        media: Mapping[str, Any] = read_json(self.folder / "media.json")
        return media

    @property
    def base(self) -> str:
        """The folder's address, as pages write it."""
        return f"media/{self.folder.name}/"

    @property
    def text_file(self) -> str:
        """The script that puts the transcript into pages: one opened from a disk may load nothing else."""
        return f"{self.base}text.js"

    @property
    def page(self) -> str:
        """Its own page in the web folder."""
        return f"media-{self.folder.name}.html"

    @property
    def title(self) -> str:
        """The asset's title."""
        return localized(self.media["title"], self.language)

    @property
    def alt(self) -> str:
        """What stands for a picture that cannot be seen."""
        return localized(self.media["alt"], self.language)

    @property
    def short_id(self) -> str:
        """How paper names it."""
        return short_id(self.media["id"])

    def choices(self, translate: Translator) -> list[Choice]:
        """The renditions that travel in this format: videos from the smallest, then sound."""
        there = [one for one in self.media["renditions"] if (self.folder / one["file"]).is_file()]
        videos = [one for one in there if one["kind"] == "video"]
        words = [translate(word) for word in SIZES.get(len(videos), ())]
        words = words or [f"{translate('Video')} {one['name']}" for one in videos]
        found = [self._choice(one, one["name"], label) for one, label in zip(videos, words, strict=True)]
        label = translate("Audio only") if videos else translate("Audio")
        # M4A plays everywhere; what is smaller may not.
        sounds = sorted((one for one in there if one["kind"] == "audio"), key=lambda one: one["type"] != "audio/mp4")
        return [*found, self._sound(sounds, label)] if sounds else found

    def _sound(self, sounds: list[Mapping[str, Any]], label: str) -> Choice:
        first, *others = [self._choice(one, "audio", label) for one in sounds]
        smaller = min((one for one in others if one.bytes < first.bytes), key=lambda one: one.bytes, default=None)
        return replace(first, smaller=smaller)

    def _choice(self, one: Mapping[str, Any], name: str, label: str) -> Choice:
        return Choice(name, label, self.base + one["file"], one["type"], one["bytes"])

    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the picture that stands there first."""
        first = self.media.get("poster") or self.media["renditions"][0]
        return first["width"], first["height"]

    def tracks(self) -> list[Track]:
        """Captions in the language that is spoken, subtitles in others, and what is only seen; the page's goes on."""
        media = self.media
        shown = self._preferred(track["language"] for track in media["captions"])
        told = self._preferred(track["language"] for track in media["descriptions"])
        kinds = {media["language"]: "captions"}
        return [
            *(self._track(one, kinds.get(one["language"], "subtitles"), shown) for one in media["captions"]),
            # What is seen is told in the language that is read here.
            *(self._track(one, "descriptions", "") for one in media["descriptions"] if one["language"] == told),
        ]

    def _track(self, one: Mapping[str, str], kind: str, shown: str) -> Track:
        return Track(kind, one["language"], self._source(one["file"]), one["language"] == shown)

    def _preferred(self, languages: Iterable[str]) -> str:
        """The page's, else the one that is spoken, else any: another language is better than none."""
        known = list(languages)
        return next((name for name in (self.language, self.media["language"], *known) if name in known), "")

    def _source(self, file: str) -> str:
        if not self.inline:
            return self.base + file
        return data_url((self.folder / file).read_text(encoding="utf-8"))

    @property
    def transcript(self) -> tuple[str, list[Mapping[str, Any]]]:
        """The language of the transcript, and its lines."""
        texts = self.media["transcript"]
        language = self._preferred(texts)
        return language, texts.get(language, [])

    def pictures(self, type_: str) -> list[Mapping[str, Any]]:
        """A picture's files of one type, from the smallest."""
        return [one for one in self.media.get("pictures", ()) if one["type"] == type_]


def text_script(file: str, html: str) -> str:
    """A script that fills the places of a transcript.

    Args:
        file: its own name, as `Player.text_file`; places carry it as ``data-text``.
        html: the transcript.
    """
    places = f"document.querySelectorAll('[data-text=\"{file}\"]')"
    return f"{places}.forEach(place => {{ place.innerHTML = {json.dumps(html, ensure_ascii=False)}; }});\n"


def data_url(track: str) -> str:
    """A WebVTT file as an address (RFC 2397), short, and still text: an archive halves it."""
    short = _HOURS.sub("", track.strip())
    return "data:text/vtt," + short.replace("%", "%25").replace("#", "%23").replace("\n", "%0A")
