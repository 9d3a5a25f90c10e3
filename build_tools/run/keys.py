"""The key of a job: the SHA-256 of its inputs' content, its options and every tool's version."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from build_tools.model import Input, Job, Output

PACKAGE = Path(__file__).parent.parent
_NOT_CODE = frozenset({"node_modules", "__pycache__", "src", "docs"})


def sha256_file(path: Path) -> str:
    """The SHA-256 of a file's content, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest(value: object) -> str:
    """The SHA-256 of a JSON value, in hex: the same for equal values on every machine."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def code_digest() -> str:
    """The digest of this package: its code, catalogues and bundled learner runtime."""
    files = (
        (p.relative_to(PACKAGE).as_posix(), p) for p in sorted(PACKAGE.rglob("*"))
        if p.is_file() and not _NOT_CODE & set(p.relative_to(PACKAGE).parts)
    )  # fmt: skip
    return digest([[name, sha256_file(path)] for name, path in files])


def picked(input_: Input, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    """Of what another job made, the files that an input takes."""
    if not input_.only:
        return outputs
    folders = tuple(o for o in input_.only if o.endswith("/"))
    return tuple(o for o in outputs if o.path in input_.only or (folders and o.path.startswith(folders)))


class Keys:
    """Computes keys, reading each file of the project once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, str] = {}

    def file(self, path: str) -> str:
        """The SHA-256 of a file of the project."""
        if path not in self._files:
            self._files[path] = sha256_file(self._root / path)
        return self._files[path]

    def inputs(self, job: Job, made: Mapping[str, tuple[Output, ...]]) -> list[tuple[str, str]]:
        """Each file of a job's workspace with its SHA-256, sorted.

        Args:
            job: the job.
            made: the outputs of the jobs that it needs.
        """
        found: list[tuple[str, str]] = []
        for input_ in job.inputs:
            if input_.made:
                found += [(f"{input_.path}/{o.path}", o.sha256) for o in picked(input_, made[input_.made])]
            elif input_.data is not None:
                found.append((input_.path, hashlib.sha256(input_.data).hexdigest()))
            else:
                found.append((input_.path, self.file(input_.file or input_.path)))
        return sorted(found)

    def key(self, job: Job, made: Mapping[str, tuple[Output, ...]]) -> str:
        """The key of a job whose needed jobs are done."""
        return digest({
            "step": job.step,
            "options": dict(job.options),
            "inputs": self.inputs(job, made),
            # Archives and fonts go through zlib and the packages named: another version, another key.
            "tools": {name: version(name) for name in job.tools} | {"zlib": zlib.ZLIB_RUNTIME_VERSION},
            "code": code_digest(),
        })  # fmt: skip
