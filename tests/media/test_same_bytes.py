"""The same source gives the same bytes, alone or beside others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_tools import pulse
from tests.media.clips import clip
from tests.media.rendered import heard, rendered, rung, workspace
from tests.support.files import tree

Run = pytest.TempPathFactory


def _again(source: Path, folder: Path) -> dict[str, str]:
    inside = workspace(source, folder)
    heard("video", inside)
    rung("240p", "filmed", inside)
    return {**tree(inside / "sound"), **tree(inside / "parts")}


def test_the_same_bytes_alone_and_beside_others(tmp_path_factory: Run, tmp_path: Path) -> None:
    source = clip(tmp_path_factory, "filmed")
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda name: _again(source, tmp_path / name), ("one", "two")))
    assert made[0] == made[1]
    before = tree(rendered(tmp_path_factory, "filmed").folder)
    for name in ("240p.mp4", "audio.m4a", "audio.opus"):
        assert made[0][name] == before[name]


def test_it_says_how_far_it_is(tmp_path_factory: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[float, float]] = []
    monkeypatch.setattr(pulse, "say", lambda done, total: said.append((done, total)))
    inside = workspace(clip(tmp_path_factory, "mono"), tmp_path / "w")
    heard("video", inside)
    rung("240p", "filmed", inside)
    assert {total for _, total in said} == {2.0}
    assert max(done for done, _ in said) == pytest.approx(2, abs=0.1)
