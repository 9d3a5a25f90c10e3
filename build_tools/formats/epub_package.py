"""The package of an EPUB: metadata, cover, navigation (EPUB 3.3, EPUB Accessibility 1.1)."""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree

from build_tools.formats.archive import write_files
from build_tools.formats.base import released

_OPF = "EPUB/content.opf"
_NAV = "EPUB/nav.xhtml"
_NCX = "EPUB/toc.ncx"
_COVER_PAGE = "EPUB/text/title_page.xhtml"
_COVER_PICTURE = "EPUB/media/cover.png"
_STYLES = "EPUB/styles/stylesheet1.css"
_MIMETYPE = "mimetype"
_ORDER = (_MIMETYPE, "META-INF/container.xml", _OPF)
_KITS = "kits:epub"
_P = "{http://www.idpf.org/2007/opf}"
_H = "{http://www.w3.org/1999/xhtml}"
_EPUB = "{http://www.idpf.org/2007/ops}type"
_GENERATOR = re.compile(rb'\s*<meta name="generator"[^>]*/>')
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_FEATURES = (
    "alternativeText", "structuralNavigation", "tableOfContents", "readingOrder",
    "displayTransformability", "transcript",
)  # fmt: skip
_METADATA = """<metadata xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book-id">{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{language}</dc:language>
{date}
<dc:subject>{subject}</dc:subject>
<dc:description>{description}</dc:description>
<meta property="dcterms:modified">{modified}</meta>
<meta name="cover" content="cover-picture"/>
{accessibility}
</metadata>"""


@dataclass(frozen=True, slots=True)
class Book:
    """What the package says of the book: ``reading.json``, words, tag, cover (PNG), styles (CSS), its line."""

    reading: Mapping[str, Any]
    texts: Mapping[str, str]
    tag: str
    cover: bytes
    styles: bytes
    edition: str


def packed(made: Path, out: Path, book: Book) -> None:
    """Packs an EPUB of pandoc's anew, with our own metadata, cover and landmarks.

    Args:
        made: what pandoc wrote.
        out: the file to write.
        book: what it is.
    """
    with zipfile.ZipFile(made) as archive:
        files = {name: archive.read(name) for name in sorted(archive.namelist()) if not name.endswith("/")}
    files.pop("META-INF/com.apple.ibooks.display-options.xml", None)
    files[_COVER_PICTURE] = book.cover
    files[_STYLES] = book.styles
    files[_COVER_PAGE] = _cover_page(book)
    files[_OPF] = _package(files[_OPF], book)
    files[_NAV] = _navigation(files[_NAV], book)
    files[_NCX] = _identified(files[_NCX], book)
    files = {
        name: _GENERATOR.sub(b"", data) if name.endswith((".xhtml", ".ncx")) else data for name, data in files.items()
    }
    rest = sorted(set(files) - set(_ORDER))
    write_files(out, {name: files[name] for name in (*_ORDER, *rest)}, plain=frozenset({_MIMETYPE}))


def identifier(reading: Mapping[str, Any]) -> str:
    """The book's identifier: the same for each version of an edition, so that a new one takes its place."""
    name = f"{_KITS}:{reading['kit']['id']}:{reading['audience']['id']}:{reading['language']}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _package(data: bytes, book: Book) -> bytes:
    root: Any = etree.fromstring(data, _PARSER)
    root.set("unique-identifier", "book-id")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", book.tag)
    root.attrib.pop("prefix", None)
    root.replace(root.find(f"{_P}metadata"), etree.fromstring(_metadata(book)))
    manifest = root.find(f"{_P}manifest")
    etree.SubElement(manifest, f"{_P}item", {
        "id": "cover-picture", "href": "media/cover.png", "media-type": "image/png", "properties": "cover-image",
    })  # fmt: skip
    guide = root.find(f"{_P}guide")
    if guide is not None:
        root.remove(guide)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _metadata(book: Book) -> str:
    kit, modified = book.reading["kit"], released(book.reading)
    date = f"<dc:date>{escape(kit['released'])}</dc:date>" if kit.get("released") else ""
    values = {
        "identifier": identifier(book.reading), "title": kit["title"], "language": book.tag,
        "subject": book.reading["audience"]["title"],
        "description": kit["description"], "modified": modified,
    }  # fmt: skip
    return _METADATA.format(
        **{name: escape(value) for name, value in values.items()}, date=date, accessibility=_accessibility(book)
    )


