"""The digest of that part of the program which a step runs: another part may change without making the step stale."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from build_tools.digests import Index, digest

PACKAGE = Path(__file__).parent
_ROOT = PACKAGE.name
_BASE = len(str(PACKAGE)) + 1
_NO_CODE = frozenset({"__pycache__", "node_modules", "dist", "src", "docs", "locale"})
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
        self._contents: dict[Path, str] = {}

    def digest(self, module: str) -> str:
        """The digest of what a step's module runs and reads of this package.

        Args:
            module: e.g. ``build_tools.media.sound``.
        """
        if module not in self._digests:
            self._digests[module] = self._digest(self.files(module))
        return self._digests[module]

    def digest_of_all(self) -> str:
        """The digest of all of this package that runs or is read, messages to authors too."""
        return self._digest(sorted({*_modules().values(), *(p for each in _DATA.values() for p in PACKAGE.glob(each))}))

    def _digest(self, files: Iterable[Path]) -> str:
        named = [[str(f)[_BASE:].replace(os.sep, "/"), self._content(f)] for f in files if f.is_file()]
        return digest(named)

    def _content(self, file: Path) -> str:
        if file not in self._contents:
            self._contents[file] = self._index.sha256(file)
        return self._contents[file]

    def files(self, module: str) -> list[Path]:
        """The files that a module can run or read: itself, what it imports, and so on; sorted."""
        found: dict[str, Path] = {}
        todo = [module]
        while todo:
            name = todo.pop()
            if name in found or (file := _modules().get(name)) is None:
                continue
            found[name] = file
            todo += [*self._imports(file), name.rpartition(".")[0]]
        return sorted({*found.values(), *(file for name in found.keys() & _DATA.keys() for file in _data(_DATA[name]))})

    def _imports(self, file: Path) -> list[str]:
        if file not in self._imported:
            self._imported[file] = self._index.fact(file, "imports", lambda: list(_names(file)))
        return self._imported[file]


def known_by(index: Path) -> None:
    """Tells this process which index knows the program's files: looking them all through takes a fifth of a second.

    Args:
        index: the file of an `Index`; none there: all is looked through.
    """
    global _program  # noqa: PLW0603 - one program to a process
    _program = Program(Index(index))


_program = Program(Index())


@lru_cache
def code_of(module: str) -> str:
    """The digest of what a module can run, as this process began with it.

    Args:
        module: e.g. ``build_tools.formats.docx_reference``.
    """
    return _program.digest(module)


@lru_cache
def tool_version(package: str) -> str:
    """The installed version of a package."""
    known = _versions().get(package.replace("-", "_").replace(".", "_").lower())
    if known is not None:
        return known
    from importlib.metadata import version  # noqa: PLC0415 - slow, and hardly ever needed

    return version(package)


def installed() -> list[str]:
    """Every installed package with its version, as names of folders: no file is opened."""
    return sorted(set(_packages()))


@lru_cache
def _packages() -> list[str]:
    """Folder names such as “sphinx-9.0.4.dist-info”, in the order in which Python looks for modules."""
    return [entry.name for folder in map(Path, sys.path) for entry in folder.glob("*.dist-info")]


@lru_cache
def _versions() -> dict[str, str]:
    """The versions of what is installed by its name; of a package that is there twice, the one that is imported."""
    found: dict[str, str] = {}
    for entry in _packages():
        name, _, number = entry.removesuffix(".dist-info").partition("-")
        found.setdefault(name.replace(".", "_").lower(), number)
    return found


@lru_cache
def _modules() -> dict[str, Path]:
    """The file of each module of this package."""
    found = {}
    for base, folders, names in os.walk(PACKAGE):
        folders[:] = [name for name in folders if name not in _NO_CODE]
        package = ".".join([_ROOT, *Path(base).relative_to(PACKAGE).parts])
        for name in names:
            if name.endswith(".py"):
                module = package if name == "__init__.py" else f"{package}.{name[:-3]}"
                found[module] = Path(base) / name
    return found


@lru_cache
def _data(pattern: str) -> list[Path]:
    return [p for p in PACKAGE.glob(pattern) if p.is_file() and p.name != _AUTHORS]


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
