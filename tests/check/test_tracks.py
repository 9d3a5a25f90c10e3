"""Where the checks of caption tracks draw their lines."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from build_tools.check import tracks
from build_tools.findings import Code, Finding
from build_tools.media.captions import Cue, read_captions, write_captions
from build_tools.media.language import language_of
from build_tools.media.measure import Measure

SPANISH = "En este vídeo se explica qué es la trata y a quién se puede llamar."
ENGLISH = "This video explains what trafficking is, and whom one can call."


def _codes(found: Iterable[Finding]) -> list[str]:
    return [finding.code.id for finding in found]


def _heard(*stretches: tuple[float, float], duration: float = 60.0) -> Measure:
    return Measure(duration=duration, sound=True, heard=stretches)


@pytest.mark.parametrize(
    ("cues", "missing"),
    [
        ([(0, 20)], False), ([(0, 18)], False), ([(0, 17.5)], True), ([(0, 9), (11, 20)], False),
        ([(0, 8), (11, 20)], True), ([(0, 1), (3, 4), (6, 7), (9, 10), (12, 13), (15, 20)], False), ([(30, 40)], True),
    ],
)  # fmt: skip
def test_what_is_heard_is_covered(cues: list[tuple[float, float]], missing: bool) -> None:  # noqa: FBT001
    found = tracks._covering("a.vtt", [Cue(*cue, "Hola.", 3) for cue in cues], _heard((0, 20)))
    assert _codes(found) == (["captions-coverage"] if missing else [])


def test_the_longest_gap_is_named_at_the_cue_behind_it() -> None:
    cues = [Cue(0, 10, "Uno.", 3), Cue(13, 20, "Dos.", 6), Cue(80, 90, "Tres.", 9)]
    (found,) = tracks._covering("a.vtt", cues, _heard((0, 90)))
    assert (found.location.line, found.values) == (9, {"seconds": "63", "heard": "90", "start": "0:20", "end": "1:20"})


def test_nothing_is_compared_with_a_source_that_is_refused() -> None:
    cues = [Cue(0, 100, "Uno.", 3)]
    refused = Measure(problem="it is empty", duration=1, heard=((0, 90),))
    assert _codes([*tracks._covering("a.vtt", cues, refused), *tracks._in_time("a.vtt", cues, refused)]) == []


@pytest.mark.parametrize(("end", "code"), [(60.4, []), (60.6, ["captions-times"])])
def test_a_last_cue_may_stay_on_for_a_moment(end: float, code: list[str]) -> None:
    assert _codes(tracks._in_time("a.vtt", [Cue(0, end, "Uno.", 3)], _heard())) == code


@pytest.mark.parametrize(
    ("text", "seconds", "code"),
    [
        ("a" * 34, 2, []), ("a" * 35, 2, ["captions-speed"]), ("a" * 42, 9, []), ("a" * 43, 9, ["captions-length"]),
        (f"{'a' * 42}\n{'a' * 42}", 9, []), ("a\nb\nc", 9, ["captions-length"]),
    ],
)  # fmt: skip
def test_how_fast_and_how_long(text: str, seconds: float, code: list[str]) -> None:
    found = list(tracks._readable("a.vtt", [Cue(0, seconds, text, 3)]))
    assert _codes(found) == code
    assert all(not finding.is_error for finding in found)


def test_one_advice_counts_all_cues() -> None:
    cues = [Cue(n, n + 1, "a" * 20, n) for n in range(5)]
    (found,) = tracks._readable("a.vtt", cues)
    assert found.code is Code.CAPTIONS_SPEED
    assert found.values["count"] == 5


@pytest.mark.parametrize(
    ("text", "language"), [(SPANISH, "es"), (ENGLISH, "en"), ("Hola. Adiós.", ""), ("12 34 " * 40, "")]
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_subrip_becomes_webvtt_without_marks() -> None:
    subrip = "1\r\n00:00:00,000 --> 00:00:02,500\r\n<i>Hola</i>, {\\an8}Ana.\r\n¿Qué tal?\r\n\r\n2\r\n01:00:00,000 --> 01:00:01,000\r\nSí.\r\n"
    cues = read_captions(b"\xef\xbb\xbf" + subrip.encode())
    assert [cue.line for cue in cues] == [2, 7]
    assert write_captions(cues) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.500\nHola, Ana.\n¿Qué tal?\n\n01:00:00.000 --> 01:00:01.000\nSí.\n"
    )
    assert read_captions(write_captions(cues).encode()) == cues
