"""The opener is not blind: whatever way a word is hidden, it comes out; what cannot be opened stops."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pytest
from PIL import Image

from build_tools.tools.typst import compile_pdf
from tests.canary import files
from tests.canary.opener import UnknownArtifactError, open_bytes, open_path
from tests.canary.search import word, words_in

HIDDEN = word("escondida")
BASE64 = base64.b64encode(f"algo {HIDDEN} y más".encode()).decode()
ESCAPED = "".join(f"\\u{ord(c):04x}" for c in HIDDEN)


def found_in(name: str, data: bytes | str) -> set[str]:
    opened = open_bytes(name, data.encode() if isinstance(data, str) else data)
    return {found for part in opened for found in words_in(part.text)}


def zipped(entries: dict[str, bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", f"<p>{HIDDEN}</p>"),
        ("a.html", f"<p>{HIDDEN.upper()}</p>"),
        ("a.html", "<p>" + "".join(f"&#{ord(c)};" for c in HIDDEN)),
        ("a.html", "<p>" + "".join(f"&amp;#x{ord(c):x};" for c in HIDDEN)),
        ("a.html", f"<a href='%{'%'.join(f'{ord(c):x}' for c in HIDDEN)}'>"),
        ("a.html", f"<p>{HIDDEN[:4]}&shy;{HIDDEN[4:]}"),
        ("a.html", f"<p>{HIDDEN[:4]}<!-- -->-\n{HIDDEN[4:]}".replace("<!-- -->", "")),
        ("a.html", f"<!-- {HIDDEN} -->"),
        ("a.html", f"<img src='data:image/svg+xml,{quote(f'<svg><desc>{HIDDEN}</desc></svg>', safe='')}'>"),
        ("a.html", f'<track src="data:text/vtt;base64,{BASE64}">'),
        ("a.html", f"<p data-x='{json.dumps({'a': HIDDEN})}'>"),
        ("a.css", f"a{{background:url(data:text/plain;charset=utf-8;base64,{BASE64})}}"),
        ("a.css", "a::after{content:'" + "".join(f"\\{ord(c):x} " for c in HIDDEN) + "'}"),
        ("a.js", f'x="{HIDDEN[:5]}"+"{HIDDEN[5:]}"'),
        ("a.js", f'x="{ESCAPED}"'),
        ("a.js", "x=`" + "".join(f"\\x{ord(c):02x}" for c in HIDDEN) + "`"),
        ("a.js", f'x="{BASE64}"'),
        ("a.js", f'x="{HIDDEN[::-1]}"'),
        ("a.json", f'{{"a":"{ESCAPED}"}}'),
        ("a.xml", f"<a><![CDATA[{HIDDEN}]]></a>"),
        ("a.vtt", f"WEBVTT\n\nNOTE {HIDDEN}\n"),
        (f"{HIDDEN}.txt", ""),
    ],
)  # fmt: skip
def test_a_word_hidden_in_text_is_found(name: str, text: str) -> None:
    assert HIDDEN in found_in(name, text)


@pytest.mark.parametrize(
    "data",
    [
        zipped({"a.html": HIDDEN.encode()}),
        zipped({"a/b.zip": zipped({"c.zip": zipped({"d.js": HIDDEN.encode()})})}),
        zipped({f"{HIDDEN}.txt": b""}),
        zipped({f"{HIDDEN}/": b""}),
        zipped({}, HIDDEN.encode()),
        zipped({"guide.docx": zipped({"word/document.xml": HIDDEN.encode(), "[Content_Types].xml": b""})}),
        zipped({"book.epub": zipped({"mimetype": HIDDEN.encode()})}),
        zipped({"guide.docx": zipped({"_rels/.rels": HIDDEN.encode()})}),
        zipped({"deck.pptx": zipped({"ppt/notesSlides/_rels/notesSlide1.xml.rels": HIDDEN.encode()})}),
        zipped({"book.epub": zipped({"EPUB/text/ch001.xhtml": HIDDEN.encode()})}),
        zipped({"book.epub": zipped({"EPUB/content.opf": HIDDEN.encode()})}),
        zipped({"book.epub": zipped({"EPUB/toc.ncx": HIDDEN.encode()})}),
    ],
)
def test_a_word_hidden_in_an_archive_is_found(data: bytes) -> None:
    assert HIDDEN in found_in("a.zip", data)


def test_the_way_to_a_word_is_told() -> None:
    inner = zipped({"uno.html": f"<track src='data:text/vtt;base64,{BASE64}'>".encode()})
    paths = {p.path for p in open_bytes("kit.zip", zipped({"b.zip": inner})) if HIDDEN in words_in(p.text)}
    assert "kit.zip!b.zip!uno.html!data-0.vtt" in paths


def _info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = HIDDEN


def _xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = HIDDEN


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, HIDDEN.encode(), filename="a.txt")


def _outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(HIDDEN, 0))


def _link(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://example.org/{HIDDEN}")
    annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(annotation)])


def _alternative_text(pdf: pikepdf.Pdf) -> None:
    # UTF-16, as every text with an accent is
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=pikepdf.Dictionary(Alt=f"ñ → {HIDDEN}")))


def _destination(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Dests = pikepdf.Dictionary({f"/{HIDDEN}": pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])})


@pytest.mark.parametrize("hide", [_info, _xmp, _attachment, _outline, _link, _alternative_text, _destination])
@pytest.mark.parametrize("packed", [True, False])
def test_a_word_hidden_in_a_pdf_is_found(hide: Callable[[pikepdf.Pdf], None], packed: bool) -> None:  # noqa: FBT001
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        hide(pdf)
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        pdf.save(out, object_stream_mode=mode)
    assert HIDDEN in found_in("a.pdf", out.getvalue())


def test_a_word_that_a_pdf_hyphenates_is_found(tmp_path: Path) -> None:
    source = f"""#set document(title: "x")
    #set page(width: 32mm, height: 60mm, margin: 5mm)
    #set text(font: "Source Sans 3", lang: "es", hyphenate: true)
    #set par(justify: true)
    una fina oficina {HIDDEN} {HIDDEN} {HIDDEN}"""
    pages = [p.text for p in open_bytes("a.pdf", compile_pdf(source, tmp_path, {})) if p.kind == "page"]
    assert HIDDEN not in pages[0].split()
    assert HIDDEN in words_in(pages[0])


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg", "a.mp4", "a.m4a", "a.vtt"])
def test_the_metadata_that_the_canaries_carry_is_found(name: str, tmp_path: Path) -> None:
    planted = []

    def words(place: str) -> str:
        planted.append(word(place))
        return planted[-1]

    ending = name.rpartition(".")[2]
    makers = {"png": files.png, "jpg": files.jpeg, "svg": files.svg}
    if ending in makers:
        (tmp_path / name).write_bytes(makers[ending](words))
    elif ending == "vtt":
        (tmp_path / name).write_text(files.captions(words, "cue"), encoding="utf-8")
    else:
        files.recording(tmp_path / name, words)
    found = {w for part in open_path(tmp_path / name) for w in words_in(part.text)}
    assert len(planted) >= 4
    assert found >= set(planted)


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.new", b""),
        ("noending", b""),
        ("a.zip", zipped({"b.new": b""})),
        ("a.zip", zipped({"b.zip": zipped({"c.docm": b""})})),
        ("a.docx", zipped({"word/media/image1.emf": b""})),
        ("a.pptx", zipped({"ppt/embeddings/oleObject1.bin": b""})),
        ("a.html", b"<img src='data:image/webp;base64,AAAA'>"),
        ("a.html", b"\xff\xfe"),
        ("a.css", zipped({"b.txt": b""})),
        ("a.txt", b"%PDF-1.7"),
        ("a.png", _picture("JPEG")),
        ("a.jpg", _picture("PNG")),
        ("a.pdf", b"hola"),
    ],
)
def test_what_cannot_be_opened_stops(name: str, data: bytes) -> None:
    with pytest.raises(UnknownArtifactError):
        list(open_bytes(name, data))
