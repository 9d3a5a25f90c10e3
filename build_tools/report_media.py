"""What ``kits media`` tells people: tables that a terminal gets drawn and a pipe gets whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from build_tools.i18n import Translator
from build_tools.media.loudness import Loudness
from build_tools.media.narrate import Done, State
from build_tools.media.narration import RECORDED
from build_tools.model import localized
from build_tools.probing import Report, Spoken
from build_tools.tables import Row, size_text, table, time_text


def narrated(done: Sequence[Done], _: Translator) -> None:
    """What became of each slide."""
    words = {
        State.KEPT: _("unchanged"), State.SPOKEN: _("spoken"), State.RECORDED: _("recording, timed"),
        State.OUTDATED: _("recording of an older text"),
    }  # fmt: skip
    rows = []
    for d in done:
        seconds = d.entry.sentences[-1][1] if d.entry else 0.0
        by = "" if d.entry is None else _("a person") if d.entry.by == RECORDED else d.entry.by
        rows.append((d.speech.slide, words[d.state], f"{seconds:.1f}" if seconds else "", by))
    table((_("slide"), _("now"), _("seconds"), _("voice")), rows, numbers=(2,))


def rendered(facts: Mapping[str, Any], _: Translator) -> None:
    """The renditions of an asset, as its ``media.json`` says."""
    seconds = facts.get("duration") or 0
    rows = [
        (
            r["name"], f"{r['width']}×{r['height']}" if "width" in r else "", size_text(r["bytes"]),
            f"{r['bytes'] * 8 / seconds / 1000:.0f}" if seconds else "", _quality(r, _),
        )
        for r in facts["renditions"]
    ]  # fmt: skip
    pictures = facts.get("pictures", ())
    rows += [(p["file"], f"{p['width']}×{p['height']}", size_text(p["bytes"]), "", "") for p in pictures]
    title = f"{facts['id']} · {facts['language']} · {time_text(seconds)}" if seconds else facts["id"]
    table((_("rendition"), _("size"), _("weight"), "kbit/s", "SSIM"), rows, numbers=(1, 2, 3, 4), title=title)


def _quality(facts: Mapping[str, Any], _: Translator) -> str:
    if "ssim" not in facts:
        return ""
    text = f"{facts['ssim']:.3f}"
    return text if facts.get("floor_met", True) else _("{ssim} (less than wanted)").format(ssim=text)


def probed(report: Report, _: Translator) -> None:
    """What an asset is, and what it will become."""
    table((_("asset"), report.asset.id), _asset_rows(report, _))
    if report.spoken:
        head = (_("language"), _("slides"), _("words"), _("sound"), _("voice"), _("state"))
        table(head, [_spoken_row(s, _) for s in report.spoken], numbers=(1, 2, 3), title=_("Narration"))
    if report.tracks:
        texts = (_("text"), _("language"), _("file"), _("cues"), _("characters/s at most"), _("ends at"))
        tracks = [(t.kind, t.language, t.file, str(t.cues), str(t.fastest), time_text(t.end)) for t in report.tracks]
        table(texts, tracks, numbers=(3, 4, 5), title=_("Timed text"))
    if report.renditions:
        expected = (_("rendition"), _("size"), _("kbit/s at most"), _("weight at most"))
        weights = ["" if r.megabytes is None else f"{r.megabytes:.1f} MB" for r in report.renditions]
        rows = [(r.name, r.size, str(r.kbits), w) for r, w in zip(report.renditions, weights, strict=True)]
        table(expected, rows, numbers=(1, 2, 3), title=_("What will be made"))


def _spoken_row(spoken: Spoken, _: Translator) -> Row:
    state = _("complete") if spoken.complete else _("not complete")
    if spoken.missing:
        state = _("{count} texts are not translated").format(count=spoken.missing)
    voices = ", ".join(spoken.voices) or _("nobody yet")
    return spoken.language, str(spoken.slides), str(spoken.words), time_text(spoken.seconds), voices, state


def _asset_rows(report: Report, _: Translator) -> list[Row]:
    asset, recording = report.asset, report.recording
    rows: list[Row] = [
        (_("title"), localized(asset.title, asset.language)),
        (_("kind"), asset.kind),
        (_("people"), _people(report)),
        (_("licence"), asset.licence),
        (_("audiences"), ", ".join(sorted(asset.audiences)) if asset.audiences is not None else _("all")),
    ]
    if asset.synthetic_speech:
        rows.append((_("voice"), _("synthetic")))
    if recording:
        rows += [
            (_("file"), f"{recording.file}, {size_text(recording.bytes)}, {recording.container}"),
            (_("length"), time_text(recording.seconds)),
            *((s.kind, f"{s.codec}, {s.facts}".rstrip(", ")) for s in recording.streams),
            *([(_("loudness"), _loudness(recording.loudness))] if recording.loudness else []),
            (_("stays behind"), ", ".join(recording.tags) or "–"),
        ]
    if report.problem:
        rows.append((_("file"), report.problem.said(_)[0]))
    return rows


def _loudness(found: Loudness) -> str:
    return f"{found.integrated:.1f} LUFS, {found.peak:.1f} dBTP"


def _people(report: Report) -> str:
    consent = report.asset.consent
    return f"{report.asset.people} ({consent.reference}, {consent.until})" if consent else report.asset.people


class Sentences:
    """How many sentences are spoken: a bar on a terminal, one line per slide elsewhere.

    Args:
        total: sentences to speak.
        translate: for the words.
    """

    def __init__(self, total: int, translate: Translator) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._translate, self._total = translate, total
        self._done = 0
        self._bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                             console=self._console, transient=True, disable=not self._console.is_terminal)  # fmt: skip
        self._task = self._bar.add_task(translate("sentences"), total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._bar.stop()

    def sentence(self) -> None:
        """One more is spoken."""
        self._done += 1
        self._bar.advance(self._task)

    def slide(self, done: Done) -> None:
        """A slide is finished."""
        if not self._console.is_terminal and done.state is State.SPOKEN:
            _ = self._translate
            text = _("{slide}: {done} of {total} sentences")
            line = text.format(slide=done.speech.slide, done=self._done, total=self._total)
            self._console.file.write(f"{line}\n")
