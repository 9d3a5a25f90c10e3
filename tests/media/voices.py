"""Voices for tests: sentences are tones, so that what is heard when can be measured."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

from build_tools.load.storyboard_script import Speech
from build_tools.media.narration import digest, sentences
from build_tools.tools.speech import Sound

RATE = 8000


def tone(seconds: float, loud: int = 8000) -> array[int]:
    return array("h", (round(loud * math.sin(i * 0.6)) for i in range(round(seconds * RATE))))


def silence(seconds: float) -> array[int]:
    return array("h", [0]) * round(seconds * RATE)


def said(parts: Sequence[tuple[float, float]]) -> Sound:
    """Tones with silence after each: pairs of seconds."""
    samples = array("h")
    for sounding, silent in parts:
        samples += tone(sounding) + silence(silent)
    return Sound(samples, RATE)


def speech(slide: str, *paragraphs: str) -> Speech:
    return Speech(slide, sentences(paragraphs), digest(paragraphs))


class Voice:
    """Says a sentence as a tone of 1 s for 10 characters, and remembers what it was asked."""

    name = "test"
    id = "test 1"

    def __init__(self, characters_a_second: float = 10) -> None:
        self.asked: list[tuple[str, float]] = []
        self._speed = characters_a_second

    def voice(self, language: str) -> str:
        return f"voice-{language}"

    def speak(self, text: str, language: str, pace: float = 1.0) -> Sound:  # noqa: ARG002 - as the protocol has it
        self.asked.append((text, pace))
        return Sound(silence(0.3) + tone(len(text) / self._speed / pace) + silence(0.5), RATE)
