"""Lays the files of an edition's pages down in a folder: theme, runtime, pictures and media."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from build_tools.errors import JobError
from build_tools.formats import theme
from build_tools.formats.pages import EXIT_PAGE, Pages
from build_tools.learner.assets import asset
from build_tools.learner.bundle import ACTIVITIES, script


def write_shared(pages: Pages, out: Path) -> list[str]:
    """Writes what all pages use.

    Returns:
        The names of the files, relative to ``out``.
    """
    # A package has no first page of its own: the LMS shows the modules.
    parts = ["learner.css", "home.css"] if pages.look.linked else ["learner.css"]
    css = "".join(asset(name).read_text(encoding="utf-8") for name in parts)
    write(out / "learner.css", css + theme.stylesheet(pages.reading["audience"]["colour"]))
    shutil.copyfile(asset(script(pages.look.store)), out / "learner.js")
    shutil.copyfile(asset(ACTIVITIES), out / ACTIVITIES)
    names = ["learner.css", "learner.js", ACTIVITIES]
    if pages.has_exit:
        write(out / EXIT_PAGE, pages.exit())
        names.append(EXIT_PAGE)
    return names


def write_module(pages: Pages, module: Mapping[str, Any], out: Path) -> list[str]:
    """Writes a module's page, and the pictures and media that it shows.

    Returns:
        The names of the files, relative to ``out``, the page first.
    """
    page = page_name(module)
    write(out / page, pages.module(module))
    pictures = sorted(set(module["pictures"]))
    copy(pages.workspace / "reading", out, pictures)
    media = sorted(name for identifier in set(module["media"]) for name in media_files(pages, identifier))
    copy(pages.workspace, out, media)
    texts = [name for identifier in sorted(set(module["media"])) for name in _write_transcript(pages, identifier, out)]
    return [page, *pictures, *media, *texts]


def _write_transcript(pages: Pages, identifier: str, out: Path) -> list[str]:
    script = pages.transcript(identifier)
    name = pages.asset(identifier).text_file
    if script:
        write(out / name, script)
    return [name] if script else []


def write_recordings(pages: Pages, out: Path) -> list[str]:
    """Writes a page for each video and audio; their files come with the modules.

    Returns:
        The names of the pages, relative to ``out``.
    """
    for identifier, player in pages.recordings.items():
        write(out / player.page, pages.recording(identifier))
    return [player.page for player in pages.recordings.values()]


def page_name(module: Mapping[str, Any]) -> str:
    """The file name of a module's page."""
    return f"{module['id']}.html"


def media_files(pages: Pages, identifier: str) -> list[str]:
    """The files of a media asset that a page loads, relative to the workspace."""
    player = pages.asset(identifier)
    folder, media = player.folder, player.media
    named = [
        *media.get("renditions", []),
        *media.get("pictures", []),
        *([media["poster"]] if "poster" in media else []),
    ]
    if not pages.look.carries_captions:
        named += [*media.get("captions", []), *media.get("descriptions", [])]
    # The format takes some of the renditions only.
    return [f"media/{identifier}/{part['file']}" for part in named if (folder / part["file"]).is_file()]


def copy(source: Path, target: Path, names: Iterable[str]) -> None:
    """Copies files with their relative names; what two modules show is copied once.

    Raises:
        JobError: one of them is missing.
    """
    for name in names:
        if not (source / name).is_file():
            message = f"The file {name} is used in a page but was not made."
            raise JobError(message, "Run `kits check`; if it finds nothing, this is a mistake of the pipeline.")
        if not (target / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            link(source / name, target / name)


def link(source: Path, target: Path) -> None:
    """Puts a file of the workspace at another place of the same disk, which need not read it for that.

    Neither is written to afterwards: the store takes a copy.
    """
    try:
        os.link(source, target)
    except OSError:
        # A disk without hard links, such as a USB stick.
        shutil.copyfile(source, target)


def write(path: Path, text: str) -> None:
    """Writes text as UTF-8 with Unix line ends, on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")
