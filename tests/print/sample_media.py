"""The media assets of the sample reading, as the media step hands them to the guides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image


def _about(ident: str, kind: str, title: str, **more: Any) -> dict[str, Any]:
    parts = [
        {"start": n * 4.0, "end": n * 4 + 3.9, "text": f"Frase {n}\nde la narración de «{title}».", "kind": "speech"}
        for n in range(12)
    ]
    if kind == "video":
        parts[5] |= {"text": "Se ve un mapa con una ruta roja.", "kind": "description"}
    about = {
        "id": ident, "kind": kind, "language": "es", "title": {"es": title}, "alt": {"es": f"Imagen de «{title}»"},
        "synthetic_speech": True, "captions": [], "descriptions": [],
    }  # fmt: skip
    recorded = {"duration": 185.4, "transcript": {"es": parts}, "renditions": RENDITIONS} if kind != "picture" else {}
    return about | recorded | more


RENDITIONS = [
    {"name": "240p", "kind": "video", "file": "240p.mp4", "type": "video/mp4", "bytes": 2_140_000, "width": 426,
     "height": 240, "ssim": 0.98},
    {"name": "1080p", "kind": "video", "file": "1080p.mp4", "type": "video/mp4", "bytes": 9_000_000, "width": 1920,
     "height": 1080, "ssim": 0.98},
    {"name": "m4a", "kind": "audio", "file": "audio.m4a", "type": "audio/mp4", "bytes": 410_000},
]  # fmt: skip
"""What the media step made; the web folder of the sample has no 1080p."""
MEDIA = {
    "ruta": _about("ruta", "video", "La ruta", poster={"file": "poster.jpg", "bytes": 1, "width": 640, "height": 360}),
    "voz": _about("voz", "audio", "Una voz", synthetic_speech=False, renditions=RENDITIONS[2:]),
    "foto": _about("foto", "picture", "La foto", synthetic_speech=False, pictures=[
        {"file": f"pictures/{width}.{ending}", "type": f"image/{kind}", "width": width, "height": width // 2, "bytes": 1}
        for ending, kind in (("avif", "avif"), ("jpg", "jpeg")) for width in (200, 400)
    ]),
    "oculto": _about("oculto", "audio", "Solo para quien facilita", renditions=RENDITIONS[2:]),
}  # fmt: skip
"""``oculto`` stands in a facilitator's box only: it is not in the web folder."""
ADDRESS = "https://formacion.example/policia/es/muestra/web"
"""Where the sample's web folder is published."""


def write_media(folder: Path) -> None:
    """The folder ``media/`` of the sample's workspace, with the files that guides read."""
    for ident, about in MEDIA.items():
        (folder / ident / "pictures").mkdir(parents=True)
        (folder / ident / "media.json").write_text(json.dumps(about), "utf-8")
    Image.new("RGB", (640, 360), (30, 70, 120)).save(folder / "ruta" / "poster.jpg")
    Image.new("RGB", (400, 200), (120, 70, 30)).save(folder / "foto" / "pictures" / "400.jpg")
