"""A pandoc document set by Typst with one of the templates in ``conf/print``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.tools import pandoc

FILTER = "conf/print/typst.lua"


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
    body = pandoc.to_typst(document, workspace / FILTER)
    source = f'#import "/conf/print/{template}.typ": *\n#show: {template}\n\n{body}'
    shown = {k: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for k, v in inputs.items()}
    return source, shown
