"""Where a store lies: a local folder, or any other ``fsspec`` location, such as a bucket.

Both write a whole file or none, whoever writes the same one at the same moment. What does not work is one error with
one remedy, whatever the library behind it raises.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from build_tools.digests import sha256_file
from build_tools.errors import JobError, ToolMissingError, UsageError

_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oci", "oss", "memory"})
"""Protocols that show a file only when it is whole, and have no folders to make."""
_SETTINGS: dict[str, dict[str, Any]] = {
    # s3fs tries again what was too much at once, botocore what the server failed at: seconds, and then it is said.
    "s3": {"config_kwargs": {"retries": {"mode": "standard", "max_attempts": 4}, "connect_timeout": 5}},
}
_SETTINGS["s3a"] = _SETTINGS["s3"]

_BLOCK = 1 << 18


class Shelf(Protocol):
    """Files by name, with ``/`` between folders."""

    url: str
    """Tells any process of any machine that reaches it where it is."""

    def read(self, name: str) -> bytes:
        """The bytes of a small file that is in use: it counts as young from now on.

        Raises:
            FileNotFoundError: there is none.
            JobError: the place cannot be used; so do all others below.
        """

    def write(self, name: str, data: bytes) -> None:
        """Writes a small file."""

    def take(self, name: str, file: Path, *, keep: bool) -> None:
        """Takes in a file, over one that is there; where ``keep`` is false, the file itself may be moved."""

    def give(self, name: str, target: Path) -> str:
        """Copies a file to a target that may be changed.

        Returns:
            The SHA-256 of the bytes that came.

        Raises:
            FileNotFoundError: there is none.
        """

    def size(self, name: str) -> int | None:
        """Bytes of a file; None: there is none."""

    def refresh(self, name: str) -> None:
        """Makes a file count as young."""

    def remove(self, name: str) -> None:
        """Deletes a file, if it is there."""


def open_shelf(url: str) -> Shelf:
    """A shelf at a folder or URL; opening it writes nothing.

    Raises:
        UsageError: nothing of that kind is known.
        ToolMissingError: the package for it is not installed.
    """
    protocol, mark, rest = url.partition("://")
    if mark and protocol != "file":
        return _Remote(url, protocol)
    return _Folder(Path(rest if mark else url).absolute())


def _cannot(url: str, error: Exception) -> JobError:
    if isinstance(error, OSError) and error.strerror:
        problem = error.strerror
    else:
        problem = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return JobError(
        "The store “{store}” cannot be used: {problem}",
        "A folder: is it yours, and is there room? A bucket: does it exist, and are its address and the keys right?",
        store=_plain(url),
        problem=problem,
    )


def _plain(url: str) -> str:
    """A URL without the password that may stand in it."""
    return re.sub(r"://[^/@]*@", "://", url)


def _write_all(sink: io.FileIO, block: memoryview) -> None:
    while block:
        block = block[sink.write(block) :]


class _Folder:
    """A folder of this machine, or one that several share; without ``fsspec``, which takes ten times as long.

    Files are copied in and out: a step, or who runs as root, could write into a link and so into the store. The
    copies are a twentieth of what the jobs take that have much to copy.
    """

    def __init__(self, folder: Path) -> None:
        self.url, self._folder = str(folder), folder

    def read(self, name: str) -> bytes:
        with self._errors():
            data = (self._folder / name).read_bytes()
            self.refresh(name)
            return data

    def write(self, name: str, data: bytes) -> None:
        with self._errors(writing=True), self._beside(name) as beside:
            beside.write_bytes(data)

    def take(self, name: str, file: Path, *, keep: bool) -> None:
        with self._errors(writing=True), self._beside(name) as beside:
            if not keep:
                with contextlib.suppress(OSError):  # another file system
                    file.replace(beside)
            if not beside.exists():
                shutil.copyfile(file, beside)
            if os.name == "posix":
                beside.chmod(0o444)  # readable for whoever shares the folder, and not changed by mistake

    def give(self, name: str, target: Path) -> str:
        with self._errors():
            source = (self._folder / name).open("rb", buffering=0)
        sha, block = hashlib.sha256(), memoryview(bytearray(_BLOCK))
        with source, target.open("wb", buffering=0) as sink:
            while count := source.readinto(block):
                sha.update(block[:count])
                _write_all(sink, block[:count])
        return sha.hexdigest()

    def size(self, name: str) -> int | None:
        try:
            with self._errors():
                return (self._folder / name).stat().st_size
        except FileNotFoundError:
            return None

    def refresh(self, name: str) -> None:
        with contextlib.suppress(OSError):  # a store that can only be read is used all the same
            os.utime(self._folder / name)

    def remove(self, name: str) -> None:
        with self._errors():
            (self._folder / name).unlink(missing_ok=True)

    @contextmanager
    def _beside(self, name: str) -> Iterator[Path]:
        """A file to fill, which is moved to its place when it is whole."""
        target = self._folder / name
        # Writers of other machines can have the same process id.
        beside = target.with_name(f"{target.name}.{uuid.uuid4().hex}.part")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield beside
            beside.replace(target)
        except PermissionError:
            if os.name == "posix" or not target.exists():
                raise
            # Windows: another process reads the very same file.
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()

    @contextmanager
    def _errors(self, *, writing: bool = False) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not writing:
                raise
            raise _cannot(self.url, error) from error


class _Remote:
    """A location of ``fsspec``; what the library remembers of listings would hide what others wrote."""

    def __init__(self, url: str, protocol: str) -> None:
        self.url, self._atomic = url, protocol in _OBJECT_STORES
        try:
            import fsspec  # noqa: PLC0415 - a tenth of the start of a local build

            settings = {"use_listings_cache": False} if self._atomic else {}
            self._fs, base = fsspec.core.url_to_fs(url, **settings, **_SETTINGS.get(protocol, {}))
        except ImportError as error:
            raise ToolMissingError(
                "The store “{store}” needs a package that is missing: {problem}",
                "For a bucket with the protocol of S3: pip install 'kits-formacion[cluster]'",
                store=_plain(url), problem=error,
            ) from error  # fmt: skip
        except ValueError as error:
            raise UsageError(
                "The store “{store}” cannot be used: {problem}", "Name a folder, or a bucket as s3://bucket/folder.",
                store=_plain(url), problem=error,
            ) from error  # fmt: skip
        self._base = base.rstrip("/")

    def read(self, name: str) -> bytes:
        with self._errors():
            data: bytes = self._fs.cat_file(self._at(name))
            return data

    def write(self, name: str, data: bytes) -> None:
        with self._errors(writing=True), self._place(name) as place:
            self._fs.pipe_file(place, data)

    def take(self, name: str, file: Path, *, keep: bool) -> None:
        del keep
        with self._errors(writing=True), self._place(name) as place:
            self._fs.put_file(str(file), place)

    def give(self, name: str, target: Path) -> str:
        with self._errors():
            self._fs.get_file(self._at(name), str(target))
        return sha256_file(target)

    def size(self, name: str) -> int | None:
        try:
            with self._errors():
                return int(self._fs.size(self._at(name)))
        except FileNotFoundError:
            return None

    def refresh(self, name: str) -> None:
        """The owner of a bucket decides what grows old there."""

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError), self._errors():
            self._fs.rm_file(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._base}/{name}"

    @contextmanager
    def _place(self, name: str) -> Iterator[str]:
        """Where to write a file: in an object store at its place, for there it appears when it is whole."""
        place = self._at(name)
        if self._atomic:
            yield place
            return
        self._fs.makedirs(place.rpartition("/")[0], exist_ok=True)
        beside = f"{place}.{uuid.uuid4().hex}.part"
        yield beside
        self._fs.mv(beside, place)

    @contextmanager
    def _errors(self, *, writing: bool = False) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # the libraries behind fsspec raise errors of all kinds
            if isinstance(error, FileNotFoundError) and not writing:
                raise
            raise _cannot(self.url, error) from error
