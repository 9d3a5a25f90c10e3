"""What is said to the slides of a storyboard: its sentences, and the sound files that say them.

``narration.json`` beside the sound files says of each slide which text and which sound belong together,
and when each sentence begins and ends: a build never guesses, and never speaks itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

FOLDER = "narration"
FILE = "narration.json"
RECORDED = "recorded"
"""What stands under ``by`` where a person has spoken; else ``<speaker>:<voice>``."""
ENDINGS = (".opus", ".m4a", ".mp3", ".wav", ".flac", ".ogg")
"""Of sound files that a narration may have."""

_END = re.compile(r"[.!?…]+(?:\s?[»”’\"')\]])*\s+(?=[\"'«“‘(\[¿¡—–]*\s?[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATIONS = frozenset(
    "art arts cap dr dra fig ing lic mme mlle mr mrs ms núm prof sr sra srta st vs p pp ud uds vol".split()  # noqa: SIM905 - a list takes a page
)


class NarrationError(Exception):
    """Why ``narration.json`` cannot be used; ``problem`` is a message id of the ``authors`` catalogue."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Entry:
    """What ``narration.json`` says of one slide; times are seconds in the sound file."""

    file: str
    sound: str
    """SHA-256 of the file, in hex."""
    text: str
    """`digest` of what is said in it."""
    by: str
    sentences: tuple[tuple[float, float], ...]


def sentences(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The sentences of what is said to one slide, in their order.

    Args:
        paragraphs: what is said, without marks; a paragraph's end is a sentence's end.
    """
    return tuple(sentence for paragraph in paragraphs for sentence in _sentences(" ".join(paragraph.split())))


def _sentences(text: str) -> list[str]:
    found, start = [], 0
    for end in _END.finditer(text):
        before = text[start : end.start()].rsplit(" ", 1)[-1].lstrip("(«“\"'¿¡")
        abbreviated = end[0].startswith(". ") and (before.lower() in _ABBREVIATIONS or len(before) == 1)
        if not abbreviated or before.isdigit():
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def digest(paragraphs: Sequence[str]) -> str:
    """The SHA-256, in hex, of what is said to one slide, with numbers and names as they are heard."""
    return hashlib.sha256("\n".join(" ".join(p.split()) for p in paragraphs).encode()).hexdigest()


def read_narration(data: bytes) -> dict[str, Entry]:
    """The entries of a ``narration.json`` by the id of their slide.

    Raises:
        NarrationError: it is no JSON, a field is wrong, or times do not go forward.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - slow, and most builds know what it says

    from build_tools.media.narration_schema import NarrationFile  # noqa: PLC0415

    try:
        slides = NarrationFile.model_validate_json(data).slides
    except ValidationError as error:
        raise NarrationError("it is not as “kits media narrate” writes it") from error
    entries = {
        name: Entry(s.file, s.sound, s.text, s.by, tuple((start, end) for start, end in s.sentences))
        for name, s in slides.items()
    }
    for entry in entries.values():
        times = [time for pair in entry.sentences for time in pair]
        if times != sorted(times) or any(start == end for start, end in entry.sentences):
            raise NarrationError("the times of its sentences do not go forward")
    return entries


def written_narration(entries: Mapping[str, Entry]) -> bytes:
    """The entries as ``narration.json``: sorted, the same bytes for the same entries."""
    slides = {name: asdict(entry) for name, entry in sorted(entries.items())}
    text = json.dumps({"slides": slides}, ensure_ascii=False, indent=1, sort_keys=True)
    # A pair of times on one line: else a narration is a page of numbers.
    return (re.sub(r"\[\s+([\d.]+),\s+([\d.]+)\s+\]", r"[\1, \2]", text) + "\n").encode()
