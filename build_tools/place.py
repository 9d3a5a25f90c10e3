"""Where a project is, and where its working files are. Light: a build with nothing to do loads no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import UsageError


@dataclass(frozen=True, slots=True)
class Place:
    """A project's folder; all working files are in one folder that may be deleted at any time."""

    root: Path

    @property
    def work(self) -> Path:
        """The folder of the store, logs and locks."""
        return self.root / ".kits"

    def store(self, url: str | None) -> str:
        """The store's location: the one asked for, or a folder of the project."""
        return url or str(self.work / "store")

    @property
    def index(self) -> Path:
        """What is known of files by their stamps."""
        return self.work / "digests.json"

    @property
    def memo(self) -> Path:
        """Where steps remember what took time to work out."""
        return self.work / "memo"

    @property
    def runs(self) -> Path:
        """The workspaces of the jobs that run now, a folder for each build."""
        return self.work / "runs"

    @property
    def history(self) -> Path:
        """What each job was last made from, and how long it took."""
        return self.work / "history.json"

    @property
    def aged(self) -> Path:
        """When the cache was last looked through for what can go."""
        return self.work / "aged"

    def log(self, job: str) -> Path:
        """Where the log of a failed job lies."""
        return self.work / "logs" / f"{job.replace('/', '__')}.log"


def find_root(start: Path) -> Path:
    """The project's folder: the first one upwards of ``start`` that holds ``conf/audiences.yml``.

    Raises:
        UsageError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "conf" / "audiences.yml").is_file():
            return folder
    raise UsageError(
        "This is not a folder with training kits",
        "Change to the folder that holds “kits” and “conf”, or name it with --project.",
    )
