"""Twins of pictures: ``img/a.en.svg`` is what English editions show for ``img/a.svg``.

The name is that of Sphinx (`figure_language_filename`), which takes the twin when it finds one.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath


def twin_of(path: str, language: str) -> str:
    """The path of a picture's twin in a language."""
    place = PurePosixPath(path)
    return place.with_name(f"{place.stem}.{language}{place.suffix}").as_posix()


def twins_of(root: Path, pictures: list[str], language: str) -> list[str]:
    """The twins of pictures that exist.

    Args:
        root: the folder that the paths start from.
        pictures: their paths.
        language: a code.
    """
    return [twin for twin in (twin_of(p, language) for p in pictures) if (root / twin).is_file()]
