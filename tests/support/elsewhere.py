"""The same work in two places: another folder, zone, locale and hash seed must not reach the bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.project import REPOSITORY

_PLACES = (
    ("a", {"TZ": "America/Tegucigalpa", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    ("otra/carpeta", {"TZ": "Asia/Tokyo", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "77"}),
)


def made_twice(code: str, folder: Path, pattern: str) -> list[list[bytes]]:
    """What two processes make of some code, each in its own place: the files of a pattern, in the order of their names.

    Args:
        code: Python that writes its files into ``folder``, a `Path` that it finds defined.
        folder: gets a folder for each of the two.
        pattern: e.g. ``*.pdf``.
    """
    made = []
    for name, environment in _PLACES:
        place = folder / name
        place.mkdir(parents=True)
        whole = f"from pathlib import Path; folder = Path({str(place)!r}); {code}"
        subprocess.run([sys.executable, "-c", whole], check=True, cwd=REPOSITORY, env={**os.environ, **environment})
        made.append([path.read_bytes() for path in sorted(place.glob(pattern))])
    return made
