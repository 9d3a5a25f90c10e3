"""What a package of one module weighs besides media and schema files: no more than the leanest peer's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.__main__ import PACKAGES, overhead

LEANEST_PEER = 39_000


@pytest.mark.parametrize("format_", PACKAGES)
def test_a_single_modules_package_is_no_heavier_than_the_leanest_peers(
    single: dict[str, list[Path]], format_: str
) -> None:
    for package in single[format_]:
        assert overhead(package) <= LEANEST_PEER, package.name


def test_the_kits_package_brings_what_modules_share_once(whole: dict[str, Path], single: dict[str, list[Path]]) -> None:
    for format_, package in whole.items():
        assert overhead(package) < sum(map(overhead, single[format_])) * 0.75
