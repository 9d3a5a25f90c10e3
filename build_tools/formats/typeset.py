"""A pandoc document set by Typst with one of the templates in ``conf/print``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from build_tools import memo
from build_tools.formats.base import unread
from build_tools.formats.typst_blocks import called
from build_tools.formats.typst_tables import with_room
from build_tools.sphinx_ext.ast_pandoc import Block
from build_tools.tools import pandoc

_HEAD = ("kit", "audience", "language", "contacts")
_ESCAPED = re.compile(r"\\(.)")


def typst_source(
    document: Mapping[str, Any], template: str, reading: Mapping[str, Any], inputs: Mapping[str, Any]
) -> tuple[str, dict[str, str]]:
    """The Typst source of a document, and the inputs that its template wants as text.

    Args:
        document: a pandoc document; what its Divs and Spans are, `typst_blocks` knows.
        template: the name of a function, and of the file in ``conf/print`` that defines it, e.g. ``guide``.
        reading: the edition's; the template gets its head, and of modules what stands beside their titles.
        inputs: what the template sees in ``sys.inputs``: texts as they are, anything else as JSON.
    """
    body = "\n".join(body for _, body in typst_bodies(document))
    return source_of(body, template), shown_inputs(reading, inputs)


def source_of(body: str, template: str) -> str:
    """The main file of a document: its text in a template."""
    return f'#import "/conf/print/{template}.typ": *\n#show: {template}\n\n{body}'


def typst_bodies(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The Typst source of each part of a document, with ``module`` or ``back`` for what it is."""
    made = []
    for blocks in _by_modules(document["blocks"]):
        kind = _kind(blocks[0]) if blocks else ""
        made.append((kind, _written({**document, "blocks": called(with_room(blocks))})))
    return made


def shown_inputs(reading: Mapping[str, Any], inputs: Mapping[str, Any]) -> dict[str, str]:
    """What a template gets beside its text.

    Args:
        reading: the edition's, of which it gets the head.
        inputs: as for `typst_source`.
    """
    edition = {name: reading[name] for name in _HEAD} | {
        "unread": unread(reading),
        "modules": [{"id": m["id"], "duration": m["duration"]} for m in reading["modules"]],
    }
    given = {**inputs, "edition": edition}
    return {k: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for k, v in given.items()}


def _by_modules(blocks: list[Block]) -> Iterator[list[Block]]:
    """The blocks of each module, and last what follows them: a part that is as it was is not written again."""
    part: list[Block] = []
    kind = ""
    for block in blocks:
        starts = _kind(block)
        if part and starts and (starts, kind) != ("back", "back"):
            yield part
            part = []
        kind = starts or kind
        part.append(block)
    yield part


def _kind(block: Block) -> str:
    """``module`` or ``back`` of a heading that begins a module or a part of the back matter."""
    names = block["c"][1][1] if block["t"] == "Header" else ()
    return next((name for name in ("module", "back") if name in names), "")


def _written(document: Mapping[str, Any]) -> str:
    """The Typst source of a part of a document, remembered by what pandoc gets."""
    text = json.dumps(document, ensure_ascii=False)
    made = memo.recall("typst", [text, pandoc.version()], lambda: pandoc.to_typst(text).encode())
    return _with_quotes(made.decode())


def _with_quotes(body: str) -> str:
    r"""Straight quotes in text, which pandoc escapes, left to Typst: it sets those of the language.

    In strings of calls a quote is ``\u{22}``, so it is not taken for one in text.
    """
    return _ESCAPED.sub(lambda found: found[1] if found[1] in "\"'" else found[0], body)
