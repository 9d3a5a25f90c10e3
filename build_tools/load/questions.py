"""The answers of a question, as authors write them: a task list with quotes as feedback."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.load.markdown import parser

MARK = re.compile(r"^\[(?P<mark>[ xX])\][ \t]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: whether it is right, its text with markup, and its line in the file (from 1)."""

    correct: bool
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What a question's body holds: its answers, and the lines (from 1) of list items without a mark."""

    found: tuple[Answer, ...]
    unmarked: tuple[int, ...]
    lists: int
    """How many lists they stand in."""


def answers(body: str, body_line: int) -> Answers:
    """The answers in a question's body.

    Args:
        body: the directive's content behind its options.
        body_line: the line of the file (from 1) where the body starts.
    """
    found: list[Answer] = []
    unmarked: list[int] = []
    depth = lists = 0
    first_of_item = False
    for token in parser().parse(body):
        if token.type == "bullet_list_open":
            depth += 1
            lists += depth == 1
        elif token.type == "bullet_list_close":
            depth -= 1
        elif token.type == "list_item_open":
            first_of_item = depth == 1
        elif token.type == "inline" and first_of_item and token.map:
            first_of_item = False
            line = body_line + token.map[0]
            match = MARK.match(token.content)
            if match is None:
                unmarked.append(line)
            else:
                found.append(Answer(match["mark"] != " ", token.content[match.end() :], line))
    return Answers(tuple(found), tuple(unmarked), lists)
