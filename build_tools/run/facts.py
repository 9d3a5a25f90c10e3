"""What a job is made from, as facts with names that an author knows: the key's ingredients, each to be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from build_tools.digests import digest
from build_tools.model import Input, Job, Output
from build_tools.run.keys import Keys, picked
from build_tools.run.kinds import is_media

FILE, SETTING, MADE, OPTION, TOOL, CODE = "file", "setting", "made", "option", "tool", "code"
"""Kinds of facts: a file or module's text; configuration without a file of its own; what another job made; an option of
the job; the version of a tool; a file of the program."""

Group = tuple[str, tuple[tuple[str, str], ...]]
"""Facts of one kind, each with its name and a digest or a value."""
Facts = tuple[Group, ...]

_SHORT = 16
"""Characters of a digest: two states of one file are told apart, that is all."""
_READABLE = 40
"""Characters of an option's value that can be shown; of a longer one only the digest is kept."""
_HIDDEN = "#"
_EDITION = "edition.json"
_FILES = {
    "kit": "kits/{kit}/kit.yml", "audience": "conf/audiences.yml", "contacts": "conf/contacts.yml",
    "sources": "conf/sources.yml", "legal": "conf/sources.yml (legal)", "terms": "kits/glossary.yml",
}  # fmt: skip
"""Where an author edits what a part of ``edition.json`` says."""


class Reader:
    """Gathers the facts of jobs; what many jobs share is looked at once.

    Args:
        keys: knows files, tools and the program.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._steps: dict[str, Group] = {}
        self._tools: dict[tuple[str, ...], Group] = {}
        self._shared: dict[Group, Group] = {}

    def facts(self, job: Job, made: Mapping[str, tuple[Output, ...]]) -> Facts:
        """All facts of a job.

        Args:
            job: the job.
            made: the outputs of jobs; what is made by another one is left out.
        """
        found: dict[str, dict[str, str]] = {FILE: {}, SETTING: {}, MADE: {}, OPTION: _options(job)}
        for input_ in job.inputs:
            for kind, name, value in self._input(job, input_, made):
                # Several inputs can be of one job: all of them are one fact.
                found[kind][name] = digest([found[kind][name], value])[:_SHORT] if name in found[kind] else value
        groups: list[Group] = [(kind, tuple(sorted(entries.items()))) for kind, entries in found.items() if entries]
        groups += [self._tools_of(job), self._code(job)]
        return tuple(self._shared.setdefault(group, group) for group in groups)

    def _input(self, job: Job, input_: Input, made: Mapping[str, tuple[Output, ...]]) -> Iterable[tuple[str, str, str]]:
        if input_.made:
            if input_.made in made:
                outputs = [[o.path, o.sha256] for o in picked(input_, made[input_.made])]
                yield MADE, input_.made, digest(outputs)[:_SHORT]
        elif input_.data is None:
            yield FILE, input_.file or input_.path, self._keys.file(input_.file or input_.path)[:_SHORT]
        elif input_.path == _EDITION:
            for part, value in json.loads(input_.data).items():
                name = _FILES.get(part)
                text = digest(value)[:_SHORT]
                yield (FILE, name.format(kit=job.id.split("/")[0]), text) if name else (SETTING, part, text)
        else:
            kind = SETTING if is_media(job.id) else FILE
            yield kind, input_.path, hashlib.sha256(input_.data).hexdigest()[:_SHORT]

    def _tools_of(self, job: Job) -> Group:
        if job.tools not in self._tools:
            self._tools[job.tools] = (TOOL, tuple(sorted(self._keys.tools(job).items())))
        return self._tools[job.tools]

    def _code(self, job: Job) -> Group:
        if job.step not in self._steps:
            self._steps[job.step] = (CODE, tuple((path, sha[:_SHORT]) for path, sha in self._keys.code(job)))
        return self._steps[job.step]


def readable(value: str) -> bool:
    """Whether an option's value was short enough to be kept."""
    return not value.startswith(_HIDDEN)


def _options(job: Job) -> dict[str, str]:
    return {name: _shown(value) for name, value in job.options.items()}


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _READABLE and not text.startswith(_HIDDEN) else _HIDDEN + digest(value)[:_SHORT]
