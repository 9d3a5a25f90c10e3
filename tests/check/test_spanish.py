"""Authors read Spanish: every message has its Spanish text, with the same places to fill."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from build_tools.findings import Code, Finding, Phrase
from build_tools.i18n import LOCALE_DIR, translator
from build_tools.model import Location
from build_tools.pipeline import examine
from tests.bad_input.edits import Row
from tests.bad_input.test_check import ROWS
from tests.check.message_ids import message_ids
from tests.support.project import make_project

_IDS = message_ids()


def _spanish() -> dict[str, str]:
    with (LOCALE_DIR / "es" / "authors.po").open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream, abort_invalid=True) if m.id and not m.fuzzy}


def _places(text: str) -> list[str]:
    return sorted(f"{name}:{spec}" for _, name, spec, _ in string.Formatter().parse(text) if name is not None)


def test_every_message_has_a_spanish_text_and_none_is_left_over() -> None:
    assert {m for m, text in _spanish().items() if text} == _IDS


@pytest.mark.parametrize("message", sorted(_IDS))
def test_the_same_places_are_filled(message: str) -> None:
    text = translator("es", "authors")(message)
    assert text != message
    assert _places(text) == _places(message)
    assert "“" not in text


def test_phrases_inside_a_finding_are_spanish_too() -> None:
    problem = Phrase("it is longer than {max_length} characters", {"max_length": 200})
    finding = Finding(Code.YAML_FIELD, Location("a"), {"field": "title", "problem": problem})
    assert finding.message(translator("es", "authors")) == "Campo «title»: tiene más de 200 caracteres"
    assert finding.message() == "Field “title”: it is longer than 200 characters"


def test_what_an_author_typed_is_never_taken_for_a_message() -> None:
    finding = Finding(Code.UNKNOWN_ROLE, Location("a"), {"name": "missing", "known": "log"})
    assert finding.message(translator("es", "authors")) == "No existe el rol «missing»"


def test_what_an_author_typed_cannot_steer_a_terminal() -> None:
    finding = Finding(Code.UNKNOWN_ROLE, Location("a"), {"name": "\x1b[2J\u202e" + "x" * 900, "known": ""})
    said = finding.message()
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert len(said) < 400


@pytest.mark.parametrize("row", ROWS[::10], ids=lambda r: r.name)
def test_findings_speak_one_language(row: Row, tmp_path: Path) -> None:
    row.edit(make_project(tmp_path))
    spanish = translator("es", "authors")
    for finding in examine(tmp_path)[1]:
        for text in (finding.message(spanish), finding.remedy(spanish)):
            assert not {"the", "is", "not", "and", "that"} & set(text.split())
