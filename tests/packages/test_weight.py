"""How heavy modules are: of the peers' length no heavier than the leanest peer's, for every audience and in every format."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from build_tools.learner.bundle import ACTIVITIES
from tests.bench import weights
from tests.bench.weights import PACKAGES, Weight, overhead

PERCENT = 100


@pytest.fixture(scope="session")
def packages(dist: Path) -> dict[str, list[Path]]:
    """The real kits' packages of one module, of all audiences."""
    return {name: weights.single_packages(dist, name) for name in PACKAGES}


def views(dist: Path, format_: str) -> dict[str, Weight]:
    """The first view of every module, by a name for messages."""
    if format_ == "web":
        folders = {
            str(web.relative_to(dist)): weights.of_folder(web) for web in dist.glob(f"*/*/{weights.LIKE_THE_PEERS}/web")
        }
        return {f"{name} {n}": weight for name, found in folders.items() for n, weight in enumerate(found)}
    return {package.name: weights.of_package(package) for package in weights.single_packages(dist, format_)}


@pytest.mark.parametrize("format_", PACKAGES)
def test_no_package_of_a_module_is_heavier_than_the_leanest_peers(
    packages: dict[str, list[Path]], format_: str
) -> None:
    found = {package.name: overhead(package) for package in packages[format_]}
    assert len(found) >= 15  # five audiences, at least three modules
    assert {name: size for name, size in found.items() if size > weights.MOST_OVERHEAD} == {}


@pytest.mark.parametrize("format_", PACKAGES)
def test_a_longer_module_brings_more_text_and_nothing_else(dist: Path, format_: str) -> None:
    found = {package.name: weights.share(package) for package in weights.single_packages(dist, format_, "*")}
    assert len(found) > len(weights.single_packages(dist, format_))
    assert {name: size for name, size in found.items() if size > weights.MOST_SHARE} == {}


@pytest.mark.parametrize("format_", ["web", *PACKAGES])
def test_a_module_opens_with_few_small_files(dist: Path, format_: str) -> None:
    found = views(dist, format_)
    assert len(found) >= 15
    assert {n: w for n, w in found.items() if w.files > weights.MOST_FILES} == {}
    assert {n: w for n, w in found.items() if w.raw > weights.MOST_RAW} == {}
    assert {n: w for n, w in found.items() if w.script > weights.MOST_SCRIPT} == {}


@pytest.mark.parametrize("format_", ["web", *PACKAGES])
def test_a_browser_asks_for_no_more_than_was_counted(
    browser: Browser, dist: Path, format_: str, tmp_path: Path
) -> None:
    """Without a platform a package keeps progress on the device: the same files are asked for."""
    folder = dist / "policia/es/fundamentos/web"
    if format_ != "web":
        (whole,) = dist.glob(f"policia/es/fundamentos/*-policia-es.{format_}.zip")
        zipfile.ZipFile(whole).extractall(tmp_path)
        folder = tmp_path
    for file in sorted(p for p in folder.iterdir() if weights.is_module(p.name)):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        asked: set[str] = set()
        page.on("request", lambda request, asked=asked: asked.add(unquote(urlsplit(request.url).path)))
        page.goto(file.as_uri())
        page.wait_for_load_state("networkidle")
        context.close()
        needed = [Path(p) for p in asked if "/pictures/" not in p and "/media/" not in p]
        assert len(needed) <= weights.MOST_FILES, needed
        # On a slow machine the page is still busy when its second is over.
        first = [p for p in needed if p.name != ACTIVITIES]
        assert sum(p.stat().st_size for p in first) <= weights.MOST_RAW, needed


def test_a_learners_state_is_short() -> None:
    found = weights.state()
    assert found.keys() == weights.MOST_STATE.keys()
    assert {name: size for name, size in found.items() if size > weights.MOST_STATE[name]} == {}


def test_the_kits_package_brings_what_modules_share_once(whole: dict[str, Path], single: dict[str, list[Path]]) -> None:
    for format_, package in whole.items():
        assert overhead(package) < sum(map(overhead, single[format_])) * 0.75


def test_overhead_is_the_package_without_what_authors_bring(tmp_path: Path) -> None:
    names = {"1.html": 400, "pictures/ñ.svg": 300, "media/a/v.mp4": 500, "adlcp_v1p3.xsd": 200, "XMLSchema.dtd": 100}
    for number, kept in enumerate((names, {"1.html": 400})):
        with zipfile.ZipFile(tmp_path / f"{number}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, length in kept.items():
                archive.writestr(name, bytes(range(PERCENT)) * length)
    assert overhead(tmp_path / "0.zip") == (tmp_path / "1.zip").stat().st_size


def test_the_largest_of_each_figure_is_shown() -> None:
    assert weights.worst([Weight(3, 90, 10, 1), Weight(4, 80, 20, 2)]) == Weight(4, 90, 20, 2)
    figures = {
        "first_view": {"web": {"files": 3, "raw": 90_000, "script": 20_100, "later": 9_900}}, "overhead": {},
        "state": {"answered_25": 103, "largest": 2488},
    }  # fmt: skip
    shown = "\n".join(weights.table(figures))
    assert "| **ours**, web | 3 | 90 KB | 9.9 KB | 20.1 KB |  |" in shown
    assert "| slxd-coursekit 0.7.0 | 4 | 165 KB | | 82 KB | 39 KB |" in shown
    assert "| 25 answered questions | 103 | 119 | Adapt: 1,082 after 5 of 25 |" in shown
