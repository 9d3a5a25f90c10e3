"""The hatch build hook: package data holds the bundled learner runtime, in wheels and editable installs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `bundle.py`, by its path: the package is not importable while it is being built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's signature
        """Makes ``build_tools/learner/dist`` when it is stale."""
        path = Path(self.root, "build_tools", "learner", "bundle.py")
        spec = importlib.util.spec_from_file_location("kits_learner_bundle", path)
        if spec is None or spec.loader is None:
            raise ImportError(path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.bundle()
