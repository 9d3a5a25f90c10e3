"""Our own reader of message catalogues gives what Babel gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from build_tools.i18n import LOCALE_DIR, read_messages

_HARD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n\n'
    '#: x.py:1\nmsgid ""\n"two "\n"lines\\n"\nmsgstr "\\"q\\" \\\\n\\t"\n\nmsgid "none"\nmsgstr ""\nmsgid "c"\nmsgstr "d"\n\n'
    '#~ msgid "old"\n#~ msgstr "viejo"\n\n# fuzzy is a word here\nmsgid "e"\nmsgstr "f"'
)


def _by_babel(path: Path) -> dict[str, str]:
    with path.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream) if m.id and m.string and not m.fuzzy}


@pytest.mark.parametrize("path", sorted(LOCALE_DIR.glob("*/*.po")), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_each_catalogue_is_read_whole(path: Path) -> None:
    assert read_messages(path.read_text(encoding="utf-8")) == _by_babel(path) != {}


def test_marks_of_the_format_are_understood(tmp_path: Path) -> None:
    (tmp_path / "x.po").write_text(_HARD, encoding="utf-8")
    assert read_messages(_HARD) == _by_babel(tmp_path / "x.po")
    assert set(read_messages(_HARD)) == {"two lines\n", "c", "e"}
