"""A reading's HTML fragments, made ready for a page: players, keys, links, labels.

The reading knows nothing of formats; what depends on one is put in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

import lxml.html
from lxml.html import HtmlComment, HtmlElement

from build_tools.i18n import Translator

_BLOCKS = "aside|dd|details|div|dl|fieldset|figure|form|li|ol|section|table|tbody|td|th|thead|tr|ul"
_IDLE = re.compile(rf"\n(?=</(?:{_BLOCKS})>)")
"""Line ends before the end of a block, which nothing shows: 1 % of a page."""
_MARK = "player"
_PLAYER = f"<!--{_MARK}-->"


class Player(Protocol):
    """Writes the player of a media asset (any number of elements)."""

    def __call__(self, identifier: str, *, counts: bool) -> str:
        """Its HTML.

        Args:
            identifier: the asset's id.
            counts: whether the module is completed only when it was played to its end.
        """


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a format puts into the fragments of one module."""

    player: Player
    linked: bool
    """Whether links to other modules work; an SCO cannot navigate to another one."""
    translate: Translator
    question_keys: Mapping[str, str]
    keys: Mapping[str, str]
    """Of what completes the module: lessons, and media assets by `played`."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    """Names for the page's questions, in their order."""


def played(identifier: str) -> str:
    """How a media asset that must be played stands among the ids of a module's lessons; no lesson's has a slash."""
    return f"media/{identifier}"


def question_ids(html: Iterable[str]) -> list[str]:
    """The ids of the questions in some fragments."""
    return [form.get("data-question", "") for text in html for form in _parse(text).iter("form")]


def prepare(html: str, preparation: Preparation) -> str:
    """One fragment, ready to stand in a page.

    Args:
        html: well-formed HTML of a reading.
        preparation: what this format puts in.
    """
    if not html.strip():
        return ""
    tree = _parse(html)
    players = [_place_player(figure, preparation) for figure in tree.xpath(".//figure[@data-media]")]
    for form in tree.xpath(".//form[@data-question]"):
        _key_question(form, preparation)
    for box in tree.xpath(".//*[@data-state][@role='note']"):
        _tell_state(box, preparation.translate)
    for picture in tree.iter("img"):
        # Hidden pages' pictures must not be part of what a learner waits for at first.
        picture.set("loading", "lazy")
        picture.set("decoding", "async")
    if not preparation.linked:
        for link in tree.xpath(".//a[@data-module]"):
            _unlink(link)
    text = _serialize(tree)
    for made in players:
        text = text.replace(_PLAYER, made, 1)
    return _IDLE.sub("", text)


def _parse(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html or "<p></p>", create_parent="div")


def _serialize(tree: HtmlElement) -> str:
    parts = [lxml.html.tostring(child, encoding="unicode") for child in tree]
    return (tree.text or "") + "".join(parts)


def _place_player(figure: HtmlElement, preparation: Preparation) -> str:
    """Marks where a player goes, before the caption: `figcaption` must be a figure's first or last child.

    libxml2 is older than videos in pages: it would close elements that have no end, and escape addresses.
    """
    identifier = figure.get("data-media", "")
    counts = figure.attrib.pop("data-complete", None) is not None
    if counts:
        figure.set("data-key", preparation.keys[played(identifier)])
    html = preparation.player(identifier, counts=counts)
    if html.startswith("<picture"):
        # It needs no frame with controls around it.
        del figure.attrib["class"]
    figure.insert(0, HtmlComment(_MARK))
    return html


def _key_question(form: HtmlElement, preparation: Preparation) -> None:
    form.set("data-key", preparation.question_keys[form.get("data-question", "")])
    _name_group(form, f"_q{next(preparation.numbers)}")


def _name_group(form: HtmlElement, name: str) -> None:
    """The legend says what kind of question it is: the group's name must hold what is asked, too.

    Args:
        form: a question.
        name: its own in the page; the same question may stand in a lesson and in an assessment.
    """
    parts = [*form.iter("legend"), *form.find_class("prompt")]
    for part, end in zip(parts, ("", "p"), strict=True):
        part.set("id", name + end)
    for group in form.iter("fieldset"):
        group.set("aria-labelledby", " ".join(part.get("id", "") for part in parts))


def _tell_state(box: HtmlElement, translate: Translator) -> None:
    texts = {
        "secondary": translate("Read in a secondary source, not in the official text."),
        "index": translate("Known from an index only; the official text was not read."),
        "general": translate("General knowledge; no source was checked."),
    }
    text = texts.get(box.get("data-state", ""))
    if text:
        line = lxml.html.Element("p", {"class": "box-state"})
        line.text = text
        box.append(line)


def _unlink(link: HtmlElement) -> None:
    link.tag = "span"
    for name in ("href", "data-module"):
        link.attrib.pop(name, None)
