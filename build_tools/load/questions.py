"""The answers of a question, as authors write them: lists with marks, arrows or numbers, quotes as feedback."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.load.markdown import parsed

MARK = re.compile(r"^\[(?P<mark>[ xX])\][ \t]+")
PAIR = re.compile(r"[ \t]*(?:^|(?<=[ \t]))=>(?:[ \t]+|$)")
"""Between the two sides of a pair; a side on the right alone is a distractor."""
_NUMBER = r"[-−+]?\d{1,12}(?:[.,]\d{1,6})?"
_RANGE = re.compile(rf"^\s*(?P<low>{_NUMBER})(?:\s*\.\.\s*(?P<high>{_NUMBER}))?\s*$")
_LISTS = {"bullet_list": False, "ordered_list": True}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its first paragraph with markup, and its line in the file (from 1)."""

    text: str
    line: int

    @property
    def correct(self) -> bool | None:
        """Whether it is marked right or wrong; None without a mark."""
        match = MARK.match(self.text)
        return None if match is None else match["mark"] != " "

    @property
    def bare(self) -> str:
        """The text without its mark."""
        return MARK.sub("", self.text).strip()

    @property
    def pair(self) -> tuple[str, str] | None:
        """The left side (may be empty) and the right side; None without an arrow."""
        found = PAIR.search(self.text)
        return (self.text[: found.start()].strip(), self.text[found.end() :].strip()) if found else None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list at the top level of a body."""

    ordered: bool
    items: tuple[Item, ...]


def lists(body: str, body_line: int) -> tuple[ItemList, ...]:
    """The lists in a directive's body, without those inside of other blocks.

    Args:
        body: the directive's content behind its options.
        body_line: the line of the file (from 1) where the body starts.
    """
    found: list[ItemList] = []
    items: list[Item] = []
    depth, first = 0, False
    for token in parsed(body, {}):
        kind, _, edge = token.type.rpartition("_")
        if kind in _LISTS:
            depth += 1 if edge == "open" else -1
            if depth == 0:
                found.append(ItemList(_LISTS[kind], tuple(items)))
                items = []
        elif token.type in ("blockquote_open", "blockquote_close"):
            depth += 1 if edge == "open" else -1
        elif token.type == "list_item_open":
            first = depth == 1
        elif token.type == "inline" and first and token.map:
            first = False
            items.append(Item(token.content, body_line + token.map[0]))
    return tuple(found)


def numbers(text: str) -> tuple[float, float] | None:
    """A number or an inclusive range such as ``17..19``, as its two ends; None where it is none."""
    match = _RANGE.match(text)
    if match is None:
        return None
    low = _number(match["low"])
    return low, _number(match["high"]) if match["high"] else low


def canonical_numbers(text: str) -> str:
    """A number or a range as the runtime reads it: decimal points, no spaces."""
    ends = numbers(text)
    if ends is None:
        raise ValueError(text)
    return "..".join(f"{end:.6f}".rstrip("0").rstrip(".") for end in dict.fromkeys(ends))


def _number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))


def plain_answer(text: str) -> str:
    """A short answer as it is compared: without case, accents, punctuation and extra spaces."""
    letters = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


def mixed(keys: Iterable[str]) -> list[str]:
    """Keys in an order that says nothing of the given one: their own; should that be it, the first goes last."""
    given = list(keys)
    found = sorted(given)
    return [*found[1:], found[0]] if found == given and len(found) > 1 else found
