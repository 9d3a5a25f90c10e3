"""Narration as it lies in a folder: Opus, equally loud on every slide, the same bytes for the same speech."""

from __future__ import annotations

import math
import tempfile
from operator import mul
from pathlib import Path
from typing import Any

from build_tools.media.align import loud_samples
from build_tools.tools import ffmpeg
from build_tools.tools.speech import Sound, read_wav, wav

LOUDNESS = -18.0
"""LUFS, about; a rendition's own loudness is set when it is made."""
_WEIGHTING = -0.5
"""LUFS of speech less its plain level in dB: what the weighting of ITU-R BS.1770 takes from a voice (measured)."""
_PEAK = 0.79
"""Of full scale, -2 dB: a coder may add to it."""
_FULL = 32_768
_LIMIT = f"alimiter=limit={_PEAK}:attack=1:release=40:level=disabled:latency=1"


def opus(sound: Sound) -> bytes:
    """Speech as an Opus file: 48 kHz, mono, about 40 kbit/s, nothing but sound in it.

    Raises:
        JobError: ffmpeg fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "said.wav", Path(folder) / "said.opus"
        source.write_bytes(wav(sound))
        louder = f"volume={LOUDNESS - _WEIGHTING - _level(sound):.2f}dB:precision=double"
        codec: dict[str, Any] = {"c:a": "libopus", "b:a": "40k"}
        ffmpeg.run(source, target, af=f"{louder},{_LIMIT}", ar=48_000, ac=1, threads=1, **codec)
        return target.read_bytes()


def decoded(file: Path, rate: int = 24_000) -> Sound:
    """A recording of any format as plain sound, mono, of ``rate`` samples a second.

    Raises:
        JobError: it cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "said.wav"
        codec: dict[str, Any] = {"c:a": "pcm_s16le"}
        ffmpeg.run(file, target, vn=None, ac=1, ar=rate, **codec)
        return read_wav(target)


def _level(sound: Sound) -> float:
    """How loud the speech in a sound is, in dB below full scale; pauses don't count."""
    samples = loud_samples(sound)
    power = sum(map(mul, samples, samples)) / max(len(samples), 1) / _FULL**2
    return 10 * math.log10(power or 1)
