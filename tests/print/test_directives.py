"""What every directive and role of the vocabulary becomes: real Sphinx, one golden each.

``UPDATE_GOLDENS=1 pytest tests/print/test_directives.py`` writes them anew: read the difference first.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from build_tools.load.elements import FACILITATOR_ONLY
from build_tools.vocabulary import DIRECTIVES, ROLES
from tests.print import samples_of_directives as samples
from tests.print.goldens import GOLDEN, check
from tests.print.reading import project_of, read


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_of(samples.TEXTS, tmp_path_factory.mktemp("vocabulary"))


@pytest.fixture(scope="module")
def facilitators(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return read(project, tmp_path_factory.mktemp("facilitators"))


@pytest.fixture(scope="module")
def participants(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return read(project, tmp_path_factory.mktemp("participants"), facilitator=False)


def _content(reading: dict[str, Any], name: str) -> list[dict[str, Any]]:
    header, *blocks = reading["ast"]["modules"][name]
    assert header["t"] == "Header"
    return blocks


def test_every_directive_and_role_has_a_sample() -> None:
    assert sorted(samples.DIRECTIVES) == sorted(DIRECTIVES)
    assert sorted(samples.ROLES) == sorted(ROLES)
    assert sorted(file.stem for file in (GOLDEN / "vocabulary").iterdir()) == sorted(samples.TEXTS)


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_sample_shows_every_option(name: str) -> None:
    shown = re.findall(r"(?m)^:([a-z-]+): ", samples.DIRECTIVES[name])
    assert DIRECTIVES[name].options <= set(shown)


@pytest.mark.parametrize("name", samples.TEXTS)
def test_it_becomes_its_golden(facilitators: dict[str, Any], name: str) -> None:
    check(f"vocabulary/{name}", _content(facilitators, name))


@pytest.mark.parametrize("name", samples.TEXTS)
def test_participants_get_the_same_without_what_is_for_facilitators(
    facilitators: dict[str, Any], participants: dict[str, Any], name: str
) -> None:
    wanted = [] if name in FACILITATOR_ONLY else _content(facilitators, name)
    assert _content(participants, name) == wanted
