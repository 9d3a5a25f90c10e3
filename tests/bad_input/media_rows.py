"""Broken and hostile pictures, media sources and caption tracks."""

from __future__ import annotations

import io
import struct
import wave
import zlib

from PIL import Image

from tests.bad_input.edits import (
    END,
    MEDIA,
    MP4,
    TWO,
    VTT,
    Edit,
    Row,
    all_of,
    media,
    media_file,
    picture,
    row,
    svg,
    write,
)

_AT = f"{TWO}:{END}"
_PICTURE = f"{_AT} picture-broken"
_SOURCE = "media/corto/media.yml:3 media-broken"
_LIMIT = "media/corto/media.yml:3 media-limit"
_FIELD = "media/corto/media.yml"
_TRACK = "media/corto/captions.es.vtt"
_SVG = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"
_FIVE = "WEBVTT\n\n00:00.000 --> 00:04.000\nAlguien habla.\n"
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


def _wave() -> bytes:
    """Four seconds of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(64_000))
    return out.getvalue()


def _sound(name: str, kind: str, *more: str, content: bytes | None = None) -> Edit:
    """A media asset whose source is silence."""
    asset = media_file(name, content or _wave(), kind, "captions: {es: captions.es.vtt}", *more)
    return all_of(asset, write(_TRACK, VTT))


def _three_hours() -> bytes:
    """The clip, with frames that stand for more than twenty minutes each (ISO 14496-12, 8.4.2 and 8.6.1.2)."""
    data = bytearray(MP4.replace(b"edts", b"free"))
    for box, behind in ((b"mdhd", 20), (b"stts", 16)):  # the length of the picture track, and that of its frames
        at = data.index(box) + behind
        data[at : at + 4] = (2700 * int.from_bytes(data[at : at + 4])).to_bytes(4)
    return bytes(data)


def _garbled() -> bytes:
    """The clip, with a hundred bytes of its content gone."""
    middle = MP4.index(b"mdat") + 1000
    return MP4[:middle] + bytes(100) + MP4[middle + 100 :]


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
    row("photo: who is on it is not said", picture("foto.jpg", _jpeg()), f"{_AT} photo-in-kit"),
    row("photo: with capital letters", picture("foto.JPEG", _jpeg(cut=400)), f"{_AT} photo-in-kit", _PICTURE),
    row("photo: sound, as a media asset", media_file("foto.jpg", _jpeg(), "picture")),
    row("photo: cut off", media_file("foto.jpg", _jpeg(cut=400), "picture"), _SOURCE),
    row("photo: a bomb", media_file("foto.png", _bomb(), "picture"), _SOURCE),
    row("photo: a script", media_file("foto.jpg", _SCRIPT, "picture"), _SOURCE),
    row("photo: a video", media_file("foto.mp4", MP4, "picture"), _SOURCE),
    row("drawing asset: script", media_file("dibujo.svg", _SVG.format("<script>alert(1)</script>"), "picture"), _SOURCE),
    row("drawing asset: link to elsewhere", media_file(
        "dibujo.svg", _SVG.format("<use href='https://example.org/x.svg#a'/>"), "picture"), _SOURCE),
    row("gif", picture("dibujo.gif", "GIF89a"), _PICTURE),
    row("media: shell script", media(source=_SCRIPT), _SOURCE),
    row("media: playlist", media(source=b"#EXTM3U\nfile:///etc/passwd\n"), _SOURCE),
    row("media: list of files", media(source=b"ffconcat version 1.0\nfile /etc/passwd\n"), _SOURCE),
    row("media: address", media(source=b"https://example.org/vivo.m3u8\n"), _SOURCE),
    row("media: a picture", media(source=_jpeg()), _SOURCE),
    row("media: another container", media(source=_wave()), _SOURCE),
    row("media: only a first box", media(source=b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), _SOURCE),
    row("media: cut off", media(source=MP4[:-2000]), _SOURCE),
    row("media: cut off in its index", media(source=MP4[:400]), _SOURCE),
    row("media: garbled", media(source=_garbled()), _SOURCE),
    row("media: content in another file", media(source=MP4.replace(b"url \0\0\0\x01", b"url \0\0\0\0")), _SOURCE),
    row("media: three hours, by its header", media(source=_three_hours()), _LIMIT),
    row("media: sound cut off", _sound("voz.wav", "audio", content=_wave()[:-16_000]), _SOURCE),
    row("media: sound as video", _sound("voz.wav", "video", "picture_matters: false"), _SOURCE),
    row("media: sound that is silent", _sound("voz.wav", "audio")),
    row("media: ending that is not used", _sound("voz.bin", "audio"), _SOURCE),
    row("media: video as sound", media(MEDIA.replace("kind: video", "kind: audio").replace("picture_matters: false\n", "")),
        _SOURCE),
    row("media: no source", media(MEDIA.replace("source: source.mp4\n", "")), f"{_FIELD}:1 yaml-field"),
    row("media: nobody says whether the picture matters", media(MEDIA.replace("picture_matters: false\n", "")),
        f"{_FIELD}:1 yaml-field"),
    row("media: the picture matters, and is not described", media(MEDIA.replace("false", "true")),
        f"{_FIELD}:8 no-descriptions"),
    row("media: the picture matters, and is described", all_of(
        media(f"{MEDIA.replace('false', 'true')}descriptions: {{es: vista.vtt}}\n"), write("media/corto/vista.vtt", VTT))),
    row("media: descriptions missing", media(f"{MEDIA}descriptions: {{es: vista.vtt}}\n"), f"{_FIELD}:10 file-missing"),
    row("media: people, and no consent", media(MEDIA.replace("people: none", "people: consented")),
        f"{_FIELD}:6 consent-missing"),
    row("media: people, and a consent that is over", media(MEDIA.replace(
        "people: none", "people: consented\nconsent:\n  reference: Archivo 7\n  until: 2020-01-31")),
        f"{_FIELD}:9 consent-expired"),
    row("media: people, and a consent that holds", media(MEDIA.replace(
        "people: none", "people: consented\nconsent: {reference: Archivo 7, until: 9999-12-31}"))),
    row("media: actors need none", media(MEDIA.replace("people: none", "people: actors"))),
    row("media: a consent until no day", media(MEDIA.replace(
        "people: none", 'people: consented\nconsent: {reference: Archivo 7, until: "2027-12-31"}')),
        f"{_FIELD}:7 yaml-field"),
    row("media: a consent until a day that never comes", media(MEDIA.replace(
        "people: none", "people: consented\nconsent: {reference: Archivo 7, until: 2027-02-30}")),
        f"{_FIELD}:1 yaml-syntax"),
    row("media: a consent without an end", media(MEDIA.replace(
        "people: none", "people: consented\nconsent: {reference: Archivo 7}")), f"{_FIELD}:7 yaml-field"),
    row("media: captions of a picture", media_file("foto.jpg", _jpeg(), "picture", "captions: {es: captions.es.vtt}"),
        f"{_FIELD}:4 yaml-field"),
    row("media: source of a storyboard", media_file("voz.wav", _wave(), "storyboard"), f"{_FIELD}:3 yaml-field"),
    row("media: unknown language", media(MEDIA.replace("kind: video", "kind: video\nlanguage: xx")),
        f"{_FIELD}:3 unknown-language"),
    row("media: zero bytes", media(source=b""), _SOURCE),
    row("media: unknown kind", media(MEDIA.replace("kind: video", "kind: película")),
        "media/corto/media.yml:2 yaml-field"),
    row("media: unknown audience", media(f"{MEDIA}audiences: [policia, polisia]\n"), f"{_AT} hidden-media",
        "media/corto/media.yml:10 unknown-audience"),
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
    row("captions: SubRip is fine", media(captions="1\n00:00:00,000 --> 00:00:04,000\nHola.\n")),
    row("captions: SubRip with WebVTT's times", media(captions="1\n00:00.000 --> 00:04.000\nHola.\n"),
        f"{_TRACK}:2 captions-broken"),
    row("captions: neither of both", media(captions="Hola.\n\nAdiós.\n"), f"{_TRACK}:1 captions-broken"),
    row("captions: two at a time", media(captions=VTT.replace("--> 00:02.000", "--> 00:02.500")),
        f"{_TRACK}:6 captions-times"),
    row("captions: longer than the recording", media(captions=VTT.replace("00:04.000", "00:09.000")),
        f"{_TRACK}:6 captions-times"),
    row("captions: half of it", media(captions="WEBVTT\n\n00:00.000 --> 00:01.000\nHola.\n"),
        f"{_TRACK}:3 captions-coverage"),
    row("captions: another language", media(captions=_FIVE.replace(
        "Alguien habla.", "She speaks about her work and\nwhat she would like to do next.")), f"{_TRACK}:3 captions-language"),
    row("captions: too fast", media(captions=VTT.replace("Hola.", "Hola a todas las personas que nos ven.")),
        f"{_TRACK}:3 captions-speed"),
    row("captions: a long line", media(captions=_FIVE.replace("habla.", "habla de su trabajo y de su familia.")),
        f"{_TRACK}:3 captions-length"),
    row("captions: three lines", media(captions=_FIVE.replace("habla.", "habla\nde su\ntrabajo.")),
        f"{_TRACK}:3 captions-length"),
    row("captions: no cues", media(captions="WEBVTT\n"), f"{_TRACK}:1 captions-broken"),
    row("captions: not UTF-8", media(captions=VTT.encode("latin-1")), f"{_TRACK}:7 captions-broken"),
    row("captions: none", media(MEDIA.replace("captions: {es: captions.es.vtt}\n", "")), f"{_AT} no-captions"),
)  # fmt: skip
