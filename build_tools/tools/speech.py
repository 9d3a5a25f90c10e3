"""Speech synthesis behind one interface: text in, mono samples out. Backends: `espeak`, `kokoro`."""

from __future__ import annotations

import io
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from build_tools.errors import JobError

_BYTES = 2
"""Of a sample."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono sound: 16-bit samples (``array("h")``) and how many of them make a second."""

    samples: array[int]
    rate: int

    @property
    def seconds(self) -> float:
        """The length."""
        return len(self.samples) / self.rate


class Speaker(Protocol):
    """Something that speaks."""

    @property
    def name(self) -> str:
        """The backend, such as ``kokoro``."""

    @property
    def id(self) -> str:
        """The backend with its version and settings: another one may say the same text differently."""

    def voice(self, language: str) -> str:
        """The voice for a language, as the backend names it.

        Raises:
            UsageError: it speaks no such language.
        """

    def speak(self, text: str, language: str, pace: float = 1.0) -> Sound:
        """Says a text.

        Args:
            text: one sentence.
            language: a code.
            pace: 0.8 is a fifth slower than usual.

        Raises:
            UsageError: it speaks no such language.
            KitsError: it fails.
        """


def wav(sound: Sound) -> bytes:
    """A sound as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(_BYTES)
        writer.setframerate(sound.rate)
        writer.writeframes(sound.samples.tobytes())
    return out.getvalue()


def read_wav(file: Path) -> Sound:
    """A mono 16-bit WAV file as a sound.

    Raises:
        JobError: it is something else.
    """
    remedy = "Export the recording again as WAV: mono, 16 bits."
    try:
        with wave.open(str(file), "rb") as reader:
            fits = (reader.getnchannels(), reader.getsampwidth()) == (1, _BYTES)
            samples = array("h", reader.readframes(reader.getnframes()) if fits else b"")
            rate = reader.getframerate()
    except (wave.Error, EOFError, OSError) as error:
        raise JobError("{name} cannot be read as sound: {problem}", remedy, name=file.name, problem=error) from error
    if not fits:
        raise JobError("{name} is not mono sound of 16 bits", remedy, name=file.name)
    return Sound(samples, rate)
