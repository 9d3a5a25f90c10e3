"""What is said in a media asset, and what is only seen, as timed text and as a transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.media.captions import Cue, read_captions, write_captions

_KINDS = {"captions": "speech", "descriptions": "description"}


@dataclass(frozen=True, slots=True)
class Texts:
    """As ``media.json`` has them."""

    captions: list[dict[str, str]]
    """``language`` and ``file`` of each track."""
    descriptions: list[dict[str, str]]
    transcript: dict[str, list[dict[str, Any]]]
    """By language, in the order of time: ``start`` and ``end`` in seconds, ``text``, ``kind``."""


def recorded(captions: Mapping[str, str], descriptions: Mapping[str, str], workspace: Path, out: Path) -> Texts:
    """The texts of a recording: its caption tracks, and the descriptions of what is only seen.

    Args:
        captions: the tracks' files in the workspace, by language.
        descriptions: the same of what is only seen.
        workspace: holds them.
        out: gets ``captions/<language>.vtt`` and ``descriptions/<language>.vtt``.
    """
    entries: dict[str, list[dict[str, Any]]] = {}
    files_of = {}
    for folder, files in (("captions", captions), ("descriptions", descriptions)):
        tracks = {language: read_captions((workspace / file).read_bytes()) for language, file in sorted(files.items())}
        files_of[folder] = [written(cues, folder, language, out) for language, cues in tracks.items()]
        for language, cues in tracks.items():
            entries.setdefault(language, []).extend(_entry(cue, _KINDS[folder]) for cue in cues)
    return Texts(files_of["captions"], files_of["descriptions"], _in_order(entries))


def written(cues: Sequence[Cue], folder: str, language: str, out: Path) -> dict[str, str]:
    """Writes one track as WebVTT, and says what ``media.json`` says of it.

    Args:
        cues: in their order.
        folder: ``captions`` or ``descriptions``.
        language: of the track.
        out: gets ``<folder>/<language>.vtt``.
    """
    target = out / folder / f"{language}.vtt"
    target.parent.mkdir(exist_ok=True)
    target.write_text(write_captions(list(cues)), encoding="utf-8", newline="\n")
    return {"language": language, "file": f"{folder}/{language}.vtt"}


def _entry(cue: Cue, kind: str) -> dict[str, Any]:
    return {"start": cue.start, "end": cue.end, "text": cue.text, "kind": kind}


def _in_order(entries: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """By time; what is seen comes before what is said over it."""
    return {
        language: sorted(of_language, key=lambda entry: (entry["start"], entry["kind"]))
        for language, of_language in sorted(entries.items())
    }
