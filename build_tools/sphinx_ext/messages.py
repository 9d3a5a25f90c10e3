"""The messages of a module: every text of its doctree that a learner or a facilitator can see.

One rule for both ways: what `translate.extract` hands to translators is what `translation` looks up. Sphinx's own
rule (`sphinx.util.nodes.extract_messages`) leaves out what has no place, such as each cell of a table of MyST's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes

from build_tools.sphinx_ext import nodes as own

_UNSEEN = (nodes.Invisible, nodes.Inline, nodes.math_block, nodes.doctest_block, nodes.label, nodes.field_name)
_HARD_BREAK = re.compile(r"(?:(?<!\\)\\| {2,})$")
_NO_WORDS = re.compile(r"\{(?:cite|contact|ref|term)\}`[^`<>]*`|https?://\S+|\{[a-z]+\}")


@dataclass(frozen=True, slots=True)
class Message:
    """One text: its Markdown in one line (the message id), and what it is.

    ``attribute`` names the attribute of the node that holds it; None: it is what the node contains.
    ``literal``: it is no Markdown, and taken as it stands.
    """

    node: nodes.Element
    id: str
    kind: str
    line: int
    attribute: str | None = None
    literal: bool = False


def messages(doctree: nodes.document) -> Iterator[Message]:
    """All texts of a doctree that has not been translated yet, in their order."""
    for node in list(doctree.findall(nodes.Element)):
        message = _message(node)
        if message is not None and has_words(message.id):
            yield message


def message_id(source: str) -> str:
    """Markdown as a message id: in one line, but for hard breaks, which stand as a backslash and a line end."""
    parts = []
    for line in source.strip().split("\n"):
        broken = _HARD_BREAK.search(line.rstrip("\r"))
        parts.append(" ".join(line[: broken.start()].split()) + "\\\n" if broken else " ".join(line.split()) + " ")
    return "".join(parts).strip().removesuffix("\\")


def has_words(text: str) -> bool:
    """Whether there is anything to translate: a number, a tick or a role that brings its own words is nothing."""
    return any(c.isalpha() for c in _NO_WORDS.sub("", text))


def _message(node: nodes.Element) -> Message | None:
    if isinstance(node, nodes.image) and node.get("alt") and not _within_text(node):
        return Message(node, str(node["alt"]), "alternative text", _line(node), "alt", literal=True)
    if isinstance(node, own.question) and node["unit"]:
        return Message(node, node["unit"], "unit", _line(node), "unit", literal=True)
    if isinstance(node, nodes.literal_block):
        return Message(node, node.astext(), "code", _line(node), literal=True)
    return _markdown(node)


def _markdown(node: nodes.Element) -> Message | None:
    if not isinstance(node, nodes.TextElement) or isinstance(node, _UNSEEN) or not node.get("translatable", True):
        return None
    # The front matter's title is one of our own, and what docutils has to say is for nobody who reads.
    if not node.children or _is_picture(node) or isinstance(node.parent, nodes.field_body | nodes.system_message):
        return None
    if isinstance(node, own.box_title) and isinstance(node.parent, own.box) and node.parent["kind"] == "legal":
        return Message(node, node.astext(), "legal reference", _line(node), literal=True)
    return Message(node, message_id(node.rawsource or node.astext()), _kind(node), _line(node))


def _is_picture(node: nodes.Element) -> bool:
    """Whether a paragraph holds nothing but a picture, whose alternative text is a message of its own."""
    return all(isinstance(child, nodes.image) or not child.astext().strip() for child in node.children)


def _within_text(image: nodes.image) -> bool:
    """Whether a picture stands among words, so that it is part of their message."""
    return isinstance(image.parent, nodes.TextElement) and not _is_picture(image.parent)


def _line(node: nodes.Element) -> int:
    """The line of a node, or of what it stands in."""
    at: nodes.Element | None = node
    while at is not None:
        if at.line:
            return int(at.line)
        at = at.parent
    return 1


_KINDS: tuple[tuple[type[nodes.Element], str], ...] = (
    (nodes.caption, "caption"), (nodes.title, "title"), (own.box_title, "title"), (nodes.term, "term"),
    (own.session_field, "session"), (own.pair_left, "answer"), (own.pair_right, "answer"),
)  # fmt: skip
_WITHIN: tuple[tuple[type[nodes.Element], str], ...] = (
    (nodes.entry, "cell"), (own.feedback, "feedback"), (own.answer, "answer"), (own.choice, "choice"),
    (own.question, "question"), (own.step, "step"), (own.reflection, "reflection"), (own.session, "session"),
    (own.media, "caption"), (nodes.footnote, "note"),
)  # fmt: skip


def _kind(node: nodes.Element) -> str:
    """What a text is, in a word for translators."""
    if isinstance(node, nodes.title) and isinstance(node.parent, nodes.table):
        return "caption"
    for kind, word in _KINDS:
        if isinstance(node, kind):
            return word
    at = node.parent
    while at is not None:
        if isinstance(at, own.box) and at["kind"] in ("facilitator", "objectives"):
            return str(at["kind"]).removesuffix("s")
        for kind, word in _WITHIN:
            if isinstance(at, kind):
                return word
        at = at.parent
    return "text"
