"""The audience filter: what is not for an edition leaves its text before anything parses it.

Hidden lines become empty lines, so every line keeps its number and findings of later steps point
at the author's file. This is the security boundary between audiences: see the design page.
"""

from __future__ import annotations

import re

from build_tools.errors import JobError
from build_tools.load.elements import FACILITATOR_ONLY, Block, Scan, role_parts
from build_tools.load.front_matter import with_title_only
from build_tools.load.marks import AUDIENCE_ROLE

_LINE_START = re.compile(r"\n[ \t>]*")
_QUOTE = re.compile(r"[ \t>]*")


def filtered(text: str, scan: Scan, title: str, audience: str, *, facilitator: bool) -> str:
    """A module's text as one edition may see it, with as many lines as the original.

    Args:
        text: the whole module.
        scan: what `load.scan.scan` found in exactly that text.
        title: the module's title, the only field of the front matter that stays.
        audience: id of the edition's audience.
        facilitator: whether facilitator notes and session rows stay.

    Raises:
        JobError: a mark is left that should have had an effect; the checks find such marks first.
    """
    original = text.split("\n")
    lines = list(original)
    for block in scan.blocks:
        quotes = _QUOTE.match(original[block.start])
        hidden = block.hidden(audience, facilitator=facilitator)
        for number in _removed(block, len(lines), hidden=hidden):
            lines[number] = _emptied(original[number], quotes[0].count(">") if quotes else 0)
    kept = with_title_only(_without_roles("\n".join(lines), audience), title)
    left = ["audience", *(() if facilitator else FACILITATOR_ONLY)]
    if any("{" + name + "}" in kept for name in left):
        raise JobError("A mark for audiences was not understood", "Run “kits check” to see where it stands.")
    return kept


def _removed(block: Block, count: int, *, hidden: bool) -> list[int]:
    """The lines (of ``count``) that go: all of a hidden block, only the fence of a visible audience block."""
    if hidden:
        return list(range(block.start, min(block.end, count)))
    if block.name != "audience":
        return []
    return [*range(block.start, block.body), *([block.end - 1] if block.closed else [])]


def _emptied(line: str, quotes: int) -> str:
    """An empty line that stays inside as many quotes as the block stands in: a gap would end them."""
    kept = re.match(rf"(?:[ \t]*>){{0,{quotes}}}", line)
    return kept[0] if kept and quotes else ""


def _without_roles(text: str, audience: str) -> str:
    return AUDIENCE_ROLE.sub(lambda m: _inline(m["body"], audience) + (m["next"] or ""), text)


def _inline(body: str, audience: str) -> str:
    names, text = role_parts(body)
    if audience not in names:
        return _gaps(body)
    return _gaps(body[: len(body) - len(text)]) + _without_roles(text, audience)


def _gaps(hidden: str) -> str:
    """The line ends of a hidden text, each with the indentation behind it: lists and quotes go on."""
    return "".join(_LINE_START.findall(hidden))
