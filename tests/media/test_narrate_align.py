"""Sentences are found in a recording by its pauses, without a tool and without a machine that listens."""

from __future__ import annotations

import random
from array import array
from itertools import pairwise

import pytest

from build_tools.media.align import aligned, trimmed
from build_tools.tools.speech import Sound
from tests.media.voices import RATE, said, silence, tone


def _off(found: tuple[tuple[float, float], ...], meant: list[tuple[float, float]]) -> float:
    assert len(found) == len(meant)
    return max(abs(a - b) for pair, other in zip(found, meant, strict=True) for a, b in zip(pair, other, strict=True))


def test_each_sentence_gets_the_time_between_its_pauses() -> None:
    sound = said([(2, 0.5), (1, 0.4), (3, 1)])
    assert _off(aligned(sound, [20, 10, 30]), [(0, 2), (2.5, 3.5), (3.9, 6.9)]) < 0.03


def test_a_breath_inside_a_sentence_does_not_end_it() -> None:
    sound = said([(1, 0.25), (2, 0.6), (1.5, 0.2), (1.5, 0)])
    assert _off(aligned(sound, [30, 30]), [(0, 3.25), (3.85, 7.05)]) < 0.03


def test_a_speaker_who_is_slow_at_first_is_followed() -> None:
    # By length the first sentence would end at 4 s; its pause stands at 5.
    sound = said([(5, 0.7), (3, 0)])
    assert _off(aligned(sound, [40, 40]), [(0, 5), (5.7, 8.7)]) < 0.03


def test_sentences_without_a_pause_share_their_time_by_length() -> None:
    times = aligned(said([(4, 0.6), (2, 0)]), [30, 10, 20])
    assert _off(times, [(0, 3), (3, 4), (4.6, 6.6)]) < 0.03
    assert all(before[1] <= after[0] for before, after in pairwise(times))


def test_the_noise_of_a_room_is_silence() -> None:
    chance = random.Random(4)  # noqa: S311 - noise
    clean = said([(2, 0.5), (2, 0.5)]).samples
    noisy = array("h", (value + chance.randint(-250, 250) for value in clean))
    assert _off(aligned(Sound(noisy, RATE), [20, 20]), [(0, 2), (2.5, 4.5)]) < 0.03


@pytest.mark.parametrize("samples", [array("h"), silence(2)])
def test_where_nothing_is_heard_nothing_is_timed(samples: array[int]) -> None:
    assert aligned(Sound(samples, RATE), [10]) == ()
    assert len(trimmed(Sound(samples, RATE)).samples) == 0


def test_trimming_leaves_the_sentence_and_its_quiet_edges() -> None:
    sound = Sound(silence(0.7) + tone(1) + silence(0.4) + tone(1) + silence(2), RATE)
    assert trimmed(sound).seconds == pytest.approx(2.48, abs=0.02)
