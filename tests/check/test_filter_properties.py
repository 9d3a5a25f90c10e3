"""The audience filter on random texts: exactly what an edition may see survives, in as many lines."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings

from build_tools.load.elements import FACILITATOR_ONLY
from build_tools.load.filter import filtered
from build_tools.load.markdown import parser
from build_tools.load.scan import scan
from tests.check.documents import AUDIENCES, Document, documents

_TOKEN = re.compile(r"TOKEN\d+X")
_FAULTS = {"mark", "fence", "glued", "unclosed"}

often = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _may_see(document: Document, audience: str, *, facilitator: bool) -> set[str]:
    return {
        token for token, viewers in document.tokens.items()
        if audience in viewers.audiences and (facilitator or not viewers.facilitator)
    }  # fmt: skip


@often
@given(documents())
def test_exactly_what_an_edition_may_see_survives(document: Document) -> None:
    found = scan(document.text)
    for audience in AUDIENCES:
        for facilitator in (True, False):
            text = filtered(document.text, found, "Prueba", audience, facilitator=facilitator)
            assert set(_TOKEN.findall(text)) == _may_see(document, audience, facilitator=facilitator)
            assert text.count("\n") == document.text.count("\n")


@often
@given(documents())
def test_no_audience_mark_is_left_for_the_same_parser(document: Document) -> None:
    found = scan(document.text)
    assert not [e for e in found.elements if e.kind in _FAULTS]
    for audience in AUDIENCES:
        for facilitator in (True, False):
            again = scan(filtered(document.text, found, "Prueba", audience, facilitator=facilitator))
            names = {e.value for e in again.elements if e.kind in ("directive", "role")}
            assert not names & ({"audience"} if facilitator else {"audience", *FACILITATOR_ONLY})
            assert not [e for e in again.elements if e.kind in _FAULTS]


@often
@given(documents())
def test_what_sphinx_will_parse_is_what_was_checked(document: Document) -> None:
    found = scan(document.text)
    for audience in AUDIENCES:
        text = filtered(document.text, found, "Prueba", audience, facilitator=True)
        wanted = Counter(
            (e.line, e.kind, e.value) for e in found.elements if e.value != "audience" and e.scope.admits(audience)
        )
        assert Counter((e.line, e.kind, e.value) for e in scan(text).elements) == wanted


@often
@given(documents())
def test_the_filtered_text_is_parsed_without_a_directive_in_a_code_block(document: Document) -> None:
    found = scan(document.text)
    text = filtered(document.text, found, "Prueba", "policia", facilitator=False)
    code = [t.content for t in parser().parse(text) if t.type == "code_block"]
    assert not [c for c in code if ":::" in c or "{audience}" in c]
