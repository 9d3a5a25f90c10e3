"""Checks of pictures: they exist, they can be used, and people who cannot see them are told."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from build_tools.check.view import View
from build_tools.findings import Code, Finding
from build_tools.load.files import inside
from build_tools.load.scan import Element
from build_tools.media.pictures import PictureError, cleaned


def picture(view: View) -> Iterator[Finding]:
    """Every picture has an alternative text and a sound file inside the kit's folder."""
    for image in view.module.scan.of("image"):
        yield from _picture(view, image, unquote(image.value), image.argument)
    for figure in view.directives("figure"):
        yield from _picture(view, figure, figure.argument, figure.options.get("alt", ""))


def _picture(view: View, at: Element, path: str, alternative: str) -> Iterator[Finding]:
    if not alternative.strip():
        yield view.finding(Code.PICTURE_NO_ALT, at, path=path)
    if urlsplit(path).scheme or path.startswith("//"):
        yield view.finding(Code.UNSAFE_LINK, at, target=path)
        return
    folder = view.catalogue.root / view.kit.folder
    file = inside(folder, folder, path)
    if file is None:
        yield view.finding(Code.PATH_OUTSIDE, at, path=path)
    elif not file.is_file():
        yield view.finding(Code.FILE_MISSING, at, path=path)
    else:
        try:
            cleaned(file.name, file.read_bytes())
        except PictureError as error:
            yield view.finding(Code.PICTURE_BROKEN, at, path=path, problem=str(error))


CHECKS = (picture,)
