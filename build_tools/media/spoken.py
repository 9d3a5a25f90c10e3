"""What was spoken is kept: an interrupted narration goes on where it was, and a changed sentence is said alone."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from build_tools.errors import JobError
from build_tools.tools.speech import Sound, Speaker, read_wav, wav


class Remembering:
    """A speaker that asks another one only for what it has not said before.

    Args:
        speaker: the one that is asked.
        folder: keeps a WAV file for each text; may be deleted at any time.
    """

    def __init__(self, speaker: Speaker, folder: Path) -> None:
        self._speaker = speaker
        self._folder = folder

    @property
    def name(self) -> str:
        """That of the one that is asked."""
        return self._speaker.name

    @property
    def id(self) -> str:
        """That of the one that is asked."""
        return self._speaker.id

    def voice(self, language: str) -> str:
        """The voice of the one that is asked.

        Raises:
            UsageError: it speaks no such language.
        """
        return self._speaker.voice(language)

    def speak(self, text: str, language: str, pace: float = 1.0) -> Sound:
        """Says a text, or has it said; ``pace`` 0.8 is a fifth slower than usual.

        Raises:
            KitsError: the one that is asked fails.
        """
        asked = (self.id, self.voice(language), language, text, *([] if pace == 1 else [str(pace)]))
        request = "\n".join(asked)
        file = self._folder / f"{hashlib.sha256(request.encode()).hexdigest()}.wav"
        if file.is_file():
            try:
                return read_wav(file)
            except JobError:  # damaged: it is said anew
                file.unlink()
        sound = self._speaker.speak(text, language, pace)
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(f".{os.getpid()}.part")
        beside.write_bytes(wav(sound))
        beside.replace(file)
        return sound
