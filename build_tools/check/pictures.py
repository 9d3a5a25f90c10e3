"""Checks of pictures: they exist, they can be used, and people who cannot see them are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from build_tools import recalling
from build_tools.check.view import View
from build_tools.findings import Code, Finding, Phrase
from build_tools.load.elements import Element
from build_tools.load.files import file_at

# Sphinx keeps other characters percent-encoded in the path and then finds no file.
_NAME = re.compile(r"^[\w./-]+$", re.ASCII)
_PHOTO = (".jpg", ".jpeg")
_ADDRESS = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")


def picture(view: View) -> Iterator[Finding]:
    """Every picture has an alternative text and a sound file inside the kit's folder."""
    for image in view.module.scan.of("image"):
        yield from _picture(view, image, unquote(image.value), image.argument)
    for figure in view.directives("figure"):
        yield from _picture(view, figure, figure.argument, figure.options.get("alt", ""))


def _picture(view: View, at: Element, path: str, alternative: str) -> Iterator[Finding]:
    for code, values in faults(view.catalogue.root / view.kit.folder, path, alternative):
        yield view.finding(code, at, **values)


def faults(folder: Path, path: str, alternative: str) -> Iterator[tuple[Code, dict[str, object]]]:
    """What is wrong with a picture that a text names: codes with what fills their messages.

    Args:
        folder: that the path starts from and must not leave.
        path: with forward slashes.
        alternative: what people hear who cannot see it.
    """
    if not alternative.strip():
        yield Code.PICTURE_NO_ALT, {"path": path}
    if _ADDRESS.match(path):
        yield Code.UNSAFE_LINK, {"target": path}
        return
    file = file_at(folder, folder, path)
    if not _NAME.match(path):
        problem = Phrase("its name may only have letters without accents, digits, dots, hyphens and underscores")
        yield Code.PICTURE_BROKEN, {"path": path, "problem": problem}
    elif isinstance(file, Code):
        yield file, {"path": path}
    else:
        parts = [file.name, path, recalling.sha256(file)]
        yield from recalling.value("picture", parts, lambda: list(_in_file(file, path)))


def _in_file(file: Path, path: str) -> Iterator[tuple[Code, dict[str, object]]]:
    from build_tools.media.pictures import BYTE_LIMIT, PictureError, cleaned  # noqa: PLC0415 - slow: Pillow and lxml

    if file.stat().st_size > BYTE_LIMIT:
        yield Code.FILE_TOO_LARGE, {"size": file.stat().st_size, "limit": BYTE_LIMIT}
        return
    try:
        cleaned(file.name, file.read_bytes())
    except PictureError as error:
        yield Code.PICTURE_BROKEN, {"path": path, "problem": Phrase(error.problem, {"name": error.name})}


def photo(view: View) -> Iterator[Finding]:
    """A photo is a media asset: whoever can be recognised in it may have to agree, and only media.yml says so."""
    named = [(image, unquote(image.value)) for image in view.module.scan.of("image")]
    named += [(figure, figure.argument) for figure in view.directives("figure")]
    for element, path in named:
        if path.lower().endswith(_PHOTO) and not _ADDRESS.match(path):
            yield view.finding(Code.PHOTO_IN_KIT, element, path=path)


CHECKS = (picture, photo)
