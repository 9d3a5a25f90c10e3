"""espeak-ng, where the machine has it: clear and quick, for drafts."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from build_tools.errors import JobError, ToolMissingError, UsageError
from build_tools.tools.speech import Sound, read_wav

VOICES = {"es": "es-419", "en": "en-us", "fr": "fr-fr"}
"""The voice of each language, as ``espeak-ng --voices`` lists them."""
_WORDS_PER_MINUTE = 150
_TIME_LIMIT = 120


def program() -> str:
    """The path of espeak-ng.

    Raises:
        ToolMissingError: the machine has none.
    """
    found = shutil.which("espeak-ng")
    if found is None:
        remedy = "Debian and Ubuntu: apt-get install espeak-ng. macOS: brew install espeak-ng."
        raise ToolMissingError("espeak-ng is not installed", remedy)
    return found


def version() -> str:
    """The version of espeak-ng, such as ``1.51``.

    Raises:
        ToolMissingError: it is missing or does not start.
    """
    try:
        done = subprocess.run([program(), "--version"], capture_output=True, text=True, check=True, timeout=30)
        return done.stdout.split(":")[1].split()[0]
    except (OSError, subprocess.SubprocessError, IndexError) as error:
        raise ToolMissingError("espeak-ng does not start", "Install espeak-ng again.") from error


def _known() -> set[str]:
    """Voices by language, name and file."""
    listed = subprocess.run([program(), "--voices"], capture_output=True, text=True, check=False, timeout=30).stdout
    return {word for line in listed.splitlines()[1:] for word in line.split()[1:5]}


class Espeak:
    """The speaker; ``voice`` takes the place of the language's own.

    Raises:
        ToolMissingError: the machine has no espeak-ng.
        UsageError: it has no such voice.
    """

    name = "espeak-ng"

    def __init__(self, voice: str | None = None) -> None:
        # espeak-ng itself would read Spanish with an English voice and not say so.
        if voice is not None and voice.partition("+")[0] not in _known():
            raise UsageError("espeak-ng has no voice “{voice}”", "“espeak-ng --voices” lists them.", voice=voice)
        self._voice = voice
        self.id = f"espeak-ng {version()} {_WORDS_PER_MINUTE}"

    def voice(self, language: str) -> str:
        """The voice for a language.

        Raises:
            UsageError: it has none that was tried.
        """
        voice = self._voice or VOICES.get(language)
        if voice is None:
            raise UsageError("espeak-ng has no voice for “{language}” here", "Name one with --voice.",
                             language=language)  # fmt: skip
        return voice

    def speak(self, text: str, language: str, pace: float = 1.0) -> Sound:
        """Says a text; ``pace`` 0.8 is a fifth slower than usual.

        Raises:
            UsageError: it has no voice for the language.
            JobError: it fails.
        """
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "said.wav"
            # The text goes in by standard input: one that starts with a hyphen is no option.
            command = [program(), "-b", "1", "-v", self.voice(language), "-w", str(file), "--stdin",
                       "-s", str(round(_WORDS_PER_MINUTE * pace))]  # fmt: skip
            try:
                done = subprocess.run(command, input=text.encode(), capture_output=True, check=False,
                                      timeout=_TIME_LIMIT)  # fmt: skip
            except subprocess.TimeoutExpired as error:
                raise JobError("espeak-ng took too long", "Shorten the sentence.") from error
            if done.returncode or not file.is_file():
                problem = done.stderr.decode(errors="replace").strip()[-300:]
                raise JobError("espeak-ng could not speak: {problem}", "Try it alone: espeak-ng hola",
                               problem=problem)  # fmt: skip
            return read_wav(file)
