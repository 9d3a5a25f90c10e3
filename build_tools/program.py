"""The digest of that part of the program which a step runs: another part may change without making the step stale."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from build_tools.digests import Index, digest

PACKAGE = Path(__file__).parent
_ROOT = PACKAGE.name
_DATA = {f"{_ROOT}.i18n": "locale/*/*.po", f"{_ROOT}.learner.assets": "learner/dist/**/*"}
"""What modules read beside Python code. Messages to authors are translated by the parent, not in a step."""
_AUTHORS = "authors.po"


class Program:
    """Tells which files of this package each step depends on, reading each file once, or not at all if it is known.

    Args:
        index: knows files by their stamps.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._imported: dict[Path, list[str]] = {}
        self._digests: dict[str, str] = {}

    def digest(self, module: str) -> str:
        """The digest of what a step's module runs and reads of this package.

        Args:
            module: e.g. ``build_tools.media.sound``.
        """
        if module not in self._digests:
            files = self.files(module)
            named = [[file.relative_to(PACKAGE).as_posix(), self._index.sha256(file)] for file in files]
            self._digests[module] = digest(named)
        return self._digests[module]

    def files(self, module: str) -> list[Path]:
        """The files that a module can run or read: itself, what it imports, and so on; sorted."""
        found: dict[str, Path] = {}
        todo = [module]
        while todo:
            name = todo.pop()
            if name in found or (file := _file(name)) is None:
                continue
            found[name] = file
            todo += [*self._imports(file), name.rpartition(".")[0]]
        data = [p for name in found.keys() & _DATA.keys() for p in PACKAGE.glob(_DATA[name])]
        return sorted({*found.values(), *(p for p in data if p.is_file() and p.name != _AUTHORS)})

    def _imports(self, file: Path) -> list[str]:
        if file not in self._imported:
            self._imported[file] = self._index.fact(file, "imports", lambda: list(_names(file)))
        return self._imported[file]


@lru_cache
def tool_version(package: str) -> str:
    """The installed version of a package."""
    from importlib.metadata import version  # noqa: PLC0415 - slow, and a build with nothing to do asks for none

    return version(package)


def installed() -> list[str]:
    """Every installed package with its version, as names of folders: no file is opened."""
    return sorted({p.name for folder in map(Path, sys.path) for p in folder.glob("*.dist-info")})


@lru_cache
def _file(name: str) -> Path | None:
    base = PACKAGE.joinpath(*name.split(".")[1:])
    files = (base / "__init__.py", base.with_suffix(".py")) if name != _ROOT else (base / "__init__.py",)
    return next((file for file in files if file.is_file()), None)


def _names(file: Path) -> Iterator[str]:
    """The modules of this package that a file names in its imports; some are names in a module, no modules."""
    package = [_ROOT, *file.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == _ROOT)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            if base.split(".")[0] == _ROOT:
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)
