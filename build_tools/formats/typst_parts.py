"""What Divs of each class are in Typst: the calls of the template's functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from build_tools.formats.quantities import unit_after
from build_tools.formats.typst_splice import Source, array, block, content, line_content, named, quoted
from build_tools.formats.walk import classes, content_of, pairs_of, parts
from build_tools.sphinx_ext.ast_pandoc import Block, plain_text

Pairs = Mapping[str, str]
Call = Callable[[str, Sequence[str], Pairs, list[Block]], list[Block]]
"""Identifier, classes, attributes and content (calls already) of a Div -> what stands there."""

_BOX = re.compile("box-(.+)")

TO_PARENT = frozenset({
    "box-title", "session-field", "answer", "left", "right", "feedback", "intro", "step", "choice",
})  # fmt: skip
"""Parts of questions, scenarios and boxes stay Divs: only the whole knows how they look."""
NAMES_ITSELF = frozenset({"anchor", "question", "job-aid"})
"""These place their identifiers themselves."""


def anchor(ident: str) -> str:
    """A place for links to go to; none without an identifier."""
    return f"#anchor({quoted(ident)})" if ident else ""


def _string(pairs: Pairs, name: str) -> str | None:
    return quoted(pairs[name]) if name in pairs else None


def _long(names: Sequence[str]) -> str | None:
    """What is too long to stay on one page."""
    return "true" if "long" in names else None


def _take(blocks: list[Block], name: str) -> tuple[Source | None, list[Block], Block | None]:
    """The content of the first Div of a class, what is in none, and that Div."""
    found, rest = parts(blocks, name)
    return (content(content_of(found[0])), rest, found[0]) if found else (None, rest, None)


def _title(div: Block | None) -> Source | None:
    return line_content(content_of(div)) if div else None


def _box(_ident: str, names: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    _, body, title = _take(inside, "box-title")
    kinds = [found[1] for name in names if (found := _BOX.fullmatch(name))]
    only_name = title is not None and "own-name" in title["c"][0][1]
    return block(
        "#kit-box(",
        *named(
            [
                ("kind", quoted(kinds[-1] if kinds else "note")),
                ("name" if only_name else "title", _title(title)),
                ("state", _string(pairs, "state")),
                ("about", _string(pairs, "about")),
            ]
        ),
        ")",
        *content(body),
    )


def _session_call(name: str, names: Sequence[str], pairs: Pairs, inside: list[Block]) -> tuple[Source, list[Block]]:
    fields, body = parts(inside, "session-field")
    arguments: list[tuple[str, str | Source | None]] = [
        ("minutes", pairs.get("minutes")),
        ("online-minutes", pairs.get("online-minutes")),
        ("told", "true" if "told" in names else None),
    ]
    arguments += [(pairs_of(field)["name"], line_content(content_of(field))) for field in fields]
    return [f"#{name}(", *named(arguments), ")"], body


def _session(_: str, names: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    call, body = _session_call("session-box", names, pairs, inside)
    return block(*call, *content(body))


def _glance(_: str, names: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    return block(*_session_call("lesson-glance", names, pairs, inside)[0])


def _part(name: str, div: Block, *arguments: tuple[str, str | Source | None]) -> Source:
    feedback, body, _ = _take(content_of(div), "feedback")
    return [f"{name}(", *named([("feedback", feedback), *arguments]), ")", *content(body)]


def _answer(div: Block, unit: str) -> Source:
    pairs = pairs_of(div)
    number = plain_text([part for part in content_of(div) if "feedback" not in classes(part)]) if unit else ""
    after = quoted(unit_after(number, unit)) if unit else None
    return _part("answer", div, ("correct", pairs.get("correct")), ("place", pairs.get("place")), ("unit", after))


def _left(div: Block) -> Source:
    return _part("pair-side", div, ("letter", _string(pairs_of(div), "letter")))


def _question(ident: str, names: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    answers, lefts, rights, rest = parts(inside, "answer", "left", "right")
    feedback, prompt, _ = _take(rest, "feedback")
    return block(
        f"{anchor(ident)}\n#question(",
        *named(
            [
                ("name", quoted(pairs.get("name", ""))),
                ("kind", quoted(pairs.get("kind", "single"))),
                ("points", pairs.get("points")),
                ("unit", _string(pairs, "unit")),
                ("answers", array([_answer(div, pairs.get("unit", "")) for div in answers])),
                ("lefts", array([_left(div) for div in lefts]) if lefts else None),
                ("rights", array([content(content_of(div)) for div in rights]) if rights else None),
                ("feedback", feedback),
                ("notes", "false" if "scored" in names else None),
                ("long", _long(names)),
            ]
        ),
        ")",
        *content(prompt),
    )


def _assessment(_ident: str, names: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    intro, body, _ = _take(inside, "intro")
    return block(
        "#assessment(",
        *named(
            [
                ("kind", _string(pairs, "kind")),
                ("count", pairs.get("count")),
                ("pass", pairs.get("pass")),
                ("own-page", "true" if "own-page" in names else None),
                ("under-heading", "true" if "under-heading" in names else None),
                ("intro", intro),
            ]
        ),
        ")",
        *content(body),
    )


def _choice(div: Block) -> Source:
    consequence, body, _ = _take(content_of(div), "feedback")
    pairs = pairs_of(div)
    arguments = [("goto", pairs.get("goto")), ("target", _string(pairs, "label")), ("consequence", consequence)]
    return ["choice(", *named(arguments), ")", *content(body)]


def _step(div: Block) -> list[Block]:
    choices, body = parts(content_of(div), "choice")
    pairs = pairs_of(div)
    return block(
        "#step(",
        *named(
            [
                ("number", pairs.get("number")),
                ("target", _string(pairs, "label")),
                ("score", pairs.get("score")),
                ("choices", array([_choice(choice) for choice in choices])),
                ("long", _long(div["c"][0][1])),
            ]
        ),
        ")",
        *content(body),
    )


def _scenario(_ident: str, _names: Sequence[str], _pairs: Pairs, inside: list[Block]) -> list[Block]:
    _, rest, title = _take(inside, "box-title")
    steps, intro = parts(rest, "step")
    return block(
        "#scenario(",
        *named([("title", _title(title)), ("intro", content(intro) if intro else None)]),
        ")",
        *content([made for div in steps for made in _step(div)]),
    )


def _reflection(_: str, names: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    return block("#reflection(", *named([("lines", pairs.get("lines")), ("long", _long(names))]), ")", *content(inside))


def _media(_: str, __: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    caption: Source = content(inside) if inside else ["none"]
    return block(f"#media-asset({quoted(pairs['media'])}, ", *caption, ")")


def _job_aid(ident: str, _names: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    _, body, title = _take(inside, "box-title")
    return block(
        "#job-aid(",
        *named(
            [
                ("title", _title(title)),
                ("ident", quoted(ident)),
                ("module", _string(pairs, "module")),
                ("line", pairs.get("line")),
            ]
        ),
        ")",
        *content(body),
    )


def _session_plan(_: str, names: Sequence[str], pairs: Pairs, inside: list[Block]) -> list[Block]:
    arguments = named([("way", _string(pairs, "way")), ("long", _long(names))])
    return block("#session-plan(", *arguments, ")", *content(inside))


def _around(function: str) -> Call:
    """A function of the content alone."""
    return lambda _, __, ___, inside: block(f"#{function}", *content(inside))


CALLS: Mapping[str, Call] = {
    "box": _box,
    "session": _session,
    "question": _question,
    "assessment": _assessment,
    "scenario": _scenario,
    "reflection": _reflection,
    "media": _media,
    "anchor": lambda ident, _, __, ___: block(anchor(ident)),
    "attribution": _around("attribution"),
    "rubric": _around("rubric"),
    "glossary": _around("glossary-list"),
    "sources": _around("source-list"),
    "session-plan": _session_plan,
    "wide": _around("wide"),
    "glance": _glance,
    "form": lambda _, __, pairs, ___: block(f"#form({quoted(pairs['name'])})"),
    "aids": lambda _, __, ___, ____: block("#aids()"),
    "index": lambda _, __, ___, ____: block("#index-list()"),
    "job-aid": _job_aid,
    "checklist": _around("checklist"),
    "aid-notes": _around("aid-notes"),
    "recordings": _around("recordings-plan"),
    "contact-list": lambda _, __, ___, ____: block("#contact-list()"),
}
