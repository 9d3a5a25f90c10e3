"""What pandoc leaves in a DOCX that a reader must not find, and what it cannot write (ECMA-376 parts 1 and 2)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from build_tools.formats.archive import write_files
from build_tools.formats.base import released
from build_tools.formats.docx_looks import FONT, INSTEAD

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
_LABEL = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_THEME_LANGUAGE = re.compile(rb'(w:themeFontLang w:val=)"[^"]*"')
_FIRST = "[Content_Types].xml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FONTS = (
    f'<w:fonts {_W}><w:font w:name="{FONT}"><w:altName w:val="{INSTEAD}"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
_APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
_COMMENTS = f"<w:comments {_W}/>"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:subject>{subject}</dc:subject><dc:description>{description}</dc:description><dc:language>{tag}</dc:language>"
    '<cp:version>{version}</cp:version><dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
)


def with_originals(made: Path, originals: Mapping[bytes, bytes]) -> dict[str, bytes]:
    """The files of a DOCX of pandoc's, sorted, with the pictures that it did not get.

    Args:
        made: what pandoc wrote.
        originals: see `flow_pictures.stand_ins`.
    """
    with zipfile.ZipFile(made) as archive:
        found = {name: archive.read(name) for name in sorted(archive.namelist())}
    return {name: originals.get(data, data) for name, data in found.items()}


def finished(
    files: dict[str, bytes], out: Path, reading: Mapping[str, Any], texts: Mapping[str, str], tag: str
) -> None:
    """Packs a DOCX of pandoc's anew: same bytes everywhere, no other program's name, no time.

    Args:
        files: what pandoc wrote, by name.
        out: the file to write.
        reading: content of ``reading.json``.
        texts: words of the guides.
        tag: the language's tag (BCP 47).
    """
    files = dict(files)
    files["docProps/core.xml"] = _declared(_core(reading, texts, tag))
    files["docProps/app.xml"] = _declared(_APP)
    files["word/fontTable.xml"] = _declared(_FONTS)
    files["word/comments.xml"] = _declared(_COMMENTS)
    for name, change in _CHANGES.items():
        root = etree.fromstring(files[name])
        change(root)
        files[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
    files["word/settings.xml"] = _THEME_LANGUAGE.sub(rf'\1"{tag}"'.encode(), files["word/settings.xml"])
    write_files(out, {_FIRST: files.pop(_FIRST), **files})


def _declared(source: str) -> bytes:
    return (_DECLARED + source).encode()


def _core(reading: Mapping[str, Any], texts: Mapping[str, str], tag: str) -> str:
    kit = reading["kit"]
    values = {
        "title": f"{kit['title']} \u2014 {texts['guide-title']}",
        "subject": reading["audience"]["title"],
        "description": kit["description"],
        "tag": tag,
        "version": kit["version"],
        "date": released(reading),
    }
    return _CORE.format(**{name: escape(value) for name, value in values.items()})


def _text(root: Any) -> None:  # noqa: ANN401 - lxml
    """Pictures without the address that they came as; tables as wide as the text; cells without a look of their own."""
    for number, label in enumerate(root.iter(_LABEL), start=1):
        label.set("name", f"Picture {number}")
        label.attrib.pop("title", None)
    for picture in root.iter(_PICTURE):
        picture.attrib.pop("descr", None)
    for width in list(root.iter(f"{W}tblW")):
        width.set(f"{W}type", "pct")
        width.set(f"{W}w", "5000")


_CHANGES: Mapping[str, Callable[[Any], None]] = {"word/document.xml": _text, "word/footnotes.xml": _text}
