"""What cannot be used stops with words, within its limits, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from build_tools.errors import JobError
from build_tools.tools import ffmpeg, guarded
from tests.media.clips import clip
from tests.media.rendered import heard, limits, rung, workspace
from tests.support.project import REPOSITORY

Run = pytest.TempPathFactory
_REFUSED = {
    "empty": "cannot be read", "script": "cannot be read", "playlist": "cannot be read",
    "hours": "lasts 180.0 minutes; at most", "cut": "could not make", "garbled": "could not make",
}  # fmt: skip
_ENDLESS = """
import sys
from pathlib import Path
from build_tools.tools import ffmpeg
source, target = map(Path, sys.argv[1:])
ffmpeg.make([ffmpeg.opened(source, stream_loop=-1)], target, total=9)
"""


@pytest.mark.parametrize("name", _REFUSED)
def test_a_source_that_is_not_what_it_says_is_refused(name: str, tmp_path_factory: Run, tmp_path: Path) -> None:
    inside = workspace(clip(tmp_path_factory, name), tmp_path / "w")
    with pytest.raises(JobError, match=_REFUSED[name]):
        heard("video", inside)
        rung("240p", "filmed", inside)
    assert not list((inside / "parts").iterdir())


def test_a_header_that_lies_about_the_length_is_noticed(tmp_path_factory: Run, tmp_path: Path) -> None:
    inside = workspace(clip(tmp_path_factory, "liar"), tmp_path / "w")
    heard("video", inside)
    with pytest.raises(JobError, match=r"says that it lasts 30\.0 s, but 2\.\d s can be played"):
        rung("240p", "filmed", inside)


def test_frames_of_too_many_pixels_are_refused(tmp_path_factory: Run, tmp_path: Path) -> None:
    inside = workspace(clip(tmp_path_factory, "filmed"), tmp_path / "w")
    with pytest.raises(JobError, match=r"frames of 0\.1 megapixels; at most 0\.05"):
        rung("240p", "filmed", inside, megapixels=0.05)


def test_a_video_without_picture_is_refused(tmp_path_factory: Run, tmp_path: Path) -> None:
    inside = workspace(clip(tmp_path_factory, "voice"), tmp_path / "w")
    with pytest.raises(JobError, match="has no picture"):
        rung("240p", "filmed", inside)


def test_a_sound_without_sound_is_refused(tmp_path_factory: Run, tmp_path: Path) -> None:
    inside = workspace(clip(tmp_path_factory, "mute"), tmp_path / "w")
    with pytest.raises(JobError, match="Nothing is heard"):
        heard("audio", inside)


def test_memory_is_limited(tmp_path_factory: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = clip(tmp_path_factory, "filmed"), tmp_path / "out.mp4"
    ffmpeg.run(source, target, t=0.2, vcodec="libx264", preset="ultrafast")
    target.unlink()
    monkeypatch.setattr(guarded, "MEMORY", 60_000_000)
    with pytest.raises(JobError, match="could not make"):
        ffmpeg.run(source, target, t=0.2, vcodec="libx264", preset="ultrafast")
    assert not list(tmp_path.iterdir())


def test_time_is_limited(tmp_path_factory: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "TIME_LIMIT", 1)
    with pytest.raises(JobError, match="> 1 s"):
        ffmpeg.run(clip(tmp_path_factory, "filmed"), tmp_path / "out.mp4", before={"stream_loop": -1})
    assert not list(tmp_path.iterdir())


def test_nothing_that_a_source_says_of_its_owner_reaches_a_message(tmp_path_factory: Run, tmp_path: Path) -> None:
    with pytest.raises(JobError) as raised:
        ffmpeg.run(clip(tmp_path_factory, "planted"), tmp_path / "out.mp4", af="nothing")
    assert "PLANTED" not in str(raised.value)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own signal to orphans is Linux's")
def test_a_killed_worker_leaves_no_encoder_behind(tmp_path_factory: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.mp4"
    command = [sys.executable, "-c", _ENDLESS, str(clip(tmp_path_factory, "filmed")), str(target)]
    worker = subprocess.Popen(command, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    encoder = _until(lambda: _child(worker.pid))
    _until(lambda: (tmp_path / "part-out.mp4").exists())
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    _until(lambda: not _alive(encoder))
    assert not target.exists()


def _child(pid: int) -> int:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return int(listed[0]) if listed else 0


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _until(ask: object) -> int:
    for _ in range(600):
        if answer := ask():  # type: ignore[operator]
            return int(answer)
        time.sleep(0.05)
    raise AssertionError


def test_limits_are_those_of_the_configuration() -> None:
    assert limits() == {"minutes": 60, "megapixels": 9}
