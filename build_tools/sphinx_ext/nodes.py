"""The doctree nodes that our directives add to those of docutils.

Every writer (HTML, pandoc AST) translates exactly these; texts live in child nodes of type
`docutils.nodes.TextElement`, so that gettext translation reaches them.
"""

from __future__ import annotations

from docutils import nodes


class box(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A titled box. ``kind``: case, warning, legal, objectives, facilitator, note, tip, important.

    First child is a `box_title`. A legal box has ``state`` (verification state); the objectives
    box has ``objectives``: a list of ids in the order of its list's items.
    """


class box_title(nodes.TextElement):  # noqa: N801
    """The title of a box."""


class session(nodes.General, nodes.Element):  # noqa: N801
    """One row of the session plan: ``minutes`` (int); children `session_field` then body blocks."""


class session_field(nodes.TextElement):  # noqa: N801
    """A field of a session row; ``name``: activity, method or materials."""


class question(nodes.General, nodes.Element):  # noqa: N801
    """A question: ``qid``, ``kind`` (single|multiple|true-false), ``points``, ``objective``, ``source``.

    Children: prompt blocks, then `answer` nodes, then at most one `feedback`.
    """


class answer(nodes.General, nodes.Element):  # noqa: N801
    """An answer: ``correct`` (bool), ``key`` (stable id within the question); blocks, then at most one `feedback`."""


class feedback(nodes.General, nodes.Element):  # noqa: N801
    """Feedback of a question or of one answer; holds blocks."""


class media(nodes.General, nodes.Element):  # noqa: N801
    """A media asset by its ``media`` id; children are its caption's blocks (may be none)."""


class legal_ref(nodes.Inline, nodes.TextElement):  # noqa: N801
    """An inline legal reference; ``state`` is its verification state."""


ALL: tuple[type[nodes.Element], ...] = (
    box,
    box_title,
    session,
    session_field,
    question,
    answer,
    feedback,
    media,
    legal_ref,
)
