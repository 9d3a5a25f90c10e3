"""Texts as a browser or a program reads them: entities, escapes and data URLs undone."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

_URL = re.compile(
    r"""data:(?P<type>[\w.+-]+/[\w.+-]+)?(?P<more>(?:;[\w.+-]+(?:=[^;,"'\s)]*)?)*),(?P<body>[^"'\s<>)]*)"""
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-9a-fA-F]{1,6}) ?)")
_JOINED = re.compile(r"""["'`]\s*\+\s*["'`]|\\\r?\n""")
_LONG_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}")

_ENDINGS = {
    "text/vtt": ".vtt", "text/plain": ".txt", "text/css": ".css", "text/html": ".html",
    "text/javascript": ".js", "application/json": ".json", "image/svg+xml": ".svg", "image/png": ".png",
    "image/jpeg": ".jpg", "audio/mp4": ".m4a", "video/mp4": ".mp4", "application/pdf": ".pdf",
}  # fmt: skip


def readings(text: str) -> Iterator[str]:
    """Other readings of a text, each only where it differs: what is escaped, encoded or cut in pieces."""
    seen = {text}
    for reading in _readings(text):
        if reading not in seen:
            seen.add(reading)
            yield reading


def _readings(text: str) -> Iterator[str]:
    plain = html.unescape(text)
    yield plain
    yield unquote(plain)
    joined = _JOINED.sub("", _ESCAPE.sub(_character, plain))
    yield joined
    yield html.unescape(unquote(joined))
    yield "\n".join(_hidden_in_base64(plain))


def _character(match: re.Match[str]) -> str:
    number = int(next(group for group in match.groups() if group), 16)
    return chr(number) if number <= 0x10FFFF else ""  # the last code point


def _hidden_in_base64(text: str) -> Iterator[str]:
    """Long runs of letters may be base64 without saying so; what is none decodes to noise."""
    for run in _LONG_BASE64.findall(text):
        data = run.replace("-", "+").replace("_", "/")
        yield base64.b64decode(data + "=" * (-len(data) % 4) if len(data) % 4 != 1 else data[:-1]).decode("latin-1")


def data_urls(text: str) -> Iterator[tuple[str, bytes]]:
    """The files that lie in a text as data URLs: their ending ('' when their type is unknown) and bytes."""
    for match in _URL.finditer(html.unescape(text)):
        if match["type"] is None and not match["more"] and not match["body"]:
            continue  # "data:," is the empty icon
        kind = (match["type"] or "text/plain").lower()
        body = unquote_to_bytes(match["body"])
        yield _ENDINGS.get(kind, f".{kind.replace('/', '-')}"), _decoded(body, match["more"])


def _decoded(body: bytes, parameters: str) -> bytes:
    if not parameters.lower().endswith(";base64"):
        return body
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4), validate=True)
    except binascii.Error:
        return body  # a browser could not read it either; the bytes are searched as they are
