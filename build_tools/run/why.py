"""Why a build would run a job: what differs from the last time, in words that an author knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.i18n import Translator
from build_tools.model import Job, Output, Plan
from build_tools.run.facts import CODE, FILE, MADE, OPTION, SETTING, TOOL, Facts, Reader, readable
from build_tools.run.history import History
from build_tools.run.keys import Keys
from build_tools.run.store import Store

FRESH, RUNS, WAITS = "fresh", "runs", "waits"
_NAMED = 2
"""Names that are said; of more, how many they are."""
WORDS = {
    "slides.json": "slides of the storyboard", "modules": "length and notices of modules", "bank": "question bank",
    "site": "address and recordings of the website", "language": "language", "facilitator": "facilitator notes",
}  # fmt: skip
"""What settings without a file of their own are called (message ids)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to run.

    ``kind`` is ``never`` (built), ``changed``, ``new``, ``gone`` (inputs), ``made`` (another job made something
    else), ``needs`` (another job runs), ``tool``, ``option`` (both with what it was ``before`` and is ``after``, where
    that can be shown), ``program`` or ``lost`` (from the store); ``names`` are those of inputs, jobs, tools …
    """

    kind: str
    names: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    def said(self, translate: Translator) -> str:
        """The reason in the translator's language."""
        names = tuple(translate(WORDS[n]) if n in WORDS else n for n in self.names)
        listed = ", ".join(names[:_NAMED]) + (f" (+{len(names) - _NAMED})" if len(names) > _NAMED else "")
        before, after = self.before or "–", self.after or "–"
        if self.kind == "tool":
            return f"{listed} {before} → {after}"
        kind = "large option" if self.kind == "option" and before == after else self.kind
        return translate(SAID[kind]).format(names=listed, before=before, after=after)


SAID = {
    "never": "never built",
    "changed": "changed: {names}",
    "new": "new: {names}",
    "gone": "gone: {names}",
    "made": "because {names} came out different",
    "needs": "because {names} will run",
    "option": "option {names}: {before} → {after}",
    "large option": "option changed: {names}",
    "program": "program changed ({names})",
    "lost": "not in the store any more",
}  # fmt: skip
"""Message ids by kind."""
SPARED = "spared if that comes out equal"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a build would do with a job, and why.

    ``fresh``: nothing; ``runs``: it will surely run; ``waits``: only because jobs that it needs will run, and it is
    spared if they come out as they were. ``seconds``: how long it will take, where that is known.
    """

    job: Job
    state: str
    reasons: tuple[Reason, ...] = ()
    seconds: float | None = None

    def why(self, translate: Translator) -> str:
        """All reasons; of a job that waits, for which."""
        if self.state == WAITS:
            (needs,) = self.reasons
            listed = ", ".join(needs.names[:_NAMED])
            return f"{listed}{f' (+{len(needs.names) - _NAMED})' if needs.names[_NAMED:] else ''}; {translate(SPARED)}"
        return "; ".join(reason.said(translate) for reason in self.reasons)


def forecast(plan: Plan, keys: Keys, store: Store, history: History) -> list[Forecast]:
    """What a build would do with each job of a plan; builds nothing."""
    seer = _Seer(keys, store, history)
    return [seer.job(job) for job in plan.jobs]


class _Seer:
    def __init__(self, keys: Keys, store: Store, history: History) -> None:
        self._keys, self._store, self._history = keys, store, history
        self._reader = Reader(keys)
        self._made: dict[str, tuple[Output, ...]] = {}

    def job(self, job: Job) -> Forecast:
        open_needs = tuple(n for n in job.needs if n not in self._made)
        key = "" if open_needs else self._keys.key(job, self._made)
        if key and (kept := self._store.outputs(key)) is not None and self._store.complete(kept):
            self._made[job.id] = kept
            return Forecast(job, FRESH)
        seconds = self._history.seconds(job.id)
        record = self._history.record(job.id)
        if record is None:
            return Forecast(job, RUNS, (Reason("never"),), seconds)
        if key and self._history.same(record, key):
            return Forecast(job, RUNS, (Reason("lost"),), seconds)
        own = differences(record.facts, self._reader.facts(job, self._made), open_needs)
        if not open_needs:
            return Forecast(job, RUNS, own or (Reason("program", (job.step,)),), seconds)
        return Forecast(job, RUNS if own else WAITS, (*own, Reason("needs", open_needs)), seconds)


def differences(before: Facts, now: Facts, waits_for: Sequence[str] = ()) -> tuple[Reason, ...]:
    """What differs, the nearest to an author first.

    Args:
        before: the facts of the last time.
        now: those of today.
        waits_for: jobs of which nothing can be said yet.
    """
    old, new = _by_kind(before), _by_kind(now)
    files = [_compared(old, new, kind) for kind in (FILE, SETTING)]
    made, *others = _compared(old, _expecting(old, new, waits_for), MADE)
    inputs = zip(*files, ([], *others), strict=True)
    found = [
        Reason(kind, tuple(n for names in lists for n in names))
        for kind, lists in zip(("changed", "new", "gone"), inputs, strict=True)
    ]
    found += [Reason("made", tuple(made)), *_steps(old, new, OPTION), *_steps(old, new, TOOL)]
    found.append(Reason("program", tuple(n for names in _compared(old, new, CODE) for n in names)))
    return tuple(reason for reason in found if reason.names)


_Kinds = Mapping[str, Mapping[str, str]]


def _expecting(old: _Kinds, new: _Kinds, waits_for: Sequence[str]) -> _Kinds:
    """Today's facts, with what is not made yet taken for what it was before."""
    return {**new, MADE: {**new.get(MADE, {}), **{name: old.get(MADE, {}).get(name, "") for name in waits_for}}}


def _by_kind(facts: Facts) -> _Kinds:
    return {kind: dict(entries) for kind, entries in facts}


def _compared(old: _Kinds, new: _Kinds, kind: str) -> tuple[list[str], list[str], list[str]]:
    """Names of one kind whose values changed, that are new, that are gone."""
    before, now = old.get(kind, {}), new.get(kind, {})
    changed = [name for name in now if name in before and before[name] != now[name]]
    return changed, [name for name in now if name not in before], [name for name in before if name not in now]


def _steps(old: _Kinds, new: _Kinds, kind: str) -> list[Reason]:
    """From which value to which, one by one."""
    before, now = old.get(kind, {}), new.get(kind, {})
    found = []
    for name in (n for names in _compared(old, new, kind) for n in names):
        values = before.get(name, ""), now.get(name, "")
        shown = values if all(map(readable, values)) else ("", "")
        found.append(Reason(kind, (name,), *shown))
    return found
