from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.project import kits, make_project


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project, built once; tests copy it."""
    project = make_project(tmp_path_factory.mktemp("sound"))
    done = kits(project, "build")
    assert done.returncode == 0, done.stderr
    return project
