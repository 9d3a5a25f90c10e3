"""The content-addressed store of what jobs made: a local folder, or any ``fsspec`` location.

``objects/<sha256>`` holds bytes, ``keys/<key>.json`` says which outputs a job with that key has.
A key's record is written last, so a record never names bytes that are not there.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import fsspec

from build_tools.digests import sha256_file
from build_tools.errors import JobError
from build_tools.model import Output


class Store:
    """A store at a URL or folder; opening it writes nothing."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._fs, self._base = fsspec.core.url_to_fs(url)

    def outputs(self, key: str) -> tuple[Output, ...] | None:
        """What the job with this key made; None where it is not in the store."""
        try:
            listed = json.loads(self._fs.cat_file(self._record(key)))
            return tuple(Output(**entry) for entry in listed)
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def keep(self, key: str, folder: Path) -> tuple[Output, ...]:
        """Takes in all files of a folder as the outputs of a job.

        Args:
            key: the job's key.
            folder: what the job made.
        """
        outputs = []
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            sha = sha256_file(file)
            self._put(file, f"{self._base}/objects/{sha[:2]}/{sha}")
            outputs.append(Output(file.relative_to(folder).as_posix(), sha, file.stat().st_size))
        found = tuple(sorted(outputs))
        text = json.dumps([{"path": o.path, "sha256": o.sha256, "size": o.size} for o in found])
        self._write(self._record(key), text.encode())
        return found

    def put(self, file: Path) -> Output:
        """Takes in a file as an object."""
        sha = sha256_file(file)
        self._put(file, f"{self._base}/objects/{sha[:2]}/{sha}")
        return Output(file.name, sha, file.stat().st_size)

    def fetch(self, output: Output, target: Path) -> None:
        """Writes an output's bytes to a file, and proves them.

        Raises:
            JobError: the bytes are missing or damaged; the damaged object is removed.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        name = f"{self._base}/objects/{output.sha256[:2]}/{output.sha256}"
        try:
            self._fs.get_file(name, str(target))
        except FileNotFoundError as error:
            raise JobError("The store has lost {path}", "Run the build again.", path=output.path) from error
        if sha256_file(target) != output.sha256:
            target.unlink()
            self._fs.rm_file(name)
            raise JobError("The store holds a damaged copy of {path}", "Run the build again: it is made anew.",
                           path=output.path)  # fmt: skip

    def complete(self, outputs: tuple[Output, ...]) -> bool:
        """Whether the bytes of all outputs are there, with the right sizes."""
        try:
            sizes = [self._fs.size(f"{self._base}/objects/{o.sha256[:2]}/{o.sha256}") for o in outputs]
        except FileNotFoundError:
            return False
        return sizes == [o.size for o in outputs]

    def _record(self, key: str) -> str:
        return f"{self._base}/keys/{key[:2]}/{key}.json"

    def _put(self, file: Path, name: str) -> None:
        if not self._fs.exists(name) or self._fs.size(name) != file.stat().st_size:
            self._write(name, file.read_bytes())

    def _write(self, name: str, data: bytes) -> None:
        # Written beside and moved: a reader never sees half an object.
        beside = f"{name}.{os.getpid()}.part"
        self._fs.makedirs(name.rpartition("/")[0], exist_ok=True)
        self._fs.pipe_file(beside, data)
        self._fs.mv(beside, name)
