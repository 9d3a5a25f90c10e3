"""Whatever stands in a file, loading it gives findings and never an error of the program."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.errors import JobError
from build_tools.findings import Finding
from build_tools.load.filter import filtered
from build_tools.load.kits import parse_module
from build_tools.load.scan import scan
from build_tools.load.schema import KitFile
from build_tools.load.yaml_file import load_yaml
from build_tools.media.captions import CaptionError, read_captions
from build_tools.media.pictures import PictureError, cleaned

_PARTS = (
    ":::", "::::", "```", "{audience}", "{facilitator}", "{term}", "`", "``", "|", "policia", "\n", "\n\n", "  ",
    "    ", "> ", "- ", "1. ", "[", "]", "(", ")", "![", "<", ">", "\\", "#", "---", "===", ":not: x", "%", "+++",
    "(a)=", "\t", "[^1]", "[^1]:", "&#123;", "*", "_", "\x0b", "\u2028", "é", "| A | B |\n|---|---|\n",
)  # fmt: skip
_YAML = ("{", "}", "[", "]", ":", ": ", "- ", "\n", "  ", "'", '"', "|", ">", "&a", "*a", "!!", "?", "#", "%", "@",
         "id", "é", "1", "~", "<<", "---", "...", "\t", "\\", "0x", "2024-01-01", "= ")  # fmt: skip
often = settings(max_examples=200, deadline=None)


@often
@given(st.lists(st.sampled_from(_PARTS), max_size=60).map("".join))
def test_any_text_is_scanned_and_filtered(text: str) -> None:
    text = f"---\ntitle: T\nduration: 5\n---\n{text}"
    found = scan(text)
    assert all(1 <= e.line <= text.count("\n") + 1 and e.column >= 1 for e in found.elements)
    try:
        kept = filtered(text, found, "T", "judicial", facilitator=False)
    except JobError:
        return
    assert kept.count("\n") == text.count("\n")
    assert "{audience}" not in kept


@often
@given(st.lists(st.sampled_from(_YAML), max_size=40).map("".join))
def test_any_front_matter_gives_findings(head: str) -> None:
    findings: list[Finding] = []
    module = parse_module("kits/a/b.md", f"---\n{head}\n---\n", findings)
    assert module is not None or findings
    assert all(f.message() and f.remedy() for f in findings)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(_YAML), max_size=40).map("".join).map(str.encode)))
def test_any_bytes_as_kit_yml_give_findings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kit.yml").write_bytes(data)
        findings: list[Finding] = []
        assert load_yaml(Path(folder), "kit.yml", KitFile, findings) is None
        assert findings
        assert all(f.message() and f.remedy() for f in findings)


@often
@given(st.sampled_from([".svg", ".png", ".jpg"]), st.binary(max_size=200))
def test_any_bytes_as_a_picture_are_refused(ending: str, data: bytes) -> None:
    for head in (
        b"",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
    ):
        with suppress(PictureError):
            cleaned(f"x{ending}", head + data)


@often
@given(st.lists(st.sampled_from(["\n", "\n\n", "00:01.000", " --> ", "00:02.000", "a", "NOTE", "STYLE", "<v A>", "1"]),
                max_size=30).map("".join))  # fmt: skip
def test_any_caption_track_is_read_or_refused(text: str) -> None:
    with suppress(CaptionError):
        assert read_captions(f"WEBVTT\n{text}".encode())
