"""Broken and hostile pictures, media sources and caption tracks."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.bad_input.edits import END, MEDIA, TWO, VTT, Row, media, picture, row, svg

_AT = f"{TWO}:{END}"
_PICTURE = f"{_AT} picture-broken"
_SOURCE = "media/corto/media.yml:3 media-broken"
_TRACK = "media/corto/captions.es.vtt"
_ENTITIES = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
_OUTSIDE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_SCRIPT = b"#!/bin/sh\nrm -rf /\n"


def _jpeg(*, cut: int | None = None) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()[:cut]


def jpeg_with_place() -> bytes:
    """A photo that tells its camera and where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    exif.get_ifd(0x8825).update({1: "N", 2: (14.0, 5.0, 30.0), 3: "W", 4: (87.0, 12.0, 0.0)})
    out = io.BytesIO()
    Image.effect_noise((64, 64), 60).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _bomb() -> bytes:
    """A PNG of a few bytes that says it has 3.6 thousand million pixels."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND", b"")


def _uses(levels: int) -> str:
    """A drawing whose parts each draw the one before ten times."""
    parts = ["<g id='u0'><rect width='1' height='1'/></g>"]
    for number in range(1, levels):
        uses = f"<use href='#u{number - 1}'/>" * 10
        parts.append(f"<g id='u{number}'>{uses}</g>")
    return "".join(parts)


ROWS: tuple[Row, ...] = (
    row("svg: script", svg("<script>alert(1)</script>"), _PICTURE),
    row("svg: onload", svg('<rect onload="alert(1)"/>'), _PICTURE),
    row("svg: link to elsewhere", svg('<use href="https://example.org/x.svg#a"/>'), _PICTURE),
    row("svg: old link to elsewhere", svg('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x.svg#a"/>'),
        _PICTURE),
    row("svg: picture from elsewhere", svg('<image href="https://example.org/x.png"/>'), _PICTURE),
    row("svg: entity bomb", svg("<text>&c;</text>", _ENTITIES), _PICTURE),
    row("svg: entity that reads a file", svg("<text>&a;</text>", _OUTSIDE), _PICTURE),
    row("svg: HTML inside", svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>"),
        _PICTURE),
    row("svg: animation", svg('<rect><set attributeName="href" to="javascript:alert(1)"/></rect>'), _PICTURE),
    row("svg: style from elsewhere", svg("<style>@import url(https://example.org/x.css);</style>"), _PICTURE),
    row("svg: style from elsewhere, disguised", svg(r"<style>@\69mport 'https://example.org/x.css';</style>"),
        _PICTURE),
    row("svg: style from elsewhere, behind an element", svg(
        "<style>a{}<x xmlns='urn:x'/>@import 'https://example.org/x.css';</style>"), _PICTURE),
    row("svg: colour from elsewhere", svg('<rect fill="url(https://example.org/x.svg#a)"/>'), _PICTURE),
    row("svg: huge", picture("dibujo.svg", "<svg xmlns='http://www.w3.org/2000/svg'>" + " " * 2_100_000 + "</svg>"),
        _PICTURE),
    row("svg: parts that use parts that use parts", svg(_uses(9)), _PICTURE),
    row("svg: parts that use each other", svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
        _PICTURE),
    row("svg: deep nesting", svg("<g>" * 3000 + "</g>" * 3000), _PICTURE),
    row("svg: no drawing", picture("dibujo.svg", "<html xmlns='http://www.w3.org/1999/xhtml'/>"), _PICTURE),
    row("svg: not closed", picture("dibujo.svg", "<svg xmlns='http://www.w3.org/2000/svg'>"), _PICTURE),
    row("svg: empty", picture("dibujo.svg", ""), _PICTURE),
    row("png: text", picture("dibujo.png", "esto no es un dibujo"), _PICTURE),
    row("png: really a JPEG", picture("dibujo.png", _jpeg()), _PICTURE),
    row("png: bomb", picture("dibujo.png", _bomb()), _PICTURE),
    row("jpeg: cut off", picture("foto.jpg", _jpeg(cut=400)), _PICTURE),
    row("jpeg: sound", picture("foto.jpg", _jpeg())),
    row("gif", picture("dibujo.gif", "GIF89a"), _PICTURE),
    row("media: shell script", media(source=_SCRIPT), _SOURCE),
    row("media: playlist", media(source=b"#EXTM3U\nfile:///etc/passwd\n"), _SOURCE),
    row("media: zero bytes", media(source=b""), _SOURCE),
    row("media: unknown kind", media(MEDIA.replace("kind: video", "kind: película")),
        "media/corto/media.yml:2 yaml-field"),
    row("media: unknown audience", media(f"{MEDIA}audiences: [policia, polisia]\n"), f"{_AT} hidden-media",
        "media/corto/media.yml:9 unknown-audience"),
    row("media: not for all who see it", media(f"{MEDIA}audiences: [policia]\n"), f"{_AT} hidden-media"),
    row("media: id is not the folder", media(MEDIA.replace("id: corto", "id: otro")),
        "media/corto/media.yml:1 id-mismatch"),
    row("captions: cut off", media(captions=VTT.removesuffix("\nAdiós.\n")), f"{_TRACK}:6 captions-broken"),
    row("captions: cut off in a time", media(captions=VTT.removesuffix("04.000\nAdiós.\n")),
        f"{_TRACK}:6 captions-broken"),
    row("captions: out of order", media(captions=VTT.replace("00:00.000 --> 00:02.000", "00:05.000 --> 00:06.000")),
        f"{_TRACK}:6 captions-broken"),
    row("captions: end before start", media(captions=VTT.replace("--> 00:04.000", "--> 00:01.000")),
        f"{_TRACK}:6 captions-broken"),
    row("captions: commas in times", media(captions=VTT.replace("00:02.000 -->", "00:02,000 -->")),
        f"{_TRACK}:6 captions-broken"),
    row("captions: SubRip", media(captions="1\n00:00:00,000 --> 00:00:02,000\nHola.\n"), f"{_TRACK}:1 captions-broken"),
    row("captions: no cues", media(captions="WEBVTT\n"), f"{_TRACK}:1 captions-broken"),
    row("captions: not UTF-8", media(captions=VTT.encode("latin-1")), f"{_TRACK}:7 captions-broken"),
    row("captions: none", media(MEDIA.replace("captions: {es: captions.es.vtt}\n", "")), f"{_AT} no-captions"),
)  # fmt: skip