def _accessibility(book: Book) -> str:
    """What helps to read it, as it is true for every book of ours (EPUB Accessibility 1.1, 2.2).

    Nothing is said of conformance to WCAG: that needs a person's evaluation of each book (4.2).
    """
    summary = f"{book.texts['accessible']} {book.texts['accessible-order']}"
    given = [("accessMode", "textual"), ("accessMode", "visual"), ("accessModeSufficient", "textual")]
    given += [("accessibilityFeature", feature) for feature in _FEATURES if _has(feature, book)]
    given += [("accessibilityHazard", "none"), ("accessibilitySummary", summary)]
    return "\n".join(f'<meta property="schema:{name}">{escape(value)}</meta>' for name, value in given)


def _has(feature: str, book: Book) -> bool:
    return feature != "transcript" or any(module["media"] for module in book.reading["modules"])


def _cover_page(book: Book) -> bytes:
    """The cover in words: its picture says nothing else."""
    kit, texts = book.reading["kit"], {name: escape(text) for name, text in book.texts.items()}
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="{book.tag}" xml:lang="{book.tag}">
<head>
  <title>{texts["cover"]}</title>
  <link rel="stylesheet" type="text/css" href="../styles/stylesheet1.css"/>
</head>
<body epub:type="frontmatter">
<section epub:type="titlepage" class="cover">
  <p class="guide">{texts["guide-title"]}</p>
  <h1>{escape(kit["title"])}</h1>
  <p>{escape(kit["description"])}</p>
  <p class="audience">{texts["audience"]}: {escape(book.reading["audience"]["title"])}</p>
  <p>{texts["version-title"]}: {escape(kit["version"])}</p>
  <p>{texts["language"]}: {texts["language-name"]}</p>
</section>
</body>
</html>
""".encode()


def _identified(ncx: bytes, book: Book) -> bytes:
    """The old table of contents names the same book."""
    root: Any = etree.fromstring(ncx, _PARSER)
    for meta in root.iter("{*}meta"):
        if meta.get("name") == "dtb:uid":
            meta.set("content", identifier(book.reading))
        elif meta.get("name") == "cover":
            meta.getparent().remove(meta)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _navigation(nav: bytes, book: Book) -> bytes:
    """The contents, and where cover, text, glossary and sources begin."""
    root: Any = etree.fromstring(nav, _PARSER)
    contents = next(node for node in root.iter(f"{_H}nav") if node.get(_EPUB) == "toc")
    for node in list(root.iter(f"{_H}nav")):
        if node.get(_EPUB) == "landmarks":
            node.getparent().remove(node)
    links = list(contents.iter(f"{_H}a"))
    parts = {"": links[0]} | {link.get("href").partition("#")[2]: link for link in links}
    marks = [("cover", "text/title_page.xhtml", book.texts["cover"]), ("toc", "#toc", book.texts["contents"])]
    marks += [
        (kind, parts[ident].get("href"), "".join(parts[ident].itertext()).strip())
        for kind, ident in (("bodymatter", ""), ("glossary", "glossary"), ("bibliography", "sources"))
        if ident in parts
    ]
    contents.addnext(_landmarks(marks))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _landmarks(marks: Iterable[tuple[str, str, str]]) -> Any:  # noqa: ANN401 - lxml
    nav = etree.Element(f"{_H}nav", {_EPUB: "landmarks", "hidden": "hidden"})
    items = etree.SubElement(nav, f"{_H}ol")
    for kind, place, text in marks:
        link = etree.SubElement(etree.SubElement(items, f"{_H}li"), f"{_H}a", {_EPUB: kind, "href": place})
        link.text = text
    return nav
