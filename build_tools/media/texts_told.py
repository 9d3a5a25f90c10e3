"""The texts of a storyboard: caption track, descriptions and transcript, from what is said and seen on its slides."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from build_tools.i18n import translator
from build_tools.media.captions import Cue
from build_tools.media.cues import cues
from build_tools.media.texts import Texts, written


def told(timeline: Path, out: Path) -> Texts:
    """The texts of a storyboard.

    Args:
        timeline: ``timeline.json``, as the step ``master`` writes it.
        out: gets ``captions/<language>.vtt`` and, where slides are drawn, ``descriptions/<language>.vtt``.
    """
    times = json.loads(timeline.read_text(encoding="utf-8"))
    language = times["language"]
    captions, descriptions = captions_told(times), descriptions_told(times)
    return Texts(
        [written(captions, "captions", language, out)] if captions else [],
        [written(descriptions, "descriptions", language, out)] if descriptions else [],
        {language: transcript_told(times)},
    )


def captions_told(times: dict[str, Any]) -> list[Cue]:
    """The caption cues of a storyboard.

    Args:
        times: what `timeline.timeline` gives.
    """
    return cues([sentence for slide in times["slides"] for sentence in slide["sentences"]], times["duration"])


def descriptions_told(times: dict[str, Any]) -> list[Cue]:
    """What is seen on each slide and not said, as cues that last as long as the slide (WebVTT, 3.2 ``descriptions``).

    Args:
        times: what `timeline.timeline` gives, with ``language`` and ``drawn`` (whether anything is seen).
    """
    if not times["drawn"]:
        return []
    say = translator(times["language"], "content")
    texts = [(slide, _seen(slide, say("Picture: {text}"))) for slide in times["slides"]]
    return [Cue(slide["start"], slide["end"], text) for slide, text in texts if text]


def transcript_told(times: dict[str, Any]) -> list[dict[str, Any]]:
    """What is seen and said, in order: entries with ``start``, ``end``, ``text`` and ``kind``.

    Args:
        times: what `timeline.timeline` gives, with ``language`` and ``drawn`` (whether anything is seen).
    """
    seen = [{"start": c.start, "end": c.end, "text": c.text, "kind": "description"} for c in descriptions_told(times)]
    said = [{**sentence, "kind": "speech"} for slide in times["slides"] for sentence in slide["sentences"]]
    return sorted([*seen, *said], key=lambda entry: (entry["start"], entry["kind"]))


def _seen(slide: dict[str, Any], picture: str) -> str:
    """The title, the texts and the picture of a slide, without what is said to it word by word."""
    said = _letters(" ".join(sentence["text"] for sentence in slide["sentences"]))
    texts = [slide["title"], *(_text(item) for block in slide["blocks"] for item in block["items"])]
    kept = [_closed(text) for text in texts if f" {_letters(text)} " not in f" {said} "]
    if slide["alt"]:
        kept.append(_closed(picture.replace("{text}", slide["alt"])))
    return " ".join(kept)


def _text(runs: Sequence[dict[str, Any]]) -> str:
    return "".join(run["text"] for run in runs)


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _closed(text: str) -> str:
    return text if text[-1:] in ".!?…:»”" else f"{text}."
