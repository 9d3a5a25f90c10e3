"""What phones and platforms can play: facts of every rendition of every kind of recording."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.media.clips import SOUND
from tests.media.facts import duration, fault, frame_times, likeness, loud, probed, rate, silence_before, stream
from tests.media.rendered import Rendered, ladder, rendered

Run = pytest.TempPathFactory
_SIZES = {
    "filmed": {"240p": (426, 240), "480p": (480, 270)},
    "portrait": {"240p": (240, 426), "480p": (270, 480)},
    "rotated": {"240p": (180, 320)},
    "anamorphic": {"240p": (320, 180)},
}
_RATES = {"filmed": 25, "uneven": 20.5, "fast": 30, "ten-bit": 25}


def _all(run: Run, name: str) -> Rendered:
    return rendered(run, name)


@pytest.mark.parametrize("name", SOUND)
def test_every_video_can_be_played_everywhere(name: str, tmp_path_factory: Run) -> None:
    made = _all(tmp_path_factory, name)
    assert made.videos
    for file in made.videos:
        seen = stream(file, "video")
        assert (seen["codec_name"], seen["pix_fmt"], seen["sample_aspect_ratio"]) == ("h264", "yuv420p", "1:1")
        assert seen["width"] % 2 == seen["height"] % 2 == 0
        assert "side_data_list" not in seen
        assert file.read_bytes().index(b"moov") < file.read_bytes().index(b"mdat")
        times = frame_times(file)
        assert times[0] == 0
        keys = [*frame_times(file, key=True), times[-1]]
        assert all(b - a <= ladder().keyframes + 0.001 for a, b in zip(keys, keys[1:], strict=False))
        assert rate(file) <= 30
        steps = {round(b - a, 3) for a, b in zip(times, times[1:], strict=False)}
        assert max(steps, default=0) - min(steps, default=0) <= 0.002
        assert duration(file) == pytest.approx(duration(made.source), abs=0.2)
        assert not fault(file)


@pytest.mark.parametrize("name", _SIZES)
def test_heights_are_those_of_the_shorter_side_and_never_larger(name: str, tmp_path_factory: Run) -> None:
    made = _all(tmp_path_factory, name)
    found = {r["name"]: (r["width"], r["height"]) for r in made.asset["renditions"] if r["kind"] == "video"}
    assert found == _SIZES[name]
    for file in made.videos:
        seen = stream(file, "video")
        assert (seen["width"], seen["height"]) == found[file.stem]


@pytest.mark.parametrize("name", _RATES)
def test_frames_come_evenly_and_no_faster_than_before(name: str, tmp_path_factory: Run) -> None:
    for file in _all(tmp_path_factory, name).videos:
        assert rate(file) == pytest.approx(_RATES[name], abs=0.5)


@pytest.mark.parametrize("name", [n for n in SOUND if n != "mute"])
def test_sound_is_one_channel_and_the_video_carries_the_same(name: str, tmp_path_factory: Run) -> None:
    made = _all(tmp_path_factory, name)
    assert [(r["name"], r["type"]) for r in made.asset["renditions"] if r["kind"] == "audio"] == [
        ("m4a", "audio/mp4"), ("opus", "audio/ogg; codecs=opus"),
    ]  # fmt: skip
    for file, codec in zip(made.sounds, ("aac", "opus"), strict=True):
        heard = stream(file, "audio")
        assert (heard["codec_name"], heard["channels"], heard["sample_rate"]) == (codec, 1, "48000")
        assert not fault(file)
    alone = [p["size"] for p in probed(made.file("m4a"), "-show_packets")["packets"]]
    for file in made.videos:
        assert [p["size"] for p in probed(file, "-select_streams", "a", "-show_packets")["packets"]] == alone


def test_a_video_without_sound_has_no_sound_renditions(tmp_path_factory: Run) -> None:
    made = _all(tmp_path_factory, "mute")
    assert not made.sounds
    assert [s["codec_type"] for s in probed(made.videos[0])["streams"]] == ["video"]


@pytest.mark.parametrize("name", ["filmed", "mono", "surround", "late", "slides", "voice"])
def test_everything_is_equally_loud(name: str, tmp_path_factory: Run) -> None:
    made = rendered(tmp_path_factory, name, "slides" if name == "slides" else "filmed")
    assert len(made.sounds) == 2
    for file in [*made.sounds, *made.videos]:
        measured = loud(file)
        assert measured.integrated == pytest.approx(-16, abs=1)
        assert measured.peak < -1


def test_silence_stays_silence(tmp_path_factory: Run) -> None:
    for file in _all(tmp_path_factory, "silent").sounds:
        assert loud(file).integrated < -60


def test_sound_that_begins_late_begins_late(tmp_path_factory: Run) -> None:
    file = _all(tmp_path_factory, "late").videos[0]
    assert float(stream(file, "audio")["start_time"]) == pytest.approx(0, abs=0.03)
    assert silence_before(file) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(("name", "footage"), [("filmed", "filmed"), ("slides", "slides")])
def test_nothing_is_worse_than_the_floor_nor_larger_than_the_limit(
    name: str, footage: str, tmp_path_factory: Run
) -> None:
    made = rendered(tmp_path_factory, name, footage)
    for rung in ladder().rungs:
        entry = next((r for r in made.asset["renditions"] if r["name"] == rung.name), None)
        if entry is None:
            continue
        file = made.folder / entry["file"]
        measured = likeness(file, made.source)
        assert measured >= ladder().quality[footage].ssim
        # x264 is a little stricter than ffmpeg's filter where nearly nothing is drawn, as on slides.
        assert entry["ssim"] - 0.001 <= measured <= entry["ssim"] + 0.01
        assert entry["floor_met"]
        assert entry["bytes"] == file.stat().st_size
        assert file.stat().st_size * 8 / 1000 / duration(file) <= rung.most[footage]


def test_the_limit_counts_more_than_the_floor(tmp_path_factory: Run) -> None:
    made = _all(tmp_path_factory, "restless")
    entry = next(r for r in made.asset["renditions"] if r["name"] == "240p")
    assert not entry["floor_met"]
    assert made.file("240p").stat().st_size * 8 / 1000 / duration(made.file("240p")) <= 250


def test_the_poster_is_small_and_upright(tmp_path_factory: Run) -> None:
    made = _all(tmp_path_factory, "rotated")
    with Image.open(made.folder / "poster.jpg") as image:
        assert image.size == (180, 320)
        assert {"width": 180, "height": 320}.items() <= made.asset["poster"].items()
    assert (made.folder / "poster.jpg").stat().st_size == made.asset["poster"]["bytes"] < 60_000
