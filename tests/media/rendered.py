"""The steps of a media asset, run on a clip as a build runs them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from build_tools.load import load
from build_tools.media import sound, step, video
from build_tools.model_media import Ladder
from tests.media.clips import clip
from tests.support.once import made_once
from tests.support.project import REPOSITORY

HIGHER = {"240p": 0, "480p": 240, "720p": 480}
"""The height of the rung below."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the steps made of a clip."""

    source: Path
    folder: Path
    asset: dict[str, Any]
    """``media.json``."""

    def file(self, name: str) -> Path:
        return self.folder / next(r["file"] for r in self.asset["renditions"] if r["name"] == name)

    @property
    def videos(self) -> list[Path]:
        return [self.folder / r["file"] for r in self.asset["renditions"] if r["kind"] == "video"]

    @property
    def sounds(self) -> list[Path]:
        return [self.folder / r["file"] for r in self.asset["renditions"] if r["kind"] == "audio"]


@lru_cache(maxsize=1)
def ladder() -> Ladder:
    found = load(REPOSITORY)[0].ladder
    assert found is not None
    return found


def limits() -> dict[str, float]:
    return {"minutes": ladder().minutes, "megapixels": ladder().megapixels}


def workspace(source: Path, folder: Path) -> Path:
    """A worker's workspace with a clip in it."""
    (folder / "parts").mkdir(parents=True)
    (folder / "sound").mkdir()
    shutil.copyfile(source, folder / "source")
    return folder


def heard(kind: str, folder: Path) -> None:
    """The step ``sound``."""
    known = ladder()
    asset = {"id": "corto", "kind": kind, "integrated": known.integrated, "peak": known.peak}
    sound.build({**asset, "sound": dict(known.sound), **limits()}, folder, folder / "sound")


def rung(name: str, footage: str, folder: Path, **changed: Any) -> dict[str, Any]:
    """The step of one rung; gives what it says of it."""
    known = ladder()
    of = next(r for r in known.rungs if r.name == name)
    quality = known.quality[footage]
    asset = {"id": "corto", "name": name, "height": of.height, "most": of.most[footage], "below": HIGHER[name],
             "footage": footage, "keyframes": known.keyframes, "ssim": quality.ssim, "crf": list(quality.crf)}  # fmt: skip
    video.build({**asset, **limits(), **changed}, folder, folder / "parts")
    facts: dict[str, Any] = json.loads((folder / "parts" / f"{name}.json").read_text(encoding="utf-8"))
    return facts


def gathered(kind: str, folder: Path, out: Path, **changed: Any) -> dict[str, Any]:
    """The last steps; gives ``media.json``."""
    for part in (folder / "sound").iterdir():
        shutil.copyfile(part, folder / "parts" / part.name)
    asset = {"id": "corto", "kind": kind, "language": "es", "title": {}, "alt": {}, "captions": {}, "descriptions": {},
             "poster": None, "synthetic_speech": False, "told": False, "rungs": list(HIGHER), "source": "source",
             "pictures": []}  # fmt: skip
    options = {**asset, **limits(), **changed}
    if kind != "picture":
        (folder / "texts").mkdir()
        step.build_texts(options, folder, folder / "texts")
    step.build(options, folder, out)
    found: dict[str, Any] = json.loads((out / "media.json").read_text(encoding="utf-8"))
    return found


def rendered(run: pytest.TempPathFactory, name: str, footage: str = "filmed") -> Rendered:
    """All renditions of a clip, made once for all workers."""
    source = clip(run, name)
    kind = "audio" if name == "voice" else "video"

    def make(folder: Path) -> None:
        inside = workspace(source, folder / "workspace")
        heard(kind, inside)
        if kind == "video":
            for higher in HIGHER:
                rung(higher, footage, inside)
        (folder / "out").mkdir()
        gathered(kind, inside, folder / "out")

    out = made_once(run, f"rendered-{name}", make) / "out"
    return Rendered(source, out, json.loads((out / "media.json").read_text(encoding="utf-8")))
