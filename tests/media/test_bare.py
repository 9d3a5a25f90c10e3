"""What a recording tells of who made it stays behind: proved by readers that know nothing of us."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from build_tools.media.picture_sizes import sizes
from tests.bad_input.media_rows import jpeg_with_place
from tests.media.clips import PLANTED, clip
from tests.media.facts import TAGS, probed
from tests.media.rendered import rendered

Run = pytest.TempPathFactory
_PROGRAMS = (b"lavf", b"lavc", b"x264", b"libopus", b"ffmpeg", b"libavif")


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and p.suffix != ".json"]


def test_the_planted_words_are_in_the_source(tmp_path_factory: Run) -> None:
    data = clip(tmp_path_factory, "planted").read_bytes()
    assert all(word.encode() in data for word in PLANTED[:-1])
    facts = probed(clip(tmp_path_factory, "planted"))
    assert facts["format"]["tags"]["creation_time"].startswith(PLANTED[-1])
    assert facts["chapters"]
    assert len(facts["streams"]) > 3


def test_no_planted_word_and_no_program_is_in_any_file(tmp_path_factory: Run) -> None:
    files = _files(rendered(tmp_path_factory, "planted").folder)
    assert {p.name for p in files} == {"240p.mp4", "audio.m4a", "audio.opus", "poster.jpg"}
    for file in files:
        data = file.read_bytes()
        assert not [word for word in PLANTED if word.encode() in data]
        assert not [word for word in _PROGRAMS if word in data.lower()]


def test_containers_hold_one_picture_one_sound_and_nothing_else(tmp_path_factory: Run) -> None:
    made = rendered(tmp_path_factory, "planted")
    for file in [*made.videos, *made.sounds]:
        facts = probed(file)
        kinds = [s["codec_type"] for s in facts["streams"]]
        assert kinds == (["video", "audio"] if file in made.videos else ["audio"])
        assert not facts["chapters"]
        assert not any(s["disposition"]["attached_pic"] for s in facts["streams"])
        for tags in [facts["format"].get("tags", {}), *(s.get("tags", {}) for s in facts["streams"])]:
            assert all(value in TAGS[name] for name, value in tags.items())


def test_dates_are_none(tmp_path_factory: Run) -> None:
    """Movie, track and media headers begin with version, flags, and two times (ISO/IEC 14496-12, 8.2.2)."""
    made = rendered(tmp_path_factory, "planted")
    for file in [*made.videos, made.file("m4a")]:
        data = file.read_bytes()
        for box in (b"mvhd", b"tkhd", b"mdhd"):
            at = data.index(box) + len(box)
            assert data[at : at + 12] == bytes((0, 0, 0, data[at + 3])) + bytes(8)


def test_posters_and_pictures_hold_pixels_only(tmp_path_factory: Run, tmp_path: Path) -> None:
    sizes("foto.jpg", jpeg_with_place(), [32, 480], tmp_path)
    pictures = _files(tmp_path)
    assert len(pictures) == 6
    for file in [*pictures, rendered(tmp_path_factory, "planted").folder / "poster.jpg"]:
        data = file.read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info)
        assert b"Canon" not in data
        assert not [word for word in _PROGRAMS if word in data.lower()]
