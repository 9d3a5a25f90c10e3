"""Reproducible archives: sorted names, fixed times, the same bytes on every machine."""

from __future__ import annotations

import zipfile
from pathlib import Path

from repro_zipfile import ReproducibleZipFile


def write_zip(path: Path, folder: Path) -> None:
    """Zips a folder's files so that the same content gives the same bytes.

    Args:
        path: the archive to write.
        folder: its files go in with their names relative to it, in sorted order.
    """
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    with ReproducibleZipFile(path, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            archive.write(file, file.relative_to(folder).as_posix())
