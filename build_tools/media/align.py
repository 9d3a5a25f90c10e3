"""When each sentence of a recording is said: the pauses of a speaker, matched with the lengths of the sentences.

Nobody listens here. A sentence's end is looked for in a pause that stands about where its share of
the text says; what has no pause of its own is divided by length.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from build_tools.tools.speech import Sound

Times = tuple[tuple[float, float], ...]
"""Start and end of each sentence, in seconds."""

_Choice = tuple[float, "list[_Pause | None]"]
"""What a choice of pauses costs, and the choice."""
_STEP = 0.01
"""Seconds of one step in which loudness is looked at."""
_PAUSE = 0.15
"""Seconds: what is shorter belongs to a word, such as before a p or a t."""
_MARGIN = 0.04
"""Seconds left before and after speech: the breath of a first or last letter is quieter than silence seems."""
_NO_PAUSE = 1.5
"""Seconds that a pause may stand away from where it is expected, before having none is likelier."""
_LONGEST = 1.0
"""Seconds: a pause counts for as many seconds of distance as it is long, up to this."""


@dataclass(frozen=True, slots=True)
class _Pause:
    start: float
    end: float
    said: float
    """Seconds of speech before it."""

    @property
    def length(self) -> float:
        return self.end - self.start


def trimmed(sound: Sound) -> Sound:
    """A sound without the silence around it; one that is all silence becomes empty."""
    steps = _loud(sound)
    if True not in steps:
        return Sound(array("h"), sound.rate)
    first, last = steps.index(True), len(steps) - steps[::-1].index(True)
    start = max(0, round((first * _STEP - _MARGIN) * sound.rate))
    return Sound(sound.samples[start : round((last * _STEP + _MARGIN) * sound.rate)], sound.rate)


def aligned(sound: Sound, lengths: Sequence[int]) -> Times:
    """When each sentence is said in a recording of all of them.

    Args:
        sound: somebody reading the sentences, one after the other.
        lengths: characters of each sentence, at least one sentence.

    Returns:
        As many times as sentences, in order; none where nothing is heard.
    """
    steps = _loud(sound)
    if True not in steps or not lengths:
        return ()
    start, end = steps.index(True) * _STEP, (len(steps) - steps[::-1].index(True)) * _STEP
    pauses = list(_pauses(steps))
    spoken = end - start - sum(p.length for p in pauses)
    shares = list(accumulate(lengths))
    expected = [spoken * share / shares[-1] for share in shares[:-1]]
    return _divided(start, end, lengths, _matched(expected, pauses))


def loud_samples(sound: Sound) -> array[int]:
    """The samples in which somebody speaks, one after the other."""
    size, steps = _size(sound), _loud(sound)
    samples = array("h")
    for index, loud in enumerate(steps):
        if loud:
            samples.extend(sound.samples[index * size : (index + 1) * size])
    return samples


def _peak(part: array[int]) -> int:
    low, high = min(part), max(part)
    return max(high, -low)


def _size(sound: Sound) -> int:
    return max(1, round(sound.rate * _STEP))


def _loud(sound: Sound) -> list[bool]:
    """Of each step of a sound, whether somebody speaks in it."""
    size = _size(sound)
    parts = (sound.samples[i : i + size] for i in range(0, len(sound.samples), size))
    peaks = [_peak(part) for part in parts]
    ranked = sorted(peaks) or [0]
    speech, noise = ranked[int(len(ranked) * 0.95)], ranked[int(len(ranked) * 0.05)]
    # Above the room's noise, and not so high that a word's quiet end is lost.
    threshold = min(max(0.03 * speech, 2 * noise), 0.2 * speech)
    return [peak > threshold for peak in peaks]


def _pauses(steps: list[bool]) -> Iterator[_Pause]:
    heard = [index for index, loud in enumerate(steps) if loud]
    silent = 0
    for before, after in pairwise(heard):
        gap = after - before - 1
        if gap * _STEP >= _PAUSE:
            said = before + 1 - heard[0] - silent
            yield _Pause((before + 1) * _STEP, after * _STEP, said * _STEP)
            silent += gap


def _matched(expected: Sequence[float], pauses: Sequence[_Pause]) -> list[_Pause | None]:
    """The pause in which each sentence ends, or None, so that all together cost least.

    Args:
        expected: seconds of speech before the end of each sentence but the last.
        pauses: in their order.
    """
    # best[j]: the cheapest choice so far whose last pause is number j - 1 (0: none was taken).
    best: list[_Choice] = [(0.0, []), *((float("inf"), []) for _ in pauses)]
    for place in expected:
        skipped: list[_Choice] = [(cost + _NO_PAUSE, [*chosen, None]) for cost, chosen in best]
        for number, pause in enumerate(pauses, start=1):
            cost, chosen = min(best[:number], key=lambda choice: choice[0])
            cost += abs(pause.said - place) + _LONGEST - min(pause.length, _LONGEST)
            if cost < skipped[number][0]:
                skipped[number] = (cost, [*chosen, pause])
        best = skipped
    return min(best, key=lambda choice: choice[0])[1]


def _divided(start: float, end: float, lengths: Sequence[int], ends: Sequence[_Pause | None]) -> Times:
    """The times between matched pauses; sentences without a pause share theirs by length."""
    times: list[tuple[float, float]] = []
    first = 0
    for index, pause in enumerate([*ends, None]):
        last = index == len(lengths) - 1
        if pause is None and not last:
            continue
        stop = end if pause is None else pause.start
        times += _shared(start, stop, lengths[first : index + 1])
        start, first = (stop if pause is None else pause.end), index + 1
    return tuple(times)


def _shared(start: float, stop: float, lengths: Sequence[int]) -> Iterator[tuple[float, float]]:
    total = sum(lengths)
    edges = [start + (stop - start) * share / total for share in accumulate(lengths, initial=0)]
    return ((round(a, 3), round(b, 3)) for a, b in pairwise(edges))
