"""The ``kits clean`` command: options and words only."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli_parts import project_option, store_option
from build_tools.errors import Exit, UsageError
from build_tools.i18n import author_language, translator
from build_tools.place import Place

_ = translator(author_language(), "authors")


@click.command("clean", help=_(
    "Frees the space that .kits takes: what builds keep there is made anew when it is needed. “dist” is not touched."
))  # fmt: skip
@click.option("--old", is_flag=True, help=_(
    "Only what was not used for 90 days, or is more than 10 GB (another limit: KITS_CACHE_GB). Each build does it, too."
))  # fmt: skip
@store_option
@project_option
def clean(old: bool, store: str | None, root: Path) -> int:  # noqa: FBT001 - click
    """Says how much was freed."""
    from build_tools.run import cleaning  # noqa: PLC0415 - loaded when needed

    place = Place(root)
    folder = place.store(store)
    if "://" in folder:
        raise UsageError("Only a store in a folder is cleaned", "A bucket has rules of its own for what grows old.")
    freed = cleaning.clean(place, Path(folder), old=old)
    text = _("{size:.1f} MB freed, {files} files.").format(size=freed.size / 1_000_000, files=freed.files)
    click.secho(text, fg="green", err=True)
    return Exit.GOOD
