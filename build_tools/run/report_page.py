"""The report of a build: one page that needs nothing else, to be read by people who were not there."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from build_tools.errors import KitsError
from build_tools.findings import Finding
from build_tools.i18n import Translator, translator
from build_tools.run.engine import Run, State
from build_tools.run.kinds import Kind, edition_of, step_name
from build_tools.run.summary import by_edition, by_format, line, media_line, spent
from build_tools.run.timeline import HEIGHT, WIDTH, timeline
from build_tools.tables import size_text, time_text

_TEMPLATE = Path(__file__).with_name("report_page.html.j2")
_SLOWEST = 15
_LISTED = 300
"""Jobs that the table beside the chart lists: the longest ones."""
_TOLD = 100
"""Failures that are told in full."""
_LETTERS = 2000
"""Characters of a failure's message."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Asked:
    """The occasion of a run: what was asked for, when (with its time zone), and how many seconds it took in all."""

    what: tuple[str, ...]
    when: datetime
    seconds: float


def page(run: Run, asked: Asked, language: str, errors: Sequence[Finding] = ()) -> str:
    """The report as HTML; the same for the same run and occasion.

    Args:
        run: how the run ended.
        asked: its occasion.
        language: of the words, ``es`` or ``en``.
        errors: in the content, which held something back.
    """
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATE.parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    translate = translator(language, "authors")
    environment.globals |= {"_": translate, "language": language, "csp_hash": _csp_hash}
    environment.filters |= {"size": size_text, "spent": spent, "parts": _breakable, "clock": time_text}
    return environment.get_template(_TEMPLATE.name).render(
        _context(run, asked, language, translate), errors=_places(errors, translate)
    )


def write(path: Path, text: str) -> None:
    """Puts a report where it was asked for, whole or not at all.

    Raises:
        KitsError: it cannot be written there.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise KitsError(
            "The report “{path}” cannot be written: {problem}",
            "What was built is in its place all the same. Name another file with --report.",
            path=path, problem=error.strerror or error,
        ) from error  # fmt: skip


def _context(run: Run, asked: Asked, language: str, translate: Translator) -> Mapping[str, Any]:
    chart = timeline(run)
    longest = sorted(chart.stretches, key=lambda s: (-s.seconds, s.job))
    listed = set(longest[:_LISTED])
    return {
        "what": asked.what, "when": format_datetime(asked.when, "long", locale=language), "seconds": asked.seconds,
        "all": line("", run.states, run), "media": media_line(run), "chart": chart,
        "width": WIDTH, "height": HEIGHT, "kinds": [k.value for k in Kind], "words": _kind_words(translate),
        "listed": [s for s in chart.stretches if s in listed], "editions": by_edition(run), "formats": by_format(run),
        "others": longest[_LISTED:], "slowest": longest[:_SLOWEST], "failures": _failures(run, translate),
        "untold": max(len(run.failures) - _TOLD, 0), "reused": _reused(run),
        "skipped": sorted(name for name, state in run.states.items() if state is State.SKIPPED)[:_TOLD],
    }  # fmt: skip


def _kind_words(translate: Translator) -> Mapping[str, str]:
    return {
        "reading": translate("reading"), "media": translate("media"), "document": translate("document"),
        "web": translate("website"), "package": translate("package"), "failed": translate("failed"),
    }  # fmt: skip


def _failures(run: Run, translate: Translator) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for name, outcome in sorted(run.failures.items())[:_TOLD]:
        message, remedy = outcome.said(translate)
        found.append({"job": name, "message": _clean(message), "remedy": _clean(remedy),
                      "findings": _places(outcome.findings, translate)})  # fmt: skip
    return found


def _places(findings: Sequence[Finding], translate: Translator) -> list[str]:
    return [_clean(f"{f.location}: {f.message(translate)}") for f in findings[:_TOLD]]


def _reused(run: Run) -> list[tuple[str, list[str]]]:
    """What was taken from the store: of each edition or asset, which steps."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, state in run.states.items():
        if state is State.REUSED:
            found[edition_of(name)].append(step_name(name))
    return sorted(found.items())


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)[:_LETTERS]


def _breakable(job: str) -> Markup:
    """An id that a narrow column may break after each part."""
    return Markup("/<wbr>").join(job.split("/"))


def _csp_hash(text: str) -> Markup:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")  # noqa: S704 - base 64
