"""A pandoc document set by Typst with one of the templates in ``conf/print``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.tools import pandoc

FILTER = "conf/print/typst.lua"

_ESCAPED = re.compile(r"\\(.)")


def typst_source(
    document: Mapping[str, Any], template: str, workspace: Path, inputs: Mapping[str, Any]
) -> tuple[str, dict[str, str]]:
    """The Typst source of a document, and the inputs that its template wants as text.

    Args:
        document: a pandoc document; what its Divs and Spans are, ``conf/print/typst.lua`` knows.
        template: the name of a function, and of the file in ``conf/print`` that defines it, e.g. ``guide``.
        workspace: holds ``reading/``, ``media/`` and ``conf/print/``.
        inputs: what the template sees in ``sys.inputs``: texts as they are, anything else as JSON.
    """
    body = _with_quotes(pandoc.to_typst(document, workspace / FILTER))
    source = f'#import "/conf/print/{template}.typ": *\n#show: {template}\n\n{body}'
    shown = {k: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for k, v in inputs.items()}
    return source, shown


def _with_quotes(body: str) -> str:
    r"""Straight quotes in text, which pandoc escapes, left to Typst: it sets those of the language.

    In strings of calls the filter writes a quote as ``\u{22}``, so it is not taken for one in text.
    """
    return _ESCAPED.sub(lambda found: found[1] if found[1] in "\"'" else found[0], body)
