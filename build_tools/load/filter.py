"""The audience filter: what is not for an edition leaves its text before anything parses it.

Hidden lines become empty lines, so every line keeps its number and findings of later steps point
at the author's file. This is the security boundary between audiences: see the design page.
"""

from __future__ import annotations

import json
import re

from build_tools.load.scan import AUDIENCE_ROLE, FACILITATOR_ONLY, Block, Scan

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<body>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


def filtered(text: str, scan: Scan, title: str, audience: str, *, facilitator: bool) -> str:
    """A module's text as one edition may see it, with as many lines as the original.

    Args:
        text: the whole module.
        scan: what `load.scan.scan` found in exactly that text.
        title: the module's title, the only field of the front matter that stays.
        audience: id of the edition's audience.
        facilitator: whether facilitator notes and session rows stay.
    """
    lines = text.split("\n")
    for block in scan.blocks:
        _apply(block, lines, audience, facilitator=facilitator)
    kept = AUDIENCE_ROLE.sub(lambda m: _inline(m["body"], audience), "\n".join(lines))
    return _FRONT_MATTER.sub(lambda m: _front_matter(m[0], title), kept, count=1)


def _apply(block: Block, lines: list[str], audience: str, *, facilitator: bool) -> None:
    hidden = not block.scope.admits(audience) or (block.name in FACILITATOR_ONLY and not facilitator)
    if hidden:
        lines[block.start : block.end] = [""] * (min(block.end, len(lines)) - block.start)
    elif block.name == "audience":
        lines[block.start : block.body] = [""] * (block.body - block.start)
        if block.closed:
            lines[block.end - 1] = ""


def _inline(body: str, audience: str) -> str:
    names, _, text = body.partition("|")
    hidden_lines = "\n" * body.count("\n")
    return text if audience in names.split() else hidden_lines


def _front_matter(original: str, title: str) -> str:
    # JSON strings are YAML strings, so a title with quotes or colons stays one line.
    head = ["---", f"title: {json.dumps(title, ensure_ascii=False)}"]
    return "\n".join([*head, *[""] * (original.count("\n") - 2), "---"])
