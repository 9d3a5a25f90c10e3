"""The sample's packages, made once for all tests of a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.learner.sample import write_workspace
from tests.packages.sample import MAKERS, build, content


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the format steps of the sample get."""
    return write_workspace(tmp_path_factory.mktemp("packages") / "workspace", content())


@pytest.fixture(scope="session")
def whole(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The package of the whole kit in each standard."""
    return {name: build(name, workspace, tmp_path_factory.mktemp(name))[0] for name in MAKERS}


@pytest.fixture(scope="session")
def single(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The packages of single modules in each standard."""
    return {name: build(name, workspace, tmp_path_factory.mktemp(name), single=True) for name in MAKERS}
