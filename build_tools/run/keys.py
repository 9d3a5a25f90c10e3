"""The key of a job: the SHA-256 of its inputs' content, its options, its part of the program and its tools."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from pathlib import Path

from build_tools.digests import Index, digest
from build_tools.model import Input, Job, Output
from build_tools.program import PACKAGE, Program, tool_version


def picked(input_: Input, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    """Of what another job made, the files that an input takes."""
    if not input_.only:
        return outputs
    folders = tuple(o for o in input_.only if o.endswith("/"))
    return tuple(o for o in outputs if o.path in input_.only or (folders and o.path.startswith(folders)))


class Keys:
    """Computes keys.

    Args:
        root: the project's folder.
        index: knows files by their stamps.
    """

    def __init__(self, root: Path, index: Index) -> None:
        self._root, self._index, self._program = root, index, Program(index)
        self._files: dict[str, str] = {}

    def file(self, path: str) -> str:
        """The SHA-256 of a file of the project, looked at once."""
        if path not in self._files:
            self._files[path] = self._index.sha256(self._root / path)
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

    def tools(self, job: Job) -> dict[str, str]:
        """The versions that a job's key covers."""
        # Archives and fonts go through zlib and the packages named: another version, another key.
        return {name: tool_version(name) for name in job.tools} | {"zlib": zlib.ZLIB_RUNTIME_VERSION}

    def code(self, job: Job) -> list[tuple[str, str]]:
        """Each file of the program that a job can run or read, with its SHA-256."""
        files = self._program.files(job.step.partition(":")[0])
        return [(file.relative_to(PACKAGE).as_posix(), self._index.sha256(file)) for file in files]

    def key(self, job: Job, made: Mapping[str, tuple[Output, ...]]) -> str:
        """The key of a job whose needed jobs are done."""
        return digest({
            "step": job.step,
            "options": dict(job.options),
            "inputs": self.inputs(job, made),
            "tools": self.tools(job),
            "code": self._program.digest(job.step.partition(":")[0]),
        })  # fmt: skip
