"""Findings as text, JSON and GitHub marks."""

from __future__ import annotations

import json

from build_tools import report
from build_tools.findings import Code, Finding
from build_tools.model import Location

FINDING = Finding(Code.UNKNOWN_ROLE, Location("kits/a,b:c/x\x1b[2J.md", 3, 7), {"name": "100 %\nx", "known": "term"})


def test_text_names_place_code_message_and_remedy() -> None:
    assert report.as_text([FINDING], str, colour=False).split("\n") == [
        "kits/a,b:c/x�[2J.md:3:7: unknown-role: There is no role “100 %�x”", "    → Use one of: term.",
    ]  # fmt: skip


def test_json_holds_the_path_as_it_is() -> None:
    (found,) = json.loads(report.as_json([FINDING], str))
    assert (found["path"], found["line"], found["column"]) == ("kits/a,b:c/x\x1b[2J.md", 3, 7)
    assert (found["code"], found["severity"]) == ("unknown-role", "error")


def test_a_github_mark_stays_one_line_with_its_own_properties() -> None:
    said = report.as_github([FINDING], str)
    assert said.startswith("::error file=kits/a%2Cb%3Ac/x\x1b[2J.md,line=3,col=7,title=unknown-role::")
    assert said.endswith("“100 %25�x” Use one of: term.")
    assert "\n" not in said
