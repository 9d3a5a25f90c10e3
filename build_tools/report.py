"""Findings as people and machines read them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from build_tools.findings import Finding, Severity, shown
from build_tools.i18n import Translator


def as_text(findings: Sequence[Finding], translate: Translator, *, colour: bool) -> str:
    """Findings for people: place, code, what is wrong, and what to do."""
    red, yellow, grey, bold, plain = ("\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m") if colour else ("",) * 5
    lines = []
    for finding in findings:
        tone = red if finding.is_error else yellow
        place = shown(finding.location)
        lines.append(f"{bold}{place}{plain}: {tone}{finding.code.id}{plain}: {finding.message(translate)}")
        lines.append(f"    {grey}→ {finding.remedy(translate)}{plain}")
    return "\n".join(lines)


def as_json(findings: Sequence[Finding], translate: Translator) -> str:
    """Findings for programs: a JSON list."""
    return json.dumps(
        [
            {
                "code": f.code.id, "severity": f.code.severity.value, "path": f.location.path,
                "line": f.location.line, "column": f.location.column,
                "message": f.message(translate), "remedy": f.remedy(translate),
            }
            for f in findings
        ],
        ensure_ascii=False, indent=1,
    )  # fmt: skip


def as_github(findings: Sequence[Finding], translate: Translator) -> str:
    """Findings as GitHub workflow commands, which mark the lines of a change."""
    lines = []
    for f in findings:
        kind = "error" if f.code.severity is Severity.ERROR else "warning"
        place = f"file={_property(f.location.path)},line={max(f.location.line, 1)},col={max(f.location.column, 1)}"
        text = _escaped(f"{f.message(translate)} {f.remedy(translate)}")
        lines.append(f"::{kind} {place},title={f.code.id}::{text}")
    return "\n".join(lines)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
