"""The doctree nodes that our directives add to those of docutils.

Every writer (HTML, pandoc AST) translates exactly these; texts live in child nodes of type
`docutils.nodes.TextElement`, so that gettext translation reaches them.
"""

from __future__ import annotations

from docutils import nodes


class box(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A titled box. ``kind``: case, warning, legal, objectives, facilitator, note, tip, important.

    First child is a `box_title`. A facilitator box may have ``about`` (`vocabulary.FACILITATOR_KINDS`).
    A legal box has ``state`` (verification state); the objectives box has ``objectives``: a list of ids
    in the order of its list's items.
    """


class job_aid(nodes.General, nodes.Element):  # noqa: N801
    """A one-page take-away: ``name`` (its id in the kit); a `box_title`, then its blocks."""


class box_title(nodes.TextElement):  # noqa: N801
    """The title of a box."""


class session(nodes.General, nodes.Element):  # noqa: N801
    """One row of the session plan: children `session_field` then body blocks.

    ``minutes`` and ``online_minutes`` (int): how long it takes in a room, and online.
    """


class session_field(nodes.TextElement):  # noqa: N801
    """A field of a session row; ``name`` is one of `vocabulary.SESSION_FIELDS`."""


class question(nodes.General, nodes.Element):  # noqa: N801
    """A question: ``qid``, ``kind`` (`vocabulary.QUESTION_KINDS`), ``points``, ``objective``, ``source``, ``unit``.

    Children: prompt blocks, then `answer` nodes, then at most one `feedback`. A copy in an assessment has
    the id of that as ``assessment``, and the `pool.Lesson` to look up again (or None) as ``review``.
    """


class answer(nodes.General, nodes.Element):  # noqa: N801
    """An answer: ``key`` (stable id within the question); blocks, then at most one `feedback`.

    ``correct`` (bool) where it is chosen or typed; ``value`` (a number or a range ``17..19``) of a
    numeric one. Answers of an order question stand in the right order. One of a match question holds a
    `pair_left` (a distractor has none, and an empty key) and a `pair_right`, whose key is ``right_key``.
    """


class pair_left(nodes.TextElement):  # noqa: N801
    """The side of a pair that is asked."""


class pair_right(nodes.TextElement):  # noqa: N801
    """The side of a pair that is chosen."""


class assessment(nodes.General, nodes.Element):  # noqa: N801
    """A scored set of questions.

    ``aid``, ``kind`` (diagnostic|formative|final), ``questions`` (ids; None until it is written: the
    whole bank), ``draw`` (None: all), ``pass_mark`` (per cent, or None), ``attempts`` (None: unlimited),
    ``shuffle`` (bool). Children: blocks of the introduction, then at write time copies of the questions.
    """


class scenario(nodes.General, nodes.Element):  # noqa: N801
    """A branching case: ``sid``; a `box_title`, blocks before the start, then `step` nodes, the first is the start."""


class step(nodes.General, nodes.Element):  # noqa: N801
    """A step: ``step_id``, ``score`` (0 to 100, or None); blocks, then `choice` nodes (none: it ends here)."""


class choice(nodes.General, nodes.Element):  # noqa: N801
    """A choice: ``target`` (id of a step, or ``end``); its text as a paragraph, then at most one `feedback`."""


class reflection(nodes.General, nodes.Element):  # noqa: N801
    """An unscored writing prompt: ``rid``, ``lines`` (on paper); children are its blocks."""


class feedback(nodes.General, nodes.Element):  # noqa: N801
    """Feedback of a question or of one answer; holds blocks."""


class media(nodes.General, nodes.Element):  # noqa: N801
    """A media asset by its ``media`` id; children are its caption's blocks (may be none).

    ``complete``: ``played`` where the module is completed only when it was played to its end, else ``""``.
    """


class legal_ref(nodes.Inline, nodes.TextElement):  # noqa: N801
    """An inline legal reference; ``state`` is its verification state."""


ALL: tuple[type[nodes.Element], ...] = (
    box,
    box_title,
    job_aid,
    session,
    session_field,
    question,
    answer,
    feedback,
    media,
    legal_ref,
    pair_left,
    pair_right,
    assessment,
    scenario,
    step,
    choice,
    reflection,
)
