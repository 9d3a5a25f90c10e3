"""How a sound project is broken in one way: small edits, and rows that name what must be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.project import CLIP

Edit = Callable[[Path], None]

ONE = "kits/prueba/01-uno.md"
TWO = "kits/prueba/02-dos.md"
KIT = "kits/prueba/kit.yml"
END = 19
"""The line on which a text that is added to module two starts."""

MP4 = CLIP.read_bytes()
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nHola.\n\n00:02.000 --> 00:04.000\nAdiós.\n"
MEDIA = """\
id: corto
kind: video
source: source.mp4
title: {es: Un vídeo corto}
alt: {es: Una sala con sillas}
people: none
licence: CC-BY-SA-4.0
captions: {es: captions.es.vtt}
picture_matters: false
"""


@dataclass(frozen=True)
class Row:
    """One broken project: its name, how it is broken, and all that is found (``path:line code``)."""

    name: str
    edit: Edit
    found: tuple[str, ...]


def row(name: str, edit: Edit, *found: str) -> Row:
    """A row of the table; without findings the project must be sound."""
    return Row(name, edit, found)


def write(path: str, content: str | bytes) -> Edit:
    """Puts a file in place of another."""

    def edit(project: Path) -> None:
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    return edit


def swap(path: str, old: str, new: str) -> Edit:
    """Changes one place of a file."""

    def edit(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        (project / path).write_bytes(text.replace(old, new).encode())

    return edit


def end(text: str) -> Edit:
    """Adds text at the end of module two: its first line is line `END`."""

    def edit(project: Path) -> None:
        file = project / TWO
        file.write_bytes(f"{file.read_text(encoding='utf-8')}\n{text}\n".encode())

    return edit


def recode(path: str, encoding: str) -> Edit:
    """Saves a file in another encoding."""

    def edit(project: Path) -> None:
        (project / path).write_bytes((project / path).read_text(encoding="utf-8").encode(encoding))

    return edit


def link(path: str, target: str | Path) -> Edit:
    """Puts a symbolic link in place of a file."""

    def edit(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).unlink(missing_ok=True)
        (project / path).symlink_to(target)

    return edit


def folder(path: str) -> Edit:
    """Puts a folder in place of a file."""

    def edit(project: Path) -> None:
        (project / path).unlink(missing_ok=True)
        (project / path).mkdir(parents=True)

    return edit


def delete(path: str) -> Edit:
    """Removes a file."""
    return lambda project: (project / path).unlink()


def all_of(*edits: Edit) -> Edit:
    """Several edits that make one mistake together."""

    def edit(project: Path) -> None:
        for one in edits:
            one(project)

    return edit


def media(yml: str = MEDIA, source: bytes = MP4, captions: str | bytes = VTT) -> Edit:
    """Adds a media asset, which module two shows at line `END`."""
    return all_of(
        write("media/corto/media.yml", yml), write("media/corto/source.mp4", source),
        write("media/corto/captions.es.vtt", captions), end(":::{media} corto\n:::"),
    )  # fmt: skip


def media_file(name: str, content: str | bytes, kind: str, *more: str) -> Edit:
    """Adds a media asset of a kind with another source, which module two shows at line `END`."""
    lines = ["id: corto", f"kind: {kind}", f"source: {name}", *more]
    rest = ["title: {es: Uno corto}", "alt: {es: Una sala}", "people: none", "licence: CC-BY-SA-4.0"]
    return all_of(
        write("media/corto/media.yml", "\n".join([*lines, *rest, ""])), write(f"media/corto/{name}", content),
        end(":::{media} corto\n:::"),
    )  # fmt: skip


def picture(name: str, content: str | bytes) -> Edit:
    """Adds a picture, which module two shows at line `END`."""
    return all_of(write(f"kits/prueba/img/{name}", content), end(f"![Un dibujo](img/{name})"))


def svg(inside: str, head: str = "") -> Edit:
    """Adds a drawing, which module two shows at line `END`."""
    return picture("dibujo.svg", f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>')
