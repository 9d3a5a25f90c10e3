"""The README's table of kits says what the kits say."""

from __future__ import annotations

import re

from build_tools.load import load
from tests.support.project import REPOSITORY

_ROW = re.compile(
    r"^\| (?P<title>[^(|]+) \(`(?P<id>[\w-]+)`[^|]*\) \| (?P<audiences>[^|]+) \| (?P<modules>\d+) \| (?P<minutes>\d+) \|$"
)


def test_the_table_of_kits_is_true() -> None:
    lines = (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()
    rows = {m["id"]: m for m in map(_ROW.match, lines) if m}
    catalogue = load(REPOSITORY)[0]
    assert rows.keys() == {kit.id for kit in catalogue.kits}
    for kit in catalogue.kits:
        row = rows[kit.id]
        everyone = len(kit.audiences) == len(catalogue.audiences)
        assert row["title"] == kit.title["es"]
        assert row["audiences"] == ("all five audiences" if everyone else ", ".join(kit.audiences))
        assert (int(row["modules"]), int(row["minutes"])) == (len(kit.modules), kit.programme)
