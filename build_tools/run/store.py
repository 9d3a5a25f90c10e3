"""The content-addressed store of what jobs made: a local folder, or any ``fsspec`` location.

``objects/<sha256>`` holds bytes, ``keys/<key>.json`` says which outputs a job with that key has.
A key's record is written last, so a record never names bytes that are not there. Nothing is believed: a record carries
its own digest, and bytes are proven when they are fetched; what is damaged counts as missing and is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from build_tools.digests import Stamp, digest, sha256_file, stamp_of
from build_tools.errors import JobError
from build_tools.model import Output
from build_tools.run.shelf import open_shelf

_AT_ONCE = 16
"""Questions to a store on the network that are asked together: each takes its time and no work."""


class LostError(JobError):
    """An object is missing or damaged; it is out of the store now, so that it is made anew."""

    def __init__(self, message: str, remedy: str, output: Output) -> None:
        super().__init__(message, remedy, path=output.path)
        self.sha256 = output.sha256


class Store:
    """A store at a URL or folder; opening it writes nothing.

    Args:
        url: a folder, or a location of ``fsspec``.

    Raises:
        KitsError: there is no such kind of location, or its package is missing. Everything below raises JobError
            where the store cannot be used.
    """

    def __init__(self, url: str) -> None:
        self._shelf = open_shelf(url)
        self.url = self._shelf.url
        self.local = "://" not in self.url
        self._there: set[str] = set()
        self._put: dict[Path, tuple[Stamp, Output]] = {}

    def outputs(self, key: str) -> tuple[Output, ...] | None:
        """What the job with this key made; None where it is not in the store."""
        try:
            record = json.loads(self._shelf.read(_record(key)))
            listed = record["outputs"]
            if record["sha256"] != digest([key, listed]):
                return None
            outputs = tuple(Output(**entry) for entry in listed)
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return None
        return outputs if all(map(_inside, outputs)) else None

    def keep(self, key: str, folder: Path) -> tuple[Output, ...]:
        """Takes in all files of a folder as the outputs of a job; of a local folder nothing is left.

        Args:
            key: the job's key.
            folder: what the job made.
        """
        outputs = []
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            output = Output(file.relative_to(folder).as_posix(), sha256_file(file), file.stat().st_size)
            outputs.append(output)
            self._take(output, file, keep=False)
        found = tuple(sorted(outputs))
        listed = [{"path": o.path, "sha256": o.sha256, "size": o.size} for o in found]
        record = {"outputs": listed, "sha256": digest([key, listed])}
        self._shelf.write(_record(key), json.dumps(record).encode())
        return found

    def put(self, file: Path) -> Output:
        """Takes in one file, where it is not there already; its path is its name.

        Raises:
            OSError: it cannot be read.
        """
        stamp = stamp_of(file)
        known = self._put.get(file)
        if known is None or known[0] != stamp:
            known = stamp, Output(file.name, sha256_file(file), stamp[0])
            self._put[file] = known
        if known[1].sha256 not in self._there:
            self._take(known[1], file, keep=True)
        return known[1]

    def fetch(self, output: Output, target: Path) -> None:
        """Writes an output's bytes to a file, and proves them.

        Raises:
            LostError: the bytes are missing or damaged.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        name = _object(output)
        try:
            sha256 = self._shelf.give(name, target)
        except FileNotFoundError as error:
            self._there.discard(output.sha256)
            raise LostError("The store has lost {path}", "Run the build again: it is made anew.", output) from error
        if sha256 != output.sha256:
            target.unlink()
            self.forget([output.sha256])
            self._shelf.remove(name)
            raise LostError("The store holds a damaged copy of {path}", "Run the build again: it is made anew.", output)

    def complete(self, outputs: tuple[Output, ...]) -> bool:
        """Whether the bytes of all outputs are there, with the right sizes."""
        unknown = {o.sha256: o for o in outputs if o.sha256 not in self._there}
        if not self.local and len(unknown) > 1:
            with ThreadPoolExecutor(_AT_ONCE) as threads:
                found = list(threads.map(self._has, unknown.values()))
        else:
            found = [self._has(o) for o in unknown.values()]
        if not self.local:
            self._there |= {sha for sha, there in zip(unknown, found, strict=True) if there}
        return all(found)

    def forget(self, lost: Iterable[str]) -> None:
        """Asks again whether objects are there, of which another process says that they are lost.

        Args:
            lost: their SHA-256.
        """
        self._there -= set(lost)

    def _has(self, output: Output) -> bool:
        return self._shelf.size(_object(output)) == output.size

    def _take(self, output: Output, file: Path, *, keep: bool) -> None:
        """Takes in a file as an object, where it is not there; one that is counts as young again."""
        name = _object(output)
        # What moves in costs nothing, and heals one that is damaged.
        if (keep or not self.local) and self._has(output):
            self._shelf.refresh(name)
        else:
            self._shelf.take(name, file, keep=keep)
        self._there.add(output.sha256)


def _record(key: str) -> str:
    return f"keys/{key[:2]}/{key}.json"


def _object(output: Output) -> str:
    return f"objects/{output.sha256[:2]}/{output.sha256}"


def _inside(output: Output) -> bool:
    """Whether an output stays in the folder that it is laid out in: others may write into a store that is shared."""
    path = PurePosixPath(output.path)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in output.path
